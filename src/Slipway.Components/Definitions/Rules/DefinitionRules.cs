using Slipway.Yaml;
using static Slipway.Components.RuleText;

namespace Slipway.Components;

/// <summary>What can be said about a definition as a whole, and about keys and values in general: SLW0100 to SLW0199 with its neighbours.</summary>
public static class DefinitionRules
{
    public static Rule Empty { get; } = Error("SLW0100",
        "the file holds no service definition: it is empty",
        "文件中没有服务定义：内容为空",
        "write at least name, version and container; `slipway check --help` shows an example",
        "至少填写 name、version 和 container；示例见 `slipway check --help`");

    public static Rule SeveralDocuments { get; } = Error("SLW0101",
        "a second document begins here, but a file holds one only",
        "此处开始了第二个文档，而一个文件只能包含一个文档",
        "move what follows `---` into a file of its own",
        "请将 `---` 之后的内容移到单独的文件中");

    public static Rule RootNotMap { get; } = Error("SLW0102",
        "the file must be a map of keys and values, but it is `{0}`",
        "文件内容必须是键值映射，实际为 `{0}`",
        "begin with a line such as `name: sleep`",
        "请以 `name: sleep` 这样的行开头");

    /// <summary>Arguments: the key with its path, the keys known there, the nearest of them or the place it belongs to.</summary>
    public static Rule UnknownKey { get; } = Error("SLW0103",
        "unknown key `{0}`",
        "未知的键 `{0}`",
        "known here: {1}",
        "此处可用的键：{1}");

    public static Rule TwoSpellings { get; } = Error("SLW0104",
        "`{0}` is given a second time, as `{1}`; the first stands in line {2}",
        "`{0}` 重复给出，此处写作 `{1}`，第一次在第 {2} 行",
        "upper and lower case do not count in key names: keep one of the two",
        "键名不区分大小写：两处请只保留一处");

    public static Rule Missing { get; } = Error("SLW0105",
        "`{0}` is missing",
        "缺少 `{0}`",
        "add it, for example `{1}`",
        "请补充，例如 `{1}`");

    public static Rule NoValue { get; } = Error("SLW0106",
        "`{0}` has no value",
        "`{0}` 没有值",
        "write a value; a key that may be left out can be deleted instead",
        "请填写值；可省略的键也可以直接删除");

    public static Rule NotMap { get; } = Error("SLW0107",
        "`{0}` must be a map of keys and values, but it is `{1}`",
        "`{0}` 必须是键值映射，实际为 `{1}`",
        "write its keys on the following lines, indented deeper than `{0}`",
        "请在后续各行写出它的键，缩进要比 `{0}` 更深");

    public static Rule NotText { get; } = Error("SLW0108",
        "`{0}` must be a text, but it is `{1}`",
        "`{0}` 必须是文本，实际为 `{1}`",
        "write one text; put it in double quotes when it looks like a number, `true`, `false` or `null`",
        "请填写一段文本；形似数字、`true`、`false` 或 `null` 的文本请加双引号");

    public static Rule NotWhole { get; } = Error("SLW0109",
        "`{0}` must be a whole number, but it is `{1}`",
        "`{0}` 必须是整数，实际为 `{1}`",
        "write decimal digits only, without quotes, unit or fraction",
        "只写十进制数字，不加引号、单位或小数");

    public static Rule OutOfRange { get; } = Error("SLW0110",
        "`{0}` is {1}, outside {2} to {3}",
        "`{0}` 为 {1}，超出 {2} 至 {3} 的范围",
        "write a number from {2} to {3}",
        "请填写 {2} 至 {3} 之间的整数");

    public static Rule NotList { get; } = Error("SLW0111",
        "`{0}` must be a list, but it is `{1}`",
        "`{0}` 必须是列表，实际为 `{1}`",
        "write one item a line, each beginning with `- `",
        "每行写一项，各以 `- ` 开头");

    public static Rule NotYet { get; } = Error("SLW0112",
        "`{0}` is part of the format, but this version of Slipway cannot deliver it yet",
        "`{0}` 属于该格式，但当前版本的 Slipway 尚不能交付它",
        "take `{0}` out for now; leaving it in would deploy the service without it",
        "请暂时移除 `{0}`；若保留，服务部署后将不具备这项内容");

    public static Rule WrongFormat { get; } = Error("SLW0113",
        "the format `{0}` is not known here; expected `{1}`",
        "此处不支持格式 `{0}`，应为 `{1}`",
        "write `format: {1}`, or leave the key out",
        "请写 `format: {1}`，或省略该键");

    public static Rule BadName { get; } = Error("SLW0114",
        "`{1}` cannot be `{0}`: it must consist of lower-case letters, digits and `-`, begin with a letter and end with a letter or digit",
        "`{1}` 不能作为 `{0}`：只能由小写字母、数字和 `-` 组成，以字母开头，以字母或数字结尾",
        "write, for example, `{2}`",
        "例如可写 `{2}`");

    public static Rule LongName { get; } = Error("SLW0115",
        "`{0}` is {1} characters long, more than {2}",
        "`{0}` 有 {1} 个字符，超过上限 {2}",
        "shorten it to {2} characters: names of objects in the cluster are made from it",
        "请缩短到 {2} 个字符以内：集群中的对象名称由它生成");

    public static Rule BadVersion { get; } = Error("SLW0116",
        "`{1}` in `{0}` is no semantic version",
        "`{0}` 中的 `{1}` 不是语义化版本号",
        "write three numbers with dots, such as `{2}`; a pre-release follows after `-`, as in `3.0.1-rc.1`",
        "请写三段以点分隔的数字，如 `{2}`；预发布标识跟在 `-` 之后，如 `3.0.1-rc.1`");

    public static Rule BadWorkload { get; } = Error("SLW0117",
        "`{0}` names no workload: a workload's name consists of lower-case letters, digits and `-`",
        "`{0}` 不是工作负载名称：名称只能由小写字母、数字和 `-` 组成",
        "write the name of a workload, such as `{1}`, or leave the key out for `stateless`",
        "请填写工作负载名称，如 `{1}`；省略该键则为 `stateless`");

    public static Rule NotBoolean { get; } = Error("SLW0182",
        "`{0}` must be true or false, but it is `{1}`",
        "`{0}` 必须是 true 或 false，实际为 `{1}`",
        "write true or false, without quotes",
        "请写 true 或 false，不加引号");

    /// <summary>Arguments: the key, the workload.</summary>
    public static Rule NoPods { get; } = Error("SLW0257",
        "`{0}` is about pods, but the workload `{1}` runs none: somebody else runs the service",
        "`{0}` 与 Pod 有关，而工作负载 `{1}` 不运行 Pod：服务由他人运行",
        "take `{0}` out; for a service that the platform is to run, choose another workload, such as `stateless`",
        "请去掉 `{0}`；如果服务应由平台运行，请改用其他工作负载，例如 `stateless`");

    /// <summary>The whole area, its parts included.</summary>
    public static IReadOnlyList<Rule> All { get; } =
    [
        Empty, SeveralDocuments, RootNotMap, UnknownKey, TwoSpellings, Missing, NoValue, NotMap, NotText, NotWhole, OutOfRange, NotList,
        NotYet, WrongFormat, BadName, LongName, BadVersion, BadWorkload, NotBoolean, NoPods,
        .. ValueRules.All, .. ContainerRules.All, .. PortRules.All, .. ProbeRules.All, .. AdoptedRules.All, .. AdditionRules.All, .. UpdateRules.All, .. PartRules.All, .. FileRules.All, .. EntryRules.All,
    ];
}
