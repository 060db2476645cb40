using Slipway.Components;
using Slipway.Yaml;

namespace Slipway.Delivery.Tests;

public class HelmTests
{
    private static readonly MapNode Values = Node.Map(("a", Node.Of(1)), ("b", Node.Map(("c", Node.Of("x")), ("d", Node.Of("y")))));

    [Fact]
    public void The_input_is_a_label_that_knows_no_order_of_keys_but_every_value_and_the_chart()
    {
        var input = HelmInput.Hash("chart", Values);
        input.Length.ShouldBe(40);
        HelmInput.Hash("chart", Node.Map(("b", Node.Map(("d", Node.Of("y")), ("c", Node.Of("x")))), ("a", Node.Of(1)))).ShouldBe(input);
        HelmInput.Hash("chart", Values.With("a", Node.Of("1"))).ShouldNotBe(input);
        HelmInput.Hash("other chart", Values).ShouldNotBe(input);
    }

    [Theory]
    [InlineData("deployed", "abc", "3", true)]
    [InlineData("deployed", "abd", "3", false)]
    [InlineData("deployed", "abc", "2", false)]
    [InlineData("deployed", "abc", null, false)]
    [InlineData("failed", "abc", "3", false)]
    [InlineData("pending-upgrade", "abc", "3", false)]
    public void A_release_is_from_an_input_only_when_hash_revision_and_status_agree(string status, string input, string? revision, bool expected)
    {
        var labels = new Dictionary<string, string> { [HelmRelease.InputLabel] = input };
        if (revision is not null)
            labels[HelmRelease.InputRevisionLabel] = revision;
        new HelmRelease("web", 3, status, default, labels).IsFrom("abc").ShouldBe(expected);
    }

    [Theory]
    [InlineData(3, "abc", "deployed", true)]
    [InlineData(2, "abc", "deployed", false)]
    [InlineData(4, "abc", "deployed", false)]
    [InlineData(3, "abd", "deployed", false)]
    [InlineData(3, "abc", "failed", false)]
    public void A_rollback_is_from_an_input_only_when_the_receipt_names_its_revision_and_its_input(int revision, string input, string status, bool expected)
    {
        var labels = new Dictionary<string, string> { [HelmRelease.InputLabel] = "abc", [HelmRelease.InputRevisionLabel] = "1" };
        new HelmRelease("web", 3, status, default, labels).IsFrom("abc", new(revision, input)).ShouldBe(expected);
    }

    [Fact]
    public void Workloads_and_rollbacks_that_the_receipt_notes_are_read_as_they_were_written()
    {
        ReceiptComponent[] components = [new("web", "1.0.0", 1) { Workloads = [new("Deployment", "web")], Restored = new(3, "abc") }, new("db", "1.0.0", 1)];
        var text = ReceiptJson.Components(components);
        var read = ReceiptJson.ReadComponents(text);
        ReceiptJson.Components(read).ShouldBe(text);
        read.Select(c => (c.Name, c.Version, c.Revision, c.Restored)).ShouldBe(components.Select(c => (c.Name, c.Version, c.Revision, c.Restored)));
        read[0].Workloads.ShouldBe([new("Deployment", "web")]);
        read[1].Workloads.ShouldBeEmpty();
    }

    [Fact]
    public void A_rollback_goes_to_the_newest_deployed_revision_else_to_the_newest_that_ended()
    {
        static HelmHistory Of(params string[] states) => new("web", [.. states.Select((s, i) => new HelmRelease("web", i + 1, s, default, new Dictionary<string, string>()))]);
        Of("superseded", "deployed", "failed", "pending-upgrade").LastGood!.Revision.ShouldBe(2);
        Of("superseded", "failed", "pending-upgrade").LastGood!.Revision.ShouldBe(2);
        Of("pending-install").LastGood.ShouldBeNull();
    }

    [Fact]
    public void The_size_of_a_release_counts_what_does_not_compress()
    {
        RenderedComponent With(string text) => new(new Component("web", "1.0.0", Values.With("big", Node.Of(text))) { Installation = "hello" }, [], []);
        HelmInput.ReleaseSize(TestSite.Chart, With(new('x', 2_000_000))).ShouldBeLessThan(20_000);
        HelmInput.ReleaseSize(TestSite.Chart, With(Random(1_000_000))).ShouldBeGreaterThan(HelmInput.ReleaseLimit);
    }

    private static string Random(int bytes)
    {
        var noise = new byte[bytes];
        new Random(7).NextBytes(noise);
        return Convert.ToBase64String(noise);
    }
}
