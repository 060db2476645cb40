using Semver;
using Slipway.Components;
using Slipway.Schema;
using Slipway.Yaml;

namespace Slipway.Packages;

/// <summary>One component's part of a comparison: what has to be rendered for it, and what comes out.</summary>
internal sealed class ComponentQuestion(ComponentPair pair, PackageSide before, PackageSide after, AnsweredSides answered, bool samePlatform)
{
    private readonly List<(Role Role, int OnOld, int BelowNew)> trials = [];
    private int? old;
    private int? now;

    public required bool RanBefore { get; init; }

    public required bool RunsAfter { get; init; }

    /// <summary>The newer side names it, and what it is made from cannot be read.</summary>
    public bool IsUnreadable { get; init; }

    public ComponentPair Pair => pair;

    /// <summary>These layers lie under all components alike; they are a component's matter where they do something to it.</summary>
    private static readonly Role[] Common = [Role.PlatformDeveloper, Role.ResourceAdministrator];

    /// <summary>A layer that differs where the component's images do, which only its objects show.</summary>
    private bool IsOfImages(Role role)
        => !answered.Moved.IsEmpty && pair.Before is not null && pair.After is not null && new Layers(pair, before, after, answered) is var layers && role == layers.ImagesOf && !layers.Changed(samePlatform).Contains(role);

    /// <summary>Whose layers differ: of the component, and of whether it runs.</summary>
    private IReadOnlyList<Role> By { get; } = [.. (pair.Before is not null && pair.After is not null ? new Layers(pair, before, after, answered).Tried(samePlatform) : [])
        .Concat(Running.By(pair, before.Site.Selection, after.Site.Selection)).Distinct().Order()];

    public void Ask(Renderings renderings)
    {
        if (By.Count == 0 || IsUnreadable)
            return;
        if (!(RanBefore && RunsAfter))
        {
            old = RanBefore ? renderings.Add(Mixed.Of(before, pair.Before!, answered.Before)) : null;
            now = RunsAfter ? renderings.Add(Mixed.Of(after, pair.After!, answered.After)) : null;
            return;
        }
        var layers = new Layers(pair, before, after, answered);
        old = renderings.Add(layers.Mix(_ => false));
        now = renderings.Add(layers.Mix(_ => true));
        var changed = layers.Tried(samePlatform);
        if (changed.Count > 1)
            foreach (var role in changed)
                trials.Add((role, renderings.Add(layers.Mix(one => one == role)), renderings.Add(layers.Mix(one => one != role))));
    }

    public IEnumerable<Diagnostic> FindingsAfter(Renderings renderings) => now is { } number ? renderings[number].Findings : [];

    public RenderedComponent? Before(Renderings renderings) => old is { } number ? renderings[number].Rendered : null;

    public RenderedComponent? After(Renderings renderings) => now is { } number ? renderings[number].Rendered : null;

