using Slipway.Yaml;
using static Slipway.Components.RuleText;

namespace Slipway.Components;

/// <summary>A definition that lies in several files: service.yaml, upgrade.yaml, deps.yaml.</summary>
public static class PartRules
{
    public static Rule Twice { get; } = Error("SLW0195",
        "`{0}` is also given in {1}, line {2}",
        "`{0}` 在 {1} 第 {2} 行也给出了",
        "a service has it in one place: keep one of the two",
        "一个服务只能在一处给出：两处请只保留一处");

    public static Rule WhoseIsIt { get; } = Error("SLW0196",
        "{0} lies beside several service definitions: {1} and {2}",
        "{0} 所在目录中有多个服务定义：{1} 和 {2}",
        "put each definition and what belongs to it into a folder of its own, or write the part into its definition",
        "请把每个定义及其附属文件放在各自的目录中，或把这部分直接写入对应的定义");

    public static Rule Empty { get; } = Error("SLW0197",
        "{0} says nothing: the file is empty",
        "{0} 没有内容：文件为空",
        "write `updater` or `depsService`, or delete the file",
        "请写 `updater` 或 `depsService`，或删除该文件");

    public static IReadOnlyList<Rule> All { get; } = [Twice, WhoseIsIt, Empty];
}
