using System.Globalization;
using Slipway.Schema;
using Slipway.Yaml;

namespace Slipway.Components;

/// <summary>The smallest parameters that a trait takes: its defaults, and something for each that it requires.</summary>
internal static class SampleParameters
{
    private const int Deepest = 8;

    /// <summary>Null where none can be thought of that fit the schema.</summary>
    public static MapNode? Of(TraitDefinition trait)
    {
        // An example of the whole says what is required together, or instead of each other.
        var example = (trait.Parameters["examples"] as ListNode)?.Items.OfType<MapNode>().FirstOrDefault();
        var parameters = (example ?? Required(trait.Parameters, trait.Parameters, 0)).With("enabled", Node.Of(true));
        return JsonSchema.Compile(ValuesSchema.Trait(trait)).Schema.Check(MergePatch.Apply(ParameterDefaults.Of(trait), parameters)).Count == 0 ? parameters : null;
    }

    private static MapNode Required(MapNode schema, MapNode root, int depth)
    {
        var made = new MapNode([]);
        foreach (var name in (schema["required"] as ListNode)?.Items.OfType<ScalarNode>() ?? [])
            if ((schema["properties"] as MapNode)?[name.Text] is MapNode property && (depth > 0 || property["default"] is null))
                made = made.With(name.Text, Value(property, root, depth + 1));
        return made;
    }

    private static Node Value(MapNode schema, MapNode root, int depth)
    {
        if (depth > Deepest)
            return Node.Null;
        if ((schema["$ref"] as ScalarNode)?.Text is ['#', .. var pointer] && JsonPointer.Resolve(root, pointer) is MapNode meant)
            return Value(meant, root, depth + 1);
        if ((schema["examples"] as ListNode)?.Items is [var example, ..])
            return example;
        if ((schema["default"] ?? schema["const"] ?? ((schema["enum"] as ListNode)?.Items is [var choice, ..] ? choice : null)) is { } said)
            return said;
        foreach (var key in (string[])["oneOf", "anyOf", "allOf"])
            if ((schema[key] as ListNode)?.Items.OfType<MapNode>().FirstOrDefault() is { } first)
                return Value(first, root, depth + 1);
        return Type(schema) switch
        {
            "object" => Object(schema, root, depth),
            "array" => Node.List(Enumerable.Range(0, Number(schema, "minItems") is var items ? (int)Math.Min(items, 3) : 0).Select(_ => Value(schema["items"] as MapNode ?? new MapNode([]), root, depth + 1))),
            "integer" or "number" => Node.Of(Math.Max(Number(schema, "minimum"), 1)),
            "boolean" => Node.Of(true),
            _ => Node.Of("sample"),
        };
    }

    private static MapNode Object(MapNode schema, MapNode root, int depth)
    {
        var made = Required(schema, root, depth);
        return made.Count == 0 && Number(schema, "minProperties") > 0
            ? made.With("sample", Value(schema["additionalProperties"] as MapNode ?? new MapNode([]), root, depth + 1))
            : made;
    }

    private static string? Type(MapNode schema) => schema["type"] switch
    {
        ScalarNode one => one.Text,
        ListNode { Items: [ScalarNode first, ..] } => first.Text,
        _ => schema["properties"] is null ? null : "object",
    };

    private static long Number(MapNode schema, string key)
        => schema[key] is ScalarNode number && long.TryParse(number.Text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value) ? value : 0;
}
