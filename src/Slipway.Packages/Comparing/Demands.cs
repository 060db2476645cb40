using Slipway.Components;
using Slipway.Yaml;

namespace Slipway.Packages;

/// <summary>What is left to do, and to whom. What a role did by changing something is done; this is what follows from it.</summary>
internal static class Demands
{
    public static IEnumerable<Demand> Of(
        IEnumerable<(ComponentQuestion Question, ComponentChange Change)> components, PackageSide after, IReadOnlyList<Diagnostic> findings, PlatformDiff platform, Renderings renderings)
    {
        var all = components.ToList();
        var unreadable = all.Where(one => one.Question.IsUnreadable).Select(one => one.Question.Pair.Before!.Content.Title).ToHashSet(StringComparer.Ordinal);
        return
        [
            // That nobody finds a service whose definition has a fault is no fault of those who look for it.
            .. findings.Where(finding => finding.Severity == Severity.Error && !(finding.Rule == ComposingRules.MissingDependency && unreadable.Contains(finding.Arguments[1]))).Select(finding => ToMend(finding, after)),
            .. Unsaid(all.Select(one => one.Change), platform),
            .. all.SelectMany(one => OfComponent(one.Question, one.Change, renderings)),
            .. Room.Needed([.. all.Select(one => (one.Question.Before(renderings), one.Question.After(renderings)))]),
        ];
    }

    private static Demand ToMend(Diagnostic finding, PackageSide side)
    {
        var where = finding.At is { } at ? $"{at.Source.Name}:{at.Line}" : finding.Rule.Code;
        return new Demand(Answerable.Of(finding, side), DemandKind.Mend, null, DemandTexts.Mend, [where, finding.Message(Language.English)])
        {
            ChineseArguments = [where, finding.Message(Language.Chinese)],
        };
    }

    /// <summary>A version that stays while what it names changes names two things.</summary>
    private static IEnumerable<Demand> Unsaid(IEnumerable<ComponentChange> components, PlatformDiff platform)
    {
        var services = components.Where(change => change.By.Contains(Role.ApplicationDeveloper) && change.VersionBefore == change.VersionAfter)
            .DistinctBy(change => change.Pair.After!.Content.Title);
        foreach (var change in services)
            yield return new Demand(Role.ApplicationDeveloper, DemandKind.RaiseVersion, change.Name, DemandTexts.RaiseService, [change.Pair.After!.Content.Title, change.VersionAfter!]);
        foreach (var definition in platform.Workloads.Concat(platform.Traits).Where(definition => definition.IsUnsaid))
            yield return new Demand(Role.PlatformDeveloper, DemandKind.RaiseVersion, null, DemandTexts.RaiseDefinition, [definition.Name, definition.After!]);
    }

    private static IEnumerable<Demand> OfComponent(ComponentQuestion question, ComponentChange change, Renderings renderings)
        => Renamed(change).Concat(Provided(change)).Concat(Kinds(question, change, renderings)).Concat(Interrupted(change)).Concat(Data(change));

    /// <summary>A value that stands under a key's former name reaches nobody.</summary>
    private static IEnumerable<Demand> Renamed(ComponentChange change)
    {
        foreach (var key in change.RunsAfter ? change.Keys.Where(key => key.IsRenamed) : [])
            if (IsGiven(key.Before!.Pointer, change.Pair.After!))
                yield return new Demand(Role.Integrator, DemandKind.Rename, change.Name, DemandTexts.Renamed, [Shown(key.After!.Pointer), change.Name, Shown(key.Before.Pointer)]);
    }

    private static string Shown(string pointer) => string.Join('.', JsonPointer.Parse(pointer) ?? []);

    /// <summary>A component's keys are its application's to give; a site answers the unified ones.</summary>
    private static bool IsGiven(string pointer, ComposedComponent component) => JsonPointer.Resolve(component.Whole.Config, pointer) is not null;

