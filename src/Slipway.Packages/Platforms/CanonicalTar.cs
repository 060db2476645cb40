namespace Slipway.Packages;

/// <summary>A tar (ustar) that depends on names and contents alone: no owner, no time, one mode.</summary>
internal static class CanonicalTar
{
    private const int Mode = 0b110_100_100;

    /// <summary>Small files.</summary>
    public static byte[] Write(IEnumerable<(string Path, byte[] Content)> files)
    {
        using var tar = new MemoryStream();
        foreach (var (path, content) in files)
        {
            tar.Write(Header(path, content.Length));
            tar.Write(content);
            tar.Write(TarBlocks.Padding(content.Length));
        }
        tar.Write(TarBlocks.End);
        return tar.ToArray();
    }

    public static byte[] Header(string path, long size) => TarBlocks.Header(new TarItem(TarKind.File, path, size, Mode));
}
