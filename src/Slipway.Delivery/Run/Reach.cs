using Slipway.Delivery.Kubernetes;
using Slipway.Yaml;

namespace Slipway.Delivery;

/// <summary>A cluster that answers, and the namespace that is meant; or what is wrong. Whoever asks disposes of the client.</summary>
internal sealed record Reached(ClusterClient? Client, string Context, string Space, Diagnostic? Problem)
{
    public static async Task<Reached> Cluster(RunOptions options, CancellationToken cancellation)
    {
        var resolved = Kubeconfig.Resolve(options.Kubeconfig);
        if (resolved.Access is not { } access)
            return new(null, "", "", resolved.Problem);
        var space = options.Namespace ?? access.Namespace ?? "default";
        ClusterClient? client = null;
        try
        {
            client = await ClusterClient.Connect(access, options.Time, cancellation).ConfigureAwait(false);
            if (await Preflight.Server(client, cancellation).ConfigureAwait(false) is not { } tooOld)
                return new(client, access.Context, space, null);
            client.Dispose();
            return new(null, access.Context, space, tooOld);
        }
        catch (ClusterException e)
        {
            client?.Dispose();
            return new(null, access.Context, space, e.Problem);
        }
    }
}
