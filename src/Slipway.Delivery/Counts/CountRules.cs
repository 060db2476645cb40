using Slipway.Yaml;

namespace Slipway.Delivery;

/// <summary>How many pods a workload has, and who decides on it.</summary>
public static class CountRules
{
    /// <summary>0 the workload, 1 its count, 2 the configured one, 3 who set it, and when if the server says it.</summary>
    public static readonly Rule ByHand = Of(Severity.Error, "SLW0530",
        "{0} was scaled by hand to {1}, the configuration says {2}; set by {3}", "{0} 被手动伸缩为 {1}，而配置为 {2}；设置者：{3}",
        "`--replicas keep` leaves it, now and later, until the configured count changes; `--replicas reset` sets the configured one; nothing was changed",
        "`--replicas keep` 保留现有数量，以后也保留，直到配置的数量改变；`--replicas reset` 恢复为配置的数量；未做任何更改");

    public static readonly Rule Kept = Of(Severity.Information, "SLW0531",
        "{0} stays at {1}, to which it was scaled by hand; the configuration says {2}", "{0} 保持手动伸缩后的数量 {1}；配置为 {2}",
        "`--replicas reset` sets the configured count", "`--replicas reset` 可恢复为配置的数量");

    /// <summary>0 the workload, 1 its count, 2 the configured one, 3 who set it, and when if the server says it.</summary>
    public static readonly Rule Reset = Of(Severity.Information, "SLW0532",
        "{0} goes from {1}, to which it was scaled by hand, to the configured {2}; set by {3}", "{0} 从手动伸缩的 {1} 恢复为配置的 {2}；此前设置者：{3}",
        "`--replicas keep` would have left it", "若要保留，请使用 `--replicas keep`");

    /// <summary>0 the workload, 1 its count, 2 the autoscaler.</summary>
    public static readonly Rule ToAutoscaler = Of(Severity.Information, "SLW0533",
        "the count of {0}, now {1}, is left to the autoscaler {2}", "{0} 的数量（当前 {1}）交由自动伸缩 {2} 决定",
        "no install sets it while there is this autoscaler", "只要该自动伸缩存在，任何安装都不再设置数量");

    /// <summary>0 the workload, 1 its count, 2 the configured one, 3 the autoscaler.</summary>
    public static readonly Rule FromAutoscaler = Of(Severity.Information, "SLW0534",
        "{0} goes from {1}, as the autoscaler {3} had it, to the configured {2}", "{0} 从自动伸缩 {3} 决定的 {1} 变为配置的 {2}",
        "without a configured count (trait replicas) it would have stayed", "如果不配置数量（trait replicas），则保持原数量");

    public static readonly Rule NoneConfigured = Of(Severity.Information, "SLW0535",
        "no count is configured for {0} any more; it stays at {1}", "{0} 不再配置数量；保持 {1}",
        "scale it as you like: no install sets it until a count is configured", "可自由伸缩：在重新配置数量之前，任何安装都不会设置它");

    public static readonly Rule Restored = Of(Severity.Warning, "SLW0536",
        "{0} has {1} again, to which it was scaled by hand before this run", "{0} 已恢复为本次运行之前手动伸缩的数量 {1}",
        "the next install asks about it again", "下次安装会再次询问");

    /// <summary>0 the workload, 1 its count.</summary>
    public static readonly Rule OneActive = Of(Severity.Error, "SLW0537",
        "{0} was scaled by hand to {1}, but of this service one pod may work at a time", "{0} 被手动伸缩为 {1}，但该服务同一时刻只允许一个 Pod 工作",
        "`--replicas reset` ends the others; ask the service's developers before several of it work on the same data; nothing was changed",
        "`--replicas reset` 会结束多余的 Pod；让多个实例处理同一份数据之前，请与服务的开发人员确认；未做任何更改");

    /// <summary>0 the workload, 1 who set it, and when if the server says it.</summary>
    public static readonly Rule Halted = Of(Severity.Warning, "SLW0547",
        "{0} has no pods: it was scaled to 0 by {1}, and no count is configured", "{0} 没有 Pod：已被 {1} 伸缩为 0，且没有配置数量",
        "it stays so through installs; `kubectl scale` starts it again, or configure a count (trait replicas)", "安装不会改变这一点；可用 `kubectl scale` 重新启动，或配置数量（trait replicas）");

    public static IReadOnlyList<Rule> All { get; } = [ByHand, Kept, Reset, ToAutoscaler, FromAutoscaler, NoneConfigured, Restored, OneActive, Halted];

    /// <summary>Somebody whom the server does not name.</summary>
    internal static readonly LocalText Nobody = new("somebody whom the cluster does not name", "集群未记录的操作者");

    private static Rule Of(Severity severity, string code, string message, string chinese, string help, string chineseHelp)
        => new(code, severity, new(message, chinese), new(help, chineseHelp));
}
