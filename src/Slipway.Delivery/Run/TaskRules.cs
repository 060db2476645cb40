using Slipway.Yaml;

namespace Slipway.Delivery;

/// <summary>What is told of tasks: SLW0478 to SLW0489.</summary>
public static class TaskRules
{
    /// <summary>0 the component, 1 its own words.</summary>
    public static readonly Rule Said = new("SLW0478", Severity.Information,
        new("the task {0} says: {1}", "任务 {0} 的输出：{1}"),
        new("nothing is to be done; these are the task's own words, and they stand in the record", "无需处理；以上是任务自己的输出，会写入记录"));

    public static IReadOnlyList<Rule> All { get; } = [Said];
}
