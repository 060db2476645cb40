using Slipway.Yaml;

namespace Slipway.Components;

/// <summary>
/// JSON Patch (RFC 6902) over maps, as the chart applies it. Where the model has lists Kubernetes replaces them whole, so no path needs an index into one.
/// An operation that cannot be done is left out: the chart has told it.
/// </summary>
public static class JsonPatch
{
    public static MapNode Apply(MapNode target, ListNode operations)
        => operations.Items.OfType<MapNode>().Aggregate(target, One);

    private static MapNode One(MapNode target, MapNode operation)
    {
        var (path, from) = (Names(operation["path"]), Names(operation["from"]));
        if (path is null)
            return target;
        switch ((operation["op"] as ScalarNode)?.Text)
        {
            case "add" when operation["value"] is { } value:
                return Set(target, path, value, mustBe: false);
            case "replace" when operation["value"] is { } value:
                return Set(target, path, value, mustBe: true);
            case "remove":
                return Set(target, path, null, mustBe: true);
            case "copy" when from is not null && Get(target, from) is { } value:
                return Set(target, path, value, mustBe: false);
            case "move" when from is not null && Get(target, from) is { } value:
                return Set(Set(target, from, null, mustBe: true), path, value, mustBe: false);
            default:
                return target;
        }
    }

    private static string[]? Names(Node? path) => path is ScalarNode { Text: ['/', .. var names] }
        ? [.. names.Split('/').Select(n => n.Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal))] : null;

    private static Node? Get(Node target, ReadOnlySpan<string> names)
        => names.IsEmpty ? target : target is MapNode map && map[names[0]] is { } inner ? Get(inner, names[1..]) : null;

    private static MapNode Set(MapNode target, ReadOnlySpan<string> names, Node? value, bool mustBe)
    {
        if (names.Length > 1)
            return target[names[0]] is MapNode inner ? target.With(names[0], Set(inner, names[1..], value, mustBe)) : target;
        if (mustBe && target[names[0]] is null)
            return target;
        return value is null ? target.Without(names[0]) : target.With(names[0], value);
    }
}
