namespace Slipway.Yaml;

/// <summary>Nodes to and from JSON.</summary>
public static class JsonText
{
    public static string Write(Node node, bool indented = false) => throw new NotSupportedException($"{node} {indented}");

    /// <summary>Parses JSON that a program wrote. Throws <see cref="FormatException"/> when it is none.</summary>
    public static Node Read(ReadOnlySpan<byte> utf8, SourceText? source = null) => throw new NotSupportedException($"{utf8.Length} {source}");
}
