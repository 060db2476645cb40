using Slipway.Yaml;

namespace Slipway.Components;

/// <summary>
/// RFC 7386, the one rule by which values and models are merged: in C# here, in the chart by the template <c>slipway.merge</c>; a test holds both equal.
/// Every leaf keeps its place, so the result knows the origin of each of its fields.
/// </summary>
public static class MergePatch
{
    /// <summary>The target with the patch applied: null removes, a map is merged, anything else (lists too) replaces.</summary>
    public static MapNode Apply(MapNode target, MapNode patch)
    {
        if (patch.Count == 0)
            return target;
        var entries = target.Entries.ToList();
        foreach (var change in patch.Entries)
        {
            var at = entries.FindIndex(e => e.Name == change.Name);
            if (change.Value is ScalarNode { Kind: ScalarKind.Null })
            {
                if (at >= 0)
                    entries.RemoveAt(at);
            }
            else if (change.Value is MapNode map)
            {
                var under = at >= 0 && entries[at].Value is MapNode standing ? standing : new MapNode([], map.At);
                Put(entries, at, change, Apply(under, map));
            }
            else
                Put(entries, at, change, change.Value);
        }
        return new MapNode(entries, patch.At ?? target.At);
    }

    private static void Put(List<MapEntry> entries, int at, MapEntry change, Node value)
    {
        if (at >= 0)
            entries[at] = change with { Value = value };
        else
            entries.Add(change with { Value = value });
    }
}
