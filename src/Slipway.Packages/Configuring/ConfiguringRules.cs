using Slipway.Yaml;
using static Slipway.Packages.RuleText;

namespace Slipway.Packages;

/// <summary>What can be wrong between a unified configuration and the components that it is for: SLW0825 to SLW0839.</summary>
public static class ConfiguringRules
{
    internal static readonly LocalText DidYouMean = new("did you mean `{3}`? there are: {2}", "是否想写 `{3}`？可用的有：{2}");

    /// <summary>Arguments: the path, the name, all names, the nearest.</summary>
    public static Rule UnknownTarget { get; } = Error("SLW0825",
        "`{0}` names `{1}`, but the application has no such component",
        "`{0}` 引用了 `{1}`，但应用中没有该组件",
        "there are: {2}; a component of a middle product is `INNER/NAME`",
        "可用的有：{2}；中间产品的组件写作 `内层应用/名称`");

    /// <summary>Arguments: the component, the key, all keys, the nearest.</summary>
    public static Rule UnknownKey { get; } = Error("SLW0826",
        "the component `{0}` has no setting `{1}`",
        "组件 `{0}` 没有配置项 `{1}`",
        "there are: {2}",
        "可用的有：{2}");

    /// <summary>Arguments: the target, the first one's file and line.</summary>
    public static Rule MappedTwice { get; } = Error("SLW0827",
        "`{0}` is given twice: here and in {1}",
        "`{0}` 被指定了两次：此处和 {1}",
        "keep one of the two: which of them counts could not be told",
        "请只保留一处：否则无法判断以哪个为准");

    /// <summary>Arguments: the target, what its service says of it.</summary>
    public static Rule NotUnified { get; } = Error("SLW0828",
        "`{0}` is the service's own setting, which the unified configuration does not give",
        "`{0}` 是服务自己的配置项，不由统一配置提供",
        "its developers write `scope: unified` where the application is to decide; a fixed value goes into the component's `config`",
        "如果应由应用决定，请服务的开发人员写 `scope: unified`；固定的值请写在组件的 `config` 中");

    /// <summary>Arguments: the component, the key.</summary>
    public static Rule NotMapped { get; } = Error("SLW0829",
        "the setting `{1}` of the component `{0}` is for the application to decide (`scope: unified`), and nothing gives it",
        "组件 `{0}` 的配置项 `{1}` 由应用决定（`scope: unified`），但没有任何来源提供它",
        "write `{1}` under `mapping.{0}.config`",
        "请在 `mapping.{0}.config` 下写出 `{1}`");

    /// <summary>Arguments: the key.</summary>
    public static Rule Unused { get; } = Error("SLW0830",
        "the unified setting `{0}` gives nothing: no mapping names it",
        "统一配置项 `{0}` 不起作用：没有映射用到它",
        "map it to a setting of a component (`self.{0}`), or take it out",
        "请将其映射到组件的配置项（`self.{0}`），或删除它");

    /// <summary>Arguments: the key.</summary>
    public static Rule NoDefault { get; } = Error("SLW0831",
        "the unified setting `{0}` is required and has no default",
        "统一配置项 `{0}` 必填但没有默认值",
        "give it a default, or take it out of `required`: an application installs with no question asked",
        "请设置默认值，或将其从 `required` 中去掉：应用无需回答任何问题即可安装");

    /// <summary>A default would be known to everybody.</summary>
    internal static LocalText NoDefaultOfSecret { get; } = new(
        "a secret has no default: take it out of `required`, or leave the setting out and name a Secret where the component's own `config` is: `{{secret: NAME, key: KEY}}`",
        "机密没有默认值：请将其从 `required` 中去掉，或去掉该统一配置项，并在组件自己的 `config` 中写出 Secret 的名称和键：`{{secret: 名称, key: 键}}`");

    /// <summary>Arguments: the component, the key.</summary>
    public static Rule NobodyGives { get; } = Error("SLW0832",
        "the component `{0}` requires the setting `{1}`, and nobody gives it",
        "组件 `{0}` 必须有配置项 `{1}`，但没有任何来源提供它",
        "write it into the component's `config`, or map a unified setting with a default to it",
        "请写在组件的 `config` 中，或将有默认值的统一配置项映射给它");

