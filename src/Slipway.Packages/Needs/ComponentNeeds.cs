using System.Globalization;
using Slipway.Yaml;

namespace Slipway.Packages;

/// <summary>Claims of one size on volumes.</summary>
/// <param name="Class">Null for the cluster's default class.</param>
/// <param name="Each">Bytes.</param>
public sealed record NeededStorage(string? Class, string Access, ResourceAmount Each, long Least, long Most);

/// <summary>What one component asks of a site, by the objects that it makes: sidecars and what traits add are in it.</summary>
public sealed record ComponentNeeds(string Name)
{
    /// <summary>Pods at the least and at the most.</summary>
    public (long Least, long Most) Pods { get; init; }

    /// <summary>One a node, on top of <see cref="Pods"/>.</summary>
    public bool IsOnEachNode { get; init; }

    /// <summary>Requested by all pods together; of one a node, by one.</summary>
    public AmountRange Cpu { get; init; } = AmountRange.None;

    /// <summary>Requested by all pods together; of one a node, by one.</summary>
    public AmountRange Memory { get; init; } = AmountRange.None;

    /// <summary>Containers that do not say what they need: the sums are too low by them.</summary>
    public int Unsaid { get; init; }

    public IReadOnlyList<NeededStorage> Storage { get; init; } = [];

    /// <summary>Kinds that Kubernetes does not have by itself, as <c>KIND.GROUP</c>.</summary>
    public IReadOnlyList<string> Kinds { get; init; } = [];

    /// <summary>What is reached from outside or taken on nodes, such as <c>LoadBalancer 443/TCP</c>.</summary>
    public IReadOnlyList<string> Ports { get; init; } = [];

    /// <summary>Secrets that pods name and no object makes.</summary>
    public IReadOnlyList<string> Secrets { get; init; } = [];

    /// <summary>Programs of a task, which run on the machine of whoever installs, as <c>PATH (PLATFORM)</c>.</summary>
    public IReadOnlyList<string> Programs { get; init; } = [];

    /// <summary>Its programs get the operator's way to the cluster.</summary>
    public bool ProgramsReachCluster { get; init; }
}

/// <summary>From objects to what they ask for.</summary>
public static class NeedsOfObjects
{
    /// <summary>Kubernetes' own groups. What ends in <c>.k8s.io</c> besides these comes as CRDs.</summary>
    private static readonly HashSet<string> Own = new(StringComparer.Ordinal)
    {
        "", "apps", "batch", "autoscaling", "policy", "networking.k8s.io", "rbac.authorization.k8s.io", "storage.k8s.io", "scheduling.k8s.io", "coordination.k8s.io", "node.k8s.io",
        "discovery.k8s.io", "events.k8s.io", "admissionregistration.k8s.io", "apiextensions.k8s.io", "apiregistration.k8s.io", "certificates.k8s.io", "authentication.k8s.io",
        "authorization.k8s.io", "flowcontrol.apiserver.k8s.io", "resource.k8s.io",
    };

