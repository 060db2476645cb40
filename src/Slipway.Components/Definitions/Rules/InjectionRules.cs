using Slipway.Yaml;
using static Slipway.Components.RuleText;

namespace Slipway.Components;

/// <summary>What an entry's own objects and patches may be. Some of it shows only in the rendered objects; the texts say then where.</summary>
public static class InjectionRules
{
    /// <summary>Argument: the kind of the first item.</summary>
    public static Rule PatchesList { get; } = Error("SLW0242",
        "`patches` must be a map of patches by name, but it is a list",
        "`patches` 必须是以名称为键的补丁映射，实际为列表",
        "give each patch a name of your choice, by which a higher level can replace it: `patches: {{my-patch: {{kind: {0}, merge: {{…}}}}}}`; where the list item had no `name`, every object of the kind is `name: \"*\"` now",
        "请为每个补丁取一个名称，上层可按名称替换它：`patches: {{my-patch: {{kind: {0}, merge: {{…}}}}}}`；原列表项没有 `name` 时表示该类的全部对象，现在请写 `name: \"*\"`");

    public static Rule ObjectLacks { get; } = Error("SLW0243",
        "the object `{0}` has no {1}",
        "对象 `{0}` 缺少 {1}",
        "every object has apiVersion, kind and metadata.name, each a text",
        "每个对象都必须有 apiVersion、kind 和 metadata.name，均为文本");

    public static Rule ObjectName { get; } = Error("SLW0244",
        "the object `{0}` cannot be called `{1}`: {2}",
        "对象 `{0}` 不能命名为 `{1}`：{2}",
        "Kubernetes would refuse it; choose another metadata.name",
        "Kubernetes 会拒绝该名称；请更换 metadata.name");

    public static Rule ObjectNamespace { get; } = Error("SLW0245",
        "the object `{0}` names a namespace",
        "对象 `{0}` 指定了命名空间",
        "leave `namespace` out: all objects stand where the component is installed, which the installation decides; what belongs into another namespace is a component of its own there",
        "请去掉 `namespace`：所有对象都位于组件安装的命名空间，由安装时决定；属于其他命名空间的内容应作为那里的独立组件");

    public static Rule ObjectHook { get; } = Error("SLW0246",
        "`{0}` makes a hook of Helm (the annotation helm.sh/hook)",
        "`{0}` 使用了 Helm 钩子（注解 helm.sh/hook）",
        "leave the annotation out: hooks are in no release, so nothing would show or remove what they make; a workload `job` runs something once",
        "请去掉该注解：钩子不属于 release，其创建的内容既不会显示也不会被移除；只运行一次的任务请使用工作负载 `job`");

    /// <summary>Arguments: the component or nothing, the pointer of one of them, which object and who makes it.</summary>
    public static Rule ObjectTwice { get; } = Error("SLW0247",
        "component `{0}`, {1}: {2}",
        "组件 `{0}`，{1}：{2}",
        "the second would overwrite the first: give the object of the entry another name, or change the existing one by a patch",
        "后者会覆盖前者：请为条目中的对象更换名称，或用补丁修改已有对象");

    public static Rule ObjectsAlike { get; } = Error("SLW0248",
        "the objects `{0}` and `{1}` are both {2}",
        "对象 `{0}` 与 `{1}` 都是 {2}",
        "give one of them another metadata.name, or take it out",
        "请修改其中一个的 metadata.name，或去掉它");

    public static Rule PatchEmpty { get; } = Error("SLW0249",
        "the patch `{0}` says no change",
        "补丁 `{0}` 没有写任何修改",
        "write `merge` (fields that shall be there), `remove` (JSON Pointers of what shall not), or both",
        "请填写 `merge`（需要设置的字段）、`remove`（需要移除的内容的 JSON Pointer），或两者都写");

    public static Rule PatchNull { get; } = Error("SLW0250",
        "the patch `{0}` has null at {1}",
        "补丁 `{0}` 在 {1} 处为 null",
        "a null gets lost in Helm's values; to take the field out, write `remove: [{1}]` instead",
        "null 会在 Helm 的 values 中丢失；要移除该字段，请改写 `remove: [{1}]`");

    public static Rule PatchPointer { get; } = Error("SLW0251",
        "`{1}` in `remove` of the patch `{0}` is no JSON Pointer to a field",
        "补丁 `{0}` 的 `remove` 中的 `{1}` 不是指向字段的 JSON Pointer",
        "write the names on the way, each behind a slash: `/spec/minReadySeconds`; within a name `/` is `~1` and `~` is `~0`",
        "请写出路径上的各级名称，每个前加斜杠：`/spec/minReadySeconds`；名称中的 `/` 写作 `~1`，`~` 写作 `~0`");

    public static Rule PatchIdentity { get; } = Error("SLW0252",
        "the patch `{0}` touches `{1}`: a patch changes what an object says, never which object it is",
        "补丁 `{0}` 涉及 `{1}`：补丁只修改对象的内容，不改变是哪一个对象",
        "leave it out; `kind`, `name` and perhaps `apiVersion` beside `merge` choose the object",
        "请去掉它；与 `merge` 并列的 `kind`、`name`，必要时加 `apiVersion`，用于选定对象");

    public static Rule PatchFixed { get; } = Error("SLW0253",
        "component `{0}`, {1}: {2}",
        "组件 `{0}`，{1}：{2}",
        "leave it out: Kubernetes refuses such a change of what is installed",
        "请去掉它：Kubernetes 不允许对已安装的对象做这种修改");

    public static Rule PatchIdle { get; } = Warning("SLW0254",
        "component `{0}`, {1}: the patch changes nothing: {2}",
        "组件 `{0}`，{1}：该补丁没有改变任何内容：{2}",
        "take the patch out, or look whether it means another object",
        "请去掉该补丁，或检查它是否应针对其他对象");

    public static Rule PatchList { get; } = Warning("SLW0255",
        "the patch `{0}` replaces the whole list `{1}` of the pod: what the definition and traits put there is gone",
        "补丁 `{0}` 会替换 Pod 的整个列表 `{1}`：服务定义和 trait 写入的内容将丢失",
        "the trait merge-patch changes single ones by name: `traits: {{merge-patch: {{model: {{pod: {{{2}: {{NAME: {{…}}}}}}}}}}}}`",
        "trait merge-patch 可以按名称修改其中一项：`traits: {{merge-patch: {{model: {{pod: {{{2}: {{NAME: {{…}}}}}}}}}}}}`");

    /// <summary>Arguments: component, who changes it, the field, the locked trait.</summary>
    public static Rule LockedField { get; } = Error("SLW0256",
        "component `{0}`: {1} changes {2}, which the trait `{3}` decides; the platform has locked it",
        "组件 `{0}`：{1} 修改了 {2}，而它由 trait `{3}` 决定；平台已锁定该 trait",
        "take it out of here, or ask the platform team: their platform.yaml decides",
        "请从这里去掉它，或联系平台团队：由其 platform.yaml 决定");

    public static IReadOnlyList<Rule> All { get; } =
    [
        PatchesList, ObjectLacks, ObjectName, ObjectNamespace, ObjectHook, ObjectTwice, ObjectsAlike, PatchEmpty, PatchNull, PatchPointer, PatchIdentity, PatchFixed,
        PatchIdle, PatchList, LockedField,
    ];
}
