namespace Slipway.Packages;

/// <summary>A path to a layout or archive, with the name of an image in it where one was written behind.</summary>
internal sealed record LayoutSource(string Path, ImageReference? Name)
{
    /// <summary>Asks for whatever image is there. A layout with several says that it needs a name.</summary>
    public static ImageReference AnyName { get; } = new("", "", null, null);

    /// <summary>Null where the text names nothing on this disk.</summary>
    public static LayoutSource? Find(string source)
    {
        if (Exists(source))
            return new LayoutSource(source, null);
        if (source.IndexOf('@', StringComparison.Ordinal) is > 0 and var at && Exists(source[..at]) && Digest.Parse(source[(at + 1)..]) is { } digest)
            return new LayoutSource(source[..at], AnyName with { Digest = digest });
        // The name may hold colons of its own, so the first one that ends an existing path is it.
        for (var colon = source.IndexOf(':', StringComparison.Ordinal); colon > 0; colon = source.IndexOf(':', colon + 1))
            if (Exists(source[..colon]) && source[(colon + 1)..] is { Length: > 0 } name)
                return new LayoutSource(source[..colon], name.Contains(':', StringComparison.Ordinal) || name.Contains('/', StringComparison.Ordinal)
                    ? ImageReference.Parse(name) ?? AnyName with { Tag = name }
                    : AnyName with { Tag = name });
        return null;
    }

    private static bool Exists(string path) => File.Exists(path) || Directory.Exists(path);
}
