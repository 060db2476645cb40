using Slipway.Components;
using Slipway.Yaml;

namespace Slipway.Packages;

/// <summary>What is left to do, and to whom. What a role did by changing something is done; this is what follows from it.</summary>
internal static class Demands
{
    public static IEnumerable<Demand> Of(
        IEnumerable<(ComponentQuestion Question, ComponentChange Change)> components, PackageSide before, PackageSide after, IReadOnlyList<Diagnostic> findings, PlatformDiff platform, Renderings renderings)
    {
        var all = components.ToList();
        var unreadable = all.Where(one => one.Question.IsUnreadable).Select(one => one.Question.Pair.Before!.Content.Title).ToHashSet(StringComparer.Ordinal);
        return
        [
            // That nobody finds a service whose definition has a fault is no fault of those who look for it.
            .. findings.Where(finding => finding.Severity == Severity.Error && !(finding.Rule == ComposingRules.MissingDependency && unreadable.Contains(finding.Arguments[1]))).Select(finding => ToMend(finding, after)),
            .. Unsaid(all.Select(one => one.Change), platform),
            .. all.SelectMany(one => OfComponent(one.Change, one.Question.Before(renderings), one.Question.After(renderings))),
            .. Room.Needed([.. all.Select(one => (one.Question.Before(renderings), one.Question.After(renderings)))], (NeedDemands.Declared(before), NeedDemands.Declared(after))),
            .. NeedDemands.Of(before, after),
        ];
    }

    /// <summary>Where the older side is a cluster: what follows from objects.</summary>
    public static IEnumerable<Demand> OfInstalled(IReadOnlyList<(ComponentChange Change, RenderedComponent? Before, RenderedComponent? After)> components)
        => [.. components.SelectMany(one => OfComponent(one.Change, one.Before, one.After)), .. Room.Needed([.. components.Select(one => (one.Before, one.After))], ([], []))];

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

    private static IEnumerable<Demand> OfComponent(ComponentChange change, RenderedComponent? before, RenderedComponent? after)
        => Renamed(change).Concat(Provided(change)).Concat(Kinds(change, before, after)).Concat(Interrupted(change)).Concat(Paused(change)).Concat(Held(change)).Concat(Programs(change)).Concat(Data(change));

    /// <summary>An install refuses it, or asks.</summary>
    private static IEnumerable<Demand> Held(ComponentChange change) => change.Held.Select(key => new Demand(
        Role.ApplicationAdministrator, DemandKind.Approve, change.Name, DemandTexts.Held, [change.Name, key.Key, key.Before, key.After]));

    /// <summary>What runs on somebody's own machine, that person agrees to; once for each program as it is.</summary>
    private static IEnumerable<Demand> Programs(ComponentChange change)
    {
        var known = change.RanBefore ? (change.Pair.Before?.Content as TaskContent)?.Programs.Select(program => program.Digest).ToHashSet(StringComparer.Ordinal) : null;
        return (change.RunsAfter ? (change.Pair.After?.Content as TaskContent)?.Programs ?? [] : []).Where(program => known?.Contains(program.Digest) != true && !IsKnown(program, change.Pair.Standing))
            .Select(program => new Demand(Role.ApplicationAdministrator, DemandKind.Approve, change.Name, DemandTexts.AllowProgram, [$"{change.Name}: {program.Path} ({(program.Platform.Length == 0 ? "script" : program.Platform)}, sha256:{program.Digest[..12]})"]));
    }

