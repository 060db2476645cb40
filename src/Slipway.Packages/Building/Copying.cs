namespace Slipway.Packages;

internal static class Copying
{
    /// <summary>
    /// By pieces, so that memory does not grow with what is copied; a piece is read, and compared by the stream it comes from, while the one before it is being written.
    /// </summary>
    public static async Task Run(Stream from, Stream to, Meter meter, Descriptor content, CancellationToken cancellation, int piece = 1 << 16)
    {
        byte[][] buffers = [new byte[piece], new byte[piece]];
        meter.Begin(content.Digest.Short, content.Size);
        var writing = Task.CompletedTask;
        try
        {
            for (var turn = 0; await from.ReadAsync(buffers[turn], cancellation).ConfigureAwait(false) is > 0 and var read; turn ^= 1)
            {
                await writing.ConfigureAwait(false);
                writing = to.WriteAsync(buffers[turn].AsMemory(0, read), cancellation).AsTask();
                meter.Add(read);
            }
            await writing.ConfigureAwait(false);
        }
        finally
        {
            // What failed is told by the read or by the write above; the target stays open until nobody writes any more.
            await writing.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }
}
