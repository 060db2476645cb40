namespace Slipway.Packages;

/// <summary>
/// What files are called in a package: by their paths below the nearest folder that holds all of them. Where a definition lies above the application, the folders between that one and the
/// application's are called what whoever checked them out liked; nobody's text names them, so a package calls them all <see cref="Folder"/>.
/// </summary>
internal static class PackedPaths
{
    public const string Folder = "application";

    /// <param name="files">Contents by path, as composed; the application's own first.</param>
    /// <returns>The same paths with their names.</returns>
    public static IReadOnlyList<(string Path, string Name)> Of(Composed composed, IReadOnlyList<(string Path, byte[] Bytes)> files)
    {
        var full = files.Select(file => Path.GetFullPath(file.Path).Split(Path.DirectorySeparatorChar)).ToList();
        var common = full.Min(parts => parts.Length) - 1;
        while (full.Exists(parts => !parts.Take(common).SequenceEqual(full[0].Take(common), StringComparer.Ordinal)))
            common--;
        List<string[]> below = [.. full.Select(parts => parts[common..])];
        // From the inside, for a folder that somebody names has all outer ones in its path.
        for (var depth = below[0].Length - 2; depth >= 0; depth--)
            if (Renamed(below, depth) is var renamed && IsTheSame(composed, files, renamed))
                below = renamed;
        return [.. files.Zip(below, (file, parts) => (file.Path, string.Join('/', parts)))];
    }

    private static List<string[]> Renamed(List<string[]> below, int depth)
    {
        var way = below[0][..(depth + 1)];
        var beside = below.Where(parts => parts.Length > depth && parts.AsSpan(0, depth).SequenceEqual(way.AsSpan(0, depth)) && parts[depth] != way[depth])
            .Select(parts => parts[depth]).ToHashSet(StringComparer.OrdinalIgnoreCase);
        var (name, number) = (Folder, 1);
        while (beside.Contains(name))
            name = $"{Folder}-{++number}";
        return [.. below.Select(parts => parts.Length > depth + 1 && parts.AsSpan(0, depth + 1).SequenceEqual(way) ? [.. parts[..depth], name, .. parts[(depth + 1)..]] : parts)];
    }

    /// <summary>A text that climbs and comes down again (<c>../shop/web</c>) names a folder after all.</summary>
    private static bool IsTheSame(Composed composed, IReadOnlyList<(string Path, byte[] Bytes)> files, List<string[]> below)
    {
        const string root = "package";
        var contents = new Dictionary<string, byte[]>(StringComparer.Ordinal);
        foreach (var (file, parts) in files.Zip(below))
            contents[string.Join('/', parts)] = file.Bytes;
        var store = new PackedFiles(root, contents);
        var again = Composer.Compose(store.PathOf(string.Join('/', below[0])), composed.Options, store);
        return again.Composition is not null && again.Files.Select(path => path[(root.Length + 1)..]).ToHashSet(StringComparer.Ordinal).SetEquals(contents.Keys);
    }
}
