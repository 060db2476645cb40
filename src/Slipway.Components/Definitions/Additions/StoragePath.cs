namespace Slipway.Components;

/// <summary>Absolute paths inside a container, compared by their parts: doubled and trailing slashes and <c>.</c> do not count.</summary>
internal static class StoragePath
{
    /// <summary>Folders that the container's runtime or Slipway itself fills.</summary>
    private static readonly string[] Taken = ["/proc", "/sys", "/dev", "/etc/slipway", "/var/run/secrets", "/run/secrets"];

    /// <summary>Whether a volume can be mounted there: absolute, not the root, without <c>..</c>, and without the colon that Kubernetes refuses.</summary>
    public static bool IsMountable(string path)
        => path.StartsWith('/') && path.Length <= 512 && !path.AsSpan().ContainsAny(':', '\0') && Parts(path) is { Length: > 0 } parts
            && !parts.Contains("..", StringComparer.Ordinal) && !Taken.Any(taken => IsWithin(path, taken));

    /// <summary>Whether the path is the folder or lies below it.</summary>
    public static bool IsWithin(string path, string folder)
    {
        var (inner, outer) = (Parts(path), Parts(folder));
        return inner.Length >= outer.Length && inner.AsSpan(0, outer.Length).SequenceEqual(outer) && !inner.Contains("..", StringComparer.Ordinal);
    }

    /// <summary>The folders on the way, the path itself last: <c>/var</c>, <c>/var/lib</c>.</summary>
    public static IReadOnlyList<string> Folders(string path)
    {
        var folders = new List<string>();
        foreach (var part in Parts(path))
            folders.Add((folders.Count == 0 ? "" : folders[^1]) + "/" + part);
        return folders;
    }

    private static string[] Parts(string path)
        => [.. path.Split('/', StringSplitOptions.RemoveEmptyEntries).Where(part => part != ".")];
}
