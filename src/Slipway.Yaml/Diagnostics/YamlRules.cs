namespace Slipway.Yaml;

/// <summary>What can be wrong with a text before anybody asks what it means.</summary>
public static class YamlRules
{
    public static Rule Tabs { get; } = Warning("SLW0002",
        "tabs in the indentation of {0} line(s), first in line {1}", "有 {0} 行的缩进使用了制表符，首先出现在第 {1} 行",
        "each was counted to the next multiple of four; replace them by blanks",
        "每个制表符按到下一个四的倍数列计算；请把它们替换为空格");

    public static Rule DuplicateKey { get; } = Error("SLW0003",
        "the key `{0}` stands twice in one map", "同一个映射中键 `{0}` 出现了两次",
        "keep one of them; until then the first one, in line {1}, counts", "只保留其中一个；在此之前以第 {1} 行的第一个为准");

    public static Rule UnknownAlias { get; } = Error("SLW0004",
        "nothing above is named `&{0}`", "前文没有名为 `&{0}` 的锚点",
        "an alias repeats an anchor that stands before it: write `&{0}` at the value that is meant, or put the text in quotes if it is one",
        "别名只能引用前文已有的锚点：在要引用的值前写上 `&{0}`；如果这里本来就是文本，请加引号");

    public static Rule RecursiveAlias { get; } = Error("SLW0005",
        "`*{0}` stands inside the value that it repeats", "`*{0}` 位于它自己所引用的值之内",
        "a value cannot contain itself; write the inner value out", "值不能包含自身；请把内层的值直接写出来");

    public static Rule TooManyAliases { get; } = Error("SLW0006",
        "the aliases repeat more than {0} values", "别名展开后超过 {0} 个值",
        "write the values out, or use fewer aliases inside aliased values", "请直接写出这些值，或者减少别名的嵌套引用");

    public static Rule TooDeep { get; } = Error("SLW0007",
        "more than {0} levels of maps and lists", "映射与列表的嵌套超过 {0} 层",
        "nothing after this place was read; make the structure flatter", "此处之后的内容没有读取；请减少嵌套层数");

    public static Rule TooLarge { get; } = Error("SLW0008",
        "the file is larger than {0} MiB", "文件大于 {0} MiB",
        "it was not read; split it, or name the right file", "没有读取该文件；请拆分它，或检查是否指定了错误的文件");

    public static Rule InvalidBytes { get; } = Error("SLW0009",
        "bytes that are no {0} text: {1}", "存在不是 {0} 文本的字节：{1}",
        "save the file as UTF-8 (editors on Chinese Windows often write GBK)", "请用 UTF-8 编码保存文件（中文 Windows 的编辑器常默认保存为 GBK）");

    public static Rule ControlCharacter { get; } = Error("SLW0010",
        "the control character {0}", "出现控制字符 {0}",
        "delete it; where it is meant, write it as an escape in double quotes, such as \"\\x1b\"",
        "请删除它；确实需要时，在双引号内用转义写法，例如 \"\\x1b\"");

    public static Rule Binary { get; } = Error("SLW0011",
        "this is a binary file, not text", "这是二进制文件，不是文本",
        "name a YAML file", "请指定一个 YAML 文件");

    public static Rule MergeValue { get; } = Error("SLW0012",
        "`<<` merges a map or a list of maps, and this is neither", "`<<` 只能合并一个映射或由映射组成的列表，此处两者都不是",
        "write `<<: *name` where `&name` is a map, or put `\"<<\"` in quotes if it is an ordinary key",
        "请写成 `<<: *名称`，且 `&名称` 是一个映射；如果它只是普通的键，请写成带引号的 `\"<<\"`");

    public static Rule ComplexKey { get; } = Error("SLW0013",
        "a map or a list cannot be a key", "映射或列表不能作为键",
        "keys are plain text; if this is a template such as {{ name }} or a text with braces, put it in quotes",
        "键必须是普通文本；如果这是 {{ name }} 之类的模板或带花括号的文本，请加引号");

    public static Rule UnknownTag { get; } = Warning("SLW0014",
        "the tag `{0}` is not known and was ignored", "未知的标签 `{0}`，已忽略",
        "delete the tag; if the text begins with an exclamation mark, put it in quotes", "请删除该标签；如果文本本来就以感叹号开头，请加引号");

    public static Rule TagMismatch { get; } = Error("SLW0015",
        "`{1}` is not a value of the type `{0}`", "`{1}` 不是类型 `{0}` 的值",
        "correct the value or delete the tag", "请更正该值或删除标签");

    public static Rule LeadingZero { get; } = Warning("SLW0016",
        "`{0}` is the decimal number {1} here, but octal ({2}) for many other readers", "`{0}` 在这里是十进制数 {1}，但许多其他程序会当作八进制（{2}）",
        "write `0o{3}` or `{2}` for the octal number, `{1}` for the decimal one, or put it in quotes if it is text",
        "八进制请写 `0o{3}` 或 `{2}`，十进制请写 `{1}`；如果是文本请加引号");

    public static Rule NotFormatted { get; } = Error("SLW0041",
        "{0} is left as it is: formatting it could change what it means", "{0} 保持原样：格式化可能会改变它的含义",
        "write it in a plainer form, without what only few readers know, such as directives; or name it in .slipwayignore",
        "请换成更简单的写法，避免指令等很少有程序支持的内容；或者把该文件写入 .slipwayignore");

    public static IReadOnlyList<Rule> All { get; } =
    [
        Tabs, DuplicateKey, UnknownAlias, RecursiveAlias, TooManyAliases, TooDeep, TooLarge, InvalidBytes, ControlCharacter,
        Binary, MergeValue, ComplexKey, UnknownTag, TagMismatch, LeadingZero, NotFormatted, .. SyntaxRules.All,
    ];

    private static Rule Error(string code, string english, string chinese, string help, string helpInChinese)
        => new(code, Severity.Error, new(english, chinese), new(help, helpInChinese));

    private static Rule Warning(string code, string english, string chinese, string help, string helpInChinese)
        => new(code, Severity.Warning, new(english, chinese), new(help, helpInChinese));
}
