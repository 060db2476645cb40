using Slipway.Yaml;
using static Slipway.Components.RuleText;

namespace Slipway.Components;

/// <summary>What can be wrong with contracts and with what stands in a component's place: SLW0867 to SLW0876.</summary>
public static class ContractRules
{
    /// <summary>Arguments: the path.</summary>
    public static Rule NoOutputs { get; } = Error("SLW0867",
        "the contract `{0}` hands nothing to its dependents",
        "契约 `{0}` 没有向依赖方提供任何内容",
        "name what they need to reach it, whatever stands in its place: `outputs: {{host: , port: , credentials: {{secret: NAME, keys: {{password: password}}}}}}`",
        "请写出依赖方访问它所需的内容（无论由谁实现）：`outputs: {{host: , port: , credentials: {{secret: 名称, keys: {{password: password}}}}}}`");

    /// <summary>Arguments: the path, what stands there.</summary>
    public static Rule NoContract { get; } = Error("SLW0868",
        "`{0}` is no contract: {1}",
        "`{0}` 不是有效的契约：{1}",
        "write a name and the versions that will do, such as `postgresql >= 14`",
        "请写名称和可接受的版本，例如 `postgresql >= 14`");

    /// <summary>Arguments: the path, what stands there.</summary>
    public static Rule NoVersion { get; } = Error("SLW0869",
        "`{0}` is no version: {1}",
        "`{0}` 不是有效的版本：{1}",
        "write one to three numbers, such as `\"14\"` or `16.3.1`",
        "请写一到三段数字，例如 `\"14\"` 或 `16.3.1`");

    /// <summary>Arguments: the path.</summary>
    public static Rule BadOutput { get; } = Error("SLW0870",
        "`{0}` cannot be handed out: dependents could not name it",
        "`{0}` 不能作为输出：依赖方无法引用该名称",
        "use letters and digits, a small letter first, such as `database`",
        "请使用字母和数字，以小写字母开头，例如 `database`");

    /// <summary>Arguments: the path, what stands there.</summary>
    public static Rule NoValue { get; } = Error("SLW0871",
        "`{0}` takes a single value, but {1} stands here",
        "`{0}` 应为单个值，实际是 {1}",
        "write a text, a number or a truth value; what is secret goes under `credentials`, by the names of a Secret and its keys",
        "请写文本、数字或布尔值；机密写在 `credentials` 下，只写 Secret 及其键的名称");

    /// <summary>Arguments: the component, the output.</summary>
    public static Rule NotSaid { get; } = Error("SLW0872",
        "the output `{1}` of `{0}` has no value, and the component does not say one",
        "`{0}` 的输出 `{1}` 没有值，组件自身也无法提供",
        "write its value; only `host` (the component's name) and `port` (where the service has exactly one) may be left to the component",
        "请写出其值；只有 `host`（组件名称）和 `port`（服务恰好有一个端口时）可以留空");

    /// <summary>Arguments: what offers, its contract and version, the component, what that asks for, where.</summary>
    public static Rule NotMet { get; } = Error("SLW0873",
        "{0} offers `{1}`, but `{2}` must offer `{3}` ({4})",
        "{0} 提供 `{1}`，但 `{2}` 必须提供 `{3}`（{4}）",
        "take one of a version that fits, or ask the integrators whether the dependents work with it",
        "请换用满足要求的版本，或向集成人员确认依赖方是否支持");

    /// <summary>Arguments: the component, the replaceable ones.</summary>
    public static Rule NotReplaceable { get; } = Error("SLW0874",
        "nothing can be put in the place of `{0}`: the application does not say what a replacement must offer",
        "不能替换 `{0}`：应用没有说明替换者必须提供什么",
        "replaceable are: {1}",
        "可替换的组件：{1}");

    /// <summary>Arguments: the file, the component, the output, what is wanted of it.</summary>
    public static Rule LacksOutput { get; } = Error("SLW0875",
        "{0} replaces `{1}`, but does not hand out `{2}`, which must be {3}",
        "{0} 用来替换 `{1}`，但没有提供 `{2}`，它应为{3}",
        "write it under `outputs`: dependents read it",
        "请写在 `outputs` 下：依赖方需要读取它");

    public static Rule Empty { get; } = Error("SLW0876",
        "{0} holds no replacement: it is empty",
        "{0} 中没有替换定义：内容为空",
        "write at least contract and address",
        "至少填写 contract 和 address");

    public static IReadOnlyList<Rule> All { get; } = [NoOutputs, NoContract, NoVersion, BadOutput, NoValue, NotSaid, NotMet, NotReplaceable, LacksOutput, Empty];
}
