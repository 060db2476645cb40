using Slipway.Delivery.Kubernetes;
using Slipway.Packages;
using Slipway.Yaml;

namespace Slipway.Delivery;

/// <summary>What an installation was told before.</summary>
public static class Remembered
{
    /// <returns>Nothing said where there is no such installation; null with a problem where the cluster does not tell.</returns>
    public static async Task<(Selection? Selection, Diagnostic? Problem)> Read(string installation, RunOptions options, CancellationToken cancellation = default)
    {
        var reached = await Reached.Cluster(options, cancellation).ConfigureAwait(false);
        if (reached.Client is not { } client)
            return (null, reached.Problem);
        using (client)
            try
            {
                var receipt = await Receipt.Read(client, reached.Space, installation, cancellation).ConfigureAwait(false);
                return (receipt?.Selection ?? Selection.Default, null);
            }
            catch (ClusterException e)
            {
                return (null, e.Problem);
            }
    }
}
