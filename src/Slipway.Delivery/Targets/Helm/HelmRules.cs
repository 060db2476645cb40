using Slipway.Yaml;

namespace Slipway.Delivery;

/// <summary>What Helm says, and what it may have left behind.</summary>
public static class HelmRules
{
    public static readonly Rule Failed = Error("SLW0450",
        "Helm could not {0} the release {1}: {2}", "Helm 无法对发布 {1} 执行 {0}：{2}",
        "the message is Helm's own; correct what it names and run the command again",
        "以上为 Helm 返回的信息；请修正其中指出的问题后重新执行");

    public static readonly Rule Healed = new("SLW0451", Severity.Warning,
        new("the release {0} was left in {1} by a Helm that was killed; what it had begun was taken away", "发布 {0} 因 Helm 被终止而停留在 {1}；已清除其未完成的内容"),
        new("nothing is to be done; the run goes on from there", "无需处理；运行从该状态继续"));

    public static readonly Rule HealedByRollback = new("SLW0455", Severity.Warning,
        new("the release {0} was left in {1} by a Helm that was killed; it was rolled back to revision {2}", "发布 {0} 因 Helm 被终止而停留在 {1}；已回滚到修订 {2}"),
        new("nothing is to be done; the run goes on from there", "无需处理；运行从该状态继续"));

    public static readonly Rule Busy = Error("SLW0452",
        "another Helm is at work on the release {0} ({1}, for {2} s)", "另一个 Helm 正在处理发布 {0}（{1}，已 {2} 秒）",
        "wait until it ends and run the command again; if it was killed, the same command heals the release once it has been quiet for a minute",
        "请等待其结束后重新执行；若它已被终止，静默一分钟后，同一命令会修复该发布");

    public static readonly Rule Conflict = Error("SLW0453",
        "{0}: others have set fields that the release {1} sets too: {2}", "{0}：发布 {1} 要设置的字段已被其他方设置：{2}",
        "decide who owns each field: take it out of the definition or entry, undo the change made by hand, or have it overwritten (`--force-conflicts`)",
        "请确定每个字段归谁管理：从定义或条目中去掉它，撤销手工修改，或用 `--force-conflicts` 覆盖");

    public static readonly Rule TooLarge = Error("SLW0454",
        "the release {0} would be {1} KiB; a Secret, in which Helm keeps it, holds 1024 KiB", "发布 {0} 将有 {1} KiB；Helm 用来保存发布的 Secret 最多 1024 KiB",
        "move large configuration files out of the component, or split the component",
        "请把较大的配置文件移出组件，或拆分组件");

    public static IReadOnlyList<Rule> All { get; } = [Failed, Healed, HealedByRollback, Busy, Conflict, TooLarge];

    private static Rule Error(string code, string message, string chinese, string help, string chineseHelp)
        => new(code, Severity.Error, new(message, chinese), new(help, chineseHelp));
}
