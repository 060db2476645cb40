using Slipway.Yaml;

namespace Slipway.Delivery;

/// <summary>What can be wrong between installations: SLW0580 to SLW0599.</summary>
public static class SiteRules
{
    /// <summary>0 component, 1 service, 2 versions, 3 where was looked.</summary>
    public static Rule Missing { get; } = Error("SLW0580",
        "the component {0} needs the service {1} ({2}) of another installation, and none has it; looked into {3}",
        "组件 {0} 需要由另一套安装提供服务 {1}（{2}），但没有安装提供它；已查找：{3}",
        "install what has it first; where it runs elsewhere, install an external service of that name; nothing was changed",
        "请先安装提供该服务的应用；若它在集群之外运行，请安装同名的外部服务；未做任何更改");

    /// <summary>0 component, 1 service, 2 versions, 3 what there is.</summary>
    public static Rule WrongVersion { get; } = Error("SLW0581",
        "the component {0} needs the service {1} in a version of {2}, but there is {3}",
        "组件 {0} 需要服务 {1} 的版本满足 {2}，但现有的是 {3}",
        "bring that installation to a version that fits first, or ask the developers of {0} whether it works with what is there; nothing was changed",
        "请先将该安装升级到满足要求的版本，或向 {0} 的开发人员确认它是否支持现有版本；未做任何更改");

    /// <summary>0 component, 1 service, 2 versions, 3 candidates, 4 the first of them as NAMESPACE/INSTALLATION.</summary>
    public static Rule Unclear { get; } = Error("SLW0582",
        "the component {0} needs the service {1} ({2}), which several installations have: {3}",
        "组件 {0} 需要服务 {1}（{2}），但有多套安装提供它：{3}",
        "say which one is meant: `--use {1}={4}`; later installs keep it; nothing was changed",
        "请指明使用哪一套：`--use {1}={4}`；之后的安装会沿用；未做任何更改");

    /// <summary>0 component, 1 service, 2 its version, 3 NAMESPACE/INSTALLATION, 4 host.</summary>
    public static Rule Uses { get; } = new("SLW0583", Severity.Information,
        new("the component {0} uses the service {1} {2} of {3}, reached by the name {4}", "组件 {0} 使用 {3} 的服务 {1} {2}，通过名称 {4} 访问"),
        new("the service has to be told that name, by its configuration: its own name alone is looked for in its own namespace", "请在配置中把该名称告诉组件：只写服务名时，只会在自己的命名空间中查找"));

    /// <summary>0 component, 1 its version to be, 2 NAMESPACE/INSTALLATION, 3 the dependent with its version, 4 service, 5 versions.</summary>
    public static Rule WouldBreak { get; } = Error("SLW0584",
        "the component {0} would become {1}, but {3} of {2} needs the service {4} in a version of {5}",
        "组件 {0} 将变为 {1}，但 {2} 的 {3} 需要服务 {4} 的版本满足 {5}",
        "bring {2} to a version that works with {1} first; nothing was changed",
        "请先将 {2} 升级到支持 {1} 的版本；未做任何更改");

    /// <summary>0 component, 1 service, 2 NAMESPACE/INSTALLATION, 3 its component.</summary>
    public static Rule NeededElsewhere { get; } = Error("SLW0585",
        "the component {0} is the service {1}, which {3} of {2} needs",
        "组件 {0} 是服务 {1}，{2} 的 {3} 需要它",
        "uninstall {2} first, or let it use another installation; `slipway uninstall --force` does it all the same; nothing was changed",
        "请先卸载 {2}，或让它使用另一套安装；`slipway uninstall --force` 可强制执行；未做任何更改");

    public static IReadOnlyList<Rule> All { get; } = [Missing, WrongVersion, Unclear, Uses, WouldBreak, NeededElsewhere];

    private static Rule Error(string code, string english, string chinese, string englishHelp, string chineseHelp)
        => new(code, Severity.Error, new(english, chinese), new(englishHelp, chineseHelp));
}