    private static IEnumerable<Demand> Provided(ComponentChange change)
    {
        if (!change.RunsAfter || change.Pair.After?.Service is not { } service)
            return [];
        var before = change.RanBefore ? change.Pair.Before?.Service?.DepsService : null;
        return service.DepsService.Where(needed => needed.From.Value == DependencyPlace.Site)
            .Where(needed => before?.Any(old => old.Name.Value == needed.Name.Value && old.From.Value == DependencyPlace.Site && old.Version.Value.Text == needed.Version.Value.Text) != true)
            .Select(needed => new Demand(Role.ResourceAdministrator, DemandKind.Provide, change.Name, DemandTexts.Provide, [needed.Name.Value, needed.Version.Value.Text, change.Name]));
    }

    /// <summary>Groups without a dot, and those of Kubernetes itself, every cluster has.</summary>
    private static IEnumerable<Demand> Kinds(ComponentQuestion question, ComponentChange change, Renderings renderings)
    {
        var before = question.Before(renderings)?.Objects.Select(made => (Group(made), made.Kind)).ToHashSet() ?? [];
        var brought = question.After(renderings)?.Crds.Select(crd => (JsonPointer.Resolve(crd.Content, ["spec", "names", "kind"]) as ScalarNode)?.Text).ToHashSet() ?? [];
        return (question.After(renderings)?.Objects ?? []).Select(made => (Group: Group(made), made.Kind)).Distinct()
            .Where(kind => kind.Group.Contains('.', StringComparison.Ordinal) && !kind.Group.EndsWith(".k8s.io", StringComparison.Ordinal) || kind.Group == "gateway.networking.k8s.io")
            .Where(kind => !before.Contains(kind) && !brought.Contains(kind.Kind))
            .Select(kind => new Demand(Role.ResourceAdministrator, DemandKind.Kinds, change.Name, DemandTexts.Kinds, [kind.Kind, kind.Group, change.Name]));
    }

    private static string Group(RenderedObject made) => made.ApiVersion.Contains('/', StringComparison.Ordinal) ? made.ApiVersion.Split('/')[0] : "";

    private static IEnumerable<Demand> Interrupted(ComponentChange change)
    {
        if (change is { RanBefore: true, RunsAfter: false })
            yield return new Demand(Role.ApplicationAdministrator, DemandKind.Prune, change.Name, DemandTexts.Prune, [change.Name]);
        else if (change.Pair.IsRenamed && change.RanBefore)
            yield return new Demand(Role.ApplicationAdministrator, DemandKind.Approve, change.Name, DemandTexts.NewName, [change.Pair.Before!.Name, change.Name]);
        else if (change.Forecast == Forecast.Recreates)
            yield return new Demand(
                Role.ApplicationAdministrator, DemandKind.Approve, change.Name, DemandTexts.Approve,
                [change.Name, string.Join(", ", change.Objects.Where(one => one.Change.Effect == Effect.Recreates).Select(one => $"{one.Change.Kind}/{one.Change.Name}"))]);
    }

    private static IEnumerable<Demand> Data(ComponentChange change)
    {
        if (!change.TouchesData || !change.RunsAfter)
            yield break;
        var volumes = string.Join(", ", change.Objects.Where(one => one.Change.TouchesData).Select(one => $"{one.Change.Kind}/{one.Change.Name}"));
        var (why, names) = change.Updater is { } updater ? (DemandTexts.BackupUpdater, updater.To.Value.ToString())
            : change.Pair.IsRenamed ? (DemandTexts.BackupRename, "") : (DemandTexts.BackupVolume, volumes);
        yield return new Demand(Role.ApplicationAdministrator, DemandKind.Backup, change.Name, DemandTexts.Backup, [change.Name, why.In(Language.English, [names])])
        {
            ChineseArguments = [change.Name, why.In(Language.Chinese, [names])],
        };
    }
}
