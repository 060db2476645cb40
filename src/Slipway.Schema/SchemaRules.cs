using Slipway.Yaml;

namespace Slipway.Schema;

/// <summary>How a value can fail to fit a schema: one rule a kind of finding.</summary>
public static class SchemaRules
{
    public static Rule WrongType { get; } = Error("SLW0300",
        "{1} is wanted here, but {0} stands here", "此处应为{1}，实际是{0}",
        "write {1}", "请改为{1}");

    public static Rule NotAChoice { get; } = Error("SLW0301",
        "`{0}` is none of the choices: {1}", "`{0}` 不在可选值之中：{1}",
        "take one of the choices", "请使用其中一个可选值");

    public static Rule NotTheConstant { get; } = Error("SLW0302",
        "only `{1}` may stand here, not `{0}`", "此处只能是 `{1}`，不能是 `{0}`",
        "write `{1}`", "请写 `{1}`");

    public static Rule MissingKey { get; } = Error("SLW0303",
        "the key `{0}` is missing", "缺少键 `{0}`",
        "add `{0}:` to this map", "请在此映射中加上 `{0}:`");

    public static Rule UnknownKey { get; } = Error("SLW0304",
        "there is no key `{0}` here", "此处没有键 `{0}`",
        "known here: {1}", "此处可用的键：{1}");

    public static Rule NeedsOtherKey { get; } = Error("SLW0305",
        "`{0}` needs `{1}` beside it", "有 `{0}` 时必须同时有 `{1}`",
        "add `{1}:`, or take `{0}` away", "请加上 `{1}:`，或去掉 `{0}`");

    public static Rule TooSmall { get; } = Error("SLW0306",
        "{0} is too small; {1} is wanted", "{0} 太小，应为{1}",
        "write {1}", "请改为{1}");

    public static Rule TooLarge { get; } = Error("SLW0307",
        "{0} is too large; {1} is wanted", "{0} 太大，应为{1}",
        "write {1}", "请改为{1}");

    public static Rule NoMultiple { get; } = Error("SLW0308",
        "{0} is no multiple of {1}", "{0} 不是 {1} 的倍数",
        "write a multiple of {1}", "请改为 {1} 的倍数");

    public static Rule TooShort { get; } = Error("SLW0309",
        "the text has {0} character(s), at least {1} are wanted", "文本只有 {0} 个字符，至少需要 {1} 个",
        "write a longer text", "请写更长的文本");

    public static Rule TooLong { get; } = Error("SLW0310",
        "the text has {0} characters, at most {1} are allowed", "文本有 {0} 个字符，最多允许 {1} 个",
        "shorten it", "请缩短文本");

    public static Rule PatternDiffers { get; } = Error("SLW0311",
        "`{0}` does not match the pattern `{1}`", "`{0}` 不符合正则表达式 `{1}`",
        "write a text of that form", "请按该格式书写");

    public static Rule FormatDiffers { get; } = Error("SLW0312",
        "`{0}` is not of the form `{1}`", "`{0}` 不符合格式 `{1}`",
        "for example: {2}", "例如：{2}");

    public static Rule TooFewItems { get; } = Error("SLW0313",
        "the list has {0} item(s), at least {1} are wanted", "列表只有 {0} 项，至少需要 {1} 项",
        "add items", "请增加列表项");

    public static Rule TooManyItems { get; } = Error("SLW0314",
        "the list has {0} items, at most {1} are allowed", "列表有 {0} 项，最多允许 {1} 项",
        "take items away", "请减少列表项");

    public static Rule RepeatedItem { get; } = Error("SLW0315",
        "item {0} of the list repeats item {1}", "列表的第 {0} 项与第 {1} 项相同",
        "keep one of them", "只保留其中一项");

    public static Rule TooFewMatches { get; } = Error("SLW0316",
        "{0} item(s) of the list are of the wanted kind, at least {1} must be", "列表中只有 {0} 项符合要求，至少需要 {1} 项",
        "add an item of that kind", "请增加符合要求的列表项");

    public static Rule TooManyMatches { get; } = Error("SLW0317",
        "{0} items of the list are of one kind, at most {1} may be", "列表中有 {0} 项属于同一类，最多允许 {1} 项",
        "take some of them away", "请去掉其中一些");

    public static Rule TooFewKeys { get; } = Error("SLW0318",
        "the map has {0} key(s), at least {1} are wanted", "映射只有 {0} 个键，至少需要 {1} 个",
        "add keys", "请增加键");

    public static Rule TooManyKeys { get; } = Error("SLW0319",
        "the map has {0} keys, at most {1} are allowed", "映射有 {0} 个键，最多允许 {1} 个",
        "take keys away", "请减少键");

    public static Rule NothingAllowed { get; } = Error("SLW0320",
        "{0} may not stand here", "此处不允许出现{0}",
        "take it away", "请将其删除");

    public static Rule NoFormFits { get; } = Error("SLW0321",
        "{0} fits none of the {1} forms allowed here", "不符合此处允许的 {1} 种形式中的任何一种：{0}",
        "write it in one of the allowed forms", "请按其中一种允许的形式书写");

    public static Rule SeveralFormsFit { get; } = Error("SLW0322",
        "{0} fits {1} of the forms here at once, exactly one is wanted", "同时符合 {1} 种形式，应当只符合其中一种：{0}",
        "make plain which form is meant: leave out what belongs to the others", "请明确是哪一种形式：去掉属于其他形式的内容");

    public static Rule OneKeyMissing { get; } = Error("SLW0323",
        "one of these keys is missing: {0}", "缺少以下键之一：{0}",
        "add one of them", "请加上其中一个");

    public static Rule Forbidden { get; } = Error("SLW0324",
        "{0} is of a form that is not allowed here", "属于此处不允许的形式：{0}",
        "write another value", "请改用其他值");

    public static Rule ForbiddenKeys { get; } = Error("SLW0325",
        "{0} must not stand here", "此处不能有 {0}",
        "take it away", "请将其删除");

    public static Rule ForbiddenTogether { get; } = Error("SLW0326",
        "{0} must not stand beside each other", "{0} 不能同时出现",
        "keep only some of them", "只保留其中一部分");

    public static Rule TooDeep { get; } = Error("SLW0327",
        "the check was given up: schema and value lead too deep into each other", "检查中止：模式与值的嵌套过深",
        "look for references in the schema that lead back to themselves", "请检查模式中是否有指回自身的引用");

    public static Rule TooMuchWork { get; } = Error("SLW0328",
        "the check was given up: the schema needs too many steps for this value", "检查中止：该模式对此值所需的步骤过多",
        "simplify nested `anyOf`, `allOf`, `$ref` and patterns with nested repetitions", "请简化嵌套的 `anyOf`、`allOf`、`$ref` 以及嵌套重复的正则表达式");

    public static IReadOnlyList<Rule> All { get; } =
    [
        WrongType, NotAChoice, NotTheConstant, MissingKey, UnknownKey, NeedsOtherKey, TooSmall, TooLarge, NoMultiple, TooShort, TooLong,
        PatternDiffers, FormatDiffers, TooFewItems, TooManyItems, RepeatedItem, TooFewMatches, TooManyMatches, TooFewKeys, TooManyKeys,
        NothingAllowed, NoFormFits, SeveralFormsFit, OneKeyMissing, Forbidden, ForbiddenKeys, ForbiddenTogether, TooDeep, TooMuchWork,
    ];

    private static Rule Error(string code, string english, string chinese, string help, string helpInChinese)
        => new(code, Severity.Error, new(english, chinese), new(help, helpInChinese));
}
