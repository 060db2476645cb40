namespace Slipway.Yaml;

/// <summary>The documents of a text, and all that was found while reading them.</summary>
/// <param name="Documents">Those that could be read to their end; none for a text without content.</param>
public sealed record YamlRead(IReadOnlyList<Node> Documents, IReadOnlyList<Diagnostic> Diagnostics)
{
    /// <summary>The document in which reading stopped, as far as it was read; good for hints, never for use.</summary>
    public Node? Partial { get; init; }

    public bool HasErrors => Diagnostics.Any(d => d.Severity == Severity.Error);
}

/// <summary>Text to nodes. Never throws for any input; every finding has a position.</summary>
public static partial class YamlReader
{
    /// <summary>Maps and lists inside each other; aliases count with what they repeat.</summary>
    public const int DepthLimit = 100;

    /// <summary>Values that the aliases of one text may repeat.</summary>
    public const int AliasLimit = 100_000;

    /// <summary>Bytes, or UTF-16 code units of a text that is already one.</summary>
    public const int SizeLimit = 16 * 1024 * 1024;

    public static YamlRead Read(SourceText source)
    {
        if (source.Text.Length > SizeLimit)
            return TooLarge(source.Name);
        var unreadable = Encodings.Check(source);
        if (unreadable.Count > 0)
            return new YamlRead([], unreadable);
        var (text, tabs) = Tabs.Expand(source);
        var read = new EventReader(source, text).Read();
        return tabs is null ? read : read with { Diagnostics = [tabs, .. read.Diagnostics] };
    }

    /// <summary>UTF-8, or UTF-16 and UTF-32 when they begin with their byte order mark.</summary>
    /// <param name="name">What diagnostics print, such as the path as the user gave it.</param>
    public static YamlRead Read(string name, byte[] bytes)
    {
        var (source, findings) = Decode(name, bytes);
        return findings.Count > 0 ? new YamlRead([], findings) : Read(source);
    }

    /// <summary>Bytes to text; with findings where they are none, or too many.</summary>
    public static (SourceText Source, IReadOnlyList<Diagnostic> Findings) Decode(string name, byte[] bytes)
        => bytes.Length > SizeLimit ? (new SourceText(name, ""), TooLarge(name).Diagnostics) : Encodings.Decode(name, bytes);

    private static YamlRead TooLarge(string name) => new([],
        [Diagnostic.Of(YamlRules.TooLarge, new Location(new SourceText(name, ""), default), (SizeLimit / 1024 / 1024).ToString())]);
}
