using System.Security.Cryptography;

namespace Slipway.Packages;

/// <summary>A layer's tar: counted against the limits, and hashed, so that at its end it must be what the image's configuration says.</summary>
/// <param name="packed">How many bytes of the blob have been read.</param>
/// <param name="unpackedBefore">Bytes of the layers before this one.</param>
internal sealed class UnpackedLayer(Stream inner, Func<long> packed, ImageLimits limits, long unpackedBefore, string image, string layer) : ForwardStream
{
    private readonly IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);

    public long Count { get; private set; }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        int read;
        try
        {
            read = await inner.ReadAsync(buffer, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e) when (Unpacked.Fault(e) is { } said)
        {
            throw ContentRules.Unpackable.With(e, image, layer, said);
        }
        Count += read;
        hash.AppendData(buffer.Span[..read]);
        if (unpackedBefore + Count > limits.Unpacked)
            throw ContentRules.TooLarge.With(image, layer, Bytes(limits.Unpacked));
        if (Count > limits.RatioFrom && Count / limits.Ratio > packed())
            throw ContentRules.TooLarge.With(image, layer, $"{limits.Ratio} × {Bytes(packed())}");
        return read;
    }

    /// <summary>Reads what is left, so that every digest is checked.</summary>
    /// <param name="diff">The digest of the whole tar; null where the configuration names none.</param>
    public async Task Finish(Digest? diff, CancellationToken cancellation)
    {
        var rest = new byte[1 << 16];
        while (await ReadAsync(rest, cancellation).ConfigureAwait(false) > 0)
        {
        }
        var actual = Convert.ToHexStringLower(hash.GetHashAndReset());
        if (diff is { Algorithm: "sha256" } && actual != diff.Hex)
            throw ContentRules.WrongDiff.With(image, layer, diff.Short);
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            hash.Dispose();
            inner.Dispose();
        }
        base.Dispose(disposing);
    }

    internal static string Bytes(long count) => count switch
    {
        >= 1L << 30 => $"{count / (double)(1L << 30):0.#} GiB",
        >= 1L << 20 => $"{count / (double)(1L << 20):0.#} MiB",
        _ => $"{count} B",
    };
}
