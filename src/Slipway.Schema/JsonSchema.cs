using Slipway.Yaml;

namespace Slipway.Schema;

/// <summary>A JSON Schema 2020-12, compiled once, used often. Immutable and safe for concurrent use.</summary>
public sealed class JsonSchema
{
    private readonly Subschema root;

    private readonly IReadOnlyCollection<Subschema> all;

    internal JsonSchema(Subschema root, IReadOnlyCollection<Subschema> all) => (this.root, this.all) = (root, all);

    /// <summary>The schemas of the document given, not of those that it refers to.</summary>
    internal IEnumerable<Subschema> All => all.Where(schema => schema.Pointer is "" or ['/', ..]);

    internal Subschema Root => root;

    /// <summary>As it was written; null for <c>true</c> and <c>false</c>.</summary>
    public MapNode? Text => root.Text as MapNode;

    /// <summary>What a schema accepts may depend on the way that led to it.</summary>
    internal bool IsDynamic => all.Any(schema => schema.Keywords.Any(keyword => keyword is DynamicReference));

    /// <summary>Compiles a schema. What is wrong with the schema itself comes back as findings; a faulty keyword is then left out.</summary>
    public static (JsonSchema Schema, IReadOnlyList<Diagnostic> Findings) Compile(Node schema, SchemaOptions? options = null)
        => SchemaCompiler.Compile(schema, options ?? new SchemaOptions());

    /// <summary>
    /// All findings (at most 1,000), in the instance's order; empty when it fits. A schema whose references run in circles, or that would
    /// take seconds, ends in a finding that says so.
    /// </summary>
    public IReadOnlyList<SchemaFinding> Check(Node instance) => Check(instance, Evaluation.WorkLimit);

    internal IReadOnlyList<SchemaFinding> Check(Node instance, int workLimit)
    {
        var silent = new Evaluation(workLimit: workLimit);
        if (root.Check(instance, silent) && silent.Stopped is null)
            return [];
        var findings = new List<SchemaFinding>();
        var telling = new Evaluation(findings, workLimit);
        if (silent.Stopped is null)
            root.Check(instance, telling);
        if ((silent.Stopped ?? telling.Stopped) is { } reason)
            findings.Add(new SchemaFinding("", "", root.Pointer, Diagnostic.Of(reason, instance.At)));
        return Findings.InOrder(findings);
    }
}
