using Slipway.Yaml;
using static Slipway.Packages.RuleText;

namespace Slipway.Packages;

/// <summary>What can go wrong while an application's build steps run: SLW0792 to SLW0794.</summary>
public static class StepRules
{
    /// <summary>Arguments: the step, how it ended, the command.</summary>
    public static Rule Failed { get; } = Error("SLW0792",
        "the build step `{0}` failed: {1}",
        "构建步骤 `{0}` 失败：{1}",
        "what it said stands above; by hand it is: {2}",
        "其输出见上文；可手动执行：{2}");

    public static Rule NotStarted { get; } = Error("SLW0793",
        "the build step `{0}` cannot be started: {1}",
        "构建步骤 `{0}` 无法启动：{1}",
        "name a program that PATH leads to, or one by its path; a shell's own words need `sh -c`",
        "请指定 PATH 中的程序，或写出其路径；使用 shell 语法时请用 `sh -c`");

    /// <summary>Arguments: the step, the path.</summary>
    public static Rule MadeNothing { get; } = Error("SLW0794",
        "the build step `{0}` ended well, but {1} is not there",
        "构建步骤 `{0}` 正常结束，但 {1} 不存在",
        "name in `outputs` what the command makes",
        "请在 `outputs` 中写明命令生成的内容");

    public static IReadOnlyList<Rule> All { get; } = [Failed, NotStarted, MadeNothing];
}
