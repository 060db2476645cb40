using Slipway.Yaml;

namespace Slipway.Cli;

/// <summary>What the program says about itself and the machine it runs on.</summary>
public static class ProgramRules
{
    public static Rule HelmMissing { get; } = Error(
        "SLW0950",
        "`slipway {0}` needs Helm {1}, which was not found", "`slipway {0}` 需要 Helm {1}，但没有找到",
        "put it at {2} or {3}, or name it with --helm PATH or SLIPWAY_HELM",
        "请把它放到 {2} 或 {3}，或用 --helm PATH、SLIPWAY_HELM 指出位置");

    public static Rule HelmNotThere { get; } = Error(
        "SLW0951",
        "there is no Helm at {0}, which {1} names", "{1} 指向 {0}，但那里没有 Helm",
        "correct {1}, or leave it out: then Helm is looked for beside slipway and in the cache",
        "请改正 {1}，或者去掉它：slipway 会在自己旁边和缓存里找 Helm");

    public static Rule HelmVersion { get; } = Error(
        "SLW0952",
        "the Helm at {0} is version {1}; Slipway is tested with {2}", "{0} 处的 Helm 版本是 {1}；Slipway 只在 {2} 上测试过",
        "give another one with --helm PATH or SLIPWAY_HELM", "请用 --helm PATH 或 SLIPWAY_HELM 指定另一个");

    public static Rule HelmBroken { get; } = Error(
        "SLW0953",
        "{0} does not answer as Helm does: {1}", "{0} 的回答不像 Helm：{1}",
        "run `{0} version` to see why, or give another one with --helm PATH or SLIPWAY_HELM",
        "运行 `{0} version` 看看原因，或用 --helm PATH、SLIPWAY_HELM 指定另一个");

    /// <summary>Arguments: why. Of <c>check</c>.</summary>
    public static Rule NotRendered { get; } = Leave(
        "SLW0943", Severity.Information,
        "nothing was rendered: {0}", "没有渲染：{0}",
        "so what charts and manifests make, what patches meet and which images are needed was not looked at; `slipway check` does it where there is a Helm: {1}",
        "因此没有检查 chart 与清单生成的内容、补丁是否匹配以及需要哪些镜像；有 Helm 时 `slipway check` 会检查：{1}");

    /// <summary>The same of <c>package build</c>, whose result goes elsewhere.</summary>
    public static Rule BuiltUnrendered { get; } = Leave(
        "SLW0944", Severity.Warning,
        "the package is built without being rendered: {0}", "应用包未经渲染即构建：{0}",
        "a broken chart or a patch that meets nothing would show only where it is installed; with a Helm it shows here: {1}",
        "出错的 chart 或未匹配的补丁要到安装时才会发现；有 Helm 时在此即可发现：{1}");

    public static Rule NeedsApproval { get; } = Error(
        "SLW0954",
        "not done: {0}, and nobody can be asked here", "没有执行：{0}，但这里没有人可以确认",
        "repeat it with --yes if that is what you want", "如果确定要这样做，请加上 --yes 再执行一次");

    public static Rule Declined { get; } = Error(
        "SLW0955",
        "not done: the answer was no", "没有执行：回答是否",
        "nothing was changed", "没有任何改动");

    public static Rule FolderNotOurs { get; } = Error(
        "SLW0956",
        "the folder {0} is not empty and was not written by `slipway render`", "文件夹 {0} 不是空的，也不是 `slipway render` 写的",
        "name a new or empty folder with --out; nothing was changed", "请用 --out 指定一个新的或空的文件夹；没有任何改动");

    public static Rule NotWritten { get; } = Error(
        "SLW0957",
        "{0} could not be written: {1}", "无法写入 {0}：{1}",
        "see that the folder exists, that you may write there and that there is room", "请检查文件夹是否存在、是否有写权限、空间是否足够");

    public static Rule MachineRefused { get; } = Error(
        "SLW0958",
        "the machine refused: {0}", "系统拒绝了操作：{0}",
        "mend what the message names and repeat the command", "请处理消息中指出的问题，然后重新执行");

    public static Rule Interrupted { get; } = Error(
        "SLW0959",
        "interrupted", "已中断",
        "repeat the command to go on", "重新执行该命令即可继续");

    public static Rule Broken { get; } = Error(
        "SLW0960",
        "a fault of slipway itself: {0}", "slipway 自身出错：{0}",
        "please report it with the text above; no guess is made about what was done", "请连同上面的文字一起报告；已经做了什么，这里不作猜测");

    public static IReadOnlyList<Rule> All { get; } =
    [
        HelmMissing, HelmNotThere, HelmVersion, HelmBroken, NotRendered, BuiltUnrendered, NeedsApproval, Declined, FolderNotOurs, NotWritten, MachineRefused, Interrupted, Broken,
    ];

    private static Rule Leave(string code, Severity severity, string english, string chinese, string englishHelp, string chineseHelp)
        => new(code, severity, new(english, chinese), new(englishHelp, chineseHelp));

    private static Rule Error(string code, string english, string chinese, string englishHelp, string chineseHelp)
        => new(code, Severity.Error, new(english, chinese), new(englishHelp, chineseHelp));
}
