using System.Globalization;
using System.Net;
using System.Text.Json;
using Slipway.Components;
using Slipway.Delivery.Kubernetes;
using Slipway.Yaml;

namespace Slipway.Delivery;

/// <summary>An autoscaler in the cluster, and the workload at which it aims.</summary>
/// <param name="Release">The Helm release it belongs to; null when it belongs to none.</param>
/// <param name="LastScaled">When it last changed a count; null when it never did.</param>
internal sealed record Autoscaler(string Name, string Kind, string Target, string? Release, DateTimeOffset? LastScaled)
{
    /// <summary>The object that the release holds: itself, or what another controller (KEDA) made it from.</summary>
    public (string Kind, string Name) Source { get; init; } = ("HorizontalPodAutoscaler", Name);

    // Kubernetes' own autoscaler runs inside this program; some providers' bear other names.
    private const string Controllers = "kube-controller-manager";

    private static readonly TimeSpan Skew = TimeSpan.FromSeconds(2);

    /// <summary>The count that it found right when it last looked; null when it has not looked yet.</summary>
    public int? Desired { get; init; }

    /// <summary>
    /// The live count is this autoscaler's word, not that of somebody who scaled by hand. While nobody ever applied a count, the API server notes nobody who
    /// scales it.
    /// </summary>
    public bool Has(LiveCount live) => live.Last is { } last
        ? last.Manager == Controllers || LastScaled + Skew >= last.Time
        : LastScaled is not null && Desired == live.Replicas;
}

/// <summary>Who scales what by itself.</summary>
internal static class Autoscalers
{
    /// <returns>Empty also when the user may not look: then a count that one of them changed is taken for one scaled by hand, and asked about.</returns>
    public static async Task<IReadOnlyList<Autoscaler>> InNamespace(ClusterClient client, string space, CancellationToken cancellation)
    {
        var found = new List<Autoscaler>();
        try
        {
            await foreach (var one in client.List(ApiResource.Autoscalers, space, cancellation: cancellation).ConfigureAwait(false))
                found.Add(await Sourced(client, space, Read(one), one, cancellation).ConfigureAwait(false));
        }
        catch (ApiException e) when (e.Code is HttpStatusCode.Forbidden or HttpStatusCode.NotFound)
        {
            return [];
        }
        return found;
    }

    /// <summary>The autoscaler among a component's objects that aims at a workload; empty when there is none. Its kind may be another's, such as KEDA's.</summary>
    public static string Of(RenderedComponent component, WorkloadId workload)
        => component.Objects.FirstOrDefault(o => o.Kind is "HorizontalPodAutoscaler" or "ScaledObject" && AimsAt(o, workload))?.Name ?? "";

    public static bool AimsAt(this Autoscaler autoscaler, WorkloadId workload) => autoscaler.Kind == workload.Kind && autoscaler.Target == workload.Name;

    private static bool AimsAt(RenderedObject one, WorkloadId workload)
    {
        var target = ((one.Content as MapNode)?["spec"] as MapNode)?["scaleTargetRef"] as MapNode;
        // KEDA takes a target without a kind for a Deployment.
        return target is not null && (target["name"] as ScalarNode)?.Text == workload.Name && ((target["kind"] as ScalarNode)?.Text ?? "Deployment") == workload.Kind;
    }

    /// <summary>KEDA makes an autoscaler out of an object of its own, which is the one that a release holds.</summary>
    private static async Task<Autoscaler> Sourced(ClusterClient client, string space, Autoscaler read, JsonElement one, CancellationToken cancellation)
    {
        if (one.Items("metadata", "ownerReferences") is not [var owner, ..] || owner.Text("kind") != "ScaledObject"
            || await client.Resource(owner.Text("apiVersion") ?? "", "ScaledObject", cancellation).ConfigureAwait(false) is not { } kind
            || await client.Get(kind, space, owner.Text("name") ?? "", cancellation).ConfigureAwait(false) is not { } source)
            return read;
        return read with { Release = source.Text(ReleasePath), Source = ("ScaledObject", source.Name()) };
    }

    private static readonly string[] ReleasePath = ["metadata", "annotations", "meta.helm.sh/release-name"];

    private static Autoscaler Read(JsonElement one) => new(
        one.Name(), one.Text("spec", "scaleTargetRef", "kind") ?? "", one.Text("spec", "scaleTargetRef", "name") ?? "",
        one.Text(ReleasePath),
        DateTimeOffset.TryParse(one.Text("status", "lastScaleTime"), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time) ? time : null)
    {
        Desired = one.At("status", "desiredReplicas") is null ? null : (int)one.Number("status", "desiredReplicas"),
    };
}
