using Slipway.Yaml;

namespace Slipway.Components;

/// <summary>What a paused controller does not do: SLW0886.</summary>
public static class PausedRules
{
    /// <summary>Argument: the object.</summary>
    public static Rule Paused { get; } = new("SLW0886", Severity.Error,
        new("{0} is paused: it makes no new pods before it is let go on", "{0} 已暂停：恢复之前不会创建新的 Pod"),
        new("take `paused: true` out of the object (manifests, the chart's values, a patch); where somebody paused it by hand: `kubectl rollout resume`",
            "请从对象中去掉 `paused: true`（清单、Chart 的 values 或补丁）；若是手工暂停的，请用 `kubectl rollout resume` 恢复"));

    public static IReadOnlyList<Rule> All { get; } = [Paused];
}
