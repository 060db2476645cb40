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

    public static IReadOnlyList<Rule> All { get; } = [NoExpression, NoKey];
}
