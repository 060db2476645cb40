using System.Text.Json;
using Slipway.Components;
using Slipway.Delivery.Kubernetes;
using Slipway.Yaml;

namespace Slipway.Delivery;

/// <summary>
/// What a chart's hooks have made and what belongs to no release, so that it is there still when the release is gone. Where the hook's own delete policy says that it goes, and a Helm
/// that was killed did not come to it, it goes now; everything else stays and is named.
/// </summary>
internal static class HookLeftovers
{
    private const string HookAnnotation = "helm.sh/hook";
    private const string PolicyAnnotation = "helm.sh/hook-delete-policy";

    /// <param name="hooks">Of the release as it last was.</param>
    public static async Task<IReadOnlyList<Diagnostic>> Settle(ClusterClient client, string space, string component, IEnumerable<RenderedObject> hooks)
    {
        var stays = new List<Diagnostic>();
        foreach (var hook in hooks.DistinctBy(hook => (hook.ApiVersion, hook.Kind, hook.Namespace, hook.Name)))
            try
            {
                if (await Remains(client, space, hook).ConfigureAwait(false) is { } place)
                    stays.Add(CrdRules.HookStays.With($"{hook.Kind} {place}{hook.Name}", component, Delete(hook, place)));
            }
            catch (ClusterException)
            {
                // Who may not see it cannot be told whether it is there.
            }
        return stays;
    }

    /// <returns>The namespace with a slash, nothing for what stands in none; null where it is not there, or not any more.</returns>
    private static async Task<string?> Remains(ClusterClient client, string space, RenderedObject hook)
    {
        if (await client.Resource(hook.ApiVersion, hook.Kind).ConfigureAwait(false) is not { } resource)
            return null;
        var where = resource.Namespaced ? hook.Namespace ?? space : null;
        // What somebody else has made under the same name is no hook.
        if (await client.Get(resource, where, hook.Name).ConfigureAwait(false) is not { } live
            || live.Text("metadata", "deletionTimestamp") is not null || live.Text("metadata", "annotations", HookAnnotation) is null)
            return null;
        if (!MayGo(hook.Kind, live))
            return where is null ? "" : $"{where}/";
        await client.Delete(resource, where, hook.Name, live.Uid()).ConfigureAwait(false);
        return null;
    }

    /// <summary>A Job or pod has succeeded when it says so; anything else when it is there.</summary>
    internal static bool MayGo(string kind, JsonElement live)
    {
        var policies = (live.Text("metadata", "annotations", PolicyAnnotation) ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        var (succeeded, failed) = kind switch
        {
            "Job" => (Is(live, "Complete"), Is(live, "Failed")),
            "Pod" => (live.Text("status", "phase") == "Succeeded", live.Text("status", "phase") == "Failed"),
            _ => (true, false),
        };
        return (succeeded && policies.Contains("hook-succeeded")) || (failed && policies.Contains("hook-failed"));
    }

    private static bool Is(JsonElement live, string condition) => live.Condition(condition)?.Text("status") == "True";

    private static string Delete(RenderedObject hook, string place)
    {
        var group = hook.ApiVersion.Split('/') is [var name, _] ? $".{name}" : "";
        return $"kubectl delete {hook.Kind.ToLowerInvariant()}{group} {hook.Name}{(place.Length > 0 ? $" -n {place.TrimEnd('/')}" : "")}";
    }
}
