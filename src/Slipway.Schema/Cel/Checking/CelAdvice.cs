using Slipway.Yaml;

namespace Slipway.Schema.Cel;

/// <summary>What to do about operators on types that do not fit, where that is known.</summary>
internal static class CelAdvice
{
    public static LocalText Mixed { get; } = new("a list or map literal holds values of one type; `dyn(…)` mixes them", "列表或映射字面量中的值类型必须相同；可用 `dyn(…)` 混合");

    public static LocalText? For(string function, CelType[] types) => function switch
    {
        "_==_" or "_!=_" when types.Any(t => t.Kind == CelTypeKind.Null)
            => new("a field that is null counts as one that is not there; ask `has(self.field)`", "值为 null 的字段视为不存在；请用 `has(self.field)` 判断"),
        "_&&_" or "_||_" or "!_" => new("only truth values can be combined; compare the value with something", "只能组合布尔值；请先把该值与某值比较"),
        "_+_" when types.Any(t => t.Kind == CelTypeKind.String) => new("texts join only with texts: `string(…)` converts", "文本只能与文本相连：用 `string(…)` 转换"),
        "_?_:_" => new("the condition must be a truth value and both branches of one type", "条件必须是布尔值，两个分支类型必须相同"),
        "@in" => new("right of `in` stands a list or a map", "`in` 右边应为列表或映射"),
        _ when function.StartsWith('_') || function == "-_" => null,
        _ => new($"look at the number and the types of the arguments of `{function}`", $"请检查 `{function}` 的参数个数和类型"),
    };
}
