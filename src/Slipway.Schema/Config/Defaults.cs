using Slipway.Yaml;

namespace Slipway.Schema;

/// <summary>
/// Fills in what a configuration does not say. What it says is never touched, null included. A map that is absent is made when all keys
/// that it requires have defaults. A schema that leads back to itself gives no maps and lists: filled once more, they would grow once more.
/// </summary>
internal sealed class Defaults
{
    /// <summary>Schemas made to explode would else make values of any size.</summary>
    private const int Limit = 100_000;
    private const int DepthLimit = 100;

    private readonly Dictionary<Subschema, bool> recursive = [];
    private int made;

    public static Node Fill(Node values, Subschema schema) => new Defaults().Fill(values, Facets.Of(schema), 0);

    private Node Fill(Node value, Facets facets, int depth)
    {
        if (depth > DepthLimit || ++made > Limit)
            return value;
        return value switch
        {
            MapNode map => Fill(map, facets, depth),
            ListNode list => Fill(list, facets, depth),
            _ => value,
        };
    }

    private MapNode Fill(MapNode map, Facets facets, int depth)
    {
        var (entries, changed) = (new List<MapEntry>(map.Count), false);
        foreach (var entry in map.Entries)
        {
            var value = Fill(entry.Value, facets.For(entry.Name), depth + 1);
            changed |= !ReferenceEquals(value, entry.Value);
            entries.Add(ReferenceEquals(value, entry.Value) ? entry : entry with { Value = value });
        }
        foreach (var (name, _) in facets.Properties)
            if (map.Entry(name) is null && Make(facets.For(name), depth + 1) is { } value)
            {
                changed = true;
                entries.Add(new MapEntry(Node.Of(name), value));
            }
        return changed ? new MapNode(entries, map.At) : map;
    }

    private ListNode Fill(ListNode list, Facets facets, int depth)
    {
        var items = list.Items.Select((item, i) => Fill(item, facets.For(i), depth + 1)).ToList();
        return items.Zip(list.Items).All(pair => ReferenceEquals(pair.First, pair.Second)) ? list : new ListNode(items, list.At);
    }

    /// <summary>The value of an absent key: its default, or a map of the defaults in it; null when there is none.</summary>
    private Node? Make(Facets facets, int depth)
    {
        if (depth > DepthLimit || ++made > Limit)
            return null;
        var value = facets.Default;
        if (value is ScalarNode || (value is null && !facets.IsBranch) || facets.All.Any(LeadsBack))
            return value as ScalarNode;
        if (value is not null)
            return Fill(value, facets, depth);
        var filled = Fill(new MapNode([]), facets, depth);
        return filled.Count > 0 && facets.Required.All(name => filled.Entry(name) is not null) ? filled : null;
    }

    /// <summary>Whether a schema describes a part of itself.</summary>
    private bool LeadsBack(Subschema schema)
    {
        if (recursive.TryGetValue(schema, out var known))
            return known;
        var (seen, open) = (new HashSet<Subschema>(), new Queue<Subschema>([schema]));
        while (open.TryDequeue(out var next))
            foreach (var inner in Facets.Of(next).Parts)
                if (inner == schema)
                    return recursive[schema] = true;
                else if (seen.Add(inner))
                    open.Enqueue(inner);
        return recursive[schema] = false;
    }
}
