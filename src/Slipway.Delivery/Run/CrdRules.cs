using Slipway.Yaml;

namespace Slipway.Delivery;

/// <summary>What foreign charts bring along beside their release, kinds and hooks: SLW0560 to SLW0564.</summary>
public static class CrdRules
{
    /// <summary>Arguments: the definition, the chart and version that it is from, the version at hand.</summary>
    public static readonly Rule NewerStays = Warning("SLW0560",
        "the kind {0} is defined by {1}, which is newer than {2}; it stays as it is", "类型 {0} 由 {1} 定义，比 {2} 新；保持不变",
        "an older definition would take fields away from objects that may stand anywhere in the cluster; nothing is to be done where the newer one serves both",
        "旧的定义可能使集群中任何位置的对象丢失字段；如果新定义能同时满足两者，则无需处理");

    /// <summary>Arguments: the definition, the chart and version.</summary>
    public static readonly Rule OthersStays = Warning("SLW0561",
        "the kind {0} is in the cluster already, made by somebody else, and differs from that of {1}; it stays as it is", "类型 {0} 已在集群中，由其他方创建，且与 {1} 的不同；保持不变",
        "whoever made it knows who relies on it. To take this one: `helm show crds` of the chart, and `kubectl apply --server-side`",
        "创建者最清楚谁在使用它。如需改用本 chart 的定义：用 `helm show crds` 取出，再执行 `kubectl apply --server-side`");

    public static readonly Rule NotServed = Error("SLW0562",
        "the cluster does not serve the kind {0}: {1}", "集群未提供类型 {0}：{1}",
        "the message is the cluster's own; nothing but definitions of kinds was changed", "以上为集群返回的信息；除类型定义外未做任何更改");

    /// <summary>Arguments: the definition, the chart and version that it is from.</summary>
    public static readonly Rule KindStays = Warning("SLW0563",
        "the kind {0}, from {1}, remains: with it all of its objects in the whole cluster would go", "类型 {0}（来自 {1}）仍保留：删除它会连带删除整个集群中该类型的所有对象",
        "where `kubectl get {0} -A` shows none that is needed: `kubectl delete crd {0}`",
        "如果 `kubectl get {0} -A` 列出的对象都不再需要：`kubectl delete crd {0}`");

    /// <summary>Arguments: the object, the component, the command that takes it away.</summary>
    public static readonly Rule HookStays = Warning("SLW0564",
        "{0} remains: a hook of {1} has made it, and hooks belong to no release", "{0} 仍保留：它由 {1} 的 hook 创建，而 hook 不属于任何发布",
        "the chart does not ask for it to be deleted; when nobody looks at it any more: `{2}`",
        "chart 没有要求删除它；不再需要查看时：`{2}`");

    public static IReadOnlyList<Rule> All { get; } = [NewerStays, OthersStays, NotServed, KindStays, HookStays];

    private static Rule Warning(string code, string message, string chinese, string help, string chineseHelp)
        => new(code, Severity.Warning, new(message, chinese), new(help, chineseHelp));

    private static Rule Error(string code, string message, string chinese, string help, string chineseHelp)
        => new(code, Severity.Error, new(message, chinese), new(help, chineseHelp));
}
