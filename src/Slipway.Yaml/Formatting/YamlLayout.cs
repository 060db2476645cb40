namespace Slipway.Yaml;

/// <summary>What a format wants of its text beyond what is right for any YAML.</summary>
public abstract class YamlLayout
{
    /// <summary>Any YAML: keys and flow collections stay as they are.</summary>
    public static YamlLayout Any { get; } = new AsWritten();

    /// <summary>The format's own spelling of a key; null where the key stays as it is.</summary>
    /// <param name="path">The keys on the way from the root to the map; an item of a list is <c>[]</c>.</param>
    public virtual string? Spelling(IReadOnlyList<string> path, string key) => null;

    /// <summary>Whether a collection that was written on one line between brackets stays so; lists of scalars always may.</summary>
    /// <param name="path">The keys on the way from the root to the collection itself.</param>
    public virtual bool KeepsFlow(IReadOnlyList<string> path) => true;

    private sealed class AsWritten : YamlLayout;
}
