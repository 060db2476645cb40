using Slipway.Yaml;
using static Slipway.Components.RuleText;

namespace Slipway.Components;

/// <summary>The entry that stands on top of a definition, as a file or word by word on the command line.</summary>
public static class EntryRules
{
    public static Rule Empty { get; } = Error("SLW0180",
        "{0} says nothing: the file is empty",
        "{0} 没有内容：文件为空",
        "write at least one of traits, config, objects and patches, or leave the file out",
        "请至少填写 traits、config、objects、patches 之一，或不要使用该文件");

    public static Rule TraitNotMap { get; } = Error("SLW0181",
        "the trait `{0}` must be a map of parameters, but it is `{1}`",
        "trait `{0}` 必须是参数映射，实际为 `{1}`",
        "write `{0}: {{}}` to switch it on as it is, `{0}: {{enabled: false}}` to switch it off",
        "按默认参数启用请写 `{0}: {{}}`，停用请写 `{0}: {{enabled: false}}`");

    public static Rule ObjectNotMap { get; } = Error("SLW0183",
        "the object `{0}` must be a map with apiVersion and kind, but it is `{1}`",
        "对象 `{0}` 必须是含 apiVersion 和 kind 的映射，实际为 `{1}`",
        "write the Kubernetes object below its name, or null to take out one of the same name",
        "请在名称下写出 Kubernetes 对象；写 null 则移除同名对象");

    public static Rule PatchNotMap { get; } = Error("SLW0184",
        "`{0}` must be a map, but it is `{1}`",
        "`{0}` 必须是映射，实际为 `{1}`",
        "a patch is a map that names a kind and says what to change, as `{{kind: Deployment, merge: {{…}}}}`; null takes out one of the same name",
        "补丁是写明类型和修改内容的映射，例如 `{{kind: Deployment, merge: {{…}}}}`；写 null 则移除同名补丁");

    public static Rule BadAssignment { get; } = Error("SLW0185",
        "`{0}` is no trait assignment",
        "`{0}` 不是对 trait 的设置",
        "write TRAIT, TRAIT.enabled=false or TRAIT.PARAMETER=VALUE, such as `autoscale.max=5`; a dot within a name is written `\\.`",
        "请写 TRAIT、TRAIT.enabled=false 或 TRAIT.参数=值，例如 `autoscale.max=5`；名称中的点写作 `\\.`");

    public static Rule BadAssignedValue { get; } = Error("SLW0186",
        "the value `{1}` of `{0}` is no single text, number, true, false or null",
        "`{0}` 的值 `{1}` 不是单个文本、数字、true、false 或 null",
        "write one value; lists and maps belong in a file that `--with` names; `\"\"` is the empty text and null takes the parameter out",
        "请填写单个值；列表和映射请写入由 `--with` 指定的文件；空文本写 `\"\"`，null 表示去掉该参数");

    public static Rule BadConfigAssignment { get; } = Error("SLW0241",
        "`{0}` is no setting of a value",
        "`{0}` 不是对配置项的设置",
        "write KEY=VALUE, such as `database.host=db`; a dot within a name is written `\\.`",
        "请写 KEY=值，例如 `database.host=db`；名称中的点写作 `\\.`");

    public static IReadOnlyList<Rule> All { get; } =
        [Empty, TraitNotMap, ObjectNotMap, PatchNotMap, BadAssignment, BadAssignedValue, BadConfigAssignment];
}
