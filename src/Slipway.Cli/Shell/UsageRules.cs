using Slipway.Yaml;

namespace Slipway.Cli;

/// <summary>What can be wrong with a command line.</summary>
public static class UsageRules
{
    public static Rule UnknownOption { get; } = Error(
        "SLW0901",
        "`{1}` has no option `{0}`", "`{1}` 没有选项 `{0}`",
        "`{1} --help` lists its options", "用 `{1} --help` 查看它的选项");

    public static Rule UnknownCommand { get; } = Error(
        "SLW0902",
        "there is no command `{0}`", "没有命令 `{0}`",
        "`{1} --help` lists the commands", "用 `{1} --help` 查看所有命令");

    public static Rule ValueMissing { get; } = Error(
        "SLW0903",
        "the option `{0}` needs a value", "选项 `{0}` 缺少值",
        "write `{0} {2}`; `{1} --help` explains it", "请写成 `{0} {2}`；说明见 `{1} --help`");

    public static Rule ArgumentMissing { get; } = Error(
        "SLW0904",
        "`{1}` needs {0}", "`{1}` 缺少参数 {0}",
        "`{1} --help` shows how it is called", "用法见 `{1} --help`");

    public static Rule TooManyValues { get; } = Error(
        "SLW0905",
        "the option `{0}` is given more than once", "选项 `{0}` 只能写一次",
        "keep one of them; `{1} --help` shows which options may be repeated", "请只保留一个；哪些选项可以重复，见 `{1} --help`");

    public static Rule UnexpectedArgument { get; } = Error(
        "SLW0906",
        "`{1}` does not take the argument `{0}`", "`{1}` 不接受参数 `{0}`",
        "`{1} --help` shows what it takes; a value with blanks needs quotes", "它接受什么参数，见 `{1} --help`；含空格的值要加引号");

    public static Rule WrongValue { get; } = Error(
        "SLW0907",
        "the option `{0}` does not take `{1}`", "选项 `{0}` 不接受 `{1}`",
        "it takes {2}", "可用的值：{2}");

    public static Rule Exclude { get; } = Error(
        "SLW0908",
        "the options `{0}` and `{1}` exclude each other", "选项 `{0}` 和 `{1}` 不能同时使用",
        "leave one of them out", "请去掉其中一个");

    public static Rule OptionMissing { get; } = Error(
        "SLW0909",
        "`{1}` needs the option `{0}`", "`{1}` 必须给出选项 `{0}`",
        "write `{0} {2}`; `{1} --help` explains it", "请写上 `{0} {2}`；说明见 `{1} --help`");

    public static Rule FlagWithValue { get; } = Error(
        "SLW0910",
        "the option `{0}` takes no value", "选项 `{0}` 不带值",
        "write `{0}` alone", "请只写 `{0}`");

    public static Rule CommandMissing { get; } = Error(
        "SLW0911",
        "`{0}` needs one of its commands", "`{0}` 后面缺少命令",
        "`{0} --help` lists them", "用 `{0} --help` 查看有哪些命令");

    public static Rule UnknownCode { get; } = Error(
        "SLW0912",
        "there is no diagnostic `{0}`", "没有编号为 `{0}` 的诊断",
        "`slipway explain codes` lists all codes", "用 `slipway explain codes` 查看所有编号");

    public static Rule SeveralFiles { get; } = Error(
        "SLW0913",
        "`{0}` takes one service definition, but {1} were found", "`{0}` 只接受一个服务定义，却找到了 {1} 个",
        "name the file; `slipway template` takes several", "请直接给出文件；`slipway template` 可以接受多个");

    public static Rule WrongArgument { get; } = Error(
        "SLW0914",
        "{0} cannot be `{1}`", "{0} 不能是 `{1}`",
        "it takes {2}", "可用的值：{2}");

    public static Rule NoName { get; } = Error(
        "SLW0915",
        "the option `{0}` does not take `{1}`", "选项 `{0}` 不接受 `{1}`",
        "a name has lower-case letters, digits and hyphens, begins and ends with a letter or digit, and has at most {2} characters",
        "名称只能含小写字母、数字和连字符，以字母或数字开头和结尾，最多 {2} 个字符");

