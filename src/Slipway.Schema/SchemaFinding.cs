using Slipway.Yaml;

namespace Slipway.Schema;

/// <summary>Where a value does not fit, both in the instance and in the schema.</summary>
/// <param name="Keyword">The schema keyword that refused, such as <c>minimum</c>; empty when checking was given up.</param>
/// <param name="InstancePointer">JSON Pointer (RFC 6901) into the instance; for an unknown or missing key, to that key.</param>
/// <param name="SchemaPointer">JSON Pointer into the schema that holds the keyword; with a URI before it outside of the schema given.</param>
/// <param name="Diagnostic">The same in words, at the instance's place (at the key, where the key is what is wrong).</param>
public sealed record SchemaFinding(string Keyword, string InstancePointer, string SchemaPointer, Diagnostic Diagnostic)
{
    /// <summary>Where the schema's text has the keyword that refused; null when the program made the schema.</summary>
    public Location? SchemaAt => Refused?.At;

    /// <summary>The keyword that refused; its place is looked for only when somebody asks.</summary>
    internal Keyword? Refused { get; init; }

    /// <summary>The diagnostic with the schema's place beside the instance's, for people who can read both texts.</summary>
    public Diagnostic WithSchemaPlace() => SchemaAt is { } at ? Diagnostic with { Related = [.. Diagnostic.Related, at] } : Diagnostic;

    /// <summary>The types that would have fitted, for a wrong type.</summary>
    internal JsonTypes Wanted { get; init; }

    /// <summary>The values that would have fitted, for <c>enum</c> and <c>const</c>.</summary>
    internal IReadOnlyList<Node>? Choices { get; init; }

    /// <summary>The known key that an unknown one was probably meant to be.</summary>
    internal string? Suggestion { get; init; }

    /// <summary>A missing key's name.</summary>
    internal string? Missing { get; init; }
}
