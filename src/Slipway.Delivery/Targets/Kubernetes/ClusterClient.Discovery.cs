using System.Collections.Concurrent;
using System.Net;
using System.Text.Json;

namespace Slipway.Delivery.Kubernetes;

public sealed partial class ClusterClient
{
    private readonly ConcurrentDictionary<string, IReadOnlyList<ApiResource>> groups = new();

    /// <summary>The resource of a kind; null when the server does not serve it. One request a group and version, remembered while it succeeds.</summary>
    public async Task<ApiResource?> Resource(string apiVersion, string kind, CancellationToken cancellation = default)
        => (await Known(apiVersion, cancellation).ConfigureAwait(false)).FirstOrDefault(r => r.Kind == kind);

    /// <summary>Whether a resource is served, in whatever version.</summary>
    public async Task<bool> Serves(string group, string plural, CancellationToken cancellation = default)
    {
        try
        {
            var list = await Ask(HttpMethod.Get, $"apis/{Uri.EscapeDataString(group)}", $"get the versions of {group}", null, cancellation).ConfigureAwait(false);
            foreach (var version in list.Items("versions"))
                if (version.Text("groupVersion") is { } served && (await Known(served, cancellation).ConfigureAwait(false)).Any(r => r.Plural == plural))
                    return true;
        }
        catch (ApiException e) when (e.Code == HttpStatusCode.NotFound)
        {
            // Nothing of that group.
        }
        return false;
    }

    private async Task<IReadOnlyList<ApiResource>> Known(string apiVersion, CancellationToken cancellation)
    {
        if (!groups.TryGetValue(apiVersion, out var known))
        {
            known = await Group(apiVersion, cancellation).ConfigureAwait(false);
            if (known.Count > 0)
                groups[apiVersion] = known;
        }
        return known;
    }

    private async Task<IReadOnlyList<ApiResource>> Group(string apiVersion, CancellationToken cancellation)
    {
        try
        {
            var list = await Ask(HttpMethod.Get, ApiResource.GroupPath(apiVersion), $"get the kinds of {apiVersion}", null, cancellation).ConfigureAwait(false);
            var parts = apiVersion.Split('/', 2);
            var (group, version) = parts.Length == 2 ? (parts[0], parts[1]) : ("", parts[0]);
            return [.. list.Items("resources").Where(IsWhole).Select(r => new ApiResource(
                group, version, r.Text("kind") ?? "", r.Text("name") ?? "", r.Flag("namespaced")))];
        }
        catch (ApiException e) when (e.Code == HttpStatusCode.NotFound)
        {
            return [];
        }
    }

    // A slash marks a subresource, such as deployments/scale.
    private static bool IsWhole(JsonElement resource) => resource.Text("name") is { } name && !name.Contains('/', StringComparison.Ordinal);
}
