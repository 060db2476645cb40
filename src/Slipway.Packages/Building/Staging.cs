namespace Slipway.Packages;

/// <summary>A folder beside what is to be written, on the same disk, so that at the end a rename does it.</summary>
internal static class Staging
{
    /// <param name="target">What will be written.</param>
    public static string For(string target)
    {
        var whole = Path.GetFullPath(target.TrimEnd('/'));
        return Path.Combine(Path.GetDirectoryName(whole) ?? "/", $".{Path.GetFileName(whole)}.{Path.GetRandomFileName()}");
    }

    public static void Delete(string folder)
    {
        if (Directory.Exists(folder))
            Directory.Delete(folder, recursive: true);
    }
}