    public static Rule WrongForm { get; } = Error(
        "SLW0916",
        "the option `{0}` does not take `{1}`", "选项 `{0}` 不接受 `{1}`",
        "it takes a value such as {2}", "可用的值例如：{2}");

    public static Rule UnknownField { get; } = Error(
        "SLW0917",
        "there is no field `{0}`", "没有字段 `{0}`",
        "`{2}` lists what there is", "用 `{2}` 查看有哪些字段");

    public static Rule NotOnApplications { get; } = Error(
        "SLW0918",
        "`{0}` stands on top of a single service, and `{1}` is an application", "`{0}` 附加在单个服务之上，而 `{1}` 是应用",
        "write it at the component it is meant for, in the application's `components`", "请写到应用 `components` 中所指的组件之下");

    /// <summary>0 option, 1 the services.</summary>
    public static Rule OnlyOnApplications { get; } = Error("SLW0931",
        "`{0}` says something about an application, and this is none: {1}", "`{0}` 只用于应用，而这里不是应用：{1}",
        "leave it out; a single service has neither optional components nor alternatives", "请去掉它；单个服务没有可选组件，也没有备选组件");

    /// <summary>0 the options that an earlier install was given.</summary>
    public static Rule KeptSelection { get; } = new("SLW0932", Severity.Information,
        new("as at the last install: {0}", "与上次安装相同：{0}"),
        new("`--enable`, `--disable` and `--choose` change single ones; `--defaults` goes back to the application's own choice",
            "`--enable`、`--disable` 和 `--choose` 可逐项更改；`--defaults` 恢复为应用自己的选择"));

    /// <summary>0 the options, 1 the application and its version.</summary>
    public static Rule KeptNoMore { get; } = new("SLW0933", Severity.Warning,
        new("said at an earlier install, but not offered by {1}, and so left out: {0}", "之前安装时指定过，但 {1} 不再提供，已忽略：{0}"),
        new("look at what the application offers now (`slipway explain application`, its `optional` and `oneOf`), and choose anew where it matters",
            "请查看应用现在提供的选项（其 `optional` 和 `oneOf`），必要时重新选择"));

    public static Rule NotOneApplication { get; } = Error(
        "SLW0926",
        "`{0}` holds no application, or several", "`{0}` 中没有应用，或有多个应用",
        "name one application: its file, the folder with its application.yaml, or a package", "请指定一个应用：应用文件、包含 application.yaml 的目录，或应用包");

    public static Rule StandardInputAlone { get; } = Error(
        "SLW0930",
        "`-`, which stands for standard input, cannot stand beside other paths", "表示标准输入的 `-` 不能与其他路径一起使用",
        "name either files and folders, or `-` alone", "请只写文件和文件夹，或只写 `-`");

    public static Rule NothingToCompare { get; } = Error(
        "SLW0934",
        "there is nothing to compare with", "没有可比较的对象",
        "name a second package, a platform with --platform, or what is installed with --installation", "请给出第二个应用包，或用 --platform 给出平台，或用 --installation 给出已安装的内容");

    public static Rule NoApplication { get; } = Error(
        "SLW0935",
        "{0} is no application and no package", "{0} 既不是应用，也不是应用包",
        "name an application.yaml, the folder that it is in, or a .slip; for services alone there is `slipway platform diff`",
        "请给出 application.yaml、它所在的文件夹，或 .slip 文件；只比较服务请用 `slipway platform diff`");

    public static IReadOnlyList<Rule> All { get; } =
    [
        UnknownOption, UnknownCommand, ValueMissing, ArgumentMissing, TooManyValues, UnexpectedArgument, WrongValue, Exclude, OptionMissing,
        FlagWithValue, CommandMissing, UnknownCode, SeveralFiles, WrongArgument, NoName, WrongForm, UnknownField, NotOnApplications, NotOneApplication, OnlyOnApplications, KeptSelection, KeptNoMore, StandardInputAlone,
        NothingToCompare, NoApplication,
    ];

    private static Rule Error(string code, string english, string chinese, string englishHelp, string chineseHelp)
        => new(code, Severity.Error, new(english, chinese), new(englishHelp, chineseHelp));
}
