using Slipway.Components;
using Slipway.Delivery.Kubernetes;

namespace Slipway.Delivery;

internal static class Workloads
{
    /// <summary>What of the rendered objects is waited for. A Job that is suspended or a CronJob is not, nor what a foreign chart puts into another namespace.</summary>
    public static IReadOnlyList<(WorkloadId Id, ApiResource Resource)> Of(IEnumerable<RenderedObject> objects, string space)
        => [.. objects.Where(o => o.Namespace is null || o.Namespace == space).Select(o => (Id: new WorkloadId(o.Kind, o.Name), Resource: WorkloadId.ResourceOf(o.ApiVersion, o.Kind)))
            .Where(w => w.Resource is not null).Select(w => (w.Id, w.Resource!))];

    public static string Duration(TimeSpan time)
        => time.TotalMinutes >= 2 && time.Seconds == 0 ? $"{time.TotalMinutes:0} min" : $"{time.TotalSeconds:0} s";
}
