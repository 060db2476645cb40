namespace Slipway.Packages;

/// <summary>Where a path ends when all symbolic links on the way are followed, as the kernel does it.</summary>
internal static class RealPath
{
    /// <summary>As many links as Linux follows.</summary>
    private const int MostLinks = 40;

    /// <summary>Null for more links than Linux follows. What is not there stays as it is written.</summary>
    public static string? Of(string path)
    {
        var ahead = new Stack<string>();
        Push(Path.GetFullPath(path));
        var (at, links) = ("/", 0);
        while (ahead.TryPop(out var name))
        {
            if (name == "..")
            {
                at = Path.GetDirectoryName(at) ?? "/";
                continue;
            }
            var next = Path.Combine(at, name);
            if (new FileInfo(next).LinkTarget is not { } target)
            {
                at = next;
                continue;
            }
            if (++links > MostLinks)
                return null;
            if (target.StartsWith('/'))
                at = "/";
            Push(target);
        }
        return at;

        void Push(string more)
        {
            foreach (var part in more.Split('/', StringSplitOptions.RemoveEmptyEntries).Reverse())
                if (part != ".")
                    ahead.Push(part);
        }
    }

    /// <param name="folder">A real path.</param>
    public static bool IsIn(string folder, string path) => path == folder || path.StartsWith(folder.TrimEnd('/') + "/", StringComparison.Ordinal);
}
