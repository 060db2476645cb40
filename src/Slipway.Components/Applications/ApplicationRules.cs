using Slipway.Yaml;
using static Slipway.Components.RuleText;

namespace Slipway.Components;

/// <summary>What can be wrong within one application definition: SLW0720 to SLW0739.</summary>
public static class ApplicationRules
{
    internal static readonly LocalText DidYouMean = new("did you mean `{3}`? the components are: {2}", "是否想写 `{3}`？现有组件：{2}");

    public static Rule Empty { get; } = Error("SLW0720",
        "{0} holds no application definition: it is empty",
        "{0} 中没有应用定义：内容为空",
        "write at least name, version and components",
        "至少填写 name、version 和 components");

    /// <summary>Arguments: the path, the name, all names, the nearest.</summary>
    public static Rule UnknownComponent { get; } = Error("SLW0721",
        "`{0}` names `{1}`, but the application has no such component",
        "`{0}` 引用了 `{1}`，但应用中没有该组件",
        "the components are: {2}",
        "现有组件：{2}");

    public static Rule DependsOnItself { get; } = Error("SLW0722",
        "the component `{0}` depends on itself",
        "组件 `{0}` 依赖自身",
        "delete the name from its dependsOn",
        "请从其 dependsOn 中删除该名称");

    public static Rule Cycle { get; } = Error("SLW0723",
        "no component of this circle can start first: {0}",
        "以下循环依赖中没有组件能先启动：{0}",
        "take one of the steps out of dependsOn: it only says what must be ready before, and a service that finds another one missing tries again",
        "请从 dependsOn 中去掉其中一步：它只说明启动前必须先就绪的组件，而服务在依赖暂缺时会自行重试");

    /// <summary>Arguments: the name, the list's path, the line of the first.</summary>
    public static Rule NamedTwice { get; } = Error("SLW0724",
        "`{0}` stands in `{1}` a second time; the first is in line {2}",
        "`{0}` 在 `{1}` 中重复出现，第一次在第 {2} 行",
        "keep one of the two",
        "请只保留一处");

    public static Rule NoChoice { get; } = Error("SLW0725",
        "`{0}` gives no choice: it names fewer than two components",
        "`{0}` 没有可选项：给出的组件不足两个",
        "name two components or more; one that may be left out says `optional: true` instead",
        "请写出两个或更多组件；可省略的单个组件请改用 `optional: true`");

    public static Rule DefaultNotOfThem { get; } = Error("SLW0726",
        "`{0}` is the default of `{1}`, but none of its components",
        "`{1}` 的默认值 `{0}` 不在其组件之中",
        "write one of: {2}",
        "可用的取值：{2}");

    /// <summary>Arguments: the component, the first group, the second, the line of the first.</summary>
    public static Rule TwoChoices { get; } = Error("SLW0727",
        "the component `{0}` stands in two choices, `{1}` and `{2}`; the first is in line {3}",
        "组件 `{0}` 同时属于 `{1}` 和 `{2}` 两个选项组，第一个在第 {3} 行",
        "leave it in one of them: two choices could ask for it to run and not to run",
        "请只保留在其中一组：两组的选择可能互相矛盾");

    public static Rule OptionalAlternative { get; } = Error("SLW0728",
        "the component `{0}` is optional and an alternative of `{1}` (line {2})",
        "组件 `{0}` 既是可选组件，又是 `{1}`（第 {2} 行）的备选",
        "delete `optional`: whether it runs is what the choice decides",
        "请删除 `optional`：是否运行由该选项组决定");

    public static Rule MayBeOff { get; } = Error("SLW0729",
        "the component `{0}` always runs and depends on `{1}`, which may be left out",
        "组件 `{0}` 始终运行，却依赖可省略的 `{1}`",
        "make `{0}` optional too, or `{1}` not; what a service merely uses when it is there needs no dependsOn",
        "请把 `{0}` 也设为可选，或让 `{1}` 不可省略；仅在存在时才使用的服务不需要写入 dependsOn");

    internal static readonly LocalText AlternativeNeeds = new(
        "let `{1}` always run: whichever alternative is chosen must have what it needs. What a service merely uses when it is there needs no dependsOn",
        "请让 `{1}` 始终运行：备选组件不能缺少所需的组件。仅在存在时才使用的服务不需要写入 dependsOn");

    public static IReadOnlyList<Rule> All { get; } =
        [Empty, UnknownComponent, DependsOnItself, Cycle, NamedTwice, NoChoice, DefaultNotOfThem, TwoChoices, OptionalAlternative, MayBeOff];
}
