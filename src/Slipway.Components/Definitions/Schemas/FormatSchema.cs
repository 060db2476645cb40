using Slipway.Yaml;

namespace Slipway.Components;

/// <summary>
/// A format as a plain JSON Schema 2020-12 that editors complete from, in one language. It accepts what the readers accept, also field names in
/// other cases: the usual spelling stands under <c>properties</c>, all others are patterns that refer to it.
/// </summary>
public static class FormatSchema
{
    private const string Dialect = "https://json-schema.org/draft/2020-12/schema";

    /// <param name="platform">Whose traits a component entry offers.</param>
    public static MapNode Write(FieldFormat format, Language language, PlatformDefinition platform)
    {
        var root = FieldSources.Root(format.Name).Without("$defs");
        if (format.Name == "entry")
            root = OnTraits(root, traits => traits.With("additionalProperties", Node.Of(false)));
        var parts = new SchemaParts();
        var schema = new SchemaWriting(language, parts, root["x-exact-case"] is not null, "").Schema(root, "");
        if (format.Name == "entry")
            schema = WithTraits(schema, platform, language, parts);
        if (format.Name == "service")
            schema = WithPodless(schema, platform);
        var defs = parts.All(name => new SchemaWriting(language, parts, IsExact: false, "").Schema(Part(name), "/$defs/" + name));
        var made = new MapNode([new MapEntry(Node.Of("$schema"), Node.Of(Dialect)), .. schema.Entries]);
        return defs.Count > 0 ? made.With("$defs", defs) : made;
    }

    private static MapNode Part(string name)
        => (MapNode?)JsonPointer.Resolve(FieldSources.Shared, ["$defs", name]) ?? throw new InvalidOperationException($"There is no part {name} of a schema.");

    /// <summary>The platform's traits, each with its parameters and its switch; any other is refused, as the platform refuses it.</summary>
    private static MapNode WithTraits(MapNode schema, PlatformDefinition platform, Language language, SchemaParts parts)
    {
        var known = new List<MapEntry>();
        foreach (var trait in platform.Traits.OrderBy(trait => trait.Name, StringComparer.Ordinal))
        {
            var name = "trait-" + trait.Name;
            var one = new SchemaWriting(language, parts, IsExact: true, "/$defs/" + name).Schema(TraitFields.Schema(trait).Map, "/$defs/" + name);
            // Naming a trait is enough to switch it on, and what it requires may come from another level.
            parts.Add(name, one.Without("required").With("type", Node.List(Node.Of("object"), Node.Of("null"))));
            known.Add(new MapEntry(Node.Of(trait.Name), Node.Map(("$ref", Node.Of("#/$defs/" + name)))));
        }
        return OnTraits(schema, traits => traits.With("properties", new MapNode(known)));
    }

    /// <summary>A container is asked for where the workload runs pods, and nothing that is a pod's is taken where it runs none.</summary>
    private static MapNode WithPodless(MapNode schema, PlatformDefinition platform)
    {
        var named = Node.Map((SchemaWriting.Named("workload"), Node.Map(("enum", Node.List(platform.Podless.Select(name => Node.Of(name)))))));
        var rule = Node.Map(
            ("if", SchemaWriting.Has("workload").With("patternProperties", named)),
            ("then", Node.Map(("propertyNames", Node.Map(("not", Node.Map(("pattern", Node.Of(SchemaWriting.Named([.. PodlessReader.OfPods]))))))))),
            ("else", Node.Map(("oneOf", schema["oneOf"]!))));
        return schema.Without("oneOf").With("allOf", new ListNode([.. ((ListNode)schema["allOf"]!).Items, rule]));
    }

    private static MapNode OnTraits(MapNode schema, Func<MapNode, MapNode> change)
    {
        var properties = (MapNode)schema["properties"]!;
        return schema.With("properties", properties.With("traits", change((MapNode)properties["traits"]!)));
    }
}

/// <summary>The shared definitions that a schema refers to, in the order in which they were met.</summary>
internal sealed class SchemaParts
{
    private readonly List<string> order = [];
    private readonly Dictionary<string, MapNode?> made = new(StringComparer.Ordinal);

    public void Need(string name)
    {
        if (made.TryAdd(name, null))
            order.Add(name);
    }

    public void Add(string name, MapNode schema)
    {
        Need(name);
        made[name] = schema;
    }

    /// <summary>Writing one may bring up more.</summary>
    public MapNode All(Func<string, MapNode> write)
    {
        for (var i = 0; i < order.Count; i++)
            made[order[i]] ??= write(order[i]);
        return new MapNode(order.Select(name => new MapEntry(Node.Of(name), made[name]!)));
    }
}
