namespace Slipway.Yaml;

/// <summary>The documents of a text, and all that was found while reading them.</summary>
public sealed record YamlRead(IReadOnlyList<Node> Documents, IReadOnlyList<Diagnostic> Diagnostics)
{
    public bool HasErrors => Diagnostics.Any(d => d.Severity == Severity.Error);
}

/// <summary>Text to nodes. Never throws for any input; every finding has a position.</summary>
public static partial class YamlReader
{
    public static YamlRead Read(SourceText source) => throw new NotSupportedException(source.Name);
}
