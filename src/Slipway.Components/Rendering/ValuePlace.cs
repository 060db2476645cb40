using Slipway.Yaml;

namespace Slipway.Components;

/// <summary>Where a part of a component's values was written.</summary>
internal static class ValuePlace
{
    /// <summary>The key, or the item of a list, that a JSON Pointer names; else the nearest above that somebody wrote. Null where the program made all of it.</summary>
    public static Location? Of(MapNode values, string pointer)
    {
        var (node, place) = ((Node?)values, (Location?)null);
        foreach (var name in JsonPointer.Parse(pointer) ?? [])
        {
            place = (node as MapNode)?.Entry(name)?.Key.At ?? (JsonPointer.Resolve(node ?? values, [name]) is { } item and not MapNode ? item.At : null) ?? place;
            node = node is null ? null : JsonPointer.Resolve(node, [name]);
            if (node is null)
                break;
        }
        return place;
    }
}
