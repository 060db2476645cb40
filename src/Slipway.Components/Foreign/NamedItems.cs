using Slipway.Yaml;

namespace Slipway.Components;

/// <summary>Lists whose items have names (containers, env, ports, volumes and the like) taken as maps by those names: of an object that nobody models, one container can be changed.</summary>
internal static class NamedItems
{
    /// <summary>What Kubernetes tells items of a list apart by, the usual first.</summary>
    private static readonly string[] Keys = ["name", "mountPath", "devicePath", "containerPort", "port", "ip", "key"];

    /// <summary>A merge patch (RFC 7386, without nulls); where it has a map and the object a list, the map's keys name items.</summary>
    /// <param name="unknown">Told a path, a name that no item has, and the names that there are.</param>
    public static Node Merged(Node target, MapNode patch, Action<string, string, string> unknown, string path = "")
    {
        if (target is ListNode list)
            return patch.Entries.Aggregate((Node)list, (items, change) => Item((ListNode)items, change, unknown, path));
        var map = target as MapNode ?? new MapNode([], patch.At);
        foreach (var change in patch.Entries)
            map = map.With(change.Name, change.Value is MapNode below
                ? Merged(map[change.Name] ?? Node.Map(), below, unknown, $"{path}{JsonPointer.Of(change.Name)}")
                : change.Value);
        return map;
    }

    private static ListNode Item(ListNode list, MapEntry change, Action<string, string, string> unknown, string path)
    {
        var at = Find(list, change.Name);
        if (at < 0)
        {
            unknown(path, change.Name, Names(list));
            return list;
        }
        var items = list.Items.ToList();
        items[at] = change.Value is MapNode below ? Merged(items[at], below, unknown, $"{path}{JsonPointer.Of(change.Name)}") : change.Value;
        return new ListNode(items, list.At);
    }

    /// <returns>Null where nothing stands at the path.</returns>
    public static Node? Without(Node target, IReadOnlyList<string> path)
    {
        switch (target)
        {
            case MapNode map when map[path[0]] is { } inner:
                if (path.Count == 1)
                    return map.Without(path[0]);
                return Without(inner, [.. path.Skip(1)]) is { } less ? map.With(path[0], less) : null;
            case ListNode list when Find(list, path[0]) is var at and >= 0:
                var items = list.Items.ToList();
                if (path.Count == 1)
                    items.RemoveAt(at);
                else if (Without(items[at], [.. path.Skip(1)]) is { } lessened)
                    items[at] = lessened;
                else
                    return null;
                return new ListNode(items, list.At);
            default:
                return null;
        }
    }

    private static int Find(ListNode list, string name)
    {
        for (var i = 0; i < list.Items.Count; i++)
            if (NameOf(list.Items[i]) == name)
                return i;
        return -1;
    }

    private static string Names(ListNode list)
    {
        var names = list.Items.Select(NameOf).OfType<string>().ToList();
        return names.Count == 0 ? "-" : string.Join(", ", names);
    }

    private static string? NameOf(Node item) => item is MapNode map ? Keys.Select(key => (map[key] as ScalarNode)?.Text).FirstOrDefault(name => name is not null) : null;
}
