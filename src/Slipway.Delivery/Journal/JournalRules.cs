using Slipway.Yaml;

namespace Slipway.Delivery;

/// <summary>What can be wrong with the record of the runs, on disk or in the namespace.</summary>
public static class JournalRules
{
    public static readonly Rule LockHeld = Error("SLW0550",
        "another run of this installation is under way: {0} is held by {1}", "该安装的另一次运行正在进行：{0} 被 {1} 占用",
        "wait until it ends; the lock goes with its process; there is nothing to remove by hand",
        "请等待其结束；锁会随进程一起释放，无需手工删除");

    public static readonly Rule TornLine = Note("SLW0551", Severity.Warning,
        "the last line of {0} was cut off by a crash; it was set aside as {1} and the record goes on", "{0} 的最后一行因崩溃而不完整；已移存为 {1}，记录继续",
        "nothing is to be done; the run that crashed is shown as unfinished by `slipway history`",
        "无需处理；崩溃的那次运行在 `slipway history` 中显示为未完成");

    public static readonly Rule ChainBroken = Error("SLW0552",
        "the record {0} is broken at line {1}: {2}", "记录 {0} 在第 {1} 行损坏：{2}",
        "someone changed or cut the file; restore it from a backup; or keep it as evidence, move the folder away, and the next run starts a record that continues from the receipt",
        "该文件被修改或截断；请从备份恢复；或将该文件夹移走留作证据，下次运行会从回执开始新的记录");

    public static readonly Rule Unreadable = Error("SLW0553",
        "the record {0} cannot be used: {1}", "记录 {0} 无法使用：{1}",
        "check permissions and free space, or name another folder with --state DIR",
        "请检查权限和剩余空间，或用 --state DIR 指定其他文件夹");

    public static readonly Rule RunUnknown = Error("SLW0554",
        "there is no run {0} in {1}", "{1} 中没有运行 {0}",
        "`slipway history` lists the runs", "`slipway history` 可列出所有运行");

    public static readonly Rule CutOff = Error("SLW0555",
        "the record {0} lacks its end: the receipt in the namespace knows event {1}, the record ends at {2}", "记录 {0} 缺少末尾：命名空间中的回执已到事件 {1}，记录止于 {2}",
        "restore the record from a backup, or use the folder (--state DIR) of the machine that made the last run",
        "请从备份恢复记录，或使用执行最近一次运行的机器上的文件夹（--state DIR）");

    public static readonly Rule ReceiptBroken = Error("SLW0556",
        "the receipt ConfigMap {0} cannot be read: {1}", "无法读取回执 ConfigMap {0}：{1}",
        "someone edited it; correct or restore it; without it Slipway does not know what is installed",
        "它可能被手工修改过；请修正或恢复；没有回执，Slipway 无法得知已安装的内容");

    public static readonly Rule IdentityDiffers = Error("SLW0557",
        "the receipt {0} belongs to another installation ({1}) than the record {2} ({3})", "回执 {0} 属于另一个安装（{1}），与记录 {2}（{3}）不符",
        "the namespace was set up anew or restored from elsewhere; move {2} away to go on from the receipt, or choose another installation name with --installation",
        "命名空间可能被重建或从别处恢复；请移走 {2} 以便从回执继续，或用 --installation 选择其他安装名");

    public static readonly Rule Elsewhere = Note("SLW0558", Severity.Information,
        "the last run of this installation is in another record; {0} is whole up to its own end, event {1}", "该安装的最近一次运行记在另一份记录中；{0} 到其末尾（事件 {1}）是完整的",
        "`slipway status` shows who made the last run; verify the rest on that machine (or with its --state DIR)",
        "`slipway status` 会显示最近一次运行的执行者；其余部分请在那台机器上（或用其 --state DIR）校验");

    public static IReadOnlyList<Rule> All { get; } =
        [LockHeld, TornLine, ChainBroken, Unreadable, RunUnknown, CutOff, ReceiptBroken, IdentityDiffers, Elsewhere];

    private static Rule Error(string code, string message, string chinese, string help, string chineseHelp)
        => Note(code, Severity.Error, message, chinese, help, chineseHelp);

    private static Rule Note(string code, Severity severity, string message, string chinese, string help, string chineseHelp)
        => new(code, severity, new(message, chinese), new(help, chineseHelp));
}
