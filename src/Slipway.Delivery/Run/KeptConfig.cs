using Slipway.Components;
using Slipway.Delivery.Kubernetes;

namespace Slipway.Delivery;

/// <summary>
/// The immutable ConfigMaps of earlier configurations. Helm leaves them standing, so that pods of an earlier revision find theirs; what nobody goes back to
/// is taken away here.
/// </summary>
internal static class KeptConfig
{
    /// <summary>As many revisions as a Deployment keeps to go back to, and the present one.</summary>
    private const int Kept = 11;

    private const string Label = "slipway/config=restart";

    /// <summary>After a component was brought to what it shall be. Tidying is not worth failing for: what cannot be deleted stays.</summary>
    public static async Task Tidy(ClusterClient client, string space, RenderedComponent component, CancellationToken cancellation)
    {
        var present = component.Objects.Where(o => o.Kind == "ConfigMap").Select(o => o.Name).ToHashSet(StringComparer.Ordinal);
        try
        {
            var found = await Names(client, space, $"{Label},app.kubernetes.io/instance={component.Component.Installation},app.kubernetes.io/name={component.Component.Name}", cancellation).ConfigureAwait(false);
            foreach (var (name, _) in found.Where(one => !present.Contains(one.Name)).OrderByDescending(one => one.Made, StringComparer.Ordinal).Skip(Kept - 1))
                await client.Delete(ApiResource.ConfigMaps, space, name, cancellation: cancellation).ConfigureAwait(false);
        }
        catch (ClusterException)
        {
            // It is tried again after the next change.
        }
    }

    /// <summary>When nothing is left that could go back to any of them.</summary>
    /// <param name="component">Null: of all components of the installation.</param>
    /// <returns>Their names.</returns>
    public static async Task<IReadOnlyList<string>> DeleteAll(ClusterClient client, string space, string installation, string? component = null)
    {
        var labels = $"{Label},app.kubernetes.io/instance={installation}" + (component is null ? "" : $",app.kubernetes.io/name={component}");
        var all = await Names(client, space, labels, CancellationToken.None).ConfigureAwait(false);
        foreach (var (name, _) in all)
            await client.Delete(ApiResource.ConfigMaps, space, name, cancellation: CancellationToken.None).ConfigureAwait(false);
        return [.. all.Select(one => one.Name)];
    }

    private static async Task<List<(string Name, string Made)>> Names(ClusterClient client, string space, string labels, CancellationToken cancellation)
    {
        var names = new List<(string, string)>();
        await foreach (var map in client.List(ApiResource.ConfigMaps, space, labels, cancellation: cancellation).ConfigureAwait(false))
            names.Add((map.Name(), map.Text("metadata", "creationTimestamp") ?? ""));
        return names;
    }
}
