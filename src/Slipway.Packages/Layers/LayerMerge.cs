namespace Slipway.Packages;

/// <summary>
/// Puts layers on top of one another, the lowest first, as a container runtime unpacks them: a member's folder is looked up in what is there already,
/// so that <c>lib/x</c> lands in <c>usr/lib</c> where <c>lib</c> is a link. Only names are kept, no content.
/// </summary>
internal sealed class LayerMerge(ImageLimits limits)
{
    private const string Whiteout = ".wh.";
    private const string Opaque = ".wh..wh..opq";

    /// <summary>Linux' own limit for a path, and so for a link's target.</summary>
    private const int LongestPath = 4096;

    private readonly FileEntry root = Folder(null, 0);
    private int layer;
    private int entries;
    private long characters;

    public ImageFiles Files => new(root, entries);

    public void Begin(int number) => layer = number;

    /// <param name="program">What an executable file begins with; null for all else.</param>
    /// <returns>What is wrong with the member; null when it was taken.</returns>
    public MergeFault? Add(TarMember member, ProgramForm? program)
    {
        entries++;
        characters += member.Path.Length + member.LinkPath.Length;
        if (entries > limits.Entries || characters > limits.NameCharacters)
            return new MergeFault(MergeProblem.TooMany, member.Path);
        if (member.Path.Length > LongestPath || member.LinkPath.Length > LongestPath)
            return new MergeFault(MergeProblem.TooLong, member.Path[..Math.Min(80, member.Path.Length)]);
        if (Parts(member.Path) is not { } parts)
            return new MergeFault(MergeProblem.Climbs, member.Path);
        if (parts.Length == 0)
        {
            root.Mode = (UnixFileMode)member.Mode;
            return null;
        }
        if (FolderOf(parts.AsSpan(..^1)) is not { } folder)
            return new MergeFault(MergeProblem.Circle, member.Path);
        return parts[^1].StartsWith(Whiteout, StringComparison.Ordinal) ? Hide(folder, parts[^1], member) : Put(folder, parts[^1], member, program);
    }

    private MergeFault? Hide(FileEntry folder, string name, TarMember member)
    {
        if (name == Opaque)
            Clear(folder);
        else if (name.StartsWith(".wh..wh.", StringComparison.Ordinal))
            return null; // What aufs kept for itself.
        else if (name[Whiteout.Length..] is var hidden && hidden is "" or "." or "..")
            return new MergeFault(MergeProblem.Climbs, member.Path);
        else if (folder.Children!.TryGetValue(hidden, out var child) && !Keep(child))
            folder.Children.Remove(hidden);
        return null;
    }

    /// <summary>A layer hides what is below it, never what it brings itself, in whatever order it says so.</summary>
    private bool Keep(FileEntry entry)
    {
        if (entry.Kind == FileKind.Directory)
        {
            Clear(entry);
            return entry.Layer == layer || entry.Children!.Count > 0;
        }
        return entry.Layer == layer;
    }

    private void Clear(FileEntry folder)
    {
        // By hand instead of by recursion, and each folder once a layer: a hostile layer can nest folders deep and say it again and again.
        var (open, order) = (new Stack<FileEntry>([folder]), new List<FileEntry>());
        while (open.TryPop(out var next))
        {
            if (next.ClearedFor == layer)
                continue;
            next.ClearedFor = layer;
            order.Add(next);
            foreach (var child in next.Children!.Values)
                if (child.Kind == FileKind.Directory)
                    open.Push(child);
        }
        for (var i = order.Count - 1; i >= 0; i--)
            foreach (var (name, child) in order[i].Children!.ToList())
                if (child.Layer != layer && child.Children is null or { Count: 0 })
                    order[i].Children!.Remove(name);
    }

    private MergeFault? Put(FileEntry folder, string name, TarMember member, ProgramForm? program)
    {
        var mode = (UnixFileMode)member.Mode;
        FileEntry? entry = member.Kind switch
        {
            TarKind.Directory => Existing(folder, name, mode) ?? Folder(folder, mode),
            TarKind.SymbolicLink => new FileEntry(FileKind.SymbolicLink, mode, member.LinkPath),
            TarKind.HardLink => Linked(member.LinkPath),
            TarKind.Device => new FileEntry(FileKind.Device, mode),
            TarKind.File => new FileEntry(FileKind.File, mode, null, program),
            _ => null,
        };
        if (member.Kind == TarKind.HardLink && entry is null)
            return new MergeFault(MergeProblem.LinksToNothing, member.Path, member.LinkPath);
        if (entry is null)
            return null;
        entry.Layer = layer;
        folder.Children![name] = entry;
        return null;
    }

    private static FileEntry? Existing(FileEntry folder, string name, UnixFileMode mode)
    {
        if (folder.Children!.GetValueOrDefault(name) is not { Kind: FileKind.Directory } there)
            return null;
        there.Mode = mode;
        return there;
    }

    /// <summary>What a hard link names once more, as an entry of its own: hiding the first name in this layer must not keep the second. No folder has two names.</summary>
    private FileEntry? Linked(string path)
        => Parts(path) is { Length: > 0 } parts && ImageFiles.Walk.To(root, string.Join('/', parts), follow: false) is { Entry: { } entry } && entry.Kind != FileKind.Directory
            ? new FileEntry(entry.Kind, entry.Mode, entry.LinkTarget, entry.Program)
            : null;

    /// <summary>Walks through links and makes what is missing, as unpacking does. Null where links lead in a circle.</summary>
    private FileEntry? FolderOf(ReadOnlySpan<string> parts)
    {
        var at = root;
        for (var i = 0; i < parts.Length; i++)
        {
            var child = at.Children!.GetValueOrDefault(parts[i]);
            if (child is { Kind: FileKind.SymbolicLink })
                return Through([.. parts[..(i + 1)]], [.. parts[(i + 1)..]]);
            if (child is not { Kind: FileKind.Directory })
                at.Children![parts[i]] = child = Implied(at);
            at = child;
        }
        return at;
    }

    private FileEntry? Through(string[] toLink, string[] behind)
    {
        var found = ImageFiles.Walk.To(root, "/" + string.Join('/', toLink), follow: true);
        if (found.Outcome == FileOutcome.LinkLoop)
            return null;
        var real = found.Path.Split('/', StringSplitOptions.RemoveEmptyEntries).Where(part => part != "..");
        return FolderOf([.. real, .. behind]);
    }

    private FileEntry Implied(FileEntry parent)
    {
        entries++;
        return Folder(parent, layer);
    }

    private static FileEntry Folder(FileEntry? parent, int layer)
        => new(FileKind.Directory, (UnixFileMode)0b111_101_101) { Children = new(StringComparer.Ordinal), Parent = parent, Layer = layer };

    private static FileEntry Folder(FileEntry parent, UnixFileMode mode) => new(FileKind.Directory, mode) { Children = new(StringComparer.Ordinal), Parent = parent };

    /// <summary>Null for a path that climbs.</summary>
    private static string[]? Parts(string path)
    {
        var parts = path.Split('/', StringSplitOptions.RemoveEmptyEntries).Where(part => part != ".").ToArray();
        return parts.Contains("..") ? null : parts;
    }
}

internal enum MergeProblem
{
    TooMany,
    TooLong,
    Climbs,
    Circle,
    LinksToNothing,
}

/// <param name="Target">Of a link that leads to nothing.</param>
internal sealed record MergeFault(MergeProblem Problem, string Path, string? Target = null);
