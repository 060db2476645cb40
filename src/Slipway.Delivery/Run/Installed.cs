using Slipway.Components;
using Slipway.Delivery.Kubernetes;
using Slipway.Packages;
using Slipway.Yaml;

namespace Slipway.Delivery;

/// <summary>What an installation is, as its cluster has it.</summary>
/// <param name="Package">What was installed last.</param>
/// <param name="Platform">Null in receipts that do not say it.</param>
public sealed record Installed(string Context, string Namespace, Told Told, PackageIdentity Package, PlatformIdentity? Platform)
{
    /// <summary>By the objects that Helm keeps of each release; changes that somebody made by hand do not show there.</summary>
    public IReadOnlyList<StandingComponent> Components { get; init; } = [];

    /// <param name="withObjects">Reads the releases too: each is a request.</param>
    /// <returns>Null with a problem where there is no such installation, or the cluster does not tell.</returns>
    public static async Task<(Installed? Installed, Diagnostic? Problem)> Read(string installation, RunOptions options, bool withObjects, CancellationToken cancellation = default)
    {
        var reached = await Reached.Cluster(options, cancellation).ConfigureAwait(false);
        if (reached.Client is not { } client)
            return (null, reached.Problem);
        using (client)
            try
            {
                if (await Receipt.Read(client, reached.Space, installation, cancellation).ConfigureAwait(false) is not { } receipt)
                    return (null, RunRules.NotInstalled.With(installation, reached.Space, reached.Context));
                return (new Installed(reached.Context, reached.Space, new Told(receipt.Answers, receipt.Selection), receipt.Package, receipt.Platform)
                {
                    Components = withObjects ? await Standing(client, reached.Space, receipt, cancellation).ConfigureAwait(false) : [],
                }, null);
            }
            catch (ClusterException e)
            {
                return (null, e.Problem);
            }
    }

    private static async Task<IReadOnlyList<StandingComponent>> Standing(ClusterClient client, string space, Receipt receipt, CancellationToken cancellation)
    {
        var standing = new List<StandingComponent>();
        foreach (var release in await HelmReleases.OfInstallation(client, space, receipt.Installation, cancellation).ConfigureAwait(false))
        {
            if (release.Newest is not { Status: not "uninstalled" } newest)
                continue;
            // A release that stopped half way has the objects of neither revision for sure; the last good one is what an install goes back to.
            var revision = newest.Status == "deployed" ? newest : release.LastGood ?? newest;
            if (await HelmRecord.Read(client, space, release.Name, revision.Revision).ConfigureAwait(false) is not { } record)
                continue;
            var known = receipt.Components.FirstOrDefault(component => component.Name == release.Name);
            var component = new Component(release.Name, known?.Version ?? "", Node.Map()) { Installation = receipt.Installation };
            standing.Add(new StandingComponent(component.Version, new RenderedComponent(component, record.Objects, []) { Hooks = record.Hooks, Crds = record.Crds })
            {
                Held = known?.Held ?? new Dictionary<string, string>(),
                Needs = [.. (known?.Needs ?? []).Select(need => (need.Service, need.Versions))],
                Configured = (known?.Kept ?? []).DistinctBy(kept => kept.Workload).ToDictionary(kept => (kept.Workload.Kind, kept.Workload.Name), kept => kept.Configured),
            });
        }
        return standing;
    }
}
