using Slipway.Yaml;

namespace Slipway.Components;

/// <summary>One object of a source of Kubernetes manifests.</summary>
internal sealed record Manifest(string Kind, string Name, string? Space, MapNode Root)
{
    /// <summary>Every object of the documents; <c>kind: List</c> and its relatives are their items.</summary>
    public static IEnumerable<Manifest> In(IEnumerable<Node> documents)
    {
        foreach (var root in documents.OfType<MapNode>())
            if (Text(root, "kind") is not { } kind || Text(root, "apiVersion") is null)
                continue;
            else if (kind.EndsWith("List", StringComparison.Ordinal) && root["items"] is ListNode items)
                foreach (var item in In(items.Items))
                    yield return item;
            else
            {
                var metadata = root["metadata"] as MapNode;
                yield return new Manifest(kind, Text(metadata, "name") ?? Text(metadata, "generateName")?.TrimEnd('-') ?? "", Text(metadata, "namespace"), root);
            }
    }

    public bool IsWorkload => Kind is "Deployment" or "StatefulSet" or "DaemonSet" or "Job" or "CronJob" or "Pod" or "ReplicaSet" or "ReplicationController";

    /// <summary>A Service that chooses no pods.</summary>
    public bool LeadsElsewhere => Kind == "Service" && JsonPointer.Resolve(Root, "/spec/selector") is not MapNode { Count: > 0 };

    /// <summary>The pod, or the template of one; null where there is none.</summary>
    public MapNode? Pod => (Kind switch
    {
        "Pod" => Root,
        "CronJob" => JsonPointer.Resolve(Root, "/spec/jobTemplate/spec/template"),
        _ => JsonPointer.Resolve(Root, "/spec/template"),
    }) as MapNode;

    /// <summary>How messages call the place of the pod.</summary>
    public string PodShown => Kind switch { "Pod" => "", "CronJob" => "spec.jobTemplate.spec.template", _ => "spec.template" };

    public MapNode? Labels => (Pod is { } pod ? JsonPointer.Resolve(pod, "/metadata/labels") : null) as MapNode;

    public bool IsBeside(Manifest other) => Space is null || other.Space is null || Space == other.Space;

    public static string? Text(MapNode? map, string key) => map?[key] is ScalarNode { Kind: not ScalarKind.Null } text ? text.Text : null;
}
