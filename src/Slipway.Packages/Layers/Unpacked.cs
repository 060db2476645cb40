using System.IO.Compression;
using ZstdSharp;
using ZstdSharp.Unsafe;

namespace Slipway.Packages;

/// <summary>A stream with its compression taken off: gzip, zstd or none, told by the first bytes and not by what anybody says of it.</summary>
internal static class Unpacked
{
    /// <summary>2^27 bytes of history, as zstd itself takes at most unless told otherwise: what a hostile frame asks for is not allocated.</summary>
    private const int LargestWindow = 27;

    /// <summary>Closing the result closes the content.</summary>
    public static async Task<Stream> Open(Stream content, CancellationToken cancellation)
    {
        var head = new byte[4];
        var read = await content.ReadAtLeastAsync(head, head.Length, throwOnEndOfStream: false, cancellation).ConfigureAwait(false);
        var whole = new BeginningStream(head.AsMemory(0, read), content);
        if (head.AsSpan(0, read).StartsWith((ReadOnlySpan<byte>)[0x1F, 0x8B]))
            return new GZipStream(whole, CompressionMode.Decompress);
        if (!head.AsSpan(0, read).SequenceEqual((ReadOnlySpan<byte>)[0x28, 0xB5, 0x2F, 0xFD]))
            return whole;
        var zstd = new DecompressionStream(whole, leaveOpen: false);
        zstd.SetParameter(ZSTD_dParameter.ZSTD_d_windowLogMax, LargestWindow);
        return zstd;
    }

    /// <summary>Whose data is damaged, when that is what an exception says; null for one of another kind.</summary>
    public static string? Fault(Exception e) => e is ZstdException or EndOfStreamException ? "zstd" : e is InvalidDataException ? "gzip" : null;

    /// <summary>Bytes that were looked at already, then the rest.</summary>
    private sealed class BeginningStream(ReadOnlyMemory<byte> beginning, Stream rest) : ForwardStream
    {
        private ReadOnlyMemory<byte> beginning = beginning;

        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            if (beginning.IsEmpty)
                return await rest.ReadAsync(buffer, cancellationToken).ConfigureAwait(false);
            var count = Math.Min(buffer.Length, beginning.Length);
            beginning[..count].CopyTo(buffer);
            beginning = beginning[count..];
            return count;
        }

        protected override void Dispose(bool disposing)
        {
            if (disposing)
                rest.Dispose();
            base.Dispose(disposing);
        }
    }
}
