using Slipway.Components;
using Slipway.Yaml;

namespace Slipway.Packages;

/// <summary>A component as it was and as it will be.</summary>
/// <param name="Before">Null for a new one.</param>
/// <param name="After">Null for one that is gone.</param>
public sealed record ComponentPair(ComposedComponent? Before, ComposedComponent? After)
{
    /// <summary>What a cluster has of it, where that is the older side; then there is no <see cref="Before"/>.</summary>
    public StandingComponent? Standing { get; init; }

    /// <summary>The name that it will have, or had.</summary>
    public string Name => (After ?? Before)?.Name ?? Standing!.Name;

    /// <summary>The older side has it.</summary>
    public bool WasThere => Before is not null || Standing is not null;

    public bool IsRenamed => Before is not null && After is not null && Before.Name != After.Name;
}

/// <summary>Which component of the one composition is which of the other: by name; else by what it is, for that is a renamed one.</summary>
internal static class ComponentPairs
{
    private const int Enough = 2;

    /// <returns>The new composition's order, then what is gone.</returns>
    public static IReadOnlyList<ComponentPair> Of(Composition before, Composition after)
    {
        var gone = before.Components.Where(component => after.Component(component.Name) is null).ToList();
        var added = after.Components.Where(component => before.Component(component.Name) is null).ToList();
        var renamed = Renamed(gone, added);
        return
        [
            .. after.Components.Select(component => new ComponentPair(before.Component(component.Name) ?? renamed.FirstOrDefault(pair => pair.After == component)?.Before, component)),
            .. gone.Where(component => renamed.All(pair => pair.Before != component)).Select(component => new ComponentPair(component, null)),
        ];
    }

    private static List<ComponentPair> Renamed(List<ComposedComponent> gone, List<ComposedComponent> added)
    {
        var pairs = new List<ComponentPair>();
        var likely = from before in gone
                     from after in added
                     let likeness = Likeness(before, after)
                     where likeness >= Enough
                     let names = string.CompareOrdinal(before.Name, after.Name) <= 0 ? (First: before.Name, Second: after.Name) : (First: after.Name, Second: before.Name)
                     // The same whichever of the two is the older.
                     orderby likeness descending, names.First, names.Second
                     select new ComponentPair(before, after);
        foreach (var pair in likely)
            if (pairs.All(one => one.Before != pair.Before && one.After != pair.After))
                pairs.Add(pair);
        return pairs;
    }

    private static int Likeness(ComposedComponent before, ComposedComponent after)
    {
        if (before.Content.GetType() != after.Content.GetType())
            return 0;
        var likeness = before.Content.Fingerprint == after.Content.Fingerprint ? 3 : 0;
        if (before.Content.Title == after.Content.Title)
            likeness += 2;
        if (before.Service is { } old && after.Service is { } now && Nodes.Equal(Nameless(old), Nameless(now)))
            likeness += 2;
        return likeness == 0 ? 0 : likeness + (Nodes.Equal(before.Entry.Traits, after.Entry.Traits) && Nodes.Equal(before.Entry.Config, after.Entry.Config) ? 1 : 0);
    }

    private static MapNode Nameless(ServiceDefinition service)
        => new(service.Node.Entries.Where(entry => !entry.Name.Equals("name", StringComparison.OrdinalIgnoreCase) && !entry.Name.Equals("version", StringComparison.OrdinalIgnoreCase)));
}
