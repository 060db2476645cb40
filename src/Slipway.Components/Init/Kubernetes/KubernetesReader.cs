using Slipway.Yaml;

namespace Slipway.Components;

/// <summary>Kubernetes manifests to drafts, one a workload.</summary>
internal static class KubernetesReader
{
    private static readonly string[] Used = ["Service", "ConfigMap", "PersistentVolumeClaim"];

    private static readonly Home Kind = Home.Other(
        "it becomes a `stateless` service, which is something else", "它会成为 `stateless` 服务，二者并不相同",
        "see whether the platform offers a workload for it (`workload`); what runs once is an updater or a task", "请确认平台是否提供对应的工作负载（`workload`）；只运行一次的应作为 updater 或任务");

    private static readonly Home Idle = Home.Other(
        "no workload of this source uses it", "来源中没有工作负载使用它",
        "read it together with the workload that does, or keep it beside the installation", "请与使用它的工作负载一起读取，或在安装之外单独维护");

    private static readonly Home Elsewhere = Home.Other(
        "it stands for a service that runs elsewhere", "它代表在别处运行的服务",
        "write a definition of its own for it, with `workload: external` and its ports; where it is, the entry says by the trait `address`",
        "请为它另写一个定义，使用 `workload: external` 并写明端口；位置由条目中的 trait `address` 给出");

    public static bool Is(IEnumerable<Node> documents) => Manifest.In(documents).Any();

    /// <param name="isFile">What stands in a file is meant to come over; in a cluster, a workload's neighbours are not.</param>
    public static DraftsRead Read(IReadOnlyList<Node> documents, string name, bool isFile)
    {
        var all = Manifest.In(documents).ToList();
        var shared = new List<Diagnostic>();
        foreach (var other in all.Where(manifest => !manifest.IsWorkload && !Used.Contains(manifest.Kind)))
            KubernetesKeys.Kinds.Tell(Node.Map((other.Kind, other.Root["metadata"] ?? other.Root)).Placed(other), "", "", shared);
        var workloads = all.Where(manifest => manifest.IsWorkload).ToList();
        foreach (var idle in all.Where(manifest => isFile && Used.Contains(manifest.Kind) && !workloads.Any(workload => PodNames.Uses(workload, manifest, all))))
            shared.Add(KeyTable.NotCarried(idle.Root.Entry("kind")!.Value, $"{idle.Kind} {idle.Name}", idle.LeadsElsewhere ? Elsewhere : Idle));
        var twice = workloads.GroupBy(manifest => manifest.Name).Where(same => same.Count() > 1).Select(same => same.Key).ToHashSet(StringComparer.Ordinal);
        return new DraftsRead([.. workloads.Select(manifest => One(manifest, all, name)
            is var draft && twice.Contains(manifest.Name) ? draft with { Key = $"{manifest.Kind.ToLowerInvariant()}/{manifest.Name}" } : draft)], shared);
    }

    /// <summary>The kind as a key that stands where the object's own kind stands.</summary>
    private static MapNode Placed(this MapNode map, Manifest manifest)
        => new([new MapEntry(new ScalarNode(ScalarKind.String, manifest.Kind, manifest.Root.Entry("kind")!.Value.At), map.Entries[0].Value)]);

    private static Draft One(Manifest manifest, IReadOnlyList<Manifest> all, string source)
    {
        var findings = new List<Diagnostic>();
        var scope = new PodScope(manifest, all, new SourceValues(findings));
        if (manifest.Kind is not ("Deployment" or "Pod" or "StatefulSet" or "ReplicaSet"))
            scope.Values.Tell(manifest.Root["kind"]!, $"kind: {manifest.Kind}", Kind);
        if (manifest.Kind != "Pod")
            KubernetesKeys.Workload.Tell(manifest.Root, "", "", findings);
        Labels(manifest, scope);
        var name = DraftNames.Service(manifest.Name);
        var draft = new Draft
        {
            Origin = new($"from {DraftNames.OneLine(source)}, {manifest.Kind} {DraftNames.OneLine(manifest.Name)}", $"来自 {DraftNames.OneLine(source)} 的 {manifest.Kind} {DraftNames.OneLine(manifest.Name)}"),
            Key = manifest.Name,
            Name = manifest.Name.Length == 0 ? null : name,
            Version = DraftNames.Version(Version(manifest), null),
        };
        if (manifest.Pod is not { } pod)
            return draft with { Findings = Documents.InOrder(findings) };
        draft = PodReader.Read(draft, pod, Version(manifest), scope);
        draft = SingleActive(draft, manifest);
        return DraftProbes.Complete(draft) with { Findings = Documents.InOrder(findings) };
    }

    private static string? Version(Manifest manifest)
        => Manifest.Text(manifest.Root["metadata"] is MapNode metadata ? metadata["labels"] as MapNode : null, "app.kubernetes.io/version")
            ?? Manifest.Text(manifest.Labels, "app.kubernetes.io/version");

    private static Draft SingleActive(Draft draft, Manifest manifest)
    {
        var kept = draft.Storage.Any(storage => !storage.Temporary && storage.Access is null or "ReadWriteOncePod");
        var recreate = Manifest.Text(JsonPointer.Resolve(manifest.Root, "/spec/strategy") as MapNode, "type") == "Recreate";
        return draft with
        {
            SingleActive = kept ? new(true, new("inferred: its volume cannot be mounted by several pods", "推断：它的卷不能被多个 Pod 同时挂载"))
                : recreate ? new(true, new("inferred from strategy: Recreate", "由 strategy: Recreate 推断"))
                : null,
        };
    }

    /// <summary>Labels and annotations that somebody wrote, not those by which tools know their objects.</summary>
    private static void Labels(Manifest manifest, PodScope scope)
    {
        var selected = (JsonPointer.Resolve(manifest.Root, "/spec/selector/matchLabels") as MapNode)?.Keys.ToHashSet(StringComparer.Ordinal) ?? [];
        Tell(manifest.Root["metadata"] as MapNode, "metadata");
        if (manifest.Kind != "Pod")
            Tell(manifest.Pod?["metadata"] as MapNode, $"{manifest.PodShown}.metadata");

        void Tell(MapNode? metadata, string shown)
        {
            foreach (var label in scope.Values.Map(metadata, "labels", shown)?.Entries ?? [])
                if (!selected.Contains(label.Name) && !IsOfTools(label.Name) && label.Name is not ("app" or "name" or "component" or "version" or "pod-template-hash"))
                    scope.Values.Tell(label.Key, $"{shown}.labels.{label.Name}", Home.Trait("labels"));
            foreach (var annotation in scope.Values.Map(metadata, "annotations", shown)?.Entries ?? [])
                if (!IsOfTools(annotation.Name))
                    scope.Values.Tell(annotation.Key, $"{shown}.annotations.{annotation.Name}", Home.Trait("annotations"));
        }
    }

    private static bool IsOfTools(string name)
        => name.Split('/')[0] is "app.kubernetes.io" or "helm.sh" or "meta.helm.sh" or "kubectl.kubernetes.io" or "deployment.kubernetes.io" or "slipway" or "batch.kubernetes.io"
            or "controller-uid" or "job-name" or "kubernetes.io";
}
