using System.Collections.Frozen;
using Slipway.Yaml;

namespace Slipway.Components;

/// <summary>
/// What the API server fills in where nothing is said (Kubernetes 1.34). A default that somebody writes down, or no longer does, changes no stored object, so no pod
/// is replaced for it.
/// </summary>
internal static class KubernetesDefaults
{
    private static readonly FrozenDictionary<string, string> OfPod = Table(
        ("dnsPolicy", "\"ClusterFirst\""), ("restartPolicy", "\"Always\""), ("terminationGracePeriodSeconds", "30"), ("schedulerName", "\"default-scheduler\""),
        ("securityContext", "{}"), ("enableServiceLinks", "true"), ("hostNetwork", "false"), ("hostPID", "false"), ("hostIPC", "false"));

    private static readonly FrozenDictionary<string, string> OfContainer = Table(
        ("terminationMessagePath", "\"/dev/termination-log\""), ("terminationMessagePolicy", "\"File\""), ("resources", "{}"), ("stdin", "false"), ("stdinOnce", "false"), ("tty", "false"));

    private static readonly FrozenDictionary<string, string> OfProbe = Table(
        ("periodSeconds", "10"), ("timeoutSeconds", "1"), ("successThreshold", "1"), ("failureThreshold", "3"), ("initialDelaySeconds", "0"));

    private static readonly FrozenDictionary<string, string> OfPort = Table(("protocol", "\"TCP\""));

    private static readonly FrozenDictionary<string, string> OfRequest = Table(("scheme", "\"HTTP\""));

    public static Node Without(string kind, Node made) => kind is "Deployment" or "StatefulSet" or "DaemonSet"
        ? At(made, ["spec", "template", "spec"], pod => Pod(pod))
        : made;

    private static MapNode Pod(MapNode pod) => Items(Items(Drop(pod, OfPod), "containers", Container), "initContainers", Container);

    private static MapNode Container(MapNode container)
    {
        container = Items(Drop(container, OfContainer), "ports", port => Drop(port, OfPort));
        foreach (var probe in (string[])["livenessProbe", "readinessProbe", "startupProbe"])
            if (container[probe] is MapNode written)
                container = container.With(probe, written["httpGet"] is MapNode request ? Drop(written, OfProbe).With("httpGet", Drop(request, OfRequest)) : Drop(written, OfProbe));
        return container;
    }

    private static MapNode Drop(MapNode map, FrozenDictionary<string, string> defaults)
        => map.Entries.Any(entry => IsDefault(entry, defaults)) ? new MapNode(map.Entries.Where(entry => !IsDefault(entry, defaults))) : map;

    private static bool IsDefault(MapEntry entry, FrozenDictionary<string, string> defaults)
        => defaults.TryGetValue(entry.Name, out var usual) && JsonText.Write(entry.Value) == usual;

    private static MapNode Items(MapNode map, string list, Func<MapNode, MapNode> each)
        => map[list] is ListNode items ? map.With(list, new ListNode(items.Items.Select(item => item is MapNode one ? each(one) : item))) : map;

    private static Node At(Node node, ReadOnlySpan<string> path, Func<MapNode, MapNode> change)
    {
        if (node is not MapNode map)
            return node;
        return path.Length == 0 ? change(map) : map[path[0]] is { } inner ? map.With(path[0], At(inner, path[1..], change)) : map;
    }

    private static FrozenDictionary<string, string> Table(params (string Name, string Json)[] rows) => rows.ToFrozenDictionary(row => row.Name, row => row.Json, StringComparer.Ordinal);
}
