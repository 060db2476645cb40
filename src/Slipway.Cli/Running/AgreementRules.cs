using Slipway.Yaml;

namespace Slipway.Cli;

/// <summary>What an install does only when somebody agrees: SLW0936 to SLW0942.</summary>
public static class AgreementRules
{
    /// <summary>0 object, 1 component, 2 field, 3 its value, 4 the value to be, 5 what becomes of pods and claims.</summary>
    public static Rule Recreates { get; } = new("SLW0936", Severity.Error,
        new("{0} of component {1} has to be deleted and made anew, for Kubernetes does not let `{2}` change from {3} to {4}; {5}", "组件 {1} 的 {0} 必须删除后重建，因为 Kubernetes 不允许 `{2}` 从 {3} 改为 {4}；{5}"),
        new("`--allow-recreate` does that; or leave the field as it is; nothing was changed", "`--allow-recreate` 可执行重建；或保持该字段不变；未做任何更改"));

    /// <inheritdoc cref="Recreates"/>
    public static Rule Recreated { get; } = new("SLW0937", Severity.Warning,
        new("{0} of component {1} is deleted and made anew (`{2}`: {3} → {4}); {5}", "组件 {1} 的 {0} 将删除后重建（`{2}`：{3} → {4}）；{5}"),
        new("nothing is to be done: `--allow-recreate`, or your answer, agreed to it", "无需处理：已由 `--allow-recreate` 或您的回答同意"));

    /// <summary>0 component, 1 key, 2 value, 3 the value to be.</summary>
    public static Rule KeyHeld { get; } = new("SLW0938", Severity.Error,
        new("`{1}` of component {0} is never to change once it is installed: it is {2}, and would become {3}", "组件 {0} 的 `{1}` 安装后不应更改：现为 {2}，将变为 {3}"),
        new("give the value that it has; `--allow-immutable` changes it all the same, where the service's developers say how; nothing was changed",
            "请使用现有的值；如服务的开发人员说明可以更改，可用 `--allow-immutable` 强制更改；未做任何更改"));

    /// <inheritdoc cref="KeyHeld"/>
    public static Rule KeyChanged { get; } = new("SLW0939", Severity.Warning,
        new("`{1}` of component {0}, which is never to change, changes from {2} to {3}", "组件 {0} 中不应更改的 `{1}` 从 {2} 改为 {3}"),
        new("what the service keeps may still be in the earlier form: ask its developers", "服务已保存的内容可能仍是原来的形式：请询问其开发人员"));

    /// <summary>0 the platform before, 1 the one now.</summary>
    public static Rule OtherPlatform { get; } = new("SLW0940", Severity.Information,
        new("the installation ran on the platform {0} until now, and now runs on {1}", "该安装此前使用平台 {0}，现在使用 {1}"),
        new("`slipway package diff` with `--old-platform` and `--platform` shows what that changes", "用 `slipway package diff` 加 `--old-platform` 和 `--platform` 可查看由此产生的变化"));

    /// <inheritdoc cref="OtherPlatform"/>
    public static Rule OlderPlatform { get; } = new("SLW0941", Severity.Error,
        new("the installation ran on the platform {0} until now; {1} would take back what that one has changed", "该安装此前使用平台 {0}；改用 {1} 会撤销该平台带来的变化"),
        new("give the platform that it ran on, or a newer one, by `--platform PATH`; `--allow-older-platform` goes back all the same; nothing was changed",
            "请用 `--platform PATH` 给出此前使用的平台或更新的平台；`--allow-older-platform` 可强制回退；未做任何更改"));

    /// <summary>0 the namespaces that were looked into.</summary>
    public static Rule NotSeen { get; } = new("SLW0942", Severity.Warning,
        new("other installations were looked for only in {0}: what those of other namespaces need of this one, or offer to it, this user may not see", "仅在 {0} 中查找了其他安装：当前用户无权查看其他命名空间中的安装需要或提供什么"),
        new("ask whoever may read all namespaces (ConfigMaps with the label `slipway/installation`) where services are shared over namespaces", "如有跨命名空间共享的服务，请询问可读取所有命名空间（带 `slipway/installation` 标签的 ConfigMap）的管理员"));

    public static IReadOnlyList<Rule> All { get; } = [Recreates, Recreated, KeyHeld, KeyChanged, OtherPlatform, OlderPlatform, NotSeen];
}
