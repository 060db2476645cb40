using Slipway.Components;
using Slipway.Testing;
using Slipway.Yaml;

namespace Slipway.Packages.Tests.Comparing;

/// <summary>Changes of services, platform, application and site: what was said beforehand is what the comparison says.</summary>
public class ScriptedChangeTests
{
    public static TheoryData<string> Names => [.. ScriptedChange.All.Select(change => change.About)];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task The_roles_that_must_act_and_what_happens_are_as_written_down(string about)
    {
        var change = ScriptedChange.All.Single(one => one.About == about);
        var diff = await Compare(change);
        Forecasts(diff).ShouldBe(change.Forecast, ignoreOrder: true);
        diff.Roles.Where(share => share.Acts).Select(share => share.Role).ShouldBe(change.Acts, string.Join('\n', diff.Roles.SelectMany(share => share.Demands).Select(demand => $"{demand.Role}: {demand.In(Language.English)}")));
    }

    [Fact]
    public void There_are_more_than_a_hundred_and_thirty_of_them() => ScriptedChange.All.Select(change => change.About).Distinct().Count().ShouldBeGreaterThan(130);

    [Fact]
    public async Task A_service_that_stands_for_itself_has_no_integrator()
    {
        using var before = new ChangedFolder();
        using var after = new ChangedFolder();
        File.WriteAllText(after.At("services/mail.yaml"), File.ReadAllText(after.At("services/mail.yaml")).Replace("COLOUR: blue", "COLOUR: red", StringComparison.Ordinal).Replace("version: 1.0.0", "version: 1.0.1", StringComparison.Ordinal));
        var diff = await Compare(before.Side(SiteInput.None, "services/mail.yaml"), after.Side(SiteInput.None, "services/mail.yaml"));
        diff.Application.ShouldBeEmpty();
        diff.Roles.Where(share => share.Acts).Select(share => share.Role).ShouldBe([Role.ApplicationDeveloper]);
        diff.Components.ShouldHaveSingleItem().Forecast.ShouldBe(Forecast.Restarts);
    }

    internal static async Task<PackageDiff> Compare(ScriptedChange change)
    {
        using var before = new ChangedFolder();
        using var after = new ChangedFolder().Apply(change);
        return await Compare(
            before.Side(change.Site("siteBefore", ScriptedChange.Registry)) with { Images = change.Images("imagesBefore") },
            after.Side(change.Site("site", ScriptedChange.Registry)) with { Images = change.Images("images") });
    }

    internal static async Task<PackageDiff> Compare(PackageSide before, PackageSide after)
    {
        before.Findings.Where(finding => finding.Severity == Severity.Error).Select(finding => finding.Message(Language.English)).ShouldBeEmpty();
        var helm = new HelmProgram(TestEnvironment.Needs("helm", "SLIPWAY_HELM"), "4");
        return await PackageComparison.Compare(before, after, new RenderTarget("default"), helm, TestContext.Current.CancellationToken);
    }

    private static Dictionary<string, string> Forecasts(PackageDiff diff) => diff.Components
        .Select(one => (one.Name, Word: one.IsUnknown ? "unknown" : Word(one.Forecast) + (one is { TouchesData: true, RunsAfter: true } ? "+data" : "")))
        .Where(one => one.Word != "nothing").ToDictionary(one => one.Name, one => one.Word, StringComparer.Ordinal);

    private static string Word(Forecast forecast) => forecast switch
    {
        Forecast.Nothing => "nothing",
        Forecast.Changes => "changes",
        Forecast.Runs => "runs",
        Forecast.Reloads => "hotReload",
        Forecast.Starts => "starts",
        Forecast.Restarts => "rollingRestart",
        Forecast.Ends => "podsEnd",
        Forecast.Recreates => "recreate",
        Forecast.Refused => "refused",
        _ => "stops",
    };
}
