using Slipway.Yaml;

namespace Slipway.Schema.Tests;

/// <summary>Short ways from texts to nodes, schemas and printed findings.</summary>
internal static class Texts
{
    public static Node Yaml(string text, string name = "value.yaml")
    {
        var read = YamlReader.Read(new SourceText(name, text));
        read.Diagnostics.ShouldBeEmpty();
        return read.Documents.ShouldHaveSingleItem();
    }

    /// <summary>A schema without faults.</summary>
    public static JsonSchema Schema(string text, SchemaOptions? options = null)
    {
        var (schema, findings) = JsonSchema.Compile(Yaml(text, "schema.yaml"), options);
        findings.Select(f => DiagnosticText.Write(f)).ShouldBeEmpty();
        return schema;
    }

    public static IReadOnlyList<SchemaFinding> Check(string schema, string value) => Schema(schema).Check(Yaml(value));

    public static string Print(IEnumerable<Diagnostic> diagnostics)
    {
        var all = diagnostics.ToList();
        return string.Join("\n", all.Select(d => DiagnosticText.Write(d)).Concat(all.Select(d => DiagnosticText.Write(d, Language.Chinese))));
    }
}
