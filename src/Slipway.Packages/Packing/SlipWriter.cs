namespace Slipway.Packages;

/// <summary>A content of a package that is too large to be held: it is read when its turn comes.</summary>
internal sealed record SlipSource(Descriptor Content, string From, Func<CancellationToken, Task<Stream>> Open);

/// <summary>Writes a package's file in its one form. It appears under its name when it is whole; whatever fails before leaves nothing.</summary>
internal static class SlipWriter
{
    /// <summary>Bytes: what the size in a tar's plain header has room for.</summary>
    public const long LargestContent = (8L << 30) - 1;

    private const int Piece = 1 << 20;

    /// <summary>Small contents alone.</summary>
    /// <param name="index">The layout's <c>index.json</c>.</param>
    /// <param name="blobs">Contents by their digests.</param>
    public static void Write(string path, byte[] index, IReadOnlyDictionary<string, byte[]> blobs)
    {
        var beside = Beside(path);
        try
        {
            using (var file = new FileStream(beside, FileMode.Create, FileAccess.Write))
            {
                Begin(file, index);
                foreach (var (hex, content) in blobs.OrderBy(blob => blob.Key, StringComparer.Ordinal))
                    Member(file, hex, content);
                End(file);
            }
            File.Move(beside, path, overwrite: true);
        }
        finally
        {
            File.Delete(beside);
        }
    }

    /// <summary>Large contents go through in pieces, and are compared with size and digest on the way.</summary>
    public static async Task Write(
        string path, byte[] index, IReadOnlyDictionary<string, byte[]> blobs, IReadOnlyList<SlipSource> large, Meter meter, CancellationToken cancellation)
    {
        var beside = Beside(path);
        var streams = large.DistinctBy(source => source.Content.Digest).ToDictionary(source => source.Content.Digest.Hex, StringComparer.Ordinal);
        var whole = Length(index, blobs.Values.Select(content => (long)content.Length).Concat(streams.Values.Select(source => source.Content.Size)));
        try
        {
            using (var file = Reserved(beside, path, whole))
            {
                Begin(file, index);
                foreach (var hex in blobs.Keys.Concat(streams.Keys).Order(StringComparer.Ordinal))
                    if (blobs.TryGetValue(hex, out var content))
                        Member(file, hex, content);
                    else
                        await Member(file, streams[hex], meter, cancellation).ConfigureAwait(false);
                // Not forced to the disk, which takes longer than all the rest: what a power cut spoils, no digest fits.
                file.Write(new byte[1024]);
            }
            File.Move(beside, path, overwrite: true);
        }
        finally
        {
            File.Delete(beside);
        }
    }

    /// <summary>Bytes of the whole file.</summary>
    private static long Length(byte[] index, IEnumerable<long> contents)
        => contents.Concat([PlatformArtifact.LayoutVersion.Length, index.Length]).Sum(size => 512 + size + (-size & 511)) + 1024;

    /// <summary>Asks for all the room at once: that a disk is too small shows before anything was copied.</summary>
    private static FileStream Reserved(string beside, string path, long whole)
    {
        // Asked first: some file systems fill up before they refuse.
        if (Free(beside) < whole)
            throw CarryingRules.NoRoom.With(path, $"{whole}");
        try
        {
            return new FileStream(beside, new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write, PreallocationSize = whole, BufferSize = 1 << 16 });
        }
        catch (IOException full) when (IsFull(full))
        {
            throw CarryingRules.NoRoom.With(full, path, $"{whole}");
        }
    }

    /// <summary>EFBIG, ENOSPC, EDQUOT, and what .NET makes of them while it reserves, which has no number of the system's. Anything else is told as what it is.</summary>
    private static bool IsFull(IOException problem)
        => problem is not (DirectoryNotFoundException or FileNotFoundException or PathTooLongException) && problem.HResult is 27 or 28 or 122 or unchecked((int)0x80131620);

    private static long Free(string file)
    {
        try
        {
            var drive = new DriveInfo(Path.GetDirectoryName(file)!);
            // A file system without room at all, such as /proc, refuses by itself, and says why.
            return drive.TotalSize == 0 ? long.MaxValue : drive.AvailableFreeSpace;
        }
        catch (Exception unknown) when (unknown is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return long.MaxValue;
        }
    }

    private static string Beside(string path)
    {
        var folder = Path.GetDirectoryName(Path.GetFullPath(path))!;
        Directory.CreateDirectory(folder);
        return Path.Combine(folder, $".{Path.GetFileName(path)}.{Environment.ProcessId}");
    }

    private static void Begin(FileStream file, byte[] index)
    {
        Put(file, PlatformArtifact.LayoutFile, PlatformArtifact.LayoutVersion);
        Put(file, PlatformArtifact.IndexFile, index);
    }

    private static void End(FileStream file)
    {
        file.Write(new byte[1024]);
        file.Flush(flushToDisk: true);
    }

    private static void Member(FileStream file, string hex, byte[] content) => Put(file, $"blobs/sha256/{hex}", content);

    private static void Put(FileStream file, string path, byte[] content)
    {
        file.Write(CanonicalTar.Header(path, content.Length));
        file.Write(content);
        file.Write(new byte[-content.Length & 511]);
    }

    private static async Task Member(FileStream file, SlipSource source, Meter meter, CancellationToken cancellation)
    {
        file.Write(CanonicalTar.Header($"blobs/sha256/{source.Content.Digest.Hex}", source.Content.Size));
        using var from = new VerifiedStream(await source.Open(cancellation).ConfigureAwait(false), source.Content, source.From);
        await Copying.Run(from, file, meter, source.Content, cancellation, Piece).ConfigureAwait(false);
        file.Write(new byte[-source.Content.Size & 511]);
    }
}