    /// <summary>Objects of a task name its program by digest.</summary>
    private static bool IsKnown(ProgramFile program, StandingComponent? standing)
        => standing?.Rendered.Objects.Any(made => made.Yaml.Contains(program.Digest, StringComparison.Ordinal)) == true;

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
        var known = change.Pair.Standing?.Needs ?? (change.RanBefore ? change.Pair.Before?.Service?.DepsService : null)?
            .Where(old => old.From.Value == DependencyPlace.Site).Select(old => (old.Name.Value, old.Version.Value.Text)).ToList() ?? [];
        return service.DepsService.Where(needed => needed.From.Value == DependencyPlace.Site && !known.Contains((needed.Name.Value, needed.Version.Value.Text)))
            .Select(needed => new Demand(Role.ResourceAdministrator, DemandKind.Provide, change.Name, DemandTexts.Provide, [needed.Name.Value, needed.Version.Value.Text, change.Name]));
    }

    /// <summary>Groups without a dot, and those of Kubernetes itself, every cluster has.</summary>
    private static IEnumerable<Demand> Kinds(ComponentChange change, RenderedComponent? old, RenderedComponent? now)
    {
        var before = old?.Objects.Select(made => (Group(made), made.Kind)).ToHashSet() ?? [];
        var brought = now?.Crds.Select(crd => (JsonPointer.Resolve(crd.Content, ["spec", "names", "kind"]) as ScalarNode)?.Text).ToHashSet() ?? [];
        return (now?.Objects ?? []).Select(made => (Group: Group(made), made.Kind)).Distinct()
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
        else if (change.Forecast is Forecast.Recreates or Forecast.Refused)
            foreach (var demand in Recreated(change.Name, [.. change.Objects.Select(one => one.Change)]).Concat(Refused(change)))
                yield return demand;
    }

    /// <summary>Whoever made the change has another way; whoever installs, only to let go of the object beforehand.</summary>
    private static IEnumerable<Demand> Refused(ComponentChange change)
    {
        foreach (var (made, by) in change.Objects.Where(one => one.Change.Effect == Effect.Refused).Select(one => (one.Change, one.By)))
        {
            var name = $"{made.Kind}/{made.Name}";
            foreach (var role in Menders(by))
                yield return new Demand(role, DemandKind.Mend, change.Name, DemandTexts.Refused, [change.Name, $"{name} {string.Join(", ", made.Held)}"]);
            yield return new Demand(Role.ApplicationAdministrator, DemandKind.Approve, change.Name,
                made.Kind == "PersistentVolumeClaim" ? DemandTexts.DeleteClaimFirst : DemandTexts.DeleteFirst, [change.Name, name]);
        }
    }

    /// <summary>An install asks for the same, or refuses without `--allow-recreate`.</summary>
    private static IEnumerable<Demand> Recreated(string component, IReadOnlyList<ObjectChange> changes)
    {
        var ending = changes.Where(one => one is { Effect: Effect.Recreates, IsThere: false }).ToList();
        var starting = changes.Where(one => !one.WasThere && ObjectChanges.MakesPods(one.Kind) && ending.Any(old => old.Name == one.Name)).ToList();
        var anew = changes.Where(one => one is { Effect: Effect.Recreates, IsThere: true }).ToList();
        if (ending.Count > 0)
            yield return Agree(DemandTexts.Switch, Names(ending), Names(starting));
        foreach (var (text, kept) in anew.Where(KeepsPods).GroupBy(HasOtherPods).Select(group => (group.Key ? DemandTexts.ApproveFollowed : DemandTexts.ApproveKept, group)))
            yield return Agree(text, Names(kept));
        if (anew.Where(one => !KeepsPods(one)).ToList() is { Count: > 0 } stopped)
            yield return Agree(DemandTexts.Approve, Names(stopped));

        Demand Agree(LocalText text, params string[] names) => new(Role.ApplicationAdministrator, DemandKind.Approve, component, text, [component, .. names]);

        static string Names(IEnumerable<ObjectChange> all) => string.Join(", ", all.Select(one => $"{one.Kind}/{one.Name}"));
    }

    private static bool HasOtherPods(ObjectChange change) => change.Fields.Any(field => field.Path.StartsWith("spec.template.", StringComparison.Ordinal));

    /// <summary>A set's claims are the same by name, so that the one made anew takes the pods over as they are.</summary>
    private static bool KeepsPods(ObjectChange change)
        => change.Kind == "StatefulSet" && change.Fields.Where(field => HeldFields.IsHeldBySet(field.Path)).All(field =>
            field.Path == "spec.podManagementPolicy" || (field.Path.StartsWith("spec.volumeClaimTemplates[", StringComparison.Ordinal) && field.Path.Contains("].spec.", StringComparison.Ordinal)));

    /// <summary>Where nobody is known to have made the change, whoever installs sees to it.</summary>
    private static IReadOnlyList<Role> Menders(IReadOnlyList<Role> by) => by.Count > 0 ? by : [Role.ApplicationAdministrator];

    /// <summary>Whose change it is that waits.</summary>
    private static IEnumerable<Demand> Paused(ComponentChange change)
        => from made in change.RanBefore && change.RunsAfter ? change.Objects : []
           where made.Change.Pods is { IsPaused: true }
           from role in Menders(made.By)
           select new Demand(role, DemandKind.Mend, change.Name, DemandTexts.Paused, [change.Name, $"{made.Change.Kind}/{made.Change.Name}"]);

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
