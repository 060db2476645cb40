using Slipway.Components;
using Slipway.Yaml;

namespace Slipway.Packages.Tests.Comparing;

/// <summary>What a cluster has against what would be installed.</summary>
public class InstalledComparisonTests
{
    private const string Deployment = "apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: web}\nspec: {COUNTtemplate: {spec: {containers: [{name: web, image: \"web:1\"}]}}}\n";

    [Theory]
    // Somebody scaled by hand, and 2 were configured then.
    [InlineData("", 2, "replicas: 2, ", false)]
    [InlineData("", 2, "replicas: 3, ", true)]
    // Somebody else decides on the count, and nothing is known of what was configured.
    [InlineData("", null, "replicas: 3, ", false)]
    [InlineData("replicas: 2, ", null, "replicas: 3, ", true)]
    [InlineData("replicas: 2, ", null, "", true)]
    public void A_count_that_stands_in_no_manifest_is_no_difference_as_long_as_the_configured_one_stays(string before, int? configured, string after, bool differs)
    {
        var old = Standing(Deployment.Replace("COUNT", before, StringComparison.Ordinal)) with
        {
            Configured = configured is { } count ? new Dictionary<(string, string), int> { [("Deployment", "web")] = count } : new Dictionary<(string, string), int>(),
        };
        Change(old, Deployment.Replace("COUNT", after, StringComparison.Ordinal)).IsUnchanged.ShouldBe(!differs);
    }

    [Fact]
    public void What_stands_in_a_Secret_is_shown_to_nobody()
    {
        var change = Change(
            Standing("apiVersion: v1\nkind: Secret\nmetadata: {name: web, labels: {a: b}}\ndata: {same: c2FtZQ==, gone: Z29uZQ==, other: b2xk}\nstringData: {plain: hush}\n"),
            "apiVersion: v1\nkind: Secret\nmetadata: {name: web, labels: {a: c}}\ndata: {same: c2FtZQ==, other: bmV3}\n");
        change.Objects.ShouldHaveSingleItem().Fields.Select(one => $"{one.Field.Path} {Shown(one.Field.Before)} {Shown(one.Field.After)}").ShouldBe(
            ["metadata.labels.a \"b\" \"c\"", "data.gone \"…\" -", "data.other \"…\" \"…\"", "stringData \"…\" -"], ignoreOrder: true);

        static string Shown(Node? node) => node is null ? "-" : JsonText.Write(node);
    }

    [Fact]
    public void A_component_that_is_no_part_any_more_has_to_be_taken_away_and_nobody_is_said_to_have_changed_anything()
    {
        var diff = InstalledComparison.Compare([Standing(Deployment.Replace("COUNT", "", StringComparison.Ordinal))], [], PlatformReader.BuiltIn);
        diff.Components.ShouldHaveSingleItem().Forecast.ShouldBe(Forecast.Stops);
        diff.Roles.ShouldAllBe(share => !share.IsChanged && share.Components.Count == 0);
        var demand = diff.Roles.SelectMany(share => share.Demands).ShouldHaveSingleItem();
        (demand.Role, demand.Kind, demand.Component).ShouldBe((Role.ApplicationAdministrator, DemandKind.Prune, "web"));
    }

    private static ComponentChange Change(StandingComponent old, string after)
    {
        using var folder = new ChangedFolder();
        var composed = folder.Side(SiteInput.None).Composition.Component("web")!;
        return InstalledComparison.Compare([old], [(composed, Rendered(after))], PlatformReader.BuiltIn).Components.ShouldHaveSingleItem();
    }

    private static StandingComponent Standing(string objects) => new("1.0.0", Rendered(objects));

    private static RenderedComponent Rendered(string objects)
        => new(new Component("web", "1.0.0", Node.Map()) { Installation = "shop" }, [.. YamlReader.Read(new SourceText("objects", objects)).Documents.SelectMany(document => ForeignObjects.Of(document))], []);
}
