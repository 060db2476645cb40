namespace Slipway.Packages;

/// <summary>A layout in a tar, also one that is packed. Nothing is unpacked to disk: of the tar only the places of its files are kept.</summary>
internal sealed class LayoutArchive : LayoutFiles
{
    private const int MostFiles = 100_000;

    /// <summary>Bytes of a packed archive; 0 of a plain one, which can be entered anywhere.</summary>
    private readonly long packed;
    private readonly ImageLimits limits;
    private long unpacked;
    private readonly Dictionary<string, (long Offset, long Size)> members = new(StringComparer.Ordinal);

    private LayoutArchive(string path, long packed, ImageLimits limits) : base(path) => (this.packed, this.limits) = (packed, limits);

    public static async Task<LayoutArchive> Open(string path, ImageLimits limits, CancellationToken cancellation)
    {
        using var file = File.OpenRead(path);
        using var plain = await Unpacked.Open(file, cancellation).ConfigureAwait(false);
        var isPacked = plain is not ForwardStream;
        if (!isPacked)
            file.Position = 0;
        var archive = new LayoutArchive(path, isPacked ? file.Length : 0, limits);
        try
        {
            await archive.Index(isPacked ? new BoundedStream(plain, archive) : file, cancellation).ConfigureAwait(false);
        }
        catch (Exception e) when (Unpacked.Fault(e) is { } said)
        {
            throw ContentRules.Unpackable.With(e, path, Path.GetFileName(path), said);
        }
        return archive;
    }

    public override async Task<Stream?> Open(string path, CancellationToken cancellation)
    {
        if (!members.TryGetValue(path, out var place))
            return null;
        var file = File.OpenRead(Name);
        if (packed == 0)
        {
            file.Position = place.Offset;
            return new PartStream(file, place.Size);
        }
        // A packed archive cannot be entered in its middle.
        var plain = new BoundedStream(await Unpacked.Open(file, cancellation).ConfigureAwait(false), this);
        var part = new PartStream(plain, place.Offset);
        var passed = new byte[1 << 16];
        while (await part.ReadAsync(passed, cancellation).ConfigureAwait(false) > 0)
        {
        }
        return new PartStream(plain, place.Size);
    }

    private async Task Index(Stream stream, CancellationToken cancellation)
    {
        var tar = new TarStream(stream, limits.TarHeader, (english, chinese) => NoTar(english, chinese));
        var links = new List<(string Path, string Target)>();
        while (await tar.Next(cancellation).ConfigureAwait(false) is { } member)
        {
            if (members.Count + links.Count >= MostFiles)
                throw ContentRules.NotALayout.With(Name, $"> {MostFiles} files");
            if (packed > 0 && member.Size > limits.Unpacked)
                throw CarryingRules.ArchiveBomb.With(Name, UnpackedLayer.Bytes(packed), UnpackedLayer.Bytes(limits.Unpacked));
            var path = Cleaned(member.Path);
            if (member.Kind == TarKind.File && !member.Sparse)
                members[path] = (member.Offset, member.Size);
            else if (member.Kind == TarKind.HardLink)
                links.Add((path, Cleaned(member.LinkPath)));
            else if (member.Kind == TarKind.SymbolicLink)
                links.Add((path, Cleaned($"{path[..(path.LastIndexOf('/') + 1)]}{member.LinkPath}")));
        }
        // `docker save` writes a layer that two images share once, and a link to it.
        foreach (var (path, target) in links)
            if (members.TryGetValue(target, out var place))
                members.TryAdd(path, place);
    }

    private ImageException NoTar(string english, string chinese)
        => new(new(ContentRules.NotALayout, null, [Name, $"no sound tar: {english}"]) { ChineseArguments = [Name, $"不是正确的 tar：{chinese}"] });

    /// <summary>Only names inside the archive are ever looked up, so what climbs finds nothing.</summary>
    private static string Cleaned(string path)
    {
        var parts = new List<string>();
        foreach (var part in path.Split('/', StringSplitOptions.RemoveEmptyEntries))
            if (part == ".." && parts.Count > 0)
                parts.RemoveAt(parts.Count - 1);
            else if (part != ".")
                parts.Add(part);
        return string.Join('/', parts);
    }

    /// <summary>One way through a packed archive from its front: a few kilobytes may stand for terabytes, and a thousand files for a thousand ways.</summary>
    private sealed class BoundedStream(Stream inner, LayoutArchive archive) : ForwardStream
    {
        private long count;

        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            var read = await inner.ReadAsync(buffer, cancellationToken).ConfigureAwait(false);
            count += read;
            var (limits, packed) = (archive.limits, archive.packed);
            Check(count, Math.Min(limits.Unpacked, Math.Max(limits.RatioFrom, packed * limits.Ratio)));
            Check(Interlocked.Add(ref archive.unpacked, read), Math.Max(4 * limits.RatioFrom, packed * limits.Rereading));
            return read;
        }

        protected override void Dispose(bool disposing)
        {
            if (disposing)
                inner.Dispose();
            base.Dispose(disposing);
        }

        private void Check(long bytes, long most)
        {
            if (bytes > most)
                throw CarryingRules.ArchiveBomb.With(archive.Name, UnpackedLayer.Bytes(archive.packed), UnpackedLayer.Bytes(most));
        }
    }

    private sealed class PartStream(Stream inner, long length) : ForwardStream
    {
        private long left = length;

        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            var read = await inner.ReadAsync(buffer[..(int)Math.Min(buffer.Length, left)], cancellationToken).ConfigureAwait(false);
            left -= read;
            return read;
        }

        protected override void Dispose(bool disposing)
        {
            if (disposing)
                inner.Dispose();
            base.Dispose(disposing);
        }
    }
}
