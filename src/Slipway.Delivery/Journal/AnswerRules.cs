using Slipway.Yaml;

namespace Slipway.Delivery;

/// <summary>What is said of the answers that an installation keeps: SLW0570 to SLW0578.</summary>
public static class AnswerRules
{
    /// <summary>0 the installation, 1 its namespace.</summary>
    public static Rule Moved { get; } = new("SLW0570", Severity.Error,
        new("somebody else has answered for the installation {0} since this command read its answers; nothing was changed", "本命令读取安装 {0} 的回答之后，有人又作了修改；未做任何更改"),
        new("look at `slipway config answers {0} -n {1}`, then run the command again: it goes by what was answered last", "请先用 `slipway config answers {0} -n {1}` 查看，再重新执行：届时以最后的回答为准"));

    /// <summary>0 the installation, 1 how large, 2 the limit, both in KiB.</summary>
    public static Rule TooLarge { get; } = new("SLW0571", Severity.Error,
        new("the answers of the installation {0} take {1} KiB, and it can keep {2} KiB", "安装 {0} 的回答共 {1} KiB，最多可保存 {2} KiB"),
        new("put long texts into a ConfigMap or Secret of the site's own and answer with its name; or change the application's defaults", "请把长文本放入现场自己的 ConfigMap 或 Secret，并以其名称作答；或修改应用的默认值"));

    /// <summary>0 the words.</summary>
    public static Rule NotKept { get; } = new("SLW0572", Severity.Warning,
        new("the run did not come to its end, so these answers are not remembered: {0}", "执行没有完成，因此以下回答没有记住：{0}"),
        new("give them again with the next install, or leave them out there", "请在下次安装时重新给出，或不再给出"));

    /// <summary>0 how many, 1 the ConfigMap.</summary>
    public static Rule Kept { get; } = new("SLW0573", Severity.Information,
        new("what the installation was answered stays in the ConfigMap {1} ({0})", "该安装的回答保留在 ConfigMap {1} 中（{0} 项）"),
        new("the next install of that name goes by them; `--defaults` there, or deleting the ConfigMap, forgets them", "下次以该名称安装时会沿用；届时用 `--defaults` 或删除该 ConfigMap 可清除"));

    /// <summary>0 the installation, 1 the ConfigMap, 2 the options that gave the answers.</summary>
    public static Rule ReceiptGone { get; } = new("SLW0576", Severity.Warning,
        new("the receipt of {0}, the ConfigMap {1}, is gone, and with it the answers that the installation had; this run goes without those that this machine's record knows: {2}", "{0} 的回执（ConfigMap {1}）已不存在，该安装的回答也随之丢失；本次执行不包含本机记录中的以下回答：{2}"),
        new("give those that still hold again as options; the record knows nothing of runs on other machines, and no values of traits (`=…`)", "请将仍然有效的回答作为选项重新给出；记录不含在其他机器上的执行，也不含 trait 的值（`=…`）"));

    public static IReadOnlyList<Rule> All { get; } = [Moved, TooLarge, NotKept, Kept, ReceiptGone];
}
