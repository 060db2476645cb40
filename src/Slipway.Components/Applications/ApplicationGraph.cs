using Slipway.Yaml;

namespace Slipway.Components;

/// <summary>What the names in one application definition say of each other: that they exist, that the order has no circle, that choices do not contradict each other.</summary>
internal static class ApplicationGraph
{
    /// <param name="unread">Names of components that have something wrong, so that there is nothing more to be said of them.</param>
    public static void Check(IReadOnlyList<ApplicationComponent> components, IReadOnlyList<string> unread, IReadOnlyList<AlternativeDefinition> oneOf, List<Diagnostic> findings)
    {
        var names = components.Select(component => component.Name.Value).Concat(unread).ToList();
        var known = components.ToDictionary(component => component.Name.Value, StringComparer.Ordinal);
        foreach (var component in components)
            foreach (var needed in component.DependsOn)
                if (First(needed) == component.Name.Value)
                    findings.Add(Diagnostic.Of(ApplicationRules.DependsOnItself, needed.At, needed.Value));
                else if (!(known.GetValueOrDefault(First(needed)) is { Kind: ComponentKind.Application } && needed.Value.Contains('/', StringComparison.Ordinal)))
                    Known(needed, $"components.{component.Name.Value}.dependsOn", names, findings);
        CheckChoices(known, names, oneOf, findings);
        if (Cycle(components, known) is { } cycle)
            findings.Add(Diagnostic.Of(ApplicationRules.Cycle, cycle.At, string.Join(" → ", cycle.Path)));
        else if (AlternativeCycle(components, oneOf) is { } other)
            findings.Add(Diagnostic.Of(ApplicationRules.Cycle, other.At, other.Path));
    }

    /// <summary>Of a component of a middle product, the middle product: what it holds depends on nothing outside but what the whole of it depends on.</summary>
    private static string First(Placed<string> name) => name.Value.Split('/')[0];

    private static bool Known(Placed<string> name, string where, IReadOnlyCollection<string> known, List<Diagnostic> findings)
    {
        if (known.Contains(name.Value))
            return true;
        var near = NearestName.Find(name.Value, known);
        findings.Add(Diagnostic.Of(ApplicationRules.UnknownComponent, name.At, where, name.Value, string.Join(", ", known), near ?? "") with
        {
            SpecialHelp = near is null ? null : ApplicationRules.DidYouMean,
            Edits = near is not null && name.At is { } at ? [new Edit(at, near, Safe: true)] : [],
        });
        return false;
    }

    private static void CheckChoices(Dictionary<string, ApplicationComponent> known, List<string> names, IReadOnlyList<AlternativeDefinition> oneOf, List<Diagnostic> findings)
    {
        var groups = new Dictionary<string, (AlternativeDefinition Group, Placed<string> At)>(StringComparer.Ordinal);
        foreach (var group in oneOf)
            foreach (var name in group.Components)
            {
                if (!Known(name, $"oneOf.{group.Name.Value}.components", names, findings))
                    continue;
                if (!groups.TryAdd(name.Value, (group, name)))
                    findings.Add(TwoPlaces.Say(ApplicationRules.TwoChoices, name.At, groups[name.Value].At.At, name.Value, groups[name.Value].Group.Name.Value, group.Name.Value));
                else if (known.GetValueOrDefault(name.Value)?.Optional is { } optional)
                    findings.Add(TwoPlaces.Say(ApplicationRules.OptionalAlternative, optional.At, name.At, name.Value, group.Name.Value));
            }
        foreach (var component in known.Values)
            foreach (var needed in component.DependsOn.Where(needed => known.TryGetValue(First(needed), out var other) && MayBeOff(other, component, groups)))
                findings.Add(Diagnostic.Of(ApplicationRules.MayBeOff, needed.At, component.Name.Value, needed.Value) with
                {
                    SpecialHelp = groups.ContainsKey(component.Name.Value) ? ApplicationRules.AlternativeNeeds : null,
                });
    }

