using Slipway.Yaml;
using static Slipway.Components.RuleText;

namespace Slipway.Components;

/// <summary>Storage, resources, the end and the single one.</summary>
public static class AdditionRules
{
    /// <summary>Arguments: the path, the value, one that would do.</summary>
    public static Rule Quantity { get; } = Error("SLW0118",
        "`{0}` is `{1}`, which is no amount",
        "`{0}` 的值 `{1}` 不是有效的数量",
        "write a number and perhaps a unit, such as `{2}`; units are m (a thousandth), k, M, G, T, P, E and Ki, Mi, Gi, Ti, Pi, Ei",
        "请写数字，必要时加单位，例如 `{2}`；单位有 m（千分之一）、k、M、G、T、P、E 和 Ki、Mi、Gi、Ti、Pi、Ei");

    public static Rule LimitBelowRequest { get; } = Error("SLW0119",
        "`{0}` allows {1}, less than the request of {2} in line {3}",
        "`{0}` 上限为 {1}，低于第 {3} 行申请的 {2}",
        "a limit is at least as high as its request: raise the one or lower the other",
        "上限不能低于申请值：请提高上限或降低申请值");

    public static Rule FractionOfByte { get; } = Warning("SLW0198",
        "`{0}` is `{1}`, which is not a whole number of bytes",
        "`{0}` 的值 `{1}` 不是整数个字节",
        "`m` is a thousandth, here of a byte; for mebibytes write `Mi`",
        "`m` 表示千分之一，这里即千分之一字节；若指 MiB，请写 `Mi`");

    public static Rule SharedStorage { get; } = Error("SLW0139",
        "every replica of the service would mount `{0}` at once, but its access is {1}",
        "服务的所有副本会同时挂载 `{0}`，而它的访问模式是 {1}",
        "write `access: ReadWriteMany` where it can be shared, `singleActive: true` for a service of one replica, "
            + "or `temporary: true` for what may be lost with the pod",
        "可以共享时请写 `access: ReadWriteMany`；只运行一个副本请写 `singleActive: true`；"
            + "可随 Pod 一起丢弃时请写 `temporary: true`");

    public static Rule StoragePath { get; } = Error("SLW0145",
        "`{0}` is `{1}`, where no storage can stand",
        "`{0}` 的值 `{1}` 处不能挂载存储",
        "write an absolute path below `/`, without `..` and `:`, such as `{2}`; /proc, /sys, /dev, /run/secrets and /etc/slipway are taken",
        "请填写 `/` 之下的绝对路径，不含 `..` 和 `:`，例如 `{2}`；/proc、/sys、/dev、/run/secrets 和 /etc/slipway 已被占用");

    public static Rule StorageInside { get; } = Error("SLW0146",
        "`{0}` ({1}) and `{2}` ({3}, line {4}) lie one inside the other",
        "`{0}`（{1}）与 `{2}`（{3}，第 {4} 行）相互嵌套",
        "give each a folder of its own, or keep one storage for both",
        "请为两者各用一个目录，或合并为一个存储");

    public static Rule SleepTooLong { get; } = Error("SLW0161",
        "`{0}` is {1} s, but the grace period ends after {2} s",
        "`{0}` 为 {1} 秒，而宽限期只有 {2} 秒",
        "the grace period covers preStop, too, and the container is killed at its end: shorten the sleep, or raise `shutdown.grace` above {1}",
        "宽限期也包含 preStop，到期后容器会被强制结束：请缩短等待，或把 `shutdown.grace` 提高到 {1} 以上");

    public static Rule SingleActive { get; } = Error("SLW0169",
        "`{0}` must be true, false or {{standby: NUMBER}}, but it is `{1}`",
        "`{0}` 必须是 true、false 或 {{standby: 数字}}，实际为 `{1}`",
        "write `true` for one pod alone, `{{standby: 1}}` for one that works and one that stands ready",
        "只运行一个 Pod 请写 `true`；一个工作、一个待命请写 `{{standby: 1}}`");

    public static IReadOnlyList<Rule> All { get; } =
        [Quantity, LimitBelowRequest, SharedStorage, StoragePath, StorageInside, SleepTooLong, SingleActive, FractionOfByte];
}
