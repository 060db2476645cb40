namespace Slipway.Yaml;

/// <summary>Why a text is no YAML at all. Only the first such place of a text is known: what follows it has no structure.</summary>
public static class SyntaxRules
{
    public static Rule Unreadable { get; } = Error("SLW0001",
        "this is not YAML: {0}", "这里不是合法的 YAML：{0}",
        "compare this line and the one before it with their neighbours: indentation, colons, quotes, brackets",
        "请对照相邻的行检查本行和上一行：缩进、冒号、引号、括号");

    public static Rule UnclosedQuote { get; } = Error("SLW0020",
        "the quoted text that begins here is not closed", "从这里开始的引号文本没有结束",
        "write {0} at its end; a quote inside it is written {1}", "请在末尾写上 {0}；文本内部的引号写作 {1}");

    public static Rule UnclosedBracket { get; } = Error("SLW0021",
        "the `{0}` that stands here is not closed", "这里的 `{0}` 没有闭合",
        "write `{1}` at its end and a comma between its items", "请在末尾写上 `{1}`，各项之间用逗号分隔");

    public static Rule Indentation { get; } = Error("SLW0022",
        "this line is indented by {0} blank(s), and nothing above it begins there", "本行缩进 {0} 个空格，上文没有从该列开始的内容",
        "indent it exactly as the lines that it belongs to; possible here: {1}", "缩进必须与它所属的各行完全一致；此处可用的缩进：{1}");

    public static Rule TooDeepIndentation { get; } = Error("SLW0023",
        "this line is indented deeper than the one that it follows, which already has a value", "本行比上一行缩进更深，但上一行已经有值",
        "indent it as the line above, or take the value of the line above away", "请与上一行对齐，或去掉上一行的值");

    public static Rule TwoColons { get; } = Error("SLW0024",
        "a second `: ` in one line", "同一行中出现第二个 `: `",
        "put the text in quotes if the colon belongs to it, or begin a new, deeper line for the inner key",
        "如果冒号是文本的一部分，请给文本加引号；如果是内层的键，请另起一行并增加缩进");

    public static Rule MissingBlank { get; } = Error("SLW0025",
        "no blank after the colon of `{0}`", "`{0}` 的冒号后面缺少空格",
        "write `{1}`", "请写成 `{1}`");

    public static Rule MissingColon { get; } = Error("SLW0026",
        "`{0}` has no colon, so it is neither a key nor an item", "`{0}` 后面没有冒号，它既不是键也不是列表项",
        "write `{0}:` for a key, `- {0}` for an item of a list; a text of several lines begins with `|` after its key and is indented deeper",
        "如果是键，请写 `{0}:`；如果是列表项，请写 `- {0}`；多行文本要在键后写 `|`，并且缩进更深");

    /// <summary>Argument 1: what it has to be.</summary>
    internal static LocalText WideColon { get; } = new("the `：` in it is a full-width colon, which YAML takes for a letter: write `{1}`", "其中的 `：` 是全角冒号，YAML 视其为普通字符：请写成 `{1}`");

    public static Rule ReservedStart { get; } = Error("SLW0027",
        "a value cannot begin with `{0}`", "值不能以 `{0}` 开头",
        "put it in quotes", "请加引号");

    public static Rule TabInPlace { get; } = Error("SLW0028",
        "a tab where YAML wants blanks", "此处必须用空格，不能用制表符",
        "replace it by blanks", "请替换为空格");

    public static Rule BadEscape { get; } = Error("SLW0029",
        "`{0}` is no escape that double quotes know", "双引号中不存在转义写法 `{0}`",
        "write `\\\\` for a backslash, or put the text in single quotes", "反斜杠请写作 `\\\\`，或改用单引号");

    public static Rule BlockHeader { get; } = Error("SLW0030",
        "nothing but `-`, `+`, a digit and a comment may follow `|` and `>`", "`|` 和 `>` 后面只能是 `-`、`+`、数字或注释",
        "begin the text in the next line, indented deeper than its key", "请从下一行开始写文本，并且比它的键缩进更深");

    public static Rule BlockIndentation { get; } = Error("SLW0031",
        "the text begins with lines that are indented deeper than its first full line", "文本开头的空行比第一个非空行缩进更深",
        "take the blanks of the empty lines away", "请去掉空行中的空格");

    public static Rule TagHandle { get; } = Error("SLW0032",
        "this tag is not well formed or not declared", "该标签格式不正确或没有声明",
        "if the text begins with an exclamation mark, put it in quotes", "如果文本本来就以感叹号开头，请加引号");

    public static Rule AnchorName { get; } = Error("SLW0033",
        "`&` and `*` need a name of letters, digits and dashes", "`&` 和 `*` 后面必须是由字母、数字和短横线组成的名称",
        "if the text begins with this sign, put it in quotes", "如果文本本来就以该符号开头，请加引号");

    public static Rule Directive { get; } = Error("SLW0034",
        "a line that begins with `%`, `---` or `...` is an instruction to the reader, and this one is none that exists",
        "以 `%`、`---` 或 `...` 开头的行是给解析器的指令，而这里的指令不成立",
        "separate documents by a line `---`, and put a text that begins so in quotes", "文档之间用单独一行 `---` 分隔；如果它是文本，请加引号");

    public static Rule MissingComma { get; } = Error("SLW0035",
        "a comma or `{0}` is missing before this", "此处之前缺少逗号或 `{0}`",
        "separate the items between brackets by commas; put texts that hold brackets or commas in quotes",
        "括号内的各项用逗号分隔；含有括号或逗号的文本请加引号");

    public static Rule ItemInPlace { get; } = Error("SLW0036",
        "an item (`- `) cannot stand here", "此处不能出现列表项（`- `）",
        "begin the list in the line after its key, and give every item the same indentation", "请在键的下一行开始列表，并让各项缩进相同");

    public static Rule MissingItem { get; } = Error("SLW0037",
        "this line stands where the list's next `- ` is expected", "此处应当是列表的下一个 `- `",
        "begin it with `- `, or indent it as the key that it belongs to", "请以 `- ` 开头，或按它所属的键缩进");

    public static Rule BlockNotIndented { get; } = Error("SLW0038",
        "the text after `{0}` has to be indented deeper than its key", "`{0}` 后面的文本必须比它的键缩进更深",
        "indent every line of the text by two more blanks", "请把文本的每一行再缩进两个空格");

    public static Rule TextAfterValue { get; } = Error("SLW0039",
        "text after a value that has already ended", "值已经结束，后面又出现了文本",
        "put the whole value into one pair of quotes; inside single quotes a single quote is written twice",
        "请把整个值放进同一对引号；单引号文本内的单引号要写两次");

    public static Rule LongKey { get; } = Error("SLW0040",
        "a key longer than {0} characters", "键的长度超过 {0} 个字符",
        "shorten it, or check whether a line break is missing", "请缩短它，或检查是否漏了换行");

    internal static IReadOnlyList<Rule> All { get; } =
    [
        Unreadable, UnclosedQuote, UnclosedBracket, Indentation, TooDeepIndentation, TwoColons, MissingBlank, MissingColon, ReservedStart,
        TabInPlace, BadEscape, BlockHeader, BlockIndentation, TagHandle, AnchorName, Directive, MissingComma, ItemInPlace, MissingItem,
        BlockNotIndented, TextAfterValue, LongKey,
    ];

    private static Rule Error(string code, string english, string chinese, string help, string helpInChinese)
        => new(code, Severity.Error, new(english, chinese), new(help, helpInChinese));
}
