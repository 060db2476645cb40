using Slipway.Yaml;
using static Slipway.Packages.RuleText;

namespace Slipway.Packages;

/// <summary>What can be wrong between an application and what it refers to: SLW0740 to SLW0759.</summary>
public static class ComposingRules
{
    public static Rule NotOneService { get; } = Error("SLW0740",
        "the component `{0}` needs one service definition, but {1} holds {2}",
        "组件 `{0}` 需要一个服务定义，但 {1} 中有 {2} 个",
        "name the file that describes the service",
        "请指定描述该服务的文件");

    public static Rule NotApplication { get; } = Error("SLW0741",
        "the component `{0}` needs an application definition, but {1} is none",
        "组件 `{0}` 需要应用定义，但 {1} 不是",
        "name an application.yaml, or write `service:` for a service definition",
        "请指定 application.yaml；如果是服务定义，请改用 `service:`");

    /// <summary>Arguments: the way round.</summary>
    public static Rule ContainsItself { get; } = Error("SLW0742",
        "the application contains itself: {0}",
        "应用包含了自身：{0}",
        "take this component out: a middle product cannot hold what holds it",
        "请去掉该组件：中间产品不能包含引用它的应用");

    /// <summary>Arguments: the name, the first way, the second way, the first one's file and line.</summary>
    public static Rule NamesCollide { get; } = Error("SLW0743",
        "two components get the name `{0}`: {1} ({3}) and {2}",
        "两个组件的名称都是 `{0}`：{1}（{3}）与 {2}",
        "rename one of them; a component's name is its release's and its Service's",
        "请修改其中一个的名称；组件名即 release 与 Service 的名称");

    public static Rule LongName { get; } = Error("SLW0744",
        "the component {1} gets the name `{0}`, which has {2} characters; {3} are possible",
        "组件 {1} 的名称为 `{0}`，共 {2} 个字符，最多 {3} 个",
        "shorten a name on the way to it, or write `prefix: false` at the middle product, which then keeps its components' own names",
        "请缩短路径上的名称，或在中间产品处写 `prefix: false`，使其组件保留原名");

    public static Rule TooMany { get; } = Error("SLW0745",
        "the application has more than {0} components",
        "应用的组件超过 {0} 个",
        "split it into several applications that are installed one by one; a middle product that is contained many times counts each time",
        "请拆成多个分别安装的应用；被多次包含的中间产品会重复计算");

    /// <summary>Arguments: the path, the name, all names, the nearest.</summary>
    public static Rule UnknownInner { get; } = Error("SLW0746",
        "`{0}` names `{1}`, but the middle product has no such component",
        "`{0}` 引用了 `{1}`，但该中间产品没有此组件",
        "its components are: {2}",
        "它的组件：{2}");

    internal static readonly LocalText DidYouMean = new("did you mean `{3}`? its components are: {2}", "是否想写 `{3}`？它的组件：{2}");

    /// <summary>Arguments: the component, what it needs, the versions.</summary>
    public static Rule MissingDependency { get; } = Error("SLW0747",
        "the component `{0}` needs the service `{1}` ({2}), which no component of the application is",
        "组件 `{0}` 需要服务 `{1}`（{2}），但应用中没有该服务的组件",
        "add a component with that service; where another installation on site has it, its developers write `{1}: {{version: \"{2}\", from: site}}`",
        "请添加包含该服务的组件；如果由现场的另一套安装提供，请服务的开发人员写 `{1}: {{version: \"{2}\", from: site}}`");

    /// <summary>Arguments: the component, what it needs, the versions, the component that is there, its version, its file and line.</summary>
    public static Rule WrongVersion { get; } = Error("SLW0748",
        "the component `{0}` needs the service `{1}` in a version of `{2}`, but the component `{3}` is {4} ({5})",
        "组件 `{0}` 需要服务 `{1}` 的版本满足 `{2}`，但组件 `{3}` 的版本为 {4}（{5}）",
        "take a version of `{1}` that fits, or ask the developers of `{0}` whether it works with {4}",
        "请换用满足要求的 `{1}`，或向 `{0}` 的开发人员确认它是否支持 {4}");

    /// <summary>Arguments: the component, what it needs, the candidates.</summary>
    public static Rule UnclearDependency { get; } = Error("SLW0749",
        "the component `{0}` needs the service `{1}`, which several components are: {2}",
        "组件 `{0}` 需要服务 `{1}`，但有多个组件都是该服务：{2}",
        "write the one that is meant into the component's dependsOn",
        "请在该组件的 dependsOn 中写明所指的组件");

    public static Rule UnknownSwitch { get; } = Error("SLW0751",
        "`{0}` cannot be switched: the application has no optional component of this name",
        "`{0}` 不能开关：应用中没有该名称的可选组件",
        "optional are: {1}",
        "可选的组件：{1}");

    public static Rule UnknownChoice { get; } = Error("SLW0752",
        "`{0}` is no choice that the application offers",
        "`{0}` 不是应用提供的选项",
        "possible are: {1}",
        "可用的选项：{1}");

    public static Rule NeedsSwitchedOff { get; } = Error("SLW0753",
        "the component `{0}` runs and needs `{1}`, which is switched off",
        "组件 `{0}` 会运行且需要 `{1}`，但 `{1}` 已关闭",
        "switch `{1}` on, or `{0}` off",
        "请启用 `{1}`，或关闭 `{0}`");

    /// <summary>Arguments: the component, the service that it needs, the choice, what is chosen.</summary>
    public static Rule ChoiceLacks { get; } = Error("SLW0842",
        "the component `{0}` needs the service `{1}`, which no component is that runs where a site chooses `{2}={3}`",
        "组件 `{0}` 需要服务 `{1}`，但现场选择 `{2}={3}` 时没有运行该服务的组件",
        "let every alternative of `{2}` be that service, or put what is needed outside of the choice, or `{0}` into it",
        "请让 `{2}` 的每个备选都提供该服务，或把所需服务移出该选项组，或把 `{0}` 放入其中");

    public static IReadOnlyList<Rule> All { get; } =
    [
        NotOneService, NotApplication, ContainsItself, NamesCollide, LongName, TooMany, UnknownInner, MissingDependency, WrongVersion, UnclearDependency,
        UnknownSwitch, UnknownChoice, NeedsSwitchedOff, ChoiceLacks,
    ];
}
