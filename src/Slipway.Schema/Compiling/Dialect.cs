using Slipway.Yaml;

namespace Slipway.Schema;

/// <summary>Which vocabularies a schema is written in.</summary>
/// <param name="AssertsFormats">Its metaschema asks for <c>format</c> to be checked.</param>
internal sealed record Dialect(IReadOnlySet<string> Vocabularies, bool AssertsFormats)
{
    public static Dialect Full { get; } = new(Vocabulary.All.ToHashSet(StringComparer.Ordinal), AssertsFormats: false);

    /// <summary>
    /// While no <c>$schema</c> names a dialect, OpenAPI 3.0's own forms are read too. They are known by themselves, since 2020-12 has no
    /// meaning for them: <c>nullable</c>, and <c>exclusiveMinimum</c> or <c>exclusiveMaximum</c> with a boolean.
    /// </summary>
    public static Dialect Unnamed { get; } = Full with { ReadsOpenApi30 = true };

    public bool ReadsOpenApi30 { get; private init; }

    private static readonly HashSet<string> FullNames = new(StringComparer.Ordinal)
    {
        "https://json-schema.org/draft/2020-12/schema", "https://spec.openapis.org/oas/3.1/dialect/base",
    };

    public bool Has(string keyword) => Vocabulary.Of(keyword) is not { } vocabulary
        || vocabulary == Vocabulary.Core || vocabulary == Vocabulary.FormatAnnotation || Vocabularies.Contains(vocabulary);

    /// <summary>The dialect that <c>$schema</c> names, by its metaschema's <c>$vocabulary</c>.</summary>
    public static Dialect Named(ScalarNode name, Func<Uri, Node?> find, List<Diagnostic> faults)
    {
        if (FullNames.Contains(name.Text.TrimEnd('#')))
            return Full;
        if (!Uri.TryCreate(name.Text, UriKind.Absolute, out var uri) || find(uri) is not MapNode metaschema)
        {
            faults.Add(Diagnostic.Of(SchemaFaults.UnknownDialect, name, name.Text));
            return Full;
        }
        return metaschema["$vocabulary"] is MapNode vocabularies ? Of(vocabularies, name, faults) : Full;
    }

    private static Dialect Of(MapNode vocabularies, ScalarNode name, List<Diagnostic> faults)
    {
        var known = vocabularies.Entries.Where(e => Vocabulary.All.Contains(e.Name)).Select(e => e.Name).ToHashSet(StringComparer.Ordinal);
        foreach (var entry in vocabularies.Entries)
            if (!known.Contains(entry.Name) && entry.Value is ScalarNode { Kind: ScalarKind.Boolean, Text: "true" })
                faults.Add(Diagnostic.Of(SchemaFaults.UnknownVocabulary, name, entry.Name));
        return new Dialect(known, known.Contains(Vocabulary.FormatAssertion));
    }
}