    /// <summary>Arguments: the key, the known ones.</summary>
    public static Rule UnknownSetting { get; } = Error("SLW0833",
        "the application has no setting `{0}`",
        "应用没有配置项 `{0}`",
        "settings here: {1}; the application declares them in `config`",
        "此处的配置项：{1}；由应用的 `config` 声明");

    internal static LocalText NearSetting { get; } = new("did you mean `{2}`? settings here: {1}", "是否想写 `{2}`？此处的配置项：{1}");

    /// <summary>Arguments: the key, the components.</summary>
    public static Rule NothingRuns { get; } = Warning("SLW0834",
        "`{0}` is set, but nothing that runs uses it",
        "已设置 `{0}`，但没有运行中的组件使用它",
        "it is for: {1}; switch one of them on, or leave the setting out",
        "它用于：{1}；请启用其中的组件，或去掉该设置");

    internal static LocalText NearComponent { get; } = new("did you mean `{2}`? there are: {1}", "是否想写 `{2}`？可用的有：{1}");

    /// <summary>Arguments: the component, all components, the nearest.</summary>
    public static Rule UnknownAdjusted { get; } = Error("SLW0835",
        "the application has no component `{0}`",
        "应用中没有组件 `{0}`",
        "there are: {1}",
        "可用的有：{1}");

    /// <summary>Arguments: the component, the parameter, the application, where it says what may be changed, what that is, the component as the application names it.</summary>
    public static Rule Locked { get; } = Error("SLW0836",
        "`{1}` of the component `{0}` is changed here, but the application `{2}` locks it ({3})",
        "此处修改了组件 `{0}` 的 `{1}`，但应用 `{2}` 将其锁定（{3}）",
        "a site may change: {4}; the integrators open more under `adjustable.{5}`",
        "现场可以修改：{4}；需要更多时由集成人员在 `adjustable.{5}` 下开放");

    /// <summary>Arguments: the parameter, its value, why it is outside, where the bounds stand.</summary>
    public static Rule OutOfBounds { get; } = Error("SLW0837",
        "`{0}` is {1}, outside of what the application allows ({3}): {2}",
        "`{0}` 为 {1}，超出应用允许的范围（{3}）：{2}",
        "take a value within the bounds; the integrators widen them under `adjustable`",
        "请改为范围内的值；需要放宽时由集成人员修改 `adjustable`");

    /// <summary>Arguments: the target, who gives, who gets.</summary>
    public static Rule FromOff { get; } = Warning("SLW0649",
        "`{0}` gets what `{1}` hands out, also where `{1}` does not run",
        "`{0}` 使用 `{1}` 的输出，即使 `{1}` 不运行也是如此",
        "let `{1}` always run (what a site has instead, it puts there by `--replace`), or let `{2}` run only together with it",
        "请让 `{1}` 始终运行（现场自备的可用 `--replace` 替换），或让 `{2}` 仅与它一起运行");

    /// <summary>Arguments: the parameter, the bound, what the trait takes or why it does not.</summary>
    public static Rule BoundImpossible { get; } = Error("SLW0772",
        "`adjustable` lets a site give `{0}` what its trait does not take, `{1}`: {2}",
        "`adjustable` 允许现场为 `{0}` 填写其 trait 不接受的值 `{1}`：{2}",
        "write bounds within what the trait takes; `slipway trait show` prints it",
        "请写在 trait 允许范围之内的界限；用 `slipway trait show` 查看");

    /// <summary>Arguments: the parameter, the bound, the trait's.</summary>
    public static Rule BoundTooWide { get; } = Warning("SLW0773",
        "`adjustable` offers more of `{0}` than its trait takes: `{1}`, but the trait says `{2}`",
        "`adjustable` 为 `{0}` 开放的范围超出其 trait：`{1}`，而 trait 要求 `{2}`",
        "write the trait's own bound or a narrower one: those on site would be offered what is then refused",
        "请使用 trait 的界限或更窄的界限：否则现场看到的取值会被拒绝");

    public static IReadOnlyList<Rule> All { get; } =
    [
        UnknownTarget, UnknownKey, MappedTwice, NotUnified, NotMapped, Unused, NoDefault, NobodyGives, UnknownSetting, NothingRuns, UnknownAdjusted, Locked, OutOfBounds,
        BoundImpossible, BoundTooWide, FromOff,
    ];
}
