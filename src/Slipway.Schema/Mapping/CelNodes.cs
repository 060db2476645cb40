using Slipway.Schema.Cel;
using Slipway.Yaml;

namespace Slipway.Schema;

/// <summary>Values of expressions as values of documents.</summary>
internal static class CelNodes
{
    private const int DepthLimit = 100;

    /// <returns>Null for null and for an optional value that is not there.</returns>
    public static Node? Of(CelValue value, Location? at) => Of(value, at, 0);

    private static Node? Of(CelValue value, Location? at, int depth) => value.Kind switch
    {
        _ when depth > DepthLimit => null,
        CelKind.Null => null,
        CelKind.Optional => value.AsOptional.HasValue ? Of(value.AsOptional.Value, at, depth + 1) : null,
        CelKind.Bool => Node.Of(value.AsBool, at),
        CelKind.Int => Node.Of(value.AsInt, at),
        CelKind.Uint => new ScalarNode(ScalarKind.Integer, CelText.Scalar(value), at),
        CelKind.Double => new ScalarNode(ScalarKind.Float, FloatText(value.AsDouble), at),
        CelKind.Bytes => Node.Of(Convert.ToBase64String(value.AsBytes), at),
        CelKind.List or CelKind.Map when value.Node is { } node => node,
        CelKind.List => new ListNode(Enumerable.Range(0, value.AsList.Count).Select(i => Of(value.AsList[i], at, depth + 1) ?? Node.Null), at),
        CelKind.Map => new MapNode(value.AsMap.Keys.Select(key => Entry(value.AsMap, key, at, depth)).OfType<MapEntry>(), at),
        _ => Node.Of(CelText.Scalar(value), at),
    };

    private static MapEntry? Entry(CelMap map, CelValue key, Location? at, int depth)
        => map.TryGet(key, out var value) && Of(value, at, depth + 1) is { } node ? new MapEntry(Node.Of(CelText.Scalar(key), at), node) : null;

    /// <summary>With a point, so that readers of YAML take it for what it is.</summary>
    private static string FloatText(double value)
    {
        if (double.IsNaN(value))
            return ".nan";
        if (double.IsInfinity(value))
            return value > 0 ? ".inf" : "-.inf";
        var text = CelText.OfDouble(value);
        return text.AsSpan().ContainsAny('.', 'e', 'E') ? text : text + ".0";
    }
}
