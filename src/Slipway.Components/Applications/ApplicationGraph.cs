using Slipway.Yaml;

namespace Slipway.Components;

/// <summary>What the names in one application definition say of each other: that they exist, that the order has no circle, that choices do not contradict each other.</summary>
internal static class ApplicationGraph
{
    public static void Check(IReadOnlyList<ApplicationComponent> components, IReadOnlyList<AlternativeDefinition> oneOf, List<Diagnostic> findings)
    {
        var known = components.ToDictionary(component => component.Name.Value, StringComparer.Ordinal);
        foreach (var component in components)
            foreach (var needed in component.DependsOn)
                if (needed.Value == component.Name.Value)
                    findings.Add(Diagnostic.Of(ApplicationRules.DependsOnItself, needed.At, needed.Value));
                else
                    Known(needed, $"components.{component.Name.Value}.dependsOn", known.Keys, findings);
        CheckChoices(known, oneOf, findings);
        if (Cycle(components, known) is { } cycle)
            findings.Add(Diagnostic.Of(ApplicationRules.Cycle, cycle.At, string.Join(" → ", cycle.Path)));
    }

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

    private static void CheckChoices(Dictionary<string, ApplicationComponent> known, IReadOnlyList<AlternativeDefinition> oneOf, List<Diagnostic> findings)
    {
        var groups = new Dictionary<string, (AlternativeDefinition Group, Placed<string> At)>(StringComparer.Ordinal);
        foreach (var group in oneOf)
            foreach (var name in group.Components)
            {
                if (!Known(name, $"oneOf.{group.Name.Value}.components", known.Keys, findings))
                    continue;
                if (!groups.TryAdd(name.Value, (group, name)))
                    findings.Add(TwoPlaces.Say(ApplicationRules.TwoChoices, name.At, groups[name.Value].At.At, name.Value, groups[name.Value].Group.Name.Value, group.Name.Value));
                else if (known[name.Value].Optional is { } optional)
                    findings.Add(TwoPlaces.Say(ApplicationRules.OptionalAlternative, optional.At, name.At, name.Value, group.Name.Value));
            }
        foreach (var component in known.Values)
            foreach (var needed in component.DependsOn.Where(needed => known.TryGetValue(needed.Value, out var other) && MayBeOff(other, component, groups)))
                findings.Add(Diagnostic.Of(ApplicationRules.MayBeOff, needed.At, component.Name.Value, needed.Value));
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
                if (needed.Value == component.Name.Value || !known.TryGetValue(needed.Value, out var other) || done.Contains(needed.Value))
                    continue;
                if (path.FindIndex(step => step.Component.Name.Value == needed.Value) is var at and >= 0)
                    return ([.. path.Skip(at).Select(step => step.Component.Name.Value), needed.Value], needed.At);
                path.Add((other, 0));
            }
        }
        return null;
    }
}
