using Slipway.Yaml;

namespace Slipway.Components;

internal static class EntryMerge
{
    /// <summary>Two merge patches (RFC 7386) as one: applying it does what applying both in turn does. Nulls therefore stay.</summary>
    public static MapNode Compose(MapNode lower, MapNode higher)
    {
        if (lower.Count == 0 || higher.Count == 0)
            return lower.Count == 0 ? higher : lower;
        var entries = lower.Entries.ToList();
        var places = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var i = 0; i < entries.Count; i++)
            places[entries[i].Name] = i;
        foreach (var entry in higher.Entries)
            if (places.TryGetValue(entry.Name, out var at))
                entries[at] = entry.Value is MapNode over && entries[at].Value is MapNode under ? entry with { Value = Compose(under, over) } : entry;
            else
                entries.Add(entry);
        return new MapNode(entries, higher.At);
    }

    /// <summary>Each value of the higher map replaces the lower one's whole.</summary>
    public static MapNode ByName(MapNode lower, MapNode higher)
        => new([.. lower.Entries.Where(entry => higher.Entry(entry.Name) is null), .. higher.Entries], higher.At ?? lower.At);
}