    /// <summary>Choices are tried all together as far as this; beyond, one after the other.</summary>
    private const int MostSelections = 1024;

    /// <summary>A circle that closes only where another alternative runs: whoever depends on one of a choice waits for whichever runs.</summary>
    private static (string Path, Location? At)? AlternativeCycle(IReadOnlyList<ApplicationComponent> components, IReadOnlyList<AlternativeDefinition> oneOf)
    {
        foreach (var chosen in Selections([.. oneOf.Where(group => group.Components.Count > 0)]))
        {
            var instead = new Dictionary<string, string>(StringComparer.Ordinal);
            foreach (var (group, name) in chosen)
                foreach (var other in group.Components.Where(other => other.Value != name))
                    instead[other.Value] = name;
            var running = components.Where(component => !instead.ContainsKey(component.Name.Value))
                .Select(component => component with { DependsOn = [.. component.DependsOn.Select(needed => needed with { Value = instead.GetValueOrDefault(needed.Value, needed.Value) })] }).ToList();
            if (Cycle(running, running.ToDictionary(component => component.Name.Value, StringComparer.Ordinal)) is { } cycle)
                return ($"{string.Join(" → ", cycle.Path)} ({string.Join(", ", chosen.Where(one => cycle.Path.Contains(one.Name)).Select(one => $"{one.Group.Name.Value}={one.Name}"))})", cycle.At);
        }
        return null;
    }

    private static IEnumerable<IReadOnlyList<(AlternativeDefinition Group, string Name)>> Selections(IReadOnlyList<AlternativeDefinition> groups)
    {
        if (groups.Count == 0)
            return [];
        if (groups.Aggregate(1L, (product, group) => Math.Min(product * group.Components.Count, int.MaxValue)) <= MostSelections)
            return groups.Aggregate((IEnumerable<IReadOnlyList<(AlternativeDefinition, string)>>)[[]], (all, group) => all.SelectMany(some => group.Components.Select(name => (IReadOnlyList<(AlternativeDefinition, string)>)[.. some, (group, name.Value)])));
        return groups.SelectMany(group => group.Components.Select(name => (IReadOnlyList<(AlternativeDefinition, string)>)[.. groups.Select(other => (other, other == group ? name.Value : other.Default.Value))]));
    }

    /// <summary>Whether the one may run without the other. An alternative counts as there: whoever depends on it means whichever of its group runs.</summary>
    private static bool MayBeOff(ApplicationComponent needed, ApplicationComponent by, Dictionary<string, (AlternativeDefinition Group, Placed<string> At)> groups)
        => needed.Optional is not null && by.Optional is null && !groups.ContainsKey(needed.Name.Value);

    /// <summary>The first circle, as the names on the way round, and the place of its last step.</summary>
    private static (IReadOnlyList<string> Path, Location? At)? Cycle(IReadOnlyList<ApplicationComponent> components, Dictionary<string, ApplicationComponent> known)
    {
        var done = new HashSet<string>(StringComparer.Ordinal);
        foreach (var start in components)
        {
            // Without recursion: an application may have as many components as its file holds.
            var path = new List<(ApplicationComponent Component, int Next)> { (start, 0) };
            while (path.Count > 0)
            {
                var (component, next) = path[^1];
                if (done.Contains(component.Name.Value) || next >= component.DependsOn.Count)
                {
                    done.Add(component.Name.Value);
                    path.RemoveAt(path.Count - 1);
                    continue;
                }
                path[^1] = (component, next + 1);
                var needed = component.DependsOn[next];
                var name = First(needed);
                if (name == component.Name.Value || !known.TryGetValue(name, out var other) || done.Contains(name))
                    continue;
                if (path.FindIndex(step => step.Component.Name.Value == name) is var at and >= 0)
                    return ([.. path.Skip(at).Select(step => step.Component.Name.Value), name], needed.At);
                path.Add((other, 0));
            }
        }
        return null;
    }
}
