using System.Net;
using Slipway.Components;
using Slipway.Delivery.Kubernetes;

namespace Slipway.Delivery;

/// <summary>What is still there of an uninstalled component.</summary>
/// <param name="Pods">Their names.</param>
/// <param name="Objects">Those that are deleted as soon as their finalizers are gone.</param>
internal sealed record Departing(IReadOnlyList<string> Pods, IReadOnlyList<HeldObject> Objects)
{
    public bool IsOver => Pods.Count == 0 && Objects.Count == 0;
}

/// <summary>An object that is to be deleted and is not yet.</summary>
/// <param name="Space">Null for what stands in none.</param>
/// <param name="Finalizers">What holds it, in one text.</param>
internal sealed record HeldObject(string Kind, string? Space, string Name, string Finalizers)
{
    /// <summary>Lets it go.</summary>
    public string Command => $"kubectl patch {Kind.ToLowerInvariant()} {Name}{(Space is null ? "" : $" -n {Space}")} --type merge -p '{{\"metadata\":{{\"finalizers\":null}}}}'";

    public override string ToString() => $"{Kind} {Name} ({Finalizers})";
}

/// <summary>Looks after a component that is uninstalled until the last of it is gone. An object that was looked for once and is gone is not asked for again.</summary>
/// <param name="selectors">By which labels its pods are found.</param>
/// <param name="objects">Of its release, without what stays.</param>
internal sealed class Departure(ClusterClient client, string space, IReadOnlyList<string> selectors, IReadOnlyList<RenderedObject> objects)
{
    private readonly List<RenderedObject> open = [.. objects];

    public async Task<Departing> Look(CancellationToken cancellation)
    {
        var pods = new List<string>();
        foreach (var selector in selectors)
            await foreach (var pod in client.ListMetadata(ApiResource.Pods, space, selector, cancellation).ConfigureAwait(false))
                pods.Add(pod.Name());
        var held = new List<HeldObject>();
        foreach (var one in open.ToList())
            if (await Held(one, cancellation).ConfigureAwait(false) is { } holding)
                held.Add(holding);
            else
                open.Remove(one);
        return new(pods, held);
    }

    /// <returns>Null where it is gone, and where it has been made anew by somebody else: nobody deletes that one.</returns>
    private async Task<HeldObject?> Held(RenderedObject one, CancellationToken cancellation)
    {
        try
        {
            if (await client.Resource(one.ApiVersion, one.Kind, cancellation).ConfigureAwait(false) is not { } resource)
                return null;
            var place = resource.Namespaced ? one.Namespace ?? space : null;
            return await client.GetMetadata(resource, place, one.Name, cancellation).ConfigureAwait(false) is { } live && live.Text("metadata", "deletionTimestamp") is not null
                ? new(one.Kind, place, one.Name, string.Join(", ", live.Items("metadata", "finalizers").Select(finalizer => finalizer.GetString())))
                : null;
        }
        catch (ApiException e) when (e.Code == HttpStatusCode.Forbidden)
        {
            // Who may not look cannot wait for it either.
            return null;
        }
    }
}
