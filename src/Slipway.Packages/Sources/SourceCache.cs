using System.Security.Cryptography;
using System.Text;
using Slipway.Components;

namespace Slipway.Packages;

/// <summary>
/// What was fetched, in the user's cache: commits of repositories, and contents by their digests. Everything in it appears whole under its name, so several runs may share it;
/// it may be deleted at any time.
/// </summary>
/// <param name="folder">Made when something is kept.</param>
public sealed class SourceCache(string folder)
{
    /// <summary>Nothing is asked of any server; what is not in the cache is an error.</summary>
    public bool IsOffline { get; init; }

    /// <summary>Below XDG_CACHE_HOME, or <c>~/.cache</c>.</summary>
    public static SourceCache OfUser(Func<string, string?> environment, bool isOffline = false)
        => new(Path.Combine(
            environment("XDG_CACHE_HOME") is { Length: > 0 } cache && Path.IsPathRooted(cache) ? cache
                : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile, Environment.SpecialFolderOption.DoNotVerify), ".cache"),
            "slipway", "sources"))
        {
            IsOffline = isOffline,
        };

    /// <summary>Another folder of the user's cache.</summary>
    public string Beside(string name) => Path.Combine(Path.GetDirectoryName(folder)!, name);

    /// <summary>A bare repository with one commit.</summary>
    internal string Repository(string address, string commit)
        => Path.Combine(folder, "git", Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(address)))[..16], commit);

    /// <summary>A content that is there and has not changed since; null for any other.</summary>
    internal byte[]? Content(Digest digest)
    {
        var path = PathOf(digest);
        try
        {
            return File.Exists(path) && File.ReadAllBytes(path) is var bytes && digest.Names(bytes) ? bytes : null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    internal void Keep(Digest digest, byte[] content)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(PathOf(digest))!);
        WholeFile.Write(PathOf(digest), content);
    }

    internal string NewFolder()
    {
        var fresh = Path.Combine(folder, "new", Guid.NewGuid().ToString("N"));
        Directory.CreateDirectory(fresh);
        return fresh;
    }

    internal static void Keep(string fresh, string place)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(place)!);
        try
        {
            Directory.Move(fresh, place);
        }
        catch (IOException) when (Directory.Exists(place))
        {
            // Another run was faster with the same.
        }
    }

    internal static void Drop(string fresh)
    {
        if (Directory.Exists(fresh))
            Directory.Delete(fresh, recursive: true);
    }

    private string PathOf(Digest digest) => Path.Combine(folder, "contents", digest.Algorithm, digest.Hex);
}
