using Slipway.Yaml;
using static Slipway.Components.RuleText;

namespace Slipway.Components;

/// <summary>What can be wrong with a task as an application names it: SLW0885.</summary>
public static class TaskFileRules
{
    /// <summary>Arguments: the path.</summary>
    public static Rule SecretOfContainer { get; } = Error("SLW0885",
        "`{0}` is secret, but what a container replies stands in its pod's status, where whoever may see pods reads it",
        "`{0}` 是机密，但容器的回复会写在 Pod 的状态中，凡能查看 Pod 的人都能读到",
        "let the task write a Secret itself and hand out that Secret's name as a `string`; or let a `program` do it, whose reply goes into a Secret",
        "请让任务自己写入 Secret，并把该 Secret 的名称作为 `string` 输出；或改用 `program`，其回复会存入 Secret");

    public static IReadOnlyList<Rule> All { get; } = [SecretOfContainer];
}
