namespace Slipway.Packages;

/// <summary>Writes a package's file in its one form. It appears under its name when it is whole.</summary>
internal static class SlipWriter
{
    /// <param name="index">The layout's <c>index.json</c>.</param>
    /// <param name="blobs">Contents by their digests.</param>
    public static void Write(string path, byte[] index, IReadOnlyDictionary<string, byte[]> blobs)
    {
        var folder = Path.GetDirectoryName(Path.GetFullPath(path))!;
        Directory.CreateDirectory(folder);
        var beside = Path.Combine(folder, $".{Path.GetFileName(path)}.{Environment.ProcessId}");
        try
        {
            using (var file = new FileStream(beside, FileMode.Create, FileAccess.Write))
            {
                Member(file, PlatformArtifact.LayoutFile, PlatformArtifact.LayoutVersion);
                Member(file, PlatformArtifact.IndexFile, index);
                foreach (var (hex, content) in blobs.OrderBy(blob => blob.Key, StringComparer.Ordinal))
                    Member(file, $"blobs/sha256/{hex}", content);
                file.Write(new byte[1024]);
                file.Flush(flushToDisk: true);
            }
            File.Move(beside, path, overwrite: true);
        }
        finally
        {
            File.Delete(beside);
        }
    }

    private static void Member(FileStream file, string path, byte[] content)
    {
        file.Write(CanonicalTar.Header(path, content.Length));
        file.Write(content);
        file.Write(new byte[-content.Length & 511]);
    }
}
