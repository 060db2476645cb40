using Slipway.Components;
using Slipway.Yaml;

namespace Slipway.Packages.Tests.Composing;

public sealed class TaskTests
{
    [Fact]
    public void A_task_has_its_own_version_or_the_application_s_and_takes_settings_of_any_level()
    {
        using var files = new TestApplication().WithApplication("inner.yaml", "seed: {task: {image: \"/team/seed:1\", version: 2.0.0}, config: {rows: 3, mode: fast}}\nclean: {task: {image: \"a/b@sha256:0123\"}}")
            .WithApplication("application.yaml", "inner: {application: inner.yaml, components: {seed: {config: {rows: 5}}}}");
        var composition = files.Composition();
        composition.Components.Select(one => (one.Name, one.Version)).ShouldBe([("inner-seed", "2.0.0"), ("inner-clean", "1.0.0")]);
        var (built, findings) = ComposedBuilder.Build(composition.Components, PlatformReader.BuiltIn, "shop", "registry.example.com/x");
        findings.ShouldBeEmpty();
        JsonText.Write(built[0].Values["settings"]!).ShouldBe("""{"rows":5,"mode":"fast"}""");
        JsonText.Write(built[0].Values["image"]!).ShouldBe("\"registry.example.com/x/team/seed:1\"");
        (built[0].Task is not null, built[0].Chart!.Name).ShouldBe((true, "slipway-task"));
    }

    [Theory]
    [InlineData("{image: seed}")]
    [InlineData("{image: \"seed:\"}")]
    [InlineData("{image: \"seed:1; rm -rf /\"}")]
    [InlineData("{image: \"//seed:1\"}")]
    [InlineData("{image: \"-seed:1\"}")]
    [InlineData("{image: \"seed:1\", timeout: 25h}")]
    [InlineData("{image: \"seed:1\", timeout: 1}")]
    [InlineData("{image: \"seed:1\", env: {\"A=B\": x}}")]
    [InlineData("{image: \"seed:1\", command: {a: b}}")]
    [InlineData("{image: \"seed:1\", version: one}")]
    [InlineData("{image: \"seed:1\", program: x}")]
    [InlineData("{}")]
    [InlineData("x")]
    public void What_is_no_task_is_told_where_it_stands(string task)
    {
        using var files = new TestApplication().WithApplication("application.yaml", $"seed: {{task: {task}}}");
        files.Compose().Findings.ShouldContain(finding => finding.Severity == Severity.Error && finding.At!.Line >= 4);
    }

    [Theory]
    [InlineData("traits: {replicas: {count: 2}}")]
    [InlineData("values: {a: b}")]
    [InlineData("prefix: false")]
    public void What_does_not_apply_to_a_task_is_told(string more)
    {
        using var files = new TestApplication().WithApplication("application.yaml", $"seed: {{task: {{image: \"a:1\"}}, {more}}}");
        files.Compose().Findings.ShouldHaveSingleItem().Severity.ShouldBe(Severity.Error);
    }
}
