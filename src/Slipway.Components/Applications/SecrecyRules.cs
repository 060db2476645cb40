using Slipway.Yaml;
using static Slipway.Components.RuleText;

namespace Slipway.Components;

/// <summary>What would be known to everybody and reads as if it should not: SLW0891.</summary>
public static class SecrecyRules
{
    /// <summary>Arguments: the key.</summary>
    public static Rule ReadsSecret { get; } = Warning("SLW0891",
        "the unified setting `{0}` reads like a secret, but its value is kept and shown in clear text",
        "统一配置项 `{0}` 看起来是机密，但其值会以明文保存和显示",
        "write `x-slipway: {{secret: true}}`: a site then names a Secret and a key of it; where it is no secret, write `x-slipway: {{secret: false}}`",
        "请写 `x-slipway: {{secret: true}}`：现场只写 Secret 的名称和键；若不是机密，请写 `x-slipway: {{secret: false}}`");

    public static IReadOnlyList<Rule> All { get; } = [ReadsSecret];
}
