namespace Slipway.Packages;

/// <summary>
/// A folder beside what is to be written, on the same disk, so that at the end a rename does it. As long as it is wanted its lock is held: what a killed run left
/// behind is known by that nobody holds it, and the next run for the same target takes it away.
/// </summary>
internal sealed class Staging : IDisposable
{
    private const string LockFile = "lock";

    private readonly string prefix;
    private FileStream? held;

    private Staging(string prefix) => (this.prefix, Folder) = (prefix, prefix + Path.GetRandomFileName());

    public string Folder { get; }

    /// <summary>Nothing is there before <see cref="Make"/>.</summary>
    /// <param name="target">What will be written.</param>
    public static Staging For(string target)
    {
        var whole = Path.GetFullPath(target.TrimEnd('/'));
        return new Staging(Path.Combine(Path.GetDirectoryName(whole) ?? "/", $".{Path.GetFileName(whole)}.slipway-"));
    }

    public void Make()
    {
        var around = Path.GetDirectoryName(prefix)!;
        if (Directory.Exists(around))
            foreach (var folder in Directory.EnumerateDirectories(around).Where(folder => folder.StartsWith(prefix, StringComparison.Ordinal)).ToList())
                TakeAway(folder);
        Directory.CreateDirectory(Folder);
        held = Lock(Folder, FileMode.CreateNew);
    }

    public void Dispose()
    {
        held?.Dispose();
        if (Directory.Exists(Folder))
            Directory.Delete(Folder, recursive: true);
    }

    /// <summary>What cannot be taken away is in nobody's way.</summary>
    private static void TakeAway(string folder)
    {
        try
        {
            using (Lock(folder, FileMode.Open))
                Directory.Delete(folder, recursive: true);
        }
        catch (Exception held) when (held is IOException or UnauthorizedAccessException)
        {
        }
    }

    private static FileStream Lock(string folder, FileMode mode) => new(Path.Combine(folder, LockFile), mode, FileAccess.ReadWrite, FileShare.None, bufferSize: 0);
}
