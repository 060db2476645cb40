using Slipway.Yaml;

namespace Slipway.Components;

/// <summary>One thing that an entry's patch does to an object.</summary>
/// <param name="Patch">The patch's name.</param>
/// <param name="Path">The names from the object's root.</param>
/// <param name="Value">What stands there afterwards; null where it is taken out.</param>
/// <param name="At">Where the entry says so.</param>
internal sealed record PatchWrite(string Patch, IReadOnlyList<string> Path, Node? Value, Location? At)
{
    /// <summary>All that an entry's patches do to the component's controller, of any name.</summary>
    /// <param name="patches">The values' <c>patches</c>.</param>
    /// <param name="name">What the controller is called; null where any patch of its kind counts.</param>
    public static IReadOnlyList<PatchWrite> ToController(MapNode patches, (string ApiVersion, string Kind) controller, string? name)
        => [.. patches.Entries.Where(e => e.Value is MapNode patch && Means(patch, controller, name)).SelectMany(e => Of(e.Name, (MapNode)e.Value))];

    private static bool Means(MapNode patch, (string ApiVersion, string Kind) controller, string? name)
        => Text(patch["kind"]) == controller.Kind && (Text(patch["apiVersion"]) ?? controller.ApiVersion) == controller.ApiVersion
            && (name is null || (Text(patch["name"]) ?? name) is var meant && (meant == "*" || meant == name));

    private static IEnumerable<PatchWrite> Of(string name, MapNode patch)
    {
        foreach (var item in (patch["remove"] as ListNode)?.Items.OfType<ScalarNode>() ?? [])
            if (JsonPointer.Parse(item.Text) is { } path)
                yield return new PatchWrite(name, path, null, item.At);
        foreach (var write in patch["merge"] is MapNode merge ? Below(name, [], merge) : [])
            yield return write;
    }

    private static IEnumerable<PatchWrite> Below(string name, IReadOnlyList<string> path, MapNode map)
    {
        foreach (var entry in map.Entries)
        {
            IReadOnlyList<string> below = [.. path, entry.Name];
            if (entry.Value is MapNode { Count: > 0 } inner)
                foreach (var write in Below(name, below, inner))
                    yield return write;
            else
                yield return new PatchWrite(name, below, entry.Value, entry.Key.At);
        }
    }

    private static string? Text(Node? node) => (node as ScalarNode)?.Text;
}
