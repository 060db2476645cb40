namespace Slipway.Components;

/// <summary>The order in which Helm installs and prints: by kind, kinds it does not know last by their names, else as rendered... then by name.</summary>
internal static class HelmOrder
{
    private static readonly string[] Kinds =
    [
        "PriorityClass", "Namespace", "NetworkPolicy", "ResourceQuota", "LimitRange", "PodSecurityPolicy", "PodDisruptionBudget", "ServiceAccount",
        "Secret", "SecretList", "ConfigMap", "StorageClass", "PersistentVolume", "PersistentVolumeClaim", "CustomResourceDefinition",
        "ClusterRole", "ClusterRoleList", "ClusterRoleBinding", "ClusterRoleBindingList", "Role", "RoleList", "RoleBinding", "RoleBindingList",
        "Service", "DaemonSet", "Pod", "ReplicationController", "ReplicaSet", "Deployment", "HorizontalPodAutoscaler", "StatefulSet", "Job", "CronJob",
        "IngressClass", "Ingress", "APIService", "MutatingWebhookConfiguration", "ValidatingWebhookConfiguration",
    ];

    private static readonly Dictionary<string, int> Ranks = Kinds.Select((kind, rank) => (kind, rank)).ToDictionary(k => k.kind, k => k.rank, StringComparer.Ordinal);

    /// <summary>Stable: objects of one kind keep the order in which the chart made them.</summary>
    public static IEnumerable<RenderedObject> Sort(IEnumerable<RenderedObject> objects)
        => objects.OrderBy(o => Ranks.GetValueOrDefault(o.Kind, int.MaxValue)).ThenBy(o => Ranks.ContainsKey(o.Kind) ? "" : o.Kind, StringComparer.Ordinal);
}
