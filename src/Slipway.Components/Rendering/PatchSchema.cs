using Slipway.Yaml;

namespace Slipway.Components;

/// <summary>The schema of merge patches for what a schema describes: nothing is required, and null (which removes) may stand anywhere.</summary>
internal static class PatchSchema
{
    public static MapNode Of(MapNode schema) => (MapNode)Loosen(schema, isSchema: true);

    private static Node Loosen(Node node, bool isSchema)
    {
        if (node is not MapNode map)
            return node;
        if (!isSchema)
            return new MapNode(map.Entries.Select(e => e with { Value = Loosen(e.Value, isSchema: true) }), map.At);
        return new MapNode(map.Entries.Where(e => e.Name is not ("required" or "minProperties")).Select(Keyword), map.At);
    }

    private static MapEntry Keyword(MapEntry keyword) => keyword.Name switch
    {
        "type" => keyword with { Value = WithNull(keyword.Value) },
        "enum" when keyword.Value is ListNode choices => keyword with { Value = Node.List([.. choices.Items, Node.Null]) },
        "properties" or "$defs" => keyword with { Value = Loosen(keyword.Value, isSchema: false) },
        "additionalProperties" => keyword with { Value = Loosen(keyword.Value, isSchema: true) },
        // Lists replace as a whole: their items must be complete.
        _ => keyword,
    };

    private static ListNode WithNull(Node type)
        => Node.List([.. type is ListNode list ? list.Items : [type], Node.Of("null")]);
}
