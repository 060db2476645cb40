namespace Slipway.Delivery.Kubernetes;

/// <summary>A kind with the name under which the API serves it.</summary>
/// <param name="Group">Empty for the core group.</param>
public sealed record ApiResource(string Group, string Version, string Kind, string Plural, bool Namespaced)
{
    public static readonly ApiResource Namespaces = new("", "v1", "Namespace", "namespaces", false);
    public static readonly ApiResource Pods = new("", "v1", "Pod", "pods", true);
    public static readonly ApiResource Events = new("", "v1", "Event", "events", true);
    public static readonly ApiResource Secrets = new("", "v1", "Secret", "secrets", true);
    public static readonly ApiResource ConfigMaps = new("", "v1", "ConfigMap", "configmaps", true);
    public static readonly ApiResource Claims = new("", "v1", "PersistentVolumeClaim", "persistentvolumeclaims", true);
    public static readonly ApiResource Volumes = new("", "v1", "PersistentVolume", "persistentvolumes", false);
    public static readonly ApiResource Deployments = new("apps", "v1", "Deployment", "deployments", true);
    public static readonly ApiResource ReplicaSets = new("apps", "v1", "ReplicaSet", "replicasets", true);
    public static readonly ApiResource StatefulSets = new("apps", "v1", "StatefulSet", "statefulsets", true);
    public static readonly ApiResource DaemonSets = new("apps", "v1", "DaemonSet", "daemonsets", true);
    public static readonly ApiResource Jobs = new("batch", "v1", "Job", "jobs", true);
    public static readonly ApiResource Autoscalers = new("autoscaling", "v2", "HorizontalPodAutoscaler", "horizontalpodautoscalers", true);
    public static readonly ApiResource Services = new("", "v1", "Service", "services", true);
    public static readonly ApiResource EndpointSlices = new("discovery.k8s.io", "v1", "EndpointSlice", "endpointslices", true);
    public static readonly ApiResource Leases = new("coordination.k8s.io", "v1", "Lease", "leases", true);
    internal static readonly ApiResource AccessReviews =
        new("authorization.k8s.io", "v1", "SelfSubjectAccessReview", "selfsubjectaccessreviews", false);

    public string ApiVersion => Group.Length == 0 ? Version : $"{Group}/{Version}";

    /// <summary>As permissions name it: <c>deployments.apps</c>, <c>pods</c>.</summary>
    public string QualifiedName => Group.Length == 0 ? Plural : $"{Plural}.{Group}";

    internal static string GroupPath(string apiVersion) => apiVersion.Contains('/', StringComparison.Ordinal) ? $"apis/{apiVersion}" : $"api/{apiVersion}";

    internal string Path(string? space, string? name = null, string? part = null)
    {
        var path = GroupPath(ApiVersion);
        if (Namespaced && space is not null)
            path += $"/namespaces/{Uri.EscapeDataString(space)}";
        path += $"/{Plural}";
        if (name is not null)
            path += $"/{Uri.EscapeDataString(name)}";
        return part is null ? path : $"{path}/{part}";
    }
}
