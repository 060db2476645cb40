using System.Net;
using System.Text.Json;
using Slipway.Delivery.Kubernetes;

namespace Slipway.Delivery;

/// <summary>Another installation in the cluster, as its receipt says it.</summary>
internal sealed record Neighbour(string Namespace, Receipt Receipt)
{
    public string Installation => Receipt.Installation;

    /// <summary>As options name it.</summary>
    public string Id => $"{Namespace}/{Installation}";
}

/// <summary>The other installations that the user of this connection may see.</summary>
/// <param name="Spaces">The namespaces that were looked into; null for all there are.</param>
internal sealed record Neighbours(IReadOnlyList<Neighbour> All, IReadOnlyList<string>? Spaces)
{
    public static readonly Neighbours None = new([], []);

    /// <param name="space">With <paramref name="installation"/>, the one that is no neighbour of itself.</param>
    /// <param name="named">Namespaces that somebody has named: who may not list them may still read one.</param>
    public static async Task<Neighbours> Look(ClusterClient client, string space, string installation, IEnumerable<string> named, CancellationToken cancellation)
    {
        var found = new List<Neighbour>();
        if (await Into(client, null, found, cancellation).ConfigureAwait(false))
            return new(Without(found), null);
        var spaces = new List<string>();
        foreach (var one in (await Names(client, space, cancellation).ConfigureAwait(false)).Union(named))
            if (await Into(client, one, found, cancellation).ConfigureAwait(false))
                spaces.Add(one);
        return new(Without(found), spaces);

        IReadOnlyList<Neighbour> Without(IEnumerable<Neighbour> all)
            => [.. all.Where(one => (one.Namespace, one.Installation) != (space, installation)).OrderBy(one => one.Id, StringComparer.Ordinal)];
    }

    /// <returns>False where that may not be seen.</returns>
    private static async Task<bool> Into(ClusterClient client, string? space, List<Neighbour> found, CancellationToken cancellation)
    {
        try
        {
            await foreach (var map in client.List(ApiResource.ConfigMaps, space, Receipt.InstallationLabel, cancellation: cancellation).ConfigureAwait(false))
                if (Read(map) is { } receipt)
                    found.Add(new(map.Text("metadata", "namespace") ?? "", receipt));
            return true;
        }
        catch (ApiException e) when (e.Code == HttpStatusCode.Forbidden)
        {
            return false;
        }
    }

    private static Receipt? Read(JsonElement map)
    {
        var installation = map.Texts("metadata", "labels").GetValueOrDefault(Receipt.InstallationLabel) ?? "";
        if (map.Name() != Receipt.ObjectName(installation))
            return null;
        try
        {
            return Receipt.Parse(installation, map);
        }
        catch (ClusterException)
        {
            // A receipt that cannot be read offers nothing; whoever installs there is told.
            return null;
        }
    }

    private static async Task<IReadOnlyList<string>> Names(ClusterClient client, string space, CancellationToken cancellation)
    {
        try
        {
            var names = new List<string>();
            await foreach (var one in client.ListMetadata(ApiResource.Namespaces, null, "", cancellation).ConfigureAwait(false))
                names.Add(one.Name());
            return names;
        }
        catch (ApiException e) when (e.Code == HttpStatusCode.Forbidden)
        {
            return [space];
        }
    }
}
