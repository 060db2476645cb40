using Slipway.Yaml;
using static Slipway.Components.RuleText;

namespace Slipway.Components;

/// <summary>The platform's policy.yaml.</summary>
public static class PolicyRules
{
    public static Rule Empty { get; } = Error("SLW0290",
        "{0} says nothing: the file is empty",
        "{0} 没有内容：文件为空",
        "write at least one of `containers`, `adopted` and `sources`, or delete the file",
        "请至少填写 `containers`、`adopted`、`sources` 之一，或删除该文件");

    public static IReadOnlyList<Rule> All { get; } = [Empty];
}
