using Slipway.Components;
using Slipway.Yaml;

namespace Slipway.Packages;

/// <summary>Two packages, or one with two platforms or two sites, to what differs and whose change it is. Nothing is installed and no cluster is asked.</summary>
public static class PackageComparison
{
    /// <param name="before">Composed without errors.</param>
    /// <returns>Also where the newer side has errors: the components that have none are compared, and the roles that must act are named.</returns>
    public static async Task<PackageDiff> Compare(PackageSide before, PackageSide after, RenderTarget target, HelmProgram helm, CancellationToken cancellation = default)
    {
        var platform = PlatformDiff.Of(before.Platform, after.Platform);
        var (application, keys) = ApplicationChanges.Of(before.Composition, after.Composition);
        var (runsBefore, _) = before.Site.Selection.Of(before.Composition);
        var (runsAfter, chosenWrongly) = after.Site.Selection.Of(after.Composition);
        var (renderings, answered) = (new Renderings(), new AnsweredSides(before, after));
        var questions = ComponentPairs.Of(before.Composition, after.Composition)
            .Select(pair => Question(pair, runsBefore.Any(one => one.Name == pair.Before?.Name), runsAfter.Any(one => one.Name == pair.After?.Name))).ToList();
        foreach (var question in questions)
            question.Ask(renderings);
        await renderings.Run(target, helm, cancellation).ConfigureAwait(false);
        var components = questions.Select(question => question.Answer(renderings)).ToList();
        var findings = Distinct([.. after.Findings, .. chosenWrongly, .. AdjustableCheck.On(after.Composition, after.Platform), .. answered.Before.Findings, .. answered.After.Findings, .. questions.SelectMany(question => question.FindingsAfter(renderings))]);
        List<Demand> demands = [.. Demands.Of(questions.Zip(components), before, after, findings, platform, renderings), .. SiteDemands.Of(before, after, keys, components, answered)];
        return new PackageDiff
        {
            Components = components,
            Platform = platform,
            Keys = keys,
            Application = application,
            Findings = findings,
            Roles = [.. Enum.GetValues<Role>().Select(role => Share(role, components, platform, application.Count + keys.Count > 0, before, after, demands))],
        };

        ComponentQuestion Question(ComponentPair pair, bool ran, bool runs)
        {
            var isUnreadable = pair.After is null && after.Composition.Application.Components.Any(named => named.Name.Value == pair.Before!.Path[0])
                && after.Findings.Any(finding => finding.Severity == Severity.Error);
            return new ComponentQuestion(pair, before, after, answered, platform.IsEmpty) { RanBefore = ran, RunsAfter = isUnreadable ? ran : runs, IsUnreadable = isUnreadable };
        }
    }

    private static RoleShare Share(
        Role role, IReadOnlyList<ComponentChange> components, PlatformDiff platform, bool applicationDiffers, PackageSide before, PackageSide after, IReadOnlyList<Demand> demands)
    {
        var own = components.Where(component => component.By.Contains(role)).Select(component => component.Name).ToList();
        var more = role switch
        {
            Role.PlatformDeveloper => !platform.IsEmpty,
            Role.Integrator => applicationDiffers || components.Any(component => !component.IsUnknown && !IsSame(component.Pair)),
            Role.ResourceAdministrator => before.Site.Registry != after.Site.Registry,
            _ => false,
        };
        return new RoleShare(role, own.Count > 0 || more, own, [.. demands.Where(demand => demand.Role == role)]);
    }

    /// <summary>Which components there are, and when they run.</summary>
    private static bool IsSame(ComponentPair pair) => pair.Before is { } old && pair.After is { } now && old.Conditions.SequenceEqual(now.Conditions);

    internal static List<Diagnostic> Distinct(IEnumerable<Diagnostic> findings)
        => [.. findings.DistinctBy(f => (f.Rule.Code, f.At?.Source.Name, f.At?.Span, string.Join('\0', f.Arguments)))];
}
