using Slipway.Yaml;

namespace Slipway.Components;

/// <summary>Which fields Kubernetes does not let change once they are set (1.34), and which objects an install makes anew for that.</summary>
public static class HeldFields
{
    /// <summary>
    /// Nothing is lost with these that the release does not bring again: they hold no data of their own. Claims and volumes do, namespaces and kinds take everything
    /// with them, and what a custom resource stands for nobody here knows.
    /// </summary>
    private static readonly HashSet<(string ApiVersion, string Kind)> Replaceable =
    [
        ("apps/v1", "Deployment"), ("apps/v1", "StatefulSet"), ("apps/v1", "DaemonSet"), ("batch/v1", "Job"), ("v1", "ConfigMap"), ("v1", "Secret"),
        ("rbac.authorization.k8s.io/v1", "RoleBinding"), ("rbac.authorization.k8s.io/v1", "ClusterRoleBinding"),
    ];

    private static readonly string[] OfConfiguration = ["data", "binaryData", "stringData", "immutable"];

    /// <summary>What may change in a StatefulSet's spec.</summary>
    public static IReadOnlyList<string> FreeInStatefulSet { get; } =
        ["replicas", "ordinals", "template", "updateStrategy", "persistentVolumeClaimRetentionPolicy", "minReadySeconds", "revisionHistoryLimit"];

    /// <summary>Whether an install deletes such an object and makes it anew, where somebody agrees. Of all others the cluster's refusal stands.</summary>
    public static bool IsMadeAnew(string apiVersion, string kind) => Replaceable.Contains((apiVersion, kind));

    /// <summary>Whether a StatefulSet's field, as changes name it, never changes.</summary>
    public static bool IsHeldBySet(string path) => IsBelow(path, "spec") && !FreeInStatefulSet.Any(key => IsBelow(path, "spec." + key));

    /// <param name="before">The whole object as it was, and as it is to be.</param>
    internal static bool Holds(string kind, Node before, Node after, FieldChange field) => kind switch
    {
        "Deployment" or "DaemonSet" => IsBelow(field.Path, "spec.selector"),
        "StatefulSet" => IsHeldBySet(field.Path),
        "Job" => IsBelow(field.Path, "spec.template") || IsBelow(field.Path, "spec.selector") || IsBelow(field.Path, "spec.completionMode")
            || (IsBelow(field.Path, "spec.completions") && Text(after, "spec", "completionMode") != "Indexed"),
        "Service" => IsBelow(field.Path, "spec.clusterIP") && IsAddressHeld(before, after, field),
        "PersistentVolumeClaim" => IsClaimHeld(field),
        "ConfigMap" or "Secret" when Text(before, "immutable") == "true" && OfConfiguration.Any(name => IsBelow(field.Path, name)) => true,
        "Secret" => IsBelow(field.Path, "type"),
        "RoleBinding" or "ClusterRoleBinding" => IsBelow(field.Path, "roleRef"),
        _ => false,
    };

    /// <summary>An address that is named no more stays what it is; a Service that only stands for another name has none.</summary>
    private static bool IsAddressHeld(Node before, Node after, FieldChange field)
        => field.After is not null && Text(before, "spec", "type") != "ExternalName" && Text(after, "spec", "type") != "ExternalName";

    /// <summary>It may grow, and get other attributes.</summary>
    private static bool IsClaimHeld(FieldChange field)
        => IsBelow(field.Path, "spec") && !IsBelow(field.Path, "spec.volumeAttributesClassName") && field.Path != "spec.resources"
            && (!IsBelow(field.Path, "spec.resources.requests")
                || (field is { Before: ScalarNode was, After: ScalarNode will } && Quantity.Parse(was.Text) is { } old && Quantity.Parse(will.Text) is { } now && now.Billionths < old.Billionths));

    internal static bool IsBelow(string path, string above)
        => path.StartsWith(above, StringComparison.Ordinal) && (path.Length == above.Length || path[above.Length] is '.' or '[');

    private static string? Text(Node node, params string[] path) => (JsonPointer.Resolve(node, path) as ScalarNode)?.Text;
}
