namespace Slipway.Components;

/// <summary>What rendering knows of the place where the objects will stand.</summary>
/// <param name="Namespace">Written into every namespaced object.</param>
/// <param name="KubeVersion">Such as <c>v1.34.0</c>.</param>
public sealed record RenderTarget(string Namespace, string KubeVersion = RenderTarget.OfflineKubeVersion)
{
    /// <summary>What is assumed where no cluster is asked.</summary>
    public const string OfflineKubeVersion = "v1.34.0";

    /// <summary>How many pods the controller of a component asks for now, by component; empty offline.</summary>
    public IReadOnlyDictionary<string, int> LiveReplicas { get; init; } = new Dictionary<string, int>();

    /// <summary>
    /// Helm's arguments that lead to the cluster (<c>--kube-context …</c>); null offline. The generic chart never looks at it; foreign charts ask it for its version,
    /// its kinds and, by <c>lookup</c>, its objects.
    /// </summary>
    public IReadOnlyList<string>? Cluster { get; init; }
}
