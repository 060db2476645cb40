using Slipway.Yaml;
using static Slipway.Components.RuleText;

namespace Slipway.Components;

/// <summary>Updaters, their scripts, the way back, and the services that are needed.</summary>
public static class UpdateRules
{
    public static Rule Range { get; } = Error("SLW0179",
        "`{1}` in `{0}` is neither a version nor a range of versions",
        "`{0}` 中的 `{1}` 既不是版本号，也不是版本范围",
        "write a version such as `3.0.1`, or a range such as `>=3.0.1 <3.0.6`, `^3.0.1` or `3.0.x`",
        "请填写版本号，如 `3.0.1`，或版本范围，如 `>=3.0.1 <3.0.6`、`^3.0.1`、`3.0.x`");

    public static Rule NotBelow { get; } = Error("SLW0187",
        "`{0}` is `{1}`, and no such version is below {2}, to which the update leads",
        "`{0}` 为 `{1}`，其中没有低于升级目标 {2} 的版本",
        "an update leads upwards: correct the one that is wrong; the way back is a rollback",
        "升级只能从低版本到高版本：请更正写错的一处；退回旧版本请使用 rollback");

    public static Rule ReachesTarget { get; } = Warning("SLW0188",
        "`{0}` is `{1}`, which holds versions from {2} on, to which the update leads",
        "`{0}` 为 `{1}`，其中包含不低于升级目标 {2} 的版本",
        "these are never updated by it; leave them out, as in `>={3} <{2}`",
        "这些版本不会由它升级；请排除它们，例如 `>={3} <{2}`");

    public static Rule Overlap { get; } = Error("SLW0189",
        "two updaters lead from {0} to {1}; the other stands in line {2}",
        "有两个 updater 都从 {0} 升级到 {1}，另一个在第 {2} 行",
        "let each version have one way: make one `from` smaller, or delete one of the two",
        "每个版本只能有一条升级路径：请缩小其中一个 `from`，或删除其中一个");

    public static Rule OtherWay { get; } = Warning("SLW0199",
        "from {0} an updater leads to {1}, and another, in line {3}, to {2}",
        "从 {0} 出发，此 updater 升级到 {1}，第 {3} 行的另一个升级到 {2}",
        "of several ways the shortest to the wanted version is taken; where that is not meant, keep their `from` ranges apart",
        "存在多条路径时取到达目标版本的最短一条；若不希望如此，请让它们的 `from` 范围互不重叠");

    public static Rule RollbackAlone { get; } = Error("SLW0190",
        "`{0}` at the root belongs to the one updater of a service, but there are {1}",
        "根部的 `{0}` 属于唯一的 updater，但现有 {1} 个",
        "with several updaters write it below the one that it undoes; with none, add `updater` or delete `{0}`",
        "有多个 updater 时请写在它要撤销的那一个之下；没有 updater 时请添加 `updater` 或删除 `{0}`");

    public static Rule NoHealth { get; } = Error("SLW0191",
        "`{0}` is not possible: an updater's container is a job, which nobody probes",
        "不能设置 `{0}`：updater 的容器是任务（Job），不使用探针",
        "delete it; the update is done when the command ends with 0",
        "请删除它；命令以 0 退出即表示升级完成");

    public static Rule NoHost { get; } = Error("SLW0192",
        "`{0}` does not say on which host, and the platform names none for {1}",
        "`{0}` 没有写明主机，平台也没有为 {1} 指定主机",
        "add `host: files.example.com`; or let the platform team name one, as `sources.{1}.host` in their policy.yaml",
        "请添加 `host: files.example.com`；或请平台团队在 policy.yaml 中用 `sources.{1}.host` 指定");

    public static Rule Redirection { get; } = Warning("SLW0193",
        "what this script writes to `{0}` does not last: no storage is declared there",
        "此脚本写入 `{0}` 的内容不会保留：该处没有声明存储",
        "declare storage with a path that holds it, or take the line out; the file lies in the container that the script runs in, and goes with it",
        "请声明包含该路径的 storage，或去掉这一行；文件只存在于运行脚本的容器中，并随容器消失");

    public static Rule DependsOnItself { get; } = Error("SLW0194",
        "`{0}` depends on itself",
        "`{0}` 依赖了它自己",
        "delete the line, or name the service that is meant",
        "请删除该行，或填写真正要依赖的服务");

    public static IReadOnlyList<Rule> All { get; } =
        [Range, NotBelow, ReachesTarget, Overlap, RollbackAlone, NoHealth, NoHost, Redirection, DependsOnItself, OtherWay];
}
