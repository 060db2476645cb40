using Slipway.Yaml;

namespace Slipway.Schema.Cel;

/// <summary>
/// The types that a schema declares, by Kubernetes' rules: objects with properties have fields, <c>additionalProperties</c> make a map, <c>items</c> a
/// list, the formats <c>date-time</c>, <c>date</c>, <c>duration</c> and <c>byte</c> their own types. What the schema leaves open is <c>dyn</c>.
/// </summary>
internal sealed class CelSchema
{
    private readonly Node root;
    private readonly Dictionary<Node, CelType?> types = new(ReferenceEqualityComparer.Instance);
    private readonly Lock guard = new();

    private CelSchema(Node root) => this.root = root;

    public static CelType TypeOf(Node schema) => new CelSchema(schema).Read(schema, "object");

    /// <param name="path">What messages call an object type.</param>
    private CelType Read(Node node, string path)
    {
        lock (guard)
        {
            if (Target(node) is not MapNode schema)
                return CelType.Dyn;
            // A schema that is inside itself without an object between cannot be written as a type.
            if (types.TryGetValue(schema, out var known))
                return known ?? CelType.Dyn;
            types[schema] = null;
            return (types[schema] = Read(schema, path))!;
        }
    }

    /// <summary>Follows <c>$ref</c> inside of the document.</summary>
    private Node? Target(Node? node)
    {
        for (var steps = 0; node is MapNode map && map["$ref"] is ScalarNode reference; steps++)
        {
            if (steps > 100 || !reference.Text.StartsWith('#'))
                return null;
            node = JsonPointer.Resolve(root, Uri.UnescapeDataString(reference.Text[1..]));
        }
        return node;
    }

    private CelType Read(MapNode schema, string path)
    {
        if (schema["x-kubernetes-int-or-string"]?.ToString() == "true")
            return CelType.Dyn;
        return TypeName(schema) switch
        {
            "object" => Object(schema, path),
            "array" => CelType.List(schema["items"] is { } items ? Read(items, path + ".@idx") : CelType.Dyn, CelListSemantics.Read(schema)),
            "string" => Text(schema),
            "boolean" => CelType.Bool,
            "integer" => CelType.Int,
            "number" => CelType.Double,
            _ => CelType.Dyn,
        };
    }

    private static CelType Text(MapNode schema) => schema["format"]?.ToString() switch
    {
        "date" or "date-time" => CelType.Timestamp,
        "duration" => CelType.Duration,
        "byte" => CelType.Bytes,
        _ => CelType.String,
    };

    /// <summary>The one type beside null; without <c>type</c> what the keywords and the choices say.</summary>
    private static string? TypeName(MapNode schema) => schema["type"] switch
    {
        ScalarNode type => type.Text,
        ListNode several => several.Items.Select(t => t.ToString()).Where(t => t != "null").ToList() is [var only] ? only : null,
        _ when schema["properties"] is MapNode => "object",
        _ when schema["enum"] is ListNode { Items.Count: > 0 } choices => OfValues(choices.Items),
        _ when schema["const"] is { } constant => OfValues([constant]),
        _ => null,
    };

    private static string? OfValues(IReadOnlyList<Node> values)
    {
        var types = values.Select(v => (v as ScalarNode)?.Kind switch { ScalarKind.String => "string", ScalarKind.Boolean => "boolean", ScalarKind.Integer => "integer", _ => null }).Distinct().ToList();
        return types is [{ } only] ? only : null;
    }

    private CelType Object(MapNode schema, string path)
    {
        if (schema["additionalProperties"] is MapNode values && schema["properties"] is null)
            return CelType.Map(CelType.String, Read(values, path + ".@elem"));
        if (schema["properties"] is not MapNode properties)
            return CelType.Map(CelType.String, CelType.Dyn);
        return CelType.Object(path, () => new CelFields(Fields(schema, properties, path)));
    }

    private List<CelField> Fields(MapNode schema, MapNode properties, string path)
    {
        var fields = properties.Entries
            .Select(entry => (entry, Name: FieldNames.Escape(entry.Name)))
            .Where(f => f.Name is not null)
            .Select(f => new CelField(f.Name!, f.entry.Name, Read(f.entry.Value, $"{path}.{f.entry.Name}")))
            .ToList();
        if (schema["x-kubernetes-embedded-resource"]?.ToString() == "true")
            fields.AddRange(Resource(path).Where(f => fields.All(known => known.Key != f.Key)));
        return fields;
    }

    /// <summary>What every object of Kubernetes has.</summary>
    private static CelField[] Resource(string path)
    {
        var metadata = CelType.Object(path + ".metadata", () => new CelFields([new("name", "name", CelType.String), new("generateName", "generateName", CelType.String)]));
        return [new("apiVersion", "apiVersion", CelType.String), new("kind", "kind", CelType.String), new("metadata", "metadata", metadata)];
    }
}
