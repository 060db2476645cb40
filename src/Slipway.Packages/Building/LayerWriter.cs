using System.Security.Cryptography;
using Slipway.Yaml;

namespace Slipway.Packages;

/// <summary>A member of a layer and where its content is.</summary>
/// <param name="Source">The file on this disk; null for folders and links.</param>
/// <param name="At">What in the definition asks for it.</param>
internal sealed record LayerItem(TarItem Tar, string? Source, Location? At)
{
    /// <summary>As messages call it: from the definition's folder.</summary>
    public string Shown { get; init; } = "";
}

/// <param name="File">Where it lies until it is copied.</param>
/// <param name="Diff">The digest of the tar.</param>
/// <param name="Unpacked">Bytes of the tar.</param>
internal sealed record StagedLayer(string File, Descriptor Descriptor, Digest Diff, long Unpacked);

/// <summary>Items to a layer: tar, gzip and both digests in one pass. Memory does not grow with the files.</summary>
internal static class LayerWriter
{
    public static async Task<StagedLayer> Write(IReadOnlyList<LayerItem> items, string folder, Meter meter, CancellationToken cancellation)
    {
        var staged = Path.Combine(folder, Path.GetRandomFileName());
        using var diff = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var (unpacked, size) = (0L, 0L);
        using (var file = new FileStream(staged, FileMode.CreateNew, FileAccess.Write))
        {
            var gzip = new GzipWriter(async packed =>
            {
                hash.AppendData(packed.Span);
                size += packed.Length;
                await file.WriteAsync(packed, cancellation).ConfigureAwait(false);
            });
            async ValueTask Put(ReadOnlyMemory<byte> plain)
            {
                diff.AppendData(plain.Span);
                unpacked += plain.Length;
                await gzip.Write(plain).ConfigureAwait(false);
            }
            foreach (var item in items)
            {
                await Put(TarBlocks.Header(item.Tar)).ConfigureAwait(false);
                if (item.Source is not null)
                    await Content(item, Put, meter, cancellation).ConfigureAwait(false);
                await Put(TarBlocks.Padding(item.Tar.Size)).ConfigureAwait(false);
            }
            await Put(TarBlocks.End).ConfigureAwait(false);
            await gzip.Finish().ConfigureAwait(false);
        }
        return new StagedLayer(staged, new Descriptor($"{MediaTypes.Layer}+gzip", Hex(hash), size), Hex(diff), unpacked);
    }

    /// <summary>As many bytes as were announced: a file that grows or shrinks meanwhile would spoil the tar.</summary>
    private static async Task Content(LayerItem item, Func<ReadOnlyMemory<byte>, ValueTask> put, Meter meter, CancellationToken cancellation)
    {
        using var source = File.OpenRead(item.Source!);
        var buffer = new byte[1 << 16];
        meter.Begin(item.Shown, item.Tar.Size);
        var left = item.Tar.Size;
        while (await source.ReadAsync(buffer, cancellation).ConfigureAwait(false) is > 0 and var read && (left -= read) >= 0)
        {
            await put(buffer.AsMemory(0, read)).ConfigureAwait(false);
            meter.Add(read);
        }
        if (left != 0)
            throw new ImageException(new Diagnostic(BuildRules.Changed, item.At, [item.Shown]));
    }

    private static Digest Hex(IncrementalHash hash) => new("sha256", Convert.ToHexStringLower(hash.GetHashAndReset()));
}
