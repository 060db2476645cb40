using Slipway.Yaml;

namespace Slipway.Schema;

/// <summary>Text of a schema → compiled schema → keys → checks.</summary>
internal static class ConfigReader
{
    private static readonly LocalText NoKey = new("it describes no key of the configuration; only `properties` of maps do", "它描述的不是配置的键；只有映射的 `properties` 才是");

    public static (ConfigSchema? Schema, IReadOnlyList<Diagnostic> Findings) Read(Node config)
    {
        var findings = new List<Diagnostic>();
        if (config is not MapNode written)
            return (null, [Told.Diagnostic(ConfigRules.NotAMap, config.At, Words.Describe(config))]);
        if ((OpenApiDocument.Is(written) ? OpenApiDocument.Schema(written, findings) : written) is not { } text)
            return (null, findings);
        var (schema, faults) = JsonSchema.Compile(text, new SchemaOptions { AssertFormats = true });
        findings.AddRange(faults);
        findings.AddRange(SchemaLint.Check(schema));
        if (Facets.Of(schema.Root).Types is var types && (types & JsonTypes.Object) == JsonTypes.None)
        {
            findings.Add(Told.Diagnostic(ConfigRules.NotAMap, text["type"]?.At ?? text.At, Words.Wanted(types)));
            return (null, findings);
        }
        var read = Keys(text, schema, findings);
        return (read, InOrder(findings));
    }

    private static ConfigSchema Keys(MapNode text, JsonSchema schema, List<Diagnostic> findings)
    {
        var walk = new KeyWalk(findings);
        var root = walk.Root(schema.Root);
        if (walk.Keys.Count >= KeyWalk.KeyLimit)
            findings.Add(Diagnostic.Of(ConfigRules.TooManyKeys, text, KeyWalk.KeyLimit.ToString()));
        var checks = new KeyChecks(findings);
        checks.Root(root);
        foreach (var (facets, notes) in walk.Branches.Skip(1))
            checks.Branch(facets, notes);
        foreach (var key in walk.Keys)
            checks.Key(key);
        new PlaceChecks(findings).Check(walk.Keys);
        foreach (var node in SchemaNodes.All([text, .. OpenApiDocument.Schemas(text)]).Select(map => map.Entry("x-slipway")).OfType<MapEntry>())
            if (!walk.WasRead(node.Value))
                findings.Add(Told.Diagnostic(ConfigRules.NoEffect, node.Key.At, Words.Neutral("x-slipway"), NoKey));
        var expressions = new Expressions(DeclaredShape.Of(schema, text), findings);
        var config = new ConfigSchema(text, schema, [.. walk.Keys.Select(k => expressions.Compiled(k.Key))], [.. root.Rules.Select(expressions.Compiled)]);
        new DefaultsLint(findings).Check(config);
        return config;
    }

    /// <summary>Schemas shared by <c>$ref</c> would have their findings told for each key.</summary>
    private static List<Diagnostic> InOrder(List<Diagnostic> findings)
        => [.. findings.DistinctBy(f => (f.Rule.Code, f.At, string.Join('\0', f.Arguments))).OrderBy(f => f.At?.Span.Start ?? 0)];
}
