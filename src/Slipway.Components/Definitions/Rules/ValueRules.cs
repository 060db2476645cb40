using Slipway.Yaml;
using static Slipway.Components.RuleText;

namespace Slipway.Components;

/// <summary>Values that are of the right kind and still cannot be meant.</summary>
public static class ValueRules
{
    public static Rule Relative { get; } = Error("SLW0163",
        "`{0}` is `{1}`, which does not lie in the definition's folder",
        "`{0}` 的值 `{1}` 不在定义文件所在的目录内",
        "write a path below that folder, without `/` in front and without a `..` that leads out of it",
        "请填写该目录下的路径，不以 `/` 开头，也不用 `..` 跳出该目录");

    /// <summary>Arguments: the path, the value, one that would do.</summary>
    public static Rule Form { get; } = Error("SLW0164",
        "`{0}` cannot be `{1}`",
        "`{0}` 不能是 `{1}`",
        "write, for example, `{2}`",
        "例如可写 `{2}`");

    public static Rule OnlyWith { get; } = Error("SLW0147",
        "`{0}` goes only with `{1}`",
        "`{0}` 只能与 `{1}` 一起使用",
        "delete `{0}`, or write `{1}`",
        "请删除 `{0}`，或写上 `{1}`");

    /// <summary>Arguments: the path, the value, the possible ones, the nearest of them.</summary>
    public static Rule Choice { get; } = Error("SLW0148",
        "`{0}` does not know the value `{1}`",
        "`{0}` 没有 `{1}` 这个取值",
        "write one of: {2}",
        "可用的取值：{2}");

    public static Rule ExactlyOne { get; } = Error("SLW0149",
        "`{0}` needs exactly one of {1}; it has {2}",
        "`{0}` 必须且只能有 {1} 之一，现有：{2}",
        "keep or add one of them",
        "请保留或添加其中之一");

    public static IReadOnlyList<Rule> All { get; } = [OnlyWith, Choice, ExactlyOne, Relative, Form];
}
