using Slipway.Yaml;

namespace Slipway.Delivery.Kubernetes;

/// <summary>How one cluster is reached, as one context of the kubeconfigs says it. Nothing has been contacted yet.</summary>
/// <param name="Source">The kubeconfig that holds the context, as messages name it.</param>
/// <param name="Context"><c>in-cluster</c> when the service account of the pod is used.</param>
/// <param name="Namespace">The context's own namespace; null when it names none.</param>
public sealed record ClusterAccess(string Source, string Context, Uri Server, string? Namespace)
{
    /// <summary>Given by <c>--kubeconfig</c>; null when it came from the environment, so that Helm finds it there too.</summary>
    public string? ExplicitKubeconfig { get; init; }

    /// <summary>True when no kubeconfig took part; then Helm needs no context either.</summary>
    public bool InCluster { get; init; }

    public string User { get; init; } = "";

    /// <summary>What leads Helm to the same cluster.</summary>
    public IReadOnlyList<string> HelmArguments
        => [.. ExplicitKubeconfig is null ? Array.Empty<string>() : ["--kubeconfig", ExplicitKubeconfig], .. InCluster ? Array.Empty<string>() : ["--kube-context", Context]];

    /// <summary>PEM of the authorities to trust; null trusts the system's.</summary>
    internal string? AuthorityPem { get; init; }

    internal bool SkipVerify { get; init; }

    internal string? ServerName { get; init; }

    internal Uri? Proxy { get; init; }

    internal string? ClientCertificatePem { get; init; }

    internal string? ClientKeyPem { get; init; }

    internal string? Token { get; init; }

    internal string? TokenFile { get; init; }

    internal string? UserName { get; init; }

    internal string? Password { get; init; }

    internal ExecPlugin? Plugin { get; init; }

    internal string? Impersonate { get; init; }

    internal IReadOnlyList<string> ImpersonateGroups { get; init; } = [];

    internal Diagnostic Problem(Rule rule, string cause = "")
        => Problem(rule, new LocalText(cause, cause));

    internal Diagnostic Problem(Rule rule, LocalText cause)
        => rule.With([Server.GetLeftPart(UriPartial.Authority), Source, Context], cause);

    /// <summary>A record's own printing would show credentials.</summary>
    public override string ToString() => $"{Context} ({Server})";
}
