namespace Slipway.Packages;

internal static class Copying
{
    /// <summary>By pieces, so that memory does not grow with what is copied.</summary>
    public static async Task Run(Stream from, Stream to, Meter meter, Descriptor content, CancellationToken cancellation, int piece = 1 << 16)
    {
        var buffer = new byte[piece];
        meter.Begin(content.Digest.Short, content.Size);
        while (await from.ReadAsync(buffer, cancellation).ConfigureAwait(false) is > 0 and var read)
        {
            await to.WriteAsync(buffer.AsMemory(0, read), cancellation).ConfigureAwait(false);
            meter.Add(read);
        }
    }
}
