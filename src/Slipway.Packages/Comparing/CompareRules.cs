using Slipway.Yaml;
using static Slipway.Packages.RuleText;

namespace Slipway.Packages;

/// <summary>What is odd about two packages that are compared: SLW0770 to SLW0779.</summary>
public static class CompareRules
{
    /// <summary>Arguments: the old file, its application, the new file, its application.</summary>
    public static Rule OtherApplication { get; } = Warning("SLW0770",
        "{0} is the application `{1}`, and {2} is `{3}`",
        "{0} 是应用 `{1}`，而 {2} 是 `{3}`",
        "what is shown is what happens where `{3}` is installed over `{1}` under its name; compare two versions of one application",
        "所示为用 `{1}` 的名称安装 `{3}` 时的变化；通常应比较同一应用的两个版本");

    /// <summary>Arguments: the old file, the new file, the application, its version.</summary>
    public static Rule SameVersion { get; } = Warning("SLW0771",
        "{0} and {1} are both `{2}` {3}, and differ",
        "{0} 和 {1} 都是 `{2}` {3}，但内容不同",
        "raise the application's version with every package that leaves the house: on site nobody can tell these two apart",
        "每个交付的应用包都应提高应用版本：现场无法区分这两个包");

    public static IReadOnlyList<Rule> All { get; } = [OtherApplication, SameVersion];
}
