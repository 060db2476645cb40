using Slipway.Yaml;
using static Slipway.Components.RuleText;

namespace Slipway.Components;

/// <summary>That nothing temporary can be written: SLW0890.</summary>
public static class TemporaryFolderRules
{
    /// <summary>Arguments: the folder, why.</summary>
    public static Rule NoTemporary { get; } = Error("SLW0890",
        "no temporary folder can be made in {0}: {1}",
        "无法在 {0} 中创建临时文件夹：{1}",
        "TMPDIR is not set, so that folder is taken; name one that you may write to: `TMPDIR=/var/tmp slipway …`",
        "没有设置 TMPDIR，因此使用该文件夹；请指定一个可写的文件夹：`TMPDIR=/var/tmp slipway …`");

    public static LocalText ByVariable { get; } = new(
        "the environment variable TMPDIR leads there; take it out, or let it name a folder that is there and that you may write to",
        "由环境变量 TMPDIR 指定；请去掉它，或改为一个存在且可写的文件夹");

    public static IReadOnlyList<Rule> All { get; } = [NoTemporary];
}
