namespace Slipway.Components;

/// <summary>What a Helm process of ours sees beside the inherited environment.</summary>
public static class HelmEnvironment
{
    /// <summary>The user's kubeconfig and proxies stay; plugins, caches, repositories, storage driver and Helm's own cluster choice take no part: what Helm does must depend on its arguments alone.</summary>
    public static Dictionary<string, string?> Isolated(string folder) => new(StringComparer.Ordinal)
    {
        ["HELM_CACHE_HOME"] = Path.Combine(folder, ".helm-cache"),
        ["HELM_CONFIG_HOME"] = Path.Combine(folder, ".helm-config"),
        ["HELM_DATA_HOME"] = Path.Combine(folder, ".helm-data"),
        ["HELM_PLUGINS"] = Path.Combine(folder, ".helm-plugins"),
        ["HELM_NAMESPACE"] = null,
        ["HELM_DRIVER"] = null,
        ["HELM_KUBECONTEXT"] = null,
        ["HELM_KUBEAPISERVER"] = null,
        ["HELM_KUBETOKEN"] = null,
        ["HELM_KUBECAFILE"] = null,
        ["HELM_KUBEASUSER"] = null,
        ["HELM_KUBEASGROUPS"] = null,
        ["HELM_DEBUG"] = null,
    };

    /// <summary>
    /// Rendering never looks at a cluster. Helm's Go collector runs less often (a quarter of a batch's time was collection) within a bound
    /// that keeps the process below 200 MB.
    /// </summary>
    public static Dictionary<string, string?> ForBatches(string folder)
    {
        var environment = ForReleases(folder);
        environment["KUBECONFIG"] = null;
        return environment;
    }

    /// <summary>The same for what goes to a cluster: several such processes run side by side.</summary>
    public static Dictionary<string, string?> ForReleases(string folder)
    {
        var environment = Isolated(folder);
        environment["GOGC"] = "200";
        environment["GOMEMLIMIT"] = "160MiB";
        return environment;
    }
}
