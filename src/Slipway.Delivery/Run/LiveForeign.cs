using System.Text.Json;
using Slipway.Delivery.Kubernetes;

namespace Slipway.Delivery;

/// <summary>Workloads that a receipt names and that no label of ours finds: those of foreign charts and plain manifests.</summary>
internal static class LiveForeign
{
    public static async Task<Live> Add(Live live, ClusterClient client, string space, Receipt? receipt, CancellationToken cancellation)
    {
        var known = live.Controllers.Select(found => new WorkloadId(found.Kind, found.Object.Name())).ToHashSet();
        var (controllers, sets, pods) = (live.Controllers.ToList(), live.Sets.ToList(), live.Pods.ToList());
        var owners = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var component in receipt?.Components ?? [])
            foreach (var id in component.Workloads.Where(id => !known.Contains(id)))
                if (WorkloadId.ResourceOf(id.Kind) is { } resource && await client.Get(resource, space, id.Name, cancellation).ConfigureAwait(false) is { } found)
                {
                    owners[found.Uid()] = component.Name;
                    controllers.Add((id.Kind, found));
                    foreach (var one in await Selected(client, ApiResource.Pods, space, found, cancellation).ConfigureAwait(false))
                    {
                        owners[one.Uid()] = component.Name;
                        pods.Add(one);
                    }
                    if (resource == ApiResource.Deployments)
                        sets.AddRange(await Selected(client, ApiResource.ReplicaSets, space, found, cancellation).ConfigureAwait(false));
                }
        return owners.Count == 0 ? live : live with { Controllers = controllers, Sets = [.. sets.DistinctBy(one => one.Uid())], Pods = [.. pods.DistinctBy(one => one.Uid())], Foreign = owners };
    }

    private static async Task<IReadOnlyList<JsonElement>> Selected(ClusterClient client, ApiResource resource, string space, JsonElement controller, CancellationToken cancellation)
    {
        var labels = string.Join(',', controller.Texts("spec", "selector", "matchLabels").Select(label => $"{label.Key}={label.Value}"));
        // A selector of expressions alone would select everything.
        return labels.Length == 0 ? [] : await Live.All(client, resource, space, labels, cancellation).ConfigureAwait(false);
    }
}
