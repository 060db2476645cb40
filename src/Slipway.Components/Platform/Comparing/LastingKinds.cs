using Slipway.Yaml;

namespace Slipway.Components;

/// <summary>Objects that hold more than their release: claims and volumes hold data, a namespace and a kind what anybody has put there since. No run deletes them.</summary>
public static class LastingKinds
{
    /// <summary>The annotation by which any object says so of itself, with the value <see cref="Keep"/>: Helm leaves it.</summary>
    public const string PolicyAnnotation = "helm.sh/resource-policy";

    public const string Keep = "keep";

    public static IReadOnlyList<string> All { get; } = ["PersistentVolumeClaim", "PersistentVolume", "Namespace", "CustomResourceDefinition"];

    public static bool Lasts(string apiVersion, string kind) => All.Contains(kind)
        && (kind == "CustomResourceDefinition" ? apiVersion.StartsWith("apiextensions.k8s.io/", StringComparison.Ordinal) : apiVersion == "v1");

    /// <summary>Whether it stays in the cluster where a release brings it no more. A component's earlier settings, ConfigMaps, stay only until no pod reads them.</summary>
    internal static bool Stays(RenderedObject one)
        => Lasts(one.ApiVersion, one.Kind) || (one.Kind != "ConfigMap" && JsonPointer.Resolve(one.Content, ["metadata", "annotations", PolicyAnnotation]) is ScalarNode { Text: Keep });
}
