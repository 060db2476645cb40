using Slipway.Yaml;

namespace Slipway.Schema;

/// <summary>The schemas in the text of a schema, by the keywords that hold them.</summary>
internal static class SchemaNodes
{
    /// <summary>Those directly inside of a schema, in written order.</summary>
    public static IEnumerable<(Node Schema, string Path)> Inner(MapNode map)
    {
        foreach (var entry in map.Entries)
        {
            var path = "/" + JsonPointer.Escape(entry.Name);
            if (Vocabulary.OneSchema.Contains(entry.Name))
                yield return (entry.Value, path);
            else if (Vocabulary.ListOfSchemas.Contains(entry.Name) && entry.Value is ListNode list)
                for (var i = 0; i < list.Items.Count; i++)
                    yield return (list.Items[i], $"{path}/{i}");
            else if (Vocabulary.MapOfSchemas.Contains(entry.Name) && entry.Value is MapNode inner)
                foreach (var named in inner.Entries)
                    yield return (named.Value, $"{path}/{JsonPointer.Escape(named.Name)}");
        }
    }

    /// <summary>The schema and all in it, each text once, in written order.</summary>
    public static IEnumerable<MapNode> All(params IEnumerable<Node> roots)
    {
        var (seen, open) = (new HashSet<Node>(), new Stack<Node>(roots.Reverse()));
        while (open.TryPop(out var next))
        {
            if (next is not MapNode map || !seen.Add(map))
                continue;
            yield return map;
            foreach (var (inner, _) in Inner(map).Reverse())
                open.Push(inner);
        }
    }
}
