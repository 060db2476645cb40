using Slipway.Yaml;
using static Slipway.Components.RuleText;

namespace Slipway.Components;

/// <summary>What can be wrong with a packed platform. Argument 0 is the file or folder.</summary>
public static class PackedRules
{
    public static Rule NotOne { get; } = Error("SLW0291",
        "{0} is no sound packed platform: {1}",
        "{0} 不是正确的平台包：{1}",
        "name what `slipway platform pack` wrote, or a platform's folder; where it came over a network, copy it again",
        "请指定 `slipway platform pack` 生成的文件，或平台文件夹；如果是通过网络得到的，请重新复制");

    public static Rule TooLarge { get; } = Error("SLW0292",
        "{0} is larger than a packed platform may be: {1}",
        "{0} 超过平台包允许的大小：{1}",
        "a platform holds definitions and templates only: leave everything else out of its folder and pack it again",
        "平台只包含定义和模板：请从文件夹中去掉其他内容后重新打包");

    public static Rule NotCanonical { get; } = Error("SLW0293",
        "{0} is not, byte by byte, what `slipway platform pack` writes",
        "{0} 与 `slipway platform pack` 生成的内容不是逐字节一致",
        "another tool made or changed it, and it may carry more than its digests cover: pack the platform's folder again",
        "它由其他工具生成或改动过，可能夹带摘要未覆盖的内容：请用平台文件夹重新打包");

    public static Rule NeedsVersion { get; } = Error("SLW0295",
        "{0} has no `{1}`, which a packed platform needs",
        "{0} 缺少 `{1}`，打包时必须填写",
        "write it in platform.yaml, such as `{1}: {2}`",
        "请写在 platform.yaml 中，例如 `{1}: {2}`");

    public static IReadOnlyList<Rule> All { get; } = [NotOne, TooLarge, NotCanonical, NeedsVersion];
}