    /// <param name="made">Names of the Secrets that any component makes or has made.</param>
    public static ComponentNeeds Of(string component, IReadOnlyList<Node> objects, IReadOnlySet<string> made)
    {
        var scaled = objects.Where(one => Text(one, "kind") is "HorizontalPodAutoscaler" or "ScaledObject").Select(one => (
            Target: Text(one, "spec", "scaleTargetRef", "name") ?? component,
            Least: Number(one, "spec", "minReplicas") ?? Number(one, "spec", "minReplicaCount") ?? (Text(one, "kind") == "ScaledObject" ? 0 : 1),
            Most: Number(one, "spec", "maxReplicas") ?? Number(one, "spec", "maxReplicaCount") ?? 100)).ToList();
        var needs = new ComponentNeeds(component)
        {
            Kinds = [.. objects.Select(Kind).OfType<string>().Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)],
            Ports = [.. objects.SelectMany(Ports).Distinct(StringComparer.Ordinal)],
            Secrets = [.. objects.Select(Pod).OfType<MapNode>().SelectMany(Secrets).Where(name => !made.Contains(name)).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)],
            Storage = [.. objects.Where(one => Text(one, "kind") == "PersistentVolumeClaim").Select(one => Claim(one, 1, 1))],
        };
        foreach (var one in objects)
            if (Pod(one) is { } pod)
            {
                var (least, most) = scaled.Find(scale => scale.Target == Text(one, "metadata", "name")) is { Target: not null } scale ? (scale.Least, scale.Most) : Count(one);
                needs = With(needs, one, pod, least, most);
            }
        return needs;
    }

    /// <summary>Secrets that an object makes, by itself or through an operator.</summary>
    public static string? Made(Node one) => Text(one, "kind") switch
    {
        "Secret" => Text(one, "metadata", "name"),
        "ExternalSecret" => Text(one, "spec", "target", "name") ?? Text(one, "metadata", "name"),
        "SealedSecret" => Text(one, "spec", "template", "metadata", "name") ?? Text(one, "metadata", "name"),
        "Certificate" => Text(one, "spec", "secretName"),
        _ => null,
    };

    private static ComponentNeeds With(ComponentNeeds needs, Node one, MapNode pod, long least, long most)
    {
        var (cpu, memory, unsaid) = PodNeeds(pod);
        var isEach = Text(one, "kind") == "DaemonSet";
        return needs with
        {
            Pods = isEach ? needs.Pods : (needs.Pods.Least + least, needs.Pods.Most + most),
            IsOnEachNode = needs.IsOnEachNode || isEach,
            Cpu = needs.Cpu + new AmountRange(cpu * least, cpu * most),
            Memory = needs.Memory + new AmountRange(memory * least, memory * most),
            Unsaid = needs.Unsaid + unsaid,
            Storage = [.. needs.Storage, .. Items(one, "spec", "volumeClaimTemplates").Select(claim => Claim(claim, least, most))],
        };
    }

    /// <summary>As the scheduler counts: all containers and those that stay beside them, or one that runs before, whichever is more.</summary>
    private static (ResourceAmount Cpu, ResourceAmount Memory, int Unsaid) PodNeeds(MapNode pod)
    {
        var (before, beside) = (Items(pod, "initContainers").Where(one => Text(one, "restartPolicy") != "Always").ToList(), Items(pod, "containers").Concat(Items(pod, "initContainers").Where(one => Text(one, "restartPolicy") == "Always")).ToList());
        ResourceAmount Total(string what) => ResourceAmount.Max(
            beside.Aggregate(default(ResourceAmount), (sum, one) => sum + Request(one, what)), before.Aggregate(default(ResourceAmount), (most, one) => ResourceAmount.Max(most, Request(one, what))));
        return (Total("cpu"), Total("memory"), beside.Count(one => Request(one, "cpu").Billionths.IsZero || Request(one, "memory").Billionths.IsZero));
    }

    /// <summary>Where only a limit stands, Kubernetes takes it for the request.</summary>
    private static ResourceAmount Request(Node container, string what) => ResourceAmount.Of(Text(container, "resources", "requests", what) ?? Text(container, "resources", "limits", what));

    private static (long Least, long Most) Count(Node one) => Text(one, "kind") switch
    {
        "Deployment" or "StatefulSet" or "ReplicaSet" or "ReplicationController" => Number(one, "spec", "replicas") is { } count ? (count, count) : (1, 1),
        "Job" => (AtOnce(one, "spec"), AtOnce(one, "spec")),
        "CronJob" => (0, AtOnce(one, "spec", "jobTemplate", "spec")),
        _ => (1, 1),
    };

    /// <summary>A Job never has more pods at work than completions are left.</summary>
    private static long AtOnce(Node one, params string[] spec)
        => Math.Min(Number(one, [.. spec, "parallelism"]) ?? 1, Number(one, [.. spec, "completions"]) ?? long.MaxValue);

    private static NeededStorage Claim(Node claim, long least, long most) => new(
        Text(claim, "spec", "storageClassName"), string.Join(", ", Items(claim, "spec", "accessModes").Select(mode => mode.ToString())),
        ResourceAmount.Of(Text(claim, "spec", "resources", "requests", "storage")), least, most);

    private static IEnumerable<string> Ports(Node one)
    {
        if (Text(one, "kind") == "Service" && Text(one, "spec", "type") is "LoadBalancer" or "NodePort")
            return Items(one, "spec", "ports").Select(port => $"{Text(one, "spec", "type")} {Text(port, "nodePort") ?? Text(port, "port")}/{Text(port, "protocol") ?? "TCP"}");
        if (Pod(one) is not { } pod)
            return [];
        var isHost = Text(pod, "hostNetwork") == "true";
        return Items(pod, "containers").SelectMany(container => Items(container, "ports")).Where(port => isHost || Text(port, "hostPort") is not null)
            .Select(port => $"node {Text(port, "hostPort") ?? Text(port, "containerPort")}/{Text(port, "protocol") ?? "TCP"}");
    }

    private static IEnumerable<string> Secrets(MapNode pod)
    {
        foreach (var container in Items(pod, "containers").Concat(Items(pod, "initContainers")))
            foreach (var name in Items(container, "env").Select(one => (Text(one, "valueFrom", "secretKeyRef", "optional"), Text(one, "valueFrom", "secretKeyRef", "name")))
                .Concat(Items(container, "envFrom").Select(one => (Text(one, "secretRef", "optional"), Text(one, "secretRef", "name")))))
                if (name is (not "true", { } secret))
                    yield return secret;
        foreach (var volume in Items(pod, "volumes"))
            foreach (var (optional, name) in Items(volume, "projected", "sources").Select(source => (Text(source, "secret", "optional"), Text(source, "secret", "name"))).Append((Text(volume, "secret", "optional"), Text(volume, "secret", "secretName"))))
                if (name is not null && optional != "true")
                    yield return name;
        foreach (var pull in Items(pod, "imagePullSecrets"))
            if (Text(pull, "name") is { } name)
                yield return name;
    }

    private static string? Kind(Node one)
    {
        var version = Text(one, "apiVersion") ?? "";
        var group = version.Contains('/', StringComparison.Ordinal) ? version[..version.IndexOf('/', StringComparison.Ordinal)] : "";
        return Own.Contains(group) ? null : $"{Text(one, "kind")}.{group}";
    }

    /// <summary>The pod that a controller, or the object itself, makes.</summary>
    private static MapNode? Pod(Node one) => Text(one, "kind") switch
    {
        "Pod" => (one as MapNode)?["spec"] as MapNode,
        "CronJob" => JsonPointer.Resolve(one, "/spec/jobTemplate/spec/template/spec") as MapNode,
        "Deployment" or "StatefulSet" or "DaemonSet" or "ReplicaSet" or "ReplicationController" or "Job" => JsonPointer.Resolve(one, "/spec/template/spec") as MapNode,
        _ => null,
    };

    private static string? Text(Node node, params string[] path) => JsonPointer.Resolve(node, path) is ScalarNode { Kind: not ScalarKind.Null } text ? text.Text : null;

    private static long? Number(Node node, params string[] path)
        => long.TryParse(Text(node, path), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? Math.Min(number, 1_000_000) : null;

    private static IReadOnlyList<Node> Items(Node node, params string[] path) => JsonPointer.Resolve(node, path) is ListNode list ? list.Items : [];
}
