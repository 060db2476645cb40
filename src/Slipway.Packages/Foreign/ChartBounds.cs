namespace Slipway.Packages;

/// <summary>How much one component's files may be, all that is packed in them included. What an archive says of itself is not believed: bytes count as they come out.</summary>
internal sealed class ChartBounds(string path)
{
    /// <summary>Helm's own bound of one file.</summary>
    public const int LargestFile = 5 << 20;

    public const int MostFiles = 5_000;

    /// <summary>Archives in archives, deeper than any chart nests.</summary>
    public const int Deepest = 4;

    private const long MostBytes = 32 << 20;

    private long left = MostBytes;
    private int files;

    public string Path => path;

    /// <summary>What may still come out.</summary>
    public long Left => left;

    public void TakeFile(string name, long bytes)
    {
        if (bytes > LargestFile)
            throw ForeignFileRules.TooLarge.With(path, $"`{name}` {bytes >> 20} MiB", $"{LargestFile >> 20} MiB");
        if (++files > MostFiles)
            throw ForeignFileRules.TooLarge.With(path, $"> {MostFiles}", $"{MostFiles}");
        TakeBytes(bytes);
    }

    public void TakeBytes(long bytes)
    {
        left -= bytes;
        if (left < 0)
            throw ForeignFileRules.TooLarge.With(path, $"> {MostBytes >> 20} MiB", $"{MostBytes >> 20} MiB");
    }
}
