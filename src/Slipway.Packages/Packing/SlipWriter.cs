using Slipway.Components;

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
        using var whole = WholeFile.Begin(path);
        Begin(whole.Stream, index);
        foreach (var (hex, content) in blobs.OrderBy(blob => blob.Key, StringComparer.Ordinal))
            Member(whole.Stream, hex, content);
        whole.Stream.Write(new byte[1024]);
        whole.Commit();
    }

    /// <summary>Large contents go through in pieces, and are compared with size and digest on the way.</summary>
    public static async Task Write(
        string path, byte[] index, IReadOnlyDictionary<string, byte[]> blobs, IReadOnlyList<SlipSource> large, Meter meter, CancellationToken cancellation)
    {
        var streams = large.DistinctBy(source => source.Content.Digest).ToDictionary(source => source.Content.Digest.Hex, StringComparer.Ordinal);
        var size = Length(index, blobs.Values.Select(content => (long)content.Length).Concat(streams.Values.Select(source => source.Content.Size)));
        try
        {
            using var whole = Reserved(path, size);
            var file = whole.Stream;
            Begin(file, index);
            foreach (var hex in blobs.Keys.Concat(streams.Keys).Order(StringComparer.Ordinal))
                if (blobs.TryGetValue(hex, out var content))
                    Member(file, hex, content);
                else
                    await Member(file, streams[hex], meter, cancellation).ConfigureAwait(false);
            file.Write(new byte[1024]);
            // Not forced to the disk, which takes longer than all the rest: what a power cut spoils, no digest fits.
            whole.Commit(toDisk: false);
        }
        catch (IOException full) when (IsFull(full))
        {
            throw CarryingRules.NoRoom.With(full, path, $"{size}");
        }
    }

    /// <summary>Bytes of the whole file.</summary>
    private static long Length(byte[] index, IEnumerable<long> contents)
        => contents.Concat([PlatformArtifact.LayoutVersion.Length, index.Length]).Sum(size => 512 + size + (-size & 511)) + 1024;

    /// <summary>Asks for all the room at once: that a disk is too small shows before anything was copied.</summary>
    private static WholeFile Reserved(string path, long size)
    {
        var folder = Path.GetDirectoryName(Path.GetFullPath(path))!;
        Directory.CreateDirectory(folder);
        // Asked first: some file systems fill up before they refuse.
        if (Free(folder) < size)
            throw CarryingRules.NoRoom.With(path, $"{size}");
        try
        {
            return WholeFile.Begin(path, size);
        }
        // What .NET makes of a full disk while it reserves has no number of the system's. Anything else is told as what it is.
        catch (IOException full) when (full is not (DirectoryNotFoundException or FileNotFoundException or PathTooLongException) && (IsFull(full) || full.HResult == unchecked((int)0x80131620)))
        {
            throw CarryingRules.NoRoom.With(full, path, $"{size}");
        }
    }

    /// <summary>EFBIG, ENOSPC, EDQUOT.</summary>
    private static bool IsFull(IOException problem) => problem.HResult is 27 or 28 or 122;

    private static long Free(string folder)
    {
        try
        {
            var drive = new DriveInfo(folder);
            // A file system without room at all, such as /proc, refuses by itself, and says why.
            return drive.TotalSize == 0 ? long.MaxValue : drive.AvailableFreeSpace;
        }
        catch (Exception unknown) when (unknown is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return long.MaxValue;
        }
    }

    private static void Begin(FileStream file, byte[] index)
    {
        Put(file, PlatformArtifact.LayoutFile, PlatformArtifact.LayoutVersion);
        Put(file, PlatformArtifact.IndexFile, index);
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
