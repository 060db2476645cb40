using System.Buffers.Binary;
using System.Runtime.InteropServices;
using ICSharpCode.SharpZipLib.Checksum;
using ICSharpCode.SharpZipLib.Zip.Compression;

namespace Slipway.Packages;

/// <summary>
/// gzip whose bytes hang on the content alone. The runtime's own is native code that differs from machine to machine; this deflater is managed, and is
/// given blocks of one size however the content arrives.
/// </summary>
/// <param name="write">Takes what is packed.</param>
internal sealed class GzipWriter(Func<ReadOnlyMemory<byte>, ValueTask> write)
{
    private const int Level = 6;

    /// <summary>Deflate, no name, no time, no hint on the level, unknown system.</summary>
    private static readonly byte[] Head = [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 0xFF];

    private readonly Deflater deflater = new(Level, noZlibHeaderOrFooter: true);
    private readonly Crc32 sum = new();
    private readonly byte[] block = new byte[1 << 16];
    private readonly byte[] packed = new byte[1 << 16];
    private int filled;
    private uint size;
    private bool begun;

    public async ValueTask Write(ReadOnlyMemory<byte> content)
    {
        sum.Update(MemoryMarshal.TryGetArray(content, out var array) ? array : content.ToArray());
        size += (uint)content.Length;
        while (!content.IsEmpty)
        {
            var count = Math.Min(content.Length, block.Length - filled);
            content[..count].CopyTo(block.AsMemory(filled));
            (filled, content) = (filled + count, content[count..]);
            if (filled == block.Length)
                await Pack().ConfigureAwait(false);
        }
    }

    public async ValueTask Finish()
    {
        await Pack().ConfigureAwait(false);
        deflater.Finish();
        while (!deflater.IsFinished)
            await Drain().ConfigureAwait(false);
        var tail = new byte[8];
        BinaryPrimitives.WriteUInt32LittleEndian(tail, (uint)sum.Value);
        BinaryPrimitives.WriteUInt32LittleEndian(tail.AsSpan(4), size);
        await write(tail).ConfigureAwait(false);
    }

    private async ValueTask Pack()
    {
        if (!begun)
            await write(Head).ConfigureAwait(false);
        begun = true;
        deflater.SetInput(block, 0, filled);
        while (!deflater.IsNeedingInput)
            await Drain().ConfigureAwait(false);
        filled = 0;
    }

    private async ValueTask Drain()
    {
        var count = deflater.Deflate(packed);
        if (count > 0)
            await write(packed.AsMemory(0, count)).ConfigureAwait(false);
    }
}
