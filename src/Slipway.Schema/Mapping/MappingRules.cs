using Slipway.Yaml;

namespace Slipway.Schema;

/// <summary>What can be wrong between a unified key and the key of a component that it gives: SLW0364 to SLW0369.</summary>
public static class MappingRules
{
    /// <summary>Arguments: the expression, what it gives, the target, what that takes.</summary>
    public static Rule WrongType { get; } = Error("SLW0364",
        "`{0}` gives {1}, but `{2}` takes {3}", "`{0}` 得到的是{1}，而 `{2}` 需要{3}",
        "convert it (`string(…)`, `int(…)`, `double(…)`), or declare both keys of one type", "请转换类型（`string(…)`、`int(…)`、`double(…)`），或将两边的键声明为同一类型");

    /// <summary>Arguments: the key, the value, the expression, the result, the target, why it is refused.</summary>
    public static Rule Refused { get; } = Error("SLW0365",
        "the unified configuration offers `{0}: {1}`, for which `{2}` gives {3}, and `{4}` refuses that: {5}", "统一配置允许 `{0}: {1}`，此时 `{2}` 得到 {3}，而 `{4}` 不接受：{5}",
        "take the value out of what `{0}` offers, or map it to one that is taken", "请从 `{0}` 的可选范围中去掉该值，或将其映射为可接受的值");

    /// <summary>Arguments as for <see cref="Refused"/>.</summary>
    public static Rule Wider { get; } = Warning("SLW0366",
        "the unified configuration takes `{0}: {1}` too, for which `{2}` gives {3}, and `{4}` refuses that: {5}", "统一配置也接受 `{0}: {1}`，此时 `{2}` 得到 {3}，而 `{4}` 不接受：{5}",
        "declare the same bounds at `{0}`, so that people on site learn of them there", "请在 `{0}` 处声明同样的限制，使现场人员在该处就能得知");

    /// <summary>Arguments: the expression, the target, what is wrong.</summary>
    public static Rule Secret { get; } = Error("SLW0367",
        "`{0}` cannot be mapped to `{1}`: {2}", "`{0}` 不能映射到 `{1}`：{2}",
        "a secret passes as the name of a Secret and a key in it, whole, from one key with `secret: true` to another", "机密只以 Secret 名称及其中的键整体传递，两边的键都必须声明 `secret: true`");

    /// <summary>Arguments: the expression, the target, why.</summary>
    public static Rule Failed { get; } = Error("SLW0368",
        "`{0}` for `{1}` cannot be evaluated: {2}", "无法计算 `{1}` 的表达式 `{0}`：{2}",
        "give the keys in it defaults, or guard it: `has(self.key) ? self.key : …`", "请为其中的键设置默认值，或加上判断：`has(self.key) ? self.key : …`");

    /// <summary>Arguments: the note.</summary>
    public static Rule NoPlace { get; } = Warning("SLW0369",
        "`{0}` has no effect in a unified configuration", "`{0}` 在统一配置中不起作用",
        "a unified key reaches programs through `mapping` alone; how, the component's own key says", "统一配置的键只通过 `mapping` 传给程序；传递方式由组件自己的键说明");

    public static IReadOnlyList<Rule> All { get; } = [WrongType, Refused, Wider, Secret, Failed, NoPlace];

    private static Rule Error(string code, string english, string chinese, string help, string helpInChinese)
        => new(code, Severity.Error, new(english, chinese), new(help, helpInChinese));

    private static Rule Warning(string code, string english, string chinese, string help, string helpInChinese)
        => new(code, Severity.Warning, new(english, chinese), new(help, helpInChinese));
}
