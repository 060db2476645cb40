using Slipway.Yaml;

namespace Slipway.Components;

/// <summary>Fields of a model by their names, <c>*</c> for any name.</summary>
internal static class ModelPointer
{
    private static readonly string[] Keyed = ["containers", "initContainers", "volumes", "imagePullSecrets", "env", "ports", "volumeMounts", "volumeDevices"];

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

    /// <summary>Whether two models say the same of a field. An entry's order is only where it stands, and an empty map is nothing: neither is left in a list.</summary>
    public static bool Same(MapNode one, MapNode other, IReadOnlyList<string> names)
        => IsOrder(names) || Nodes.Equal(Plain(JsonPointer.Resolve(one, names), names), Plain(JsonPointer.Resolve(other, names), names));

    private static bool IsOrder(IReadOnlyList<string> names) => names.Count > 3 && names[^1] == "order" && Keyed.Contains(names[^3], StringComparer.Ordinal);

    private static Node? Plain(Node? node, IReadOnlyList<string> names)
    {
        if (node is not MapNode map)
            return node;
        var entries = map.Entries.Where(e => !IsOrder([.. names, e.Name])).Select(e => e with { Value = Plain(e.Value, [.. names, e.Name]) ?? Node.Map() }).ToList();
        return entries.Count == 0 ? null : new MapNode(entries);
    }
}
