using Slipway.Yaml;

namespace Slipway.Schema;

/// <summary>What can be wrong with <c>x-slipway</c> in a configuration's schema, and with a configuration beyond its schema.</summary>
public static class ConfigRules
{
    public static Rule RuleFailed { get; } = Error("SLW0329",
        "`{0}` could not be evaluated: {1}", "无法计算表达式 `{0}`：{1}",
        "guard keys that may be absent with `has(…)`, or give them a default in the schema", "对可能缺失的键请用 `has(…)` 判断，或在模式中为其设置默认值");

    public static Rule NoMap { get; } = Error("SLW0342",
        "`x-slipway` takes a map, but {0} stands here", "`x-slipway` 应为映射，实际是{0}",
        "write `x-slipway: {{reload: hot}}`, or what else the key needs", "请写成映射，例如 `x-slipway: {{reload: hot}}`");

    public static Rule UnknownNote { get; } = Error("SLW0390",
        "`x-slipway` has no key `{0}`", "`x-slipway` 中没有键 `{0}`",
        "known here: {1}", "此处可用的键：{1}");

    public static Rule WrongNote { get; } = Error("SLW0391",
        "`{0}` of `x-slipway` takes {1}, but {2} stands here", "`x-slipway` 的 `{0}` 应为{1}，实际是{2}",
        "write {1}", "请改为{1}");

    public static Rule Conflict { get; } = Error("SLW0392",
        "`{0}` cannot stand beside `{1}`: {2}", "`{0}` 不能与 `{1}` 同时使用：{2}",
        "keep one of the two", "请只保留其中一个");

    public static Rule EnvTwice { get; } = Error("SLW0393",
        "the environment variable `{0}` carries the key `{1}` already", "环境变量 `{0}` 已用于键 `{1}`",
        "give each key a variable of its own", "请为每个键使用不同的环境变量");

    public static Rule FileClash { get; } = Error("SLW0394",
        "`{0}` and `{1}` cannot go into `{2}` together: {3}", "`{0}` 与 `{1}` 不能同时写入 `{2}`：{3}",
        "give one of them another file", "请为其中一个键指定另一个文件");

    public static Rule DoesNotSuit { get; } = Error("SLW0395",
        "`{0}` does not suit this key: {1}", "`{0}` 不适用于此键：{1}",
        "take `{0}` away, or change the key's schema", "请去掉 `{0}`，或修改该键的模式");

    public static Rule NoEffect { get; } = Warning("SLW0396",
        "`{0}` has no effect here: {1}", "`{0}` 在此处不起作用：{1}",
        "move it, or take it away", "请移动或删除它");

    public static Rule NotAMap { get; } = Error("SLW0397",
        "a configuration is a map of keys, but this schema describes {0}", "配置是由键组成的映射，但此模式描述的是{0}",
        "write `type: object`, and each key below `properties`", "请写 `type: object`，并在 `properties` 下列出每个键");

    public static Rule WhichSchema { get; } = Error("SLW0340",
        "a whole OpenAPI document stands here, and which of its schemas is the configuration is not plain: {0}", "此处是完整的 OpenAPI 文档，无法确定哪个模式描述配置：{0}",
        "name the one below `components.schemas` `Config`, or write the schema itself here", "请将 `components.schemas` 中的对应模式命名为 `Config`，或直接在此处写出模式");

    public static Rule TooManyKeys { get; } = Error("SLW0341",
        "the configuration has more than {0} keys", "配置的键超过 {0} 个",
        "describe what repeats by a map (`additionalProperties`) or a list (`items`)", "重复的内容请用映射（`additionalProperties`）或列表（`items`）描述");

    public static Rule RuleBroken { get; } = Error("SLW0398",
        "the configuration breaks a rule: {0}", "配置违反规则：{0}",
        "the configuration must satisfy `{1}`", "配置必须满足 `{1}`");

    public static Rule DefaultsBreakRule { get; } = Warning("SLW0389",
        "the defaults break the rule `{0}`: they give {1}", "默认值违反规则 `{0}`：由其得到 {1}",
        "an installation without values of its own is refused: correct a default or the rule, or require the key without a default", "没有自定义值的安装会被拒绝：请修改默认值或规则，或将该键设为必填且不设默认值");

    public static Rule NotUsed { get; } = Warning("SLW0399",
        "`{0}` is set but not used: `{1}` is not true", "已设置 `{0}` 但不会使用：`{1}` 不成立",
        "take it away, or change the keys that the condition names", "请将其删除，或修改该条件涉及的键");

    public static Rule UnknownKey { get; } = Error("SLW0385",
        "the service has no setting `{0}`", "该服务没有配置项 `{0}`",
        "settings here: {1}; the service's definition declares them in `config`", "此处的配置项：{1}；由服务定义的 `config` 声明");

    public static Rule UnknownKeyNear { get; } = Error("SLW0386",
        "the service has no setting `{0}`", "该服务没有配置项 `{0}`",
        "did you mean `{2}`? settings here: {1}", "是否想写 `{2}`？此处的配置项：{1}");

    public static Rule TooLarge { get; } = Error("SLW0387",
        "the configuration files take {0} KiB, and Kubernetes keeps no more than {1} KiB in one ConfigMap", "配置文件共 {0} KiB，而 Kubernetes 的一个 ConfigMap 最多保存 {1} KiB",
        "keep large files in the image, in storage, or in a Secret of their own", "较大的文件请放入镜像、存储或单独的 Secret");

    public static IReadOnlyList<Rule> All { get; } =
    [
        RuleFailed, WhichSchema, TooManyKeys, NoMap, UnknownNote, WrongNote, Conflict, EnvTwice, FileClash, DoesNotSuit, NoEffect, NotAMap, RuleBroken, NotUsed, DefaultsBreakRule, UnknownKey, UnknownKeyNear, TooLarge,
    ];

    private static Rule Error(string code, string english, string chinese, string help, string helpInChinese)
        => new(code, Severity.Error, new(english, chinese), new(help, helpInChinese));

    private static Rule Warning(string code, string english, string chinese, string help, string helpInChinese)
        => new(code, Severity.Warning, new(english, chinese), new(help, helpInChinese));
}
