using Slipway.Yaml;

namespace Slipway.Schema;

/// <summary>What can be wrong with a schema itself. A faulty keyword is left out, the rest of the schema counts.</summary>
public static class SchemaFaults
{
    public static Rule NoSchema { get; } = Error("SLW0350",
        "a schema is wanted here: a map, `true` or `false`; {0} stands here", "此处应为模式：映射、`true` 或 `false`；实际是{0}",
        "write a map of keywords, such as `type: string`", "请写由关键字组成的映射，例如 `type: string`");

    public static Rule WrongKeyword { get; } = Error("SLW0351",
        "the keyword `{0}` takes {1}, but {2} stands here", "关键字 `{0}` 应为{1}，实际是{2}",
        "the keyword was left out; write {1}", "已忽略该关键字；请改为{1}");

    public static Rule InvalidPattern { get; } = Error("SLW0352",
        "`{0}` is no regular expression: {1}", "`{0}` 不是正则表达式：{1}",
        "it was left out; patterns follow ECMA-262 (JavaScript), with the flag u", "已忽略；正则表达式遵循 ECMA-262（JavaScript，带 u 标志）");

    public static Rule UnresolvedReference { get; } = Error("SLW0353",
        "`{0}` leads nowhere", "引用 `{0}` 找不到目标",
        "it was left out; name a place in this schema, such as `#/$defs/NAME`, or bring the document that it names", "已忽略；请引用此模式内的位置，例如 `#/$defs/NAME`，或提供它所指的文档");

    public static Rule ReferenceLoop { get; } = Error("SLW0354",
        "`{0}` leads back to itself without a step into the value", "`{0}` 没有进入值的下一层就指回了自身",
        "it was left out; a schema may refer to itself only below `properties`, `items` and the like", "已忽略；模式只能在 `properties`、`items` 等之下引用自身");

    public static Rule EmptyRange { get; } = Error("SLW0355",
        "`{0}` ({1}) lies above `{2}` ({3}): nothing can fit", "`{0}`（{1}）大于 `{2}`（{3}）：没有值能满足",
        "exchange them, or correct one", "请交换两者或改正其中一个");

    public static Rule InvalidId { get; } = Error("SLW0356",
        "`{0}` is no usable `{1}`", "`{0}` 不能用作 `{1}`",
        "`$id` is a URI without fragment; an anchor begins with a letter or `_` and holds letters, digits, `-`, `_`, `.`", "`$id` 是不带片段的 URI；锚点以字母或 `_` 开头，由字母、数字、`-`、`_`、`.` 组成");

    public static Rule RepeatedId { get; } = Error("SLW0357",
        "`{0}` names two different schemas", "`{0}` 同时命名了两个模式",
        "the first one counts; give this one another name", "以第一个为准；请为此处另取名称");

    public static Rule UnknownVocabulary { get; } = Error("SLW0358",
        "the dialect requires the vocabulary `{0}`, which is not known", "该方言要求的词汇表 `{0}` 未知",
        "the schema is read without it; use the dialect https://json-schema.org/draft/2020-12/schema", "读取时忽略该词汇表；请使用方言 https://json-schema.org/draft/2020-12/schema");

    public static Rule UnknownDialect { get; } = Warning("SLW0359",
        "the dialect `{0}` is not known", "方言 `{0}` 未知",
        "the schema is read as JSON Schema 2020-12; leave `$schema` out, or bring the dialect's document", "按 JSON Schema 2020-12 读取；请去掉 `$schema`，或提供该方言的文档");

    public static Rule UnknownKeyword { get; } = Warning("SLW0360",
        "`{0}` is no keyword and has no effect; did you mean `{1}`?", "`{0}` 不是关键字，没有作用；是否想写 `{1}`？",
        "write `{1}`; keys of your own begin with `x-`", "请写 `{1}`；自定义的键以 `x-` 开头");

    public static Rule OldKeyword { get; } = Warning("SLW0361",
        "`{0}` has no effect in JSON Schema 2020-12", "`{0}` 在 JSON Schema 2020-12 中不起作用",
        "write {1} in its place", "请改用 {1}");

    public static IReadOnlyList<Rule> All { get; } =
    [
        NoSchema, WrongKeyword, InvalidPattern, UnresolvedReference, ReferenceLoop, EmptyRange, InvalidId, RepeatedId, UnknownVocabulary,
        UnknownDialect, UnknownKeyword, OldKeyword,
    ];

    private static Rule Error(string code, string english, string chinese, string help, string helpInChinese)
        => new(code, Severity.Error, new(english, chinese), new(help, helpInChinese));

    private static Rule Warning(string code, string english, string chinese, string help, string helpInChinese)
        => new(code, Severity.Warning, new(english, chinese), new(help, helpInChinese));
}
