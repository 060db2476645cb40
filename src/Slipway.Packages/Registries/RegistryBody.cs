namespace Slipway.Packages;

/// <summary>An answer's body as it comes. A server that stops sending is given up; closing it closes the answer.</summary>
internal sealed class RegistryBody(RegistryConnection connection, string registry, string asked, HttpResponseMessage response, TimeProvider time) : ForwardStream
{
    private static readonly TimeSpan SilenceLimit = TimeSpan.FromSeconds(60);

    private Stream? stream;

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        using var silence = new CancellationTokenSource(SilenceLimit, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(silence.Token, cancellationToken);
        try
        {
            stream ??= await response.Content.ReadAsStreamAsync(either.Token).ConfigureAwait(false);
            return await stream.ReadAsync(buffer, either.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException e) when (!cancellationToken.IsCancellationRequested)
        {
            throw RegistryRules.TimedOut.With(e, registry, asked, $"> {SilenceLimit.TotalSeconds:0} s");
        }
        catch (Exception e) when (e is HttpRequestException or IOException)
        {
            throw RegistryFailure.From(connection, registry, asked, e);
        }
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            stream?.Dispose();
            response.Dispose();
        }
        base.Dispose(disposing);
    }
}
