namespace Slipway.Packages;

/// <summary>The files of an image as a container sees them: all layers on top of one another.</summary>
public sealed class ImageFiles
{
    /// <summary>As many links as Linux follows on the way to one file.</summary>
    private const int MostLinks = 40;

    /// <summary>Links can name links with long targets; the way itself has a limit too.</summary>
    private const int MostSteps = 10_000;

    private readonly FileEntry root;

    internal ImageFiles(FileEntry root, int entries) => (this.root, Entries) = (root, entries);

    /// <summary>Files, folders, links and devices of all layers, those included that a higher layer hides.</summary>
    public int Entries { get; }

    /// <summary>Follows a path as the kernel does for a process whose root is the image's: links, <c>..</c> and all; nothing leads out.</summary>
    /// <param name="folder">Where a relative path begins.</param>
    public FileFound Find(string path, string folder = "/")
        => Walk.To(root, path.StartsWith('/') ? path : $"{folder}/{path}", follow: true);

    /// <summary>The entry of a path itself, be it a link.</summary>
    internal FileFound Look(string path) => Walk.To(root, path, follow: false);

    /// <summary>Every name with what stands under it, links not followed, in the order of names.</summary>
    public IEnumerable<(string Path, FileEntry Entry)> All()
    {
        var open = new Stack<(string Path, FileEntry Entry)>([("/", root)]);
        while (open.TryPop(out var next))
        {
            yield return next;
            foreach (var (name, child) in (next.Entry.Children ?? []).OrderByDescending(pair => pair.Key, StringComparer.Ordinal))
                open.Push((next.Path == "/" ? $"/{name}" : $"{next.Path}/{name}", child));
        }
    }

    /// <summary>One way through the tree.</summary>
    internal sealed class Walk
    {
        private readonly FileEntry root;
        private readonly Stack<string> ahead = new();
        private readonly List<string> names = [];
        private FileEntry at;
        private int links;
        private int steps;

        private Walk(FileEntry root) => (this.root, at) = (root, root);

        /// <param name="follow">Whether a link at the very end is followed.</param>
        public static FileFound To(FileEntry root, string path, bool follow)
        {
            var walk = new Walk(root);
            walk.Add(path);
            return walk.Run(follow);
        }

        private FileFound Run(bool follow)
        {
            while (ahead.TryPop(out var name))
            {
                if (++steps > MostSteps)
                    return Ended(FileOutcome.LinkLoop);
                if (at.Kind != FileKind.Directory)
                    return Ended(FileOutcome.NotDirectory);
                if (name == "..")
                    Up();
                else if (Down(name, follow) is { } ended)
                    return ended;
            }
            return new FileFound(FileOutcome.Found, Path(names), at);
        }

        private void Up()
        {
            at = at.Parent ?? root;
            if (names.Count > 0)
                names.RemoveAt(names.Count - 1);
        }

        private FileFound? Down(string name, bool follow)
        {
            var child = at.Children?.GetValueOrDefault(name);
            if (child is null)
            {
                names.Add(name);
                return Ended(links > 0 ? FileOutcome.DanglingLink : FileOutcome.Missing);
            }
            if (child.Kind != FileKind.SymbolicLink || (!follow && ahead.Count == 0))
            {
                (at, _) = (child, 0);
                names.Add(name);
                return null;
            }
            if (++links > MostLinks)
                return Ended(FileOutcome.LinkLoop);
            if (child.LinkTarget!.StartsWith('/'))
            {
                at = root;
                names.Clear();
            }
            Add(child.LinkTarget);
            return null;
        }

        private void Add(string path)
        {
            var parts = path.Split('/', StringSplitOptions.RemoveEmptyEntries);
            for (var i = parts.Length - 1; i >= 0; i--)
                if (parts[i] != ".")
                    ahead.Push(parts[i]);
        }

        private FileFound Ended(FileOutcome outcome) => new(outcome, Path([.. names, .. outcome == FileOutcome.NotDirectory ? [] : ahead]), null);

        private static string Path(IEnumerable<string> names) => "/" + string.Join('/', names);
    }
}
