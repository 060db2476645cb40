using Slipway.Yaml;

namespace Slipway.Schema;

/// <summary>Looks at a schema itself: what has no effect, what nothing can fit, what contradicts itself, what can blow up.</summary>
public static class SchemaLint
{
    /// <summary>All that is wrong with a schema, in the order of its text: what <see cref="JsonSchema.Compile"/> says, and what is doubtful beyond that.</summary>
    public static IReadOnlyList<Diagnostic> Check(Node schema, SchemaOptions? options = null)
    {
        var (compiled, faults) = JsonSchema.Compile(schema, (options ?? new SchemaOptions()) with { AssertFormats = true });
        return [.. faults.Concat(Check(compiled)).OrderBy(f => f.At?.Span.Start ?? 0)];
    }

    internal static IReadOnlyList<Diagnostic> Check(JsonSchema schema)
    {
        var findings = new List<Diagnostic>();
        var (keywords, ranges, objects, patterns) = (new KeywordLint(findings), new RangeLint(findings), new ObjectLint(findings), new PatternLint(findings));
        var (values, empty) = (new ValueLint(findings, remembers: !schema.IsDynamic), new EmptyLint(findings));
        foreach (var part in schema.All)
        {
            if (part.Text is not MapNode text)
                continue;
            var linted = new Linted(part, text, Facets.Of(part));
            keywords.Check(linted);
            ranges.Check(linted);
            objects.Check(linted);
            empty.Check(linted);
            patterns.Check(text);
            values.Check(linted);
        }
        return findings;
    }
}

/// <param name="Facets">With what the schema takes in by <c>$ref</c> and <c>allOf</c>.</param>
internal sealed record Linted(Subschema Schema, MapNode Text, Facets Facets)
{
    /// <summary>The schemas taken in, each with what it takes in itself.</summary>
    public IEnumerable<Facets> Parts => Schema.Keywords.Where(k => k is Reference or AllOf).SelectMany(k => k.InPlace).Select(Facets.Of);
}
