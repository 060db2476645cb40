using Slipway.Yaml;

namespace Slipway.Delivery;

/// <summary>Whether a cluster has what an application needs of it: SLW0565 to SLW0569. Looked for before anything is changed.</summary>
public static class ClusterNeedRules
{
    /// <summary>0 who needs it, 1 the range, 2 the cluster's version.</summary>
    public static readonly Rule KubernetesVersion = new("SLW0565", Severity.Error,
        new("{0} needs Kubernetes {1}, and this cluster is {2}", "{0} 需要 Kubernetes {1}，而此集群为 {2}"),
        new("bring the cluster to such a version, or take a package that is made for this one; nothing was changed", "请让集群达到该版本，或改用适合此版本的软件包；未做任何更改"));

    /// <summary>0 who needs them, 1 the classes, 2 those that there are.</summary>
    public static readonly Rule NoStorageClass = new("SLW0566", Severity.Error,
        new("{0} needs the storage class {1}, and this cluster has no such one; it has {2}", "{0} 需要存储类 {1}，而此集群没有；现有：{2}"),
        new("whoever looks after the cluster makes it (`kubectl get storageclass` shows what there is); nothing was changed", "请由集群管理员创建（`kubectl get storageclass` 列出现有的存储类）；未做任何更改"));

    /// <summary>0 who needs them, 1 the definitions of kinds.</summary>
    public static readonly Rule NoKind = new("SLW0567", Severity.Error,
        new("{0} needs the kind {1}, which this cluster does not know", "{0} 需要类型 {1}，而此集群不支持"),
        new("install what brings it (an operator, a definition of the kind) first; nothing was changed", "请先安装提供该类型的组件（operator 或类型定义）；未做任何更改"));

    /// <summary>0 the component, 1 the class, 2 those that there are.</summary>
    public static readonly Rule ClaimWithoutClass = new("SLW0568", Severity.Warning,
        new("a volume claim of {0} names the storage class {1}, which this cluster does not have; it has {2}", "{0} 的卷申领指定了存储类 {1}，而此集群没有；现有：{2}"),
        new("unless somebody makes a volume of that class by hand, its pods wait for ever; give the component a class that there is", "除非有人手工创建该类的卷，否则其 Pod 会一直等待；请为组件指定现有的存储类"));

    /// <summary>0 the classes, 1 the context.</summary>
    public static readonly Rule NotLookedAt = new("SLW0569", Severity.Information,
        new("nobody looked whether the cluster has the storage class {0}: the user of {1} may not list them", "没有检查集群是否有存储类 {0}：{1} 的用户无权列出存储类"),
        new("ask whoever looks after the cluster, or be allowed to `list storageclasses.storage.k8s.io`", "请询问集群管理员，或获得 `list storageclasses.storage.k8s.io` 的权限"));

    public static IReadOnlyList<Rule> All { get; } = [KubernetesVersion, NoStorageClass, NoKind, ClaimWithoutClass, NotLookedAt];
}
