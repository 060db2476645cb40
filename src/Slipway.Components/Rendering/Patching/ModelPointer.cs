using Slipway.Yaml;

namespace Slipway.Components;

/// <summary>Fields of a model by their names, <c>*</c> for any name.</summary>
internal static class ModelPointer
{
    /// <summary>Whether one is the other, or stands above it.</summary>
    public static bool Meet(IReadOnlyList<string> one, IReadOnlyList<string> other)
        => Enumerable.Range(0, Math.Min(one.Count, other.Count)).All(i => one[i] == other[i] || one[i] == "*" || other[i] == "*");

    /// <summary>The fields there are in a model of what may have stars.</summary>
    public static IEnumerable<IReadOnlyList<string>> Expand(MapNode model, IReadOnlyList<string> names)
    {
        var star = names.ToList().IndexOf("*");
        if (star < 0)
            return [names];
        return JsonPointer.Resolve(model, names.Take(star)) is MapNode map
            ? map.Keys.SelectMany(key => Expand(model, [.. names.Take(star), key, .. names.Skip(star + 1)]))
            : [];
    }

    /// <summary>Whether two models say the same of a field. An order is only where something stands, and nothing in an empty map.</summary>
    public static bool Same(MapNode one, MapNode other, IReadOnlyList<string> names)
        => names[^1] == "order" || Nodes.Equal(Plain(JsonPointer.Resolve(one, names)), Plain(JsonPointer.Resolve(other, names)));

    private static Node? Plain(Node? node) => node switch
    {
        MapNode map when map.Without("order") is { Count: > 0 } rest => new MapNode(rest.Entries.Select(e => e with { Value = Plain(e.Value) ?? Node.Map() })),
        MapNode => null,
        _ => node,
    };
}
