using Slipway.Yaml;

namespace Slipway.Components;

/// <summary>The chart's <c>values.schema.json</c>: strict, so that a typo is refused by plain Helm too.</summary>
public static class ValuesSchema
{
    /// <summary>What a component without pods has none of; its ports stand by themselves instead of in a container.</summary>
    private static readonly string[] OfPods = ["main", "containers", "storage", "shutdown", "singleActive", "config"];

    public static MapNode Build(PlatformDefinition platform)
    {
        var root = (MapNode)DefinitionSchemas.Read("Model/values.schema.json");
        var properties = (MapNode)root["properties"]!;
        properties = properties
            .With("workload", Node.Map(("enum", Node.List(platform.Workloads.Select(w => Node.Of(w.Name))))))
            .With("traits", Node.Map(
                ("type", Node.Of("object")),
                ("additionalProperties", Node.Of(false)),
                ("properties", Node.Map(platform.Traits.Select(t => (t.Name, (Node)Trait(t)))))));
        return root.With("properties", properties)
            .With("if", Node.Map(("properties", Node.Map(("workload", Node.Map(("enum", Node.List(platform.Podless.Select(name => Node.Of(name))))))))))
            .With("then", Node.Map(("properties", Node.Map(OfPods.Select(field => (field, (Node)Node.Of(false)))))))
            .With("else", Node.Map(("required", Node.List(Node.Of("main"), Node.Of("containers"))), ("properties", Node.Map(("ports", Node.Of(false))))));
    }

    /// <summary>
    /// A trait's parameters and its switch. Required parameters are asked for only when it is on; while it is off, anything that was typed stays checked.
    /// Its <c>$defs</c> stay inside, found by an <c>$id</c> of its own.
    /// </summary>
    public static MapNode Trait(TraitDefinition trait)
    {
        var schema = WithoutProse(trait.Parameters);
        var properties = (schema["properties"] as MapNode ?? Node.Map()).With("enabled", Node.Map(("type", Node.Of("boolean"))));
        var result = schema.With("properties", properties).With("type", Node.Of("object")).With("$id", Node.Of($"https://slipway/traits/{trait.Name}"));
        if (result["required"] is not ListNode required)
            return result;
        return result.Without("required")
            .With("if", Node.Map(("properties", Node.Map(("enabled", Node.Map(("const", Node.Of(true)))))), ("required", Node.List(Node.Of("enabled")))))
            .With("then", Node.Map(("required", required)));
    }

    /// <summary>A release carries the schema too; descriptions are read elsewhere.</summary>
    private static MapNode WithoutProse(MapNode schema)
        => new(schema.Entries
            .Where(e => e.Name != "x-slipway" && (e.Name is not ("description" or "title" or "examples") || e.Value is not ScalarNode))
            .Select(e => e with { Value = Walk(e.Value) }), schema.At);

    private static Node Walk(Node node) => node switch
    {
        MapNode map => WithoutProse(map),
        ListNode list => new ListNode(list.Items.Select(Walk), list.At),
        _ => node,
    };
}