    public ComponentChange Answer(Renderings renderings)
    {
        var (was, will) = (Before(renderings), After(renderings));
        var isUnknown = IsUnreadable || (old is not null && was is null) || (now is not null && will is null);
        var changes = isUnknown ? [] : ObjectChanges.Of(was, will);
        var objects = Causes.Of(changes, Trials(renderings));
        var (service, newer) = (pair.Before?.Service, pair.After?.Service);
        var both = service is not null && newer is not null;
        return new ComponentChange
        {
            Pair = pair,
            RanBefore = RanBefore,
            RunsAfter = RunsAfter,
            By = IsUnreadable ? [] : [.. By.Where(role => isUnknown || !(Common.Contains(role) || IsOfImages(role)) || objects.Any(one => one.By.Contains(role)))],
            IsUnknown = isUnknown,
            Objects = objects,
            Images = isUnknown ? [] : ImageChanges.Of(was, will, service, newer, answered.Moved),
            Keys = both ? ConfigChanges.Of(service!.Config, newer!.Config) : [],
            Rules = both ? ConfigChanges.Rules(service!.Config, newer!.Config) : ([], []),
            Definition = both ? FieldChanges.Of(ComponentChange.WithoutConfig(service!.Node), ComponentChange.WithoutConfig(newer!.Node)) : [],
            Traits = was is null || will is null || !both ? [] : FieldChanges.Of(was.Component.Values["traits"], will.Component.Values["traits"]),
            Held = both && RanBefore && RunsAfter
                ? [.. HeldKeys.Changed(HeldKeys.Of(service!, answered.Before.Of(pair.Before!).Whole.Config), HeldKeys.Of(newer!, answered.After.Of(pair.After!).Whole.Config))] : [],
            Settings = pair.Before is null || pair.After is null ? [] : FieldChanges.Of(Settings(Mixed.Of(before, pair.Before, answered.Before).Component), Settings(Mixed.Of(after, pair.After, answered.After).Component)),
            Updater = both && RanBefore && RunsAfter && !answered.After.Of(pair.After!).IsReplaced ? newer!.Updaters.FirstOrDefault(updater => Leads(updater, service!.Version.Value, newer.Version.Value)) : null,
            HasRenamedData = pair.IsRenamed && (was?.Objects.Any(HoldsData) ?? false),
        };
    }

    private List<Causes.Trial> Trials(Renderings renderings)
    {
        if (trials.Count == 0)
            return [.. By.Select(role => new Causes.Trial(role, null, null))];
        var (was, will) = (Before(renderings), After(renderings));
        return [.. trials.Select(trial => new Causes.Trial(
            trial.Role,
            was is not null && renderings[trial.OnOld].Rendered is { } onOld ? ObjectChanges.Of(was, onOld) : null,
            will is not null && renderings[trial.BelowNew].Rendered is { } below ? ObjectChanges.Of(below, will) : null))];
    }

    /// <summary>A secret is given by names. What somebody wrote in their place by mistake may be the secret itself.</summary>
    private static MapNode Settings(ComposedComponent component)
    {
        if (component.Content is ChartContent chart)
            return chart.ValuesUnder(component.Whole);
        var config = component.Whole.Config;
        foreach (var key in component.Service?.Config?.Keys.Where(key => key.IsSecret) ?? [])
            if (JsonPointer.Resolve(config, key.Pointer) is { } value and not MapNode)
                config = MergePatch.Apply(config, (MapNode)JsonPointer.Parse(key.Pointer)!.Reverse().Aggregate((Node)Node.Of("…"), (inner, name) => Node.Map((name, inner))));
        return config;
    }

    /// <summary>Of several hops the last is told.</summary>
    internal static bool Leads(UpdaterDefinition updater, SemVersion before, SemVersion after)
        => before.ComparePrecedenceTo(updater.To.Value) < 0 && updater.To.Value.ComparePrecedenceTo(after) <= 0 && updater.From.Value.Contains(before);

    private static bool HoldsData(RenderedObject made)
        => made.Kind == "PersistentVolumeClaim" || (made.Kind == "StatefulSet" && JsonPointer.Resolve(made.Content, ["spec", "volumeClaimTemplates"]) is ListNode { Items.Count: > 0 });
}

/// <summary>Whose word it is that a component runs or does not.</summary>
internal static class Running
{
    public static IReadOnlyList<Role> By(ComponentPair pair, Selection before, Selection after)
    {
        var roles = new List<Role>();
        if (pair.Before is null || pair.After is null || Runs(pair.Before, before) != Runs(pair.After, before) || Runs(pair.Before, after) != Runs(pair.After, after))
            roles.Add(Role.Integrator);
        if (Runs(pair.Before, before) != Runs(pair.Before, after) || Runs(pair.After, before) != Runs(pair.After, after))
            roles.Add(Role.ApplicationAdministrator);
        return roles;
    }

    private static bool Runs(ComposedComponent? component, Selection selection) => component is not null && selection.Takes(component);
}
