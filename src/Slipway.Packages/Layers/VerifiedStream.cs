using System.Security.Cryptography;

namespace Slipway.Packages;

/// <summary>Content as it comes, counted and hashed on the way: its end is reached only when size and digest are what the image says.</summary>
/// <param name="from">Which image or place it is, for the message.</param>
internal sealed class VerifiedStream(Stream inner, Descriptor expected, string from) : ForwardStream
{
    private readonly IncrementalHash hash = IncrementalHash.CreateHash(expected.Digest.HashName);
    private bool ended;

    public long Count { get; private set; }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (ended || buffer.IsEmpty)
            return 0;
        var read = await inner.ReadAsync(buffer, cancellationToken).ConfigureAwait(false);
        Count += read;
        if (Count > expected.Size || (read == 0 && Count < expected.Size))
            throw ContentRules.WrongSize.With(from, expected.Digest.Short, Count > expected.Size ? $"> {expected.Size}" : $"{Count}", $"{expected.Size}");
        hash.AppendData(buffer.Span[..read]);
        if (read == 0)
            End();
        return read;
    }

    private void End()
    {
        ended = true;
        var actual = expected.Digest with { Hex = Convert.ToHexStringLower(hash.GetHashAndReset()) };
        if (actual != expected.Digest)
            throw ContentRules.WrongDigest.With(from, expected.Digest.Short, actual.Short);
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
}
