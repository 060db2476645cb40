using Slipway.Yaml;

namespace Slipway.Components;

/// <summary>Other objects that a workload's pods name, or that choose them.</summary>
internal static class PodNames
{
    public static bool Uses(Manifest workload, Manifest other, IReadOnlyList<Manifest> all) => other.Kind switch
    {
        "Service" => new PodScope(workload, all, new SourceValues([])).Services.Contains(other),
        _ when !other.IsBeside(workload) => false,
        "ConfigMap" => Names(workload.Root, ["configMapRef", "configMapKeyRef", "configMap"], "name", other.Name),
        _ => Names(workload.Root, ["persistentVolumeClaim"], "claimName", other.Name) || IsOfTemplate(workload, other.Name),
    };

    /// <summary>Whether a map below one of the keys names it.</summary>
    private static bool Names(Node node, string[] keys, string field, string name) => node switch
    {
        MapNode map => map.Entries.Any(entry => (keys.Contains(entry.Name) && Manifest.Text(entry.Value as MapNode, field) == name) || Names(entry.Value, keys, field, name)),
        ListNode list => list.Items.Any(item => Names(item, keys, field, name)),
        _ => false,
    };

    /// <summary>A claim that a StatefulSet's template made: <c>TEMPLATE-WORKLOAD-0</c>.</summary>
    private static bool IsOfTemplate(Manifest workload, string name)
        => JsonPointer.Resolve(workload.Root, "/spec/volumeClaimTemplates") is ListNode templates
            && templates.Items.OfType<MapNode>().Any(template => name.StartsWith($"{Manifest.Text(template["metadata"] as MapNode, "name")}-{workload.Name}-", StringComparison.Ordinal));
}
