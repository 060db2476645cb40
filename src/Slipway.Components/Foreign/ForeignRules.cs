using Slipway.Yaml;
using static Slipway.Components.RuleText;

namespace Slipway.Components;

/// <summary>Foreign charts and plain manifests as components: SLW0850 to SLW0859.</summary>
public static class ForeignRules
{
    /// <summary>Arguments: the path, what the component is, what applies to it.</summary>
    public static Rule NotOnForeign { get; } = Error("SLW0850",
        "`{0}` does not apply to {1}, which was not made by the platform's chart",
        "`{0}` 不适用于{1}：它不是由平台的 chart 生成的",
        "what applies to it: {2}",
        "对它可用的是：{2}");

    /// <summary>Arguments: the component, the chart and its version, Helm's words.</summary>
    public static Rule NotRendered { get; } = Error("SLW0851",
        "component `{0}`: the chart {1} does not render: {2}",
        "组件 `{0}`：chart {1} 无法渲染：{2}",
        "these are Helm's own words: mostly a value is missing or of another type than the chart expects (`helm show values` lists what it knows)",
        "以上是 Helm 的原话：多半是缺少某个 value，或其类型与 chart 的预期不符（`helm show values` 列出它支持的 values）");

    /// <summary>Arguments: the component, the patch's pointer, the kind, the names.</summary>
    public static Rule PatchUnclear { get; } = Error("SLW0852",
        "component `{0}`, {1}: several objects are a {2}, and none of them is called like the component: {3}",
        "组件 `{0}`，{1}：有多个 {2} 对象，且没有与组件同名的：{3}",
        "write the `name` of the one that is meant, or `name: \"*\"` for all of them",
        "请用 `name` 写明所指的对象；要修改全部则写 `name: \"*\"`");

    /// <summary>Arguments: the component, its Services, the chart.</summary>
    public static Rule OtherServices { get; } = Warning("SLW0853",
        "component `{0}`: no Service is called like the component; there is {1}",
        "组件 `{0}`：没有与组件同名的 Service；现有 {1}",
        "others reach it by that name. Where the name of the component is meant, write `values: {{fullnameOverride: {0}}}`, which most charts know",
        "其他服务通过该名称访问它。如果希望用组件名访问，请写 `values: {{fullnameOverride: {0}}}`，多数 chart 都支持");

    public static IReadOnlyList<Rule> All { get; } = [NotOnForeign, NotRendered, PatchUnclear, OtherServices];

    private static readonly LocalText Chart = new("a foreign chart", "外部 chart");
    private static readonly LocalText Manifests = new("plain manifests", "普通清单");
    private static readonly LocalText OnChart = new("`values` (what the chart itself takes), `objects` (more of them), `patches` (of what it renders)", "`values`（chart 自身的取值）、`objects`（附加对象）、`patches`（修改渲染结果）");
    private static readonly LocalText OnManifests = new("`objects` (more of them), `patches`", "`objects`（附加对象）、`patches`");

    /// <param name="path">The field that does not apply.</param>
    public static Diagnostic NotOn(Location? at, string path, ComponentKind kind)
    {
        var (what, takes) = kind == ComponentKind.Chart ? (Chart, OnChart) : (Manifests, OnManifests);
        return new Diagnostic(NotOnForeign, at, [path, what.English, takes.English]) { ChineseArguments = [path, what.Chinese, takes.Chinese] };
    }
}
