using Slipway.Yaml;

namespace Slipway.Schema;

/// <summary>What a schema says in vain, or forbids without meaning to.</summary>
public static class LintRules
{
    public static Rule NoKeyword { get; } = Warning("SLW0348",
        "`{0}` is no keyword and has no effect", "`{0}` 不是关键字，没有作用",
        "take it away; keys of your own begin with `x-`", "请将其删除；自定义的键以 `x-` 开头");

    public static Rule OtherType { get; } = Warning("SLW0330",
        "`{0}` has no effect on {1}", "`{0}` 对{1}不起作用",
        "take it away, or correct `type`", "请将其删除，或修改 `type`");

    public static Rule Alone { get; } = Warning("SLW0331",
        "`{0}` has no effect without {1}", "缺少 {1} 时，`{0}` 不起作用",
        "add {1}, or take `{0}` away", "请加上 {1}，或去掉 `{0}`");

    public static Rule NothingBetween { get; } = Error("SLW0332",
        "nothing can fit: `{0}` ({1}) and `{2}` ({3}) leave no value", "没有值能满足：`{0}`（{1}）与 `{2}`（{3}）之间没有任何值",
        "correct one of them", "请改正其中一个");

    public static Rule NoChoiceFits { get; } = Error("SLW0333",
        "nothing can fit: the rest of the schema refuses every value of `{0}`", "没有值能满足：模式的其余部分拒绝 `{0}` 的所有值",
        "the first is refused because {1}", "第一个值被拒绝的原因：{1}");

    public static Rule ChoiceNeverFits { get; } = Warning("SLW0334",
        "`{0}` can never be chosen: {1}", "`{0}` 永远不能被选择：{1}",
        "take it away, or correct the rest of the schema", "请将其删除，或修改模式的其余部分");

    public static Rule RequiredForbidden { get; } = Error("SLW0335",
        "nothing can fit: the key `{0}` is required, but may not be there", "没有值能满足：键 `{0}` 为必填，但又不允许出现",
        "add `{0}:` below `properties`, or take it out of `required`", "请在 `properties` 下添加 `{0}:`，或将其从 `required` 中去掉");

    public static Rule DefaultRefused { get; } = Error("SLW0336",
        "the default does not fit its own schema: {0}", "默认值不符合自身的模式：{0}",
        "correct the default or the schema", "请修改默认值或模式");

    public static Rule ValueUnjudged { get; } = Warning("SLW0363",
        "whether all values from here on fit their schemas could not be found out: it takes too many steps", "无法判断从此处开始的所有值是否都符合各自的模式：所需的步骤过多",
        "simplify nested `anyOf`, `allOf`, `$ref` and patterns with nested repetitions", "请简化嵌套的 `anyOf`、`allOf`、`$ref` 以及嵌套重复的正则表达式");

    public static Rule ExampleRefused { get; } = Warning("SLW0337",
        "the example does not fit its own schema: {0}", "示例不符合自身的模式：{0}",
        "correct the example or the schema", "请修改示例或模式");

    public static Rule Repeated { get; } = Warning("SLW0338",
        "`{0}` stands in `{1}` twice", "`{0}` 在 `{1}` 中出现了两次",
        "take one of them away", "请删除其中一个");

    public static Rule RequiredUnknown { get; } = Warning("SLW0339",
        "`required` names `{0}`, which `properties` does not have", "`required` 中的 `{0}` 不在 `properties` 中",
        "did you mean `{1}`?", "是否想写 `{1}`？");

    public static Rule PatternExplodes { get; } = Error("SLW0343",
        "the regular expression `{0}` can blow up: with each further `{1}` in a text, engines that try all ways take twice as long", "正则表达式 `{0}` 可能引发灾难性回溯：文本中每多一个 `{1}`，逐一尝试的引擎耗时就翻倍",
        "let each text be matched in one way only: `^(a+)+$` says no more than `^a+$`", "请使每个文本只有一种匹配方式：`^(a+)+$` 与 `^a+$` 的含义相同");

    public static Rule PatternSlows { get; } = Warning("SLW0344",
        "the regular expression `{0}` can become slow: for long runs of `{1}`, engines that try all ways take time by the square of the length, or more", "正则表达式 `{0}` 可能变慢：遇到很长的连续 `{1}` 时，逐一尝试的引擎耗时按长度的平方或更快增长",
        "keep what two neighbouring repetitions take apart, or limit the text by `maxLength`", "请使相邻的两个重复匹配不同的字符，或用 `maxLength` 限制文本长度");

    public static Rule PatternUnjudged { get; } = Warning("SLW0362",
        "whether the regular expression `{0}` can blow up could not be found out: {1}", "无法判断正则表达式 `{0}` 是否可能引发灾难性回溯：{1}",
        "simplify it: fewer groups in each other, and fewer repetitions", "请将其简化：减少嵌套的分组和重复");

    public static Rule UnknownFormat { get; } = Warning("SLW0345",
        "the format `{0}` is not known: nothing is checked by it", "未知的格式 `{0}`：不会据此检查任何内容",
        "known are {1}; for others write a `pattern`", "已知的格式有 {1}；其他格式请用 `pattern`");

    public static Rule NeedsItself { get; } = Error("SLW0346",
        "nothing can fit: the required key `{0}` leads back to the same schema, without an end", "没有值能满足：必填的键 `{0}` 无休止地指回同一模式",
        "take it out of `required`, or allow `null`", "请将其从 `required` 中去掉，或允许 `null`");

    public static Rule NoTypeLeft { get; } = Error("SLW0347",
        "nothing can fit: the types here and in `$ref` or `allOf` have none in common", "没有值能满足：此处与 `$ref` 或 `allOf` 中的类型没有交集",
        "correct one of the `type` keywords", "请修改其中一个 `type`");

    public static Rule NothingFits { get; } = Error("SLW0349",
        "nothing can fit: {0}", "没有值能满足：{0}",
        "say what may stand here, or take it away", "请说明此处允许的值，或将其删除");

    public static IReadOnlyList<Rule> All { get; } =
    [
        OtherType, Alone, NothingBetween, NoChoiceFits, ChoiceNeverFits, RequiredForbidden, DefaultRefused, ExampleRefused, Repeated, RequiredUnknown,
        PatternExplodes, PatternSlows, UnknownFormat, NeedsItself, NoTypeLeft, NoKeyword, NothingFits,
        PatternUnjudged, ValueUnjudged,
    ];

    private static Rule Error(string code, string english, string chinese, string help, string helpInChinese)
        => new(code, Severity.Error, new(english, chinese), new(help, helpInChinese));

    private static Rule Warning(string code, string english, string chinese, string help, string helpInChinese)
        => new(code, Severity.Warning, new(english, chinese), new(help, helpInChinese));
}
