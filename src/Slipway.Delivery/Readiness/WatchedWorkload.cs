using System.Text.Json;
using Slipway.Delivery.Kubernetes;

namespace Slipway.Delivery;

/// <summary>The mirrors of one workload. They may hold more than its own.</summary>
internal sealed class WatchedWorkload
{
    /// <summary>So long a mirror that others began earlier may not have heard of a controller that is there.</summary>
    private static readonly TimeSpan Late = TimeSpan.FromSeconds(2);

    private readonly WorkloadId id;
    private readonly JsonElement? seen;
    private readonly Mirror controllers, pods, events;
    private readonly Mirror? sets;
    private readonly Watching watching;
    private readonly long start;

    private WatchedWorkload(Watching watching, WorkloadId id, JsonElement? seen, Func<ApiResource, string, Mirror> mirror, ApiResource resource)
    {
        (this.watching, this.id, this.seen) = (watching, id, seen);
        start = watching.Time.GetTimestamp();
        controllers = mirror(resource, LabelsOf(seen?.Texts("metadata", "labels")));
        var selector = seen?.Texts("spec", "selector", "matchLabels") ?? new Dictionary<string, string>();
        sets = id.Kind == "Deployment" ? mirror(ApiResource.ReplicaSets, LabelsOf(selector)) : null;
        pods = mirror(ApiResource.Pods, LabelsOf(selector));
        events = watching.Shared(ApiResource.Events, "");

        // What carries the installation's label is watched together with all others of it.
        static string LabelsOf(IReadOnlyDictionary<string, string>? labels)
            => labels?.GetValueOrDefault(Live.InstanceLabel) is { } installation ? $"{Live.InstanceLabel}={installation}"
                : string.Join(',', (labels ?? new Dictionary<string, string>()).Select(l => $"{l.Key}={l.Value}"));
    }

    public IEnumerable<Mirror> Mirrors => sets is null ? [controllers, pods] : [controllers, sets, pods];

    public bool IsListed => Mirrors.All(m => m.Listed) && events.Listed && IsCurrent;

    /// <summary>Every container has a readiness probe, or the workload is one that ends.</summary>
    public bool IsProbed => id.Kind == "Job" || Controller is not { } one || HasProbes(one);

    public static bool HasProbes(JsonElement controller) => controller.Items("spec", "template", "spec", "containers").All(c => c.At("readinessProbe") is not null);

    public WorkloadState State() => new(id, Controller, sets?.Objects ?? [], pods.Objects, events.Objects);

    /// <param name="own">Makes a mirror for this wait alone, for what carries no installation's label.</param>
    public static async Task<WatchedWorkload> Of(Watching watching, WorkloadId id, ApiResource resource, Func<ApiResource, string, string, Mirror> own, CancellationToken cancellation)
    {
        var seen = await watching.Client.Get(resource, watching.Space, id.Name, cancellation).ConfigureAwait(false);
        return new(watching, id, seen, Mirror, resource);

        Mirror Mirror(ApiResource kind, string labels)
            => labels.StartsWith($"{Live.InstanceLabel}=", StringComparison.Ordinal) && !labels.Contains(',', StringComparison.Ordinal) ? watching.Shared(kind, labels)
                : kind == resource ? own(kind, "", $"metadata.name={id.Name}") : own(kind, labels, "");
    }

    private JsonElement? Controller
    {
        get
        {
            foreach (var one in controllers.Objects)
                if (one.Name() == id.Name)
                    return one;
            return null;
        }
    }

    /// <summary>False while a shared mirror still shows what was there before the release, which may well have been ready.</summary>
    private bool IsCurrent => seen is not { } known
        || (Controller is { } now
            ? now.Uid() != known.Uid() || now.Number("metadata", "generation") >= known.Number("metadata", "generation")
            : watching.Time.GetElapsedTime(start) > Late);
}
