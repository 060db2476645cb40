using Slipway.Yaml;
using static Slipway.Components.RuleText;

namespace Slipway.Components;

/// <summary>What can be wrong with what an application says of its settings, of what a site may change, and of what a site must have: SLW0860 to SLW0884.</summary>
public static class CompositionRules
{
    /// <summary>Arguments: the path, what stands there.</summary>
    public static Rule NoExpression { get; } = Error("SLW0860",
        "`{0}` takes a CEL expression, but {1} stands here",
        "`{0}` 应为 CEL 表达式，实际是 {1}",
        "write an expression over the unified configuration, such as `self.logLevel`; what never changes is written in the component's own `config`",
        "请写对统一配置的表达式，例如 `self.logLevel`；固定不变的值请写在组件自己的 `config` 中");

    /// <summary>Arguments: the path, the key.</summary>
    public static Rule NoKey { get; } = Error("SLW0861",
        "`{1}` in `{0}` is no key: a name between its dots is empty",
        "`{0}` 中的 `{1}` 不是有效的键：点号之间的名称为空",
        "write names with dots between them, such as `log.level`; a dot within a name is written `\\.`",
        "请用点号分隔各级名称，例如 `log.level`；名称中的点号写作 `\\.`");

    /// <summary>Arguments: the path, what stands there.</summary>
    public static Rule NoBounds { get; } = Error("SLW0862",
        "`{0}` takes `true` or bounds, but {1} stands here",
        "`{0}` 应为 `true` 或取值范围，实际是 {1}",
        "write `true` for whatever the trait takes, or a JSON Schema such as `{{minimum: 1, maximum: 5}}`; what a site may not change is left out",
        "不限制时写 `true`，或写 JSON Schema，例如 `{{minimum: 1, maximum: 5}}`；现场不能修改的内容不要写出");

    /// <summary>Arguments: the component, the trait, all traits, the nearest.</summary>
    public static Rule NoTrait { get; } = Error("SLW0863",
        "`adjustable` offers the trait `{1}` of the component `{0}`, but the platform has no such trait",
        "`adjustable` 开放了组件 `{0}` 的 trait `{1}`，但平台没有该 trait",
        "there are: {2}",
        "可用的有：{2}");

    /// <summary>Arguments: the trait, the parameter, all parameters there, the nearest.</summary>
    public static Rule NoParameter { get; } = Error("SLW0864",
        "`adjustable` offers the parameter `{1}`, but the trait `{0}` has no such parameter",
        "`adjustable` 开放了参数 `{1}`，但 trait `{0}` 没有该参数",
        "there are: {2}",
        "可用的有：{2}");

    /// <summary>Arguments: the view, the key, all keys, the nearest.</summary>
    public static Rule UnknownViewKey { get; } = Error("SLW0865",
        "`{0}` shows `{1}`, which nobody on site can set",
        "`{0}` 中显示的 `{1}` 现场无法设置",
        "there are: {2}; settings stand in `config`, parameters as `{{trait: COMPONENT.TRAIT.PARAMETER}}` in `adjustable`",
        "可用的有：{2}；配置项来自 `config`，参数写作 `{{trait: 组件.TRAIT.参数}}`，来自 `adjustable`");

    /// <summary>Arguments: the word.</summary>
    public static Rule NoAdjustment { get; } = Error("SLW0866",
        "`{0}` names no parameter of a component's trait",
        "`{0}` 没有指明组件的 trait 参数",
        "for an application write `--trait COMPONENT.TRAIT.PARAMETER=VALUE`, or `--trait COMPONENT.TRAIT` to switch a trait on",
        "对应用请写 `--trait 组件.TRAIT.参数=值`；只启用 trait 时写 `--trait 组件.TRAIT`");

    /// <summary>Arguments: what stands there.</summary>
    public static Rule NoKubernetes { get; } = Error("SLW0877",
        "`needs.kubernetes` takes a range of versions, but {0} stands here",
        "`needs.kubernetes` 应为版本范围，实际是 {0}",
        "write one such as `>=1.30`",
        "请填写范围，例如 `>=1.30`");

    /// <summary>Arguments: the name.</summary>
    public static Rule NoCrd { get; } = Error("SLW0878",
        "`{0}` is no name of a CRD",
        "`{0}` 不是 CRD 的名称",
        "write the plural name and the group, such as `certificates.cert-manager.io`",
        "请写复数名称和组，例如 `certificates.cert-manager.io`");

    public static IReadOnlyList<Rule> All { get; } = [NoExpression, NoKey, NoBounds, NoTrait, NoParameter, UnknownViewKey, NoAdjustment, NoKubernetes, NoCrd];
}
