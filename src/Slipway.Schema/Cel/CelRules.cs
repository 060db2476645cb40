using Slipway.Yaml;

namespace Slipway.Schema.Cel;

/// <summary>What can be wrong with an expression. The English texts are cel-go's, so that Kubernetes says the same.</summary>
public static class CelRules
{
    public static Rule Syntax { get; } = Error("SLW0370",
        "Syntax error: {0}", "语法错误：{0}",
        "expressions are CEL, as in Kubernetes, for example `self.replicas >= 1 && self.name.startsWith('web')`", "表达式使用与 Kubernetes 相同的 CEL，例如 `self.replicas >= 1 && self.name.startsWith('web')`");

    public static Rule Undeclared { get; } = Error("SLW0371",
        "undeclared reference to '{0}' (in container '')", "未声明的名称 '{0}'",
        "the value is called `self`; write texts in quotes", "被检查的值名为 `self`；文本要加引号");

    public static Rule NoOverload { get; } = Error("SLW0372",
        "found no matching overload for '{0}' applied to '{1}'", "'{0}' 不能用于 '{1}'",
        "make both sides of one type: `int(…)`, `double(…)` and `string(…)` convert", "请让两边类型一致：可用 `int(…)`、`double(…)`、`string(…)` 转换");

    public static Rule UndefinedField { get; } = Error("SLW0373",
        "undefined field '{0}'", "没有字段 '{0}'",
        "known here: {1}", "此处可用的字段：{1}");

    public static Rule TypeMismatch { get; } = Error("SLW0374",
        "expected type '{0}' but found '{1}'", "应为类型 '{0}'，实际是 '{1}'",
        "write a value of type {0}", "请改为 {0} 类型的值");

    public static Rule NoFields { get; } = Error("SLW0375",
        "type '{0}' does not support field selection", "类型 '{0}' 没有字段",
        "only objects and maps have fields", "只有对象和映射才有字段");

    public static Rule NoRange { get; } = Error("SLW0376",
        "expression of type '{0}' cannot be range of a comprehension (must be list, map, or dynamic)", "类型 '{0}' 不能遍历（必须是列表或映射）",
        "`all`, `exists`, `map` and `filter` run over lists and over the keys of maps", "`all`、`exists`、`map`、`filter` 只能遍历列表或映射的键");

    public static Rule WrongResult { get; } = Error("SLW0377",
        "must evaluate to {0}, but is of type '{1}'", "结果必须是 {0}，实际类型是 '{1}'",
        "write an expression of type {0}, for example a comparison", "请改为结果是 {0} 的表达式，例如比较");

    public static Rule InvalidArgument { get; } = Error("SLW0378",
        "invalid {0} argument: {1}", "{0} 的参数无效：{1}",
        "`{0}` would fail whenever it is evaluated; correct the text", "`{0}` 每次计算都会失败；请更正此文本");

    public static Rule Macro { get; } = Error("SLW0379",
        "{0}", "{0}",
        "for example `has(self.name)`, `self.list.all(item, item > 0)`", "例如 `has(self.name)`、`self.list.all(item, item > 0)`");

    public static Rule TooLarge { get; } = Error("SLW0380",
        "the expression is too long or nested too deeply", "表达式太长或嵌套太深",
        "an expression has at most 100,000 characters and 250 levels of brackets; write several rules", "表达式最多 100,000 个字符、250 层括号；请拆成多条规则");

    public static Rule Failed { get; } = Error("SLW0381",
        "the expression could not be evaluated: {0}", "表达式无法计算：{0}",
        "guard it, for example by `has(self.field) && …`", "请加上保护条件，例如 `has(self.field) && …`");

    public static Rule TooMuchWork { get; } = Error("SLW0382",
        "the evaluation was given up: it costs more than {0}", "已放弃计算：计算量超过 {0}",
        "avoid loops inside loops, and bound lists and texts by `maxItems` and `maxLength`", "请避免嵌套遍历，并用 `maxItems`、`maxLength` 限制列表和文本的长度");

    public static Rule InvalidLiteral { get; } = Error("SLW0383",
        "invalid {0} literal", "无效的 {0} 字面量",
        "whole numbers have 64 bits; larger ones are written as a double, such as `1e30`", "整数为 64 位；更大的数请写成浮点数，例如 `1e30`");

    public static Rule Reserved { get; } = Error("SLW0384",
        "reserved identifier: {0}", "{0} 是保留字",
        "choose another name; a field of this name is written `self.{0}` or `self.__{0}__`", "请换一个名称；此名称的字段可写作 `self.{0}` 或 `self.__{0}__`");

    public static IReadOnlyList<Rule> All { get; } =
    [
        Syntax, Undeclared, NoOverload, UndefinedField, TypeMismatch, NoFields, NoRange, WrongResult, InvalidArgument, Macro, TooLarge, Failed, TooMuchWork,
        InvalidLiteral, Reserved,
    ];

    private static Rule Error(string code, string english, string chinese, string help, string helpInChinese)
        => new(code, Severity.Error, new(english, chinese), new(help, helpInChinese));
}
