using Slipway.Yaml;

namespace Slipway.Packages;

/// <summary>Finds a parameter in a trait's schema.</summary>
internal static class ParameterSchemas
{
    private const int MostReferences = 32;

    private static readonly MapNode Switch = Node.Map(("type", Node.Of("boolean")));

    /// <summary>The schema behind references within the document; of a circle, whatever the last step gave.</summary>
    public static MapNode Followed(MapNode root, MapNode schema)
    {
        for (var steps = 0; schema["$ref"] is ScalarNode reference && steps < MostReferences; steps++)
            schema = JsonPointer.Resolve(root, reference.Text.TrimStart('#')) as MapNode ?? Node.Map();
        return schema;
    }

    /// <returns>The parameter's schema, empty where anything may stand there; null where there is no such parameter. Then what there is at the place.</returns>
    public static (MapNode? Schema, List<string> Known) Find(MapNode root, IReadOnlyList<string> names)
    {
        var (at, known) = (root, new List<string>());
        for (var i = 0; i < names.Count; i++)
        {
            at = Followed(root, at);
            var properties = at["properties"] as MapNode ?? Node.Map();
            known = [.. properties.Keys];
            if (i == 0)
                known.Add("enabled");
            if (i == 0 && names[i] == "enabled")
                return (names.Count == 1 ? Switch : null, known);
            if (properties[names[i]] is MapNode below)
                at = below;
            else if (at["additionalProperties"] is ScalarNode { Kind: ScalarKind.Boolean, Text: "false" })
                return (null, known);
            else
                at = at["additionalProperties"] as MapNode ?? Node.Map();
        }
        return (Followed(root, at), known);
    }
}
