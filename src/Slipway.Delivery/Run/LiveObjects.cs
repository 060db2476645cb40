using System.Collections.Concurrent;
using System.Net;
using System.Text.Json;
using Slipway.Components;
using Slipway.Delivery.Kubernetes;

namespace Slipway.Delivery;

/// <summary>
/// Which of the rendered objects are in the cluster already, in few requests: where several are of one kind, one list of those that carry the installation's
/// label, and one of all names there are. What a list does not tell is asked for by name.
/// </summary>
internal static class LiveObjects
{
    /// <summary>From so many of one kind on a list costs less than asking one by one.</summary>
    private const int Several = 4;
    private const int Callers = 8;

    /// <param name="installed">Something of the installation may be there: the list of its own is worth asking for.</param>
    /// <returns>Workloads and Services whole; of other kinds perhaps their metadata alone.</returns>
    public static async Task<IReadOnlyDictionary<RenderedObject, JsonElement>> Of(
        ClusterClient client, string space, string installation, bool installed, IEnumerable<RenderedObject> objects,
        IReadOnlyDictionary<RenderedObject, ApiResource> kinds, CancellationToken cancellation)
    {
        var found = new ConcurrentDictionary<RenderedObject, JsonElement>(ReferenceEqualityComparer.Instance);
        var groups = objects.Where(kinds.ContainsKey).GroupBy(one => (Resource: kinds[one], Space: kinds[one].Namespaced ? one.Namespace ?? space : null));
        var single = new ConcurrentBag<RenderedObject>();
        var limit = new ParallelOptions { MaxDegreeOfParallelism = Callers, CancellationToken = cancellation };
        await Parallel.ForEachAsync(groups, limit, async (group, stop) =>
        {
            foreach (var one in await Left(client, group.Key.Resource, group.Key.Space, installed ? installation : null, [.. group], found, stop).ConfigureAwait(false))
                single.Add(one);
        }).ConfigureAwait(false);
        await Parallel.ForEachAsync(single, limit, async (one, stop) =>
        {
            if (await client.Get(kinds[one], one.Namespace ?? space, one.Name, stop).ConfigureAwait(false) is { } live)
                found[one] = live;
        }).ConfigureAwait(false);
        return found;
    }

    /// <returns>Those that have to be asked for by name.</returns>
    private static async Task<IReadOnlyList<RenderedObject>> Left(
        ClusterClient client, ApiResource resource, string? space, string? installation, IReadOnlyList<RenderedObject> objects,
        ConcurrentDictionary<RenderedObject, JsonElement> found, CancellationToken cancellation)
    {
        try
        {
            var left = objects;
            if (left.Count >= Several && installation is not null)
            {
                var labels = $"{Live.InstanceLabel}={installation}";
                var list = IsReadWhole(resource) ? client.List(resource, space, labels, cancellation: cancellation) : client.ListMetadata(resource, space, labels, cancellation);
                var own = await ByName(list).ConfigureAwait(false);
                foreach (var one in left.Where(one => own.ContainsKey(one.Name)))
                    found[one] = own[one.Name];
                left = [.. left.Where(one => !own.ContainsKey(one.Name))];
            }
            if (left.Count < Several)
                return left;
            var all = await ByName(client.ListMetadata(resource, space, "", cancellation)).ConfigureAwait(false);
            return [.. left.Where(one => all.ContainsKey(one.Name))];
        }
        catch (ApiException e) when (e.Code is HttpStatusCode.Forbidden or HttpStatusCode.MethodNotAllowed)
        {
            // Who may not list may still ask for each.
            return [.. objects.Where(one => !found.ContainsKey(one))];
        }
    }

    private static async Task<Dictionary<string, JsonElement>> ByName(IAsyncEnumerable<JsonElement> list)
    {
        var named = new Dictionary<string, JsonElement>(StringComparer.Ordinal);
        await foreach (var one in list.ConfigureAwait(false))
            named[one.Name()] = one;
        return named;
    }

    private static bool IsReadWhole(ApiResource resource)
        => (WorkloadId.ResourceOf(resource.Kind) is { } known && known == resource) || resource == ApiResource.Services;
}
