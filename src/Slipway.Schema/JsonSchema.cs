using Slipway.Yaml;

namespace Slipway.Schema;

/// <summary>Where a value does not fit, both in the instance and in the schema.</summary>
/// <param name="Keyword">The schema keyword that refused, such as <c>minimum</c>.</param>
/// <param name="InstancePointer">JSON Pointer (RFC 6901) into the instance.</param>
/// <param name="SchemaPointer">JSON Pointer into the schema that holds the keyword.</param>
/// <param name="Diagnostic">The same in words, at the instance's place (at the key, where the key is what is wrong).</param>
public sealed record SchemaFinding(string Keyword, string InstancePointer, string SchemaPointer, Diagnostic Diagnostic);

/// <summary>A JSON Schema 2020-12, compiled once, used often. Immutable and safe for concurrent use.</summary>
public sealed class JsonSchema
{
    /// <summary>Compiles a schema. What is wrong with the schema itself comes back as findings; a faulty keyword is then left out.</summary>
    public static (JsonSchema Schema, IReadOnlyList<Diagnostic> Findings) Compile(Node schema) => throw new NotSupportedException(schema.ToString());

    /// <summary>All findings, in the instance's order; empty when it fits.</summary>
    public IReadOnlyList<SchemaFinding> Check(Node instance) => throw new NotSupportedException($"{this} {instance}");
}
