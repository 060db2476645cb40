namespace Slipway.Schema;

/// <summary>The keywords of JSON Schema 2020-12 and of OpenAPI 3.1, by vocabulary and by the kind of value that holds schemas.</summary>
internal static class Vocabulary
{
    private const string Prefix = "https://json-schema.org/draft/2020-12/vocab/";

    public const string Core = Prefix + "core";
    public const string Applicator = Prefix + "applicator";
    public const string Unevaluated = Prefix + "unevaluated";
    public const string Validation = Prefix + "validation";
    public const string MetaData = Prefix + "meta-data";
    public const string FormatAnnotation = Prefix + "format-annotation";
    public const string FormatAssertion = Prefix + "format-assertion";
    public const string Content = Prefix + "content";
    public const string OpenApi = "https://spec.openapis.org/oas/3.1/vocab/base";

    public static IReadOnlyList<string> All { get; } = [Core, Applicator, Unevaluated, Validation, MetaData, FormatAnnotation, FormatAssertion, Content, OpenApi];

    public static IReadOnlySet<string> OneSchema { get; } = new HashSet<string>(StringComparer.Ordinal)
    {
        "additionalProperties", "items", "contains", "not", "if", "then", "else", "propertyNames", "unevaluatedItems", "unevaluatedProperties", "contentSchema",
    };

    public static IReadOnlySet<string> ListOfSchemas { get; } = new HashSet<string>(StringComparer.Ordinal) { "allOf", "anyOf", "oneOf", "prefixItems" };

    /// <summary><c>definitions</c> is the old name of <c>$defs</c>, which 2020-12 still reserves.</summary>
    public static IReadOnlySet<string> MapOfSchemas { get; } = new HashSet<string>(StringComparer.Ordinal)
    {
        "properties", "patternProperties", "dependentSchemas", "$defs", "definitions",
    };

    private static readonly Dictionary<string, string> Keywords = new[]
    {
        (Core, "$id $schema $ref $anchor $dynamicRef $dynamicAnchor $vocabulary $comment $defs definitions"),
        (Applicator, "prefixItems items contains additionalProperties properties patternProperties dependentSchemas propertyNames if then else allOf anyOf oneOf not"),
        (Unevaluated, "unevaluatedItems unevaluatedProperties"),
        (Validation, "type const enum multipleOf maximum exclusiveMaximum minimum exclusiveMinimum maxLength minLength pattern maxItems minItems "
            + "uniqueItems maxContains minContains maxProperties minProperties required dependentRequired"),
        (MetaData, "title description default deprecated readOnly writeOnly examples"),
        (FormatAnnotation, "format"),
        (Content, "contentEncoding contentMediaType contentSchema"),
        (OpenApi, "discriminator xml externalDocs example"),
    }.SelectMany(v => v.Item2.Split(' ').Select(name => (Name: name, Vocabulary: v.Item1))).ToDictionary(k => k.Name, k => k.Vocabulary, StringComparer.Ordinal);

    public static IReadOnlyCollection<string> Names => Keywords.Keys;

    /// <summary>What to write in place of keywords that earlier drafts and OpenAPI 3.0 had.</summary>
    public static IReadOnlyDictionary<string, string> Old { get; } = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["dependencies"] = "`dependentRequired` / `dependentSchemas`",
        ["additionalItems"] = "`prefixItems` / `items`",
        ["$recursiveRef"] = "`$dynamicRef`",
        ["$recursiveAnchor"] = "`$dynamicAnchor`",
        ["id"] = "`$id`",
        ["nullable"] = "`type: [TYPE, 'null']`",
    };

    public static string? Of(string keyword) => Keywords.GetValueOrDefault(keyword);
}
