using Slipway.Yaml;

namespace Slipway.Schema;

/// <summary>
/// A whole OpenAPI document where a schema is wanted. It describes a configuration when <c>components.schemas</c> holds one schema only, or one
/// named <c>Config</c>; its paths and operations have no meaning here.
/// </summary>
internal static class OpenApiDocument
{
    private static readonly string[] Names = ["Config", "config", "Configuration", "configuration"];

    public static bool Is(Node config) => config is MapNode map && map["openapi"] is not null && map["type"] is null && map["properties"] is null;

    /// <summary>A schema that means the document's one, with everything that it may refer to; null when it is not plain which is meant.</summary>
    public static MapNode? Schema(MapNode document, List<Diagnostic> findings)
    {
        var schemas = (document["components"] as MapNode)?["schemas"] as MapNode ?? new MapNode([]);
        var name = Names.FirstOrDefault(n => schemas[n] is not null) ?? (schemas.Count == 1 ? schemas.Entries[0].Name : null);
        if (name is not null)
            return new MapNode([new(Node.Of("$ref"), Node.Of($"#/components/schemas/{JsonPointer.Escape(name)}")), document.Entry("components")!], document.At);
        var found = schemas.Count == 0 ? new LocalText("it has none", "其中没有模式") : Found(schemas);
        findings.Add(Told.Diagnostic(ConfigRules.WhichSchema, document.Entry("openapi")!.Key.At, found));
        return null;
    }

    private static LocalText Found(MapNode schemas)
    {
        var names = Words.List([.. schemas.Keys]);
        return new LocalText($"it has {names.English}", $"其中有 {names.Chinese}");
    }

    /// <summary>The schemas of a document's components, which no keyword of JSON Schema leads to.</summary>
    public static IEnumerable<Node> Schemas(MapNode root)
        => ((root["components"] as MapNode)?["schemas"] as MapNode)?.Entries.Select(e => e.Value) ?? [];
}
