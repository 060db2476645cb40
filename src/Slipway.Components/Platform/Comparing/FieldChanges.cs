using Slipway.Yaml;

namespace Slipway.Components;

/// <param name="Path">From the root: <c>spec.template.spec.containers[hello].image</c>.</param>
/// <param name="Before">Null where it was not there.</param>
/// <param name="After">Null where it is gone.</param>
public sealed record FieldChange(string Path, Node? Before, Node? After);

/// <summary>
/// Two trees, field by field. Items of a list that have names are compared by them, so that one more in front changes no other; where those that stay change places, that is a change of its own
/// (<c>spec.initContainers[]</c>, with the names), for it replaces pods.
/// </summary>
public static class FieldChanges
{
    public static IReadOnlyList<FieldChange> Of(Node? before, Node? after)
    {
        var changes = new List<FieldChange>();
        Compare(before, after, "", changes);
        return changes;
    }

    private static void Compare(Node? before, Node? after, string path, List<FieldChange> changes)
    {
        if (Nodes.Equal(before, after))
            return;
        if (before is MapNode old && after is MapNode now)
            foreach (var key in old.Keys.Concat(now.Keys.Where(key => old.Entry(key) is null)))
                Compare(old[key], now[key], path.Length == 0 ? Shown(key) : $"{path}.{Shown(key)}", changes);
        else if (before is ListNode oldList && after is ListNode nowList && (Named(oldList), Named(nowList)) is ({ } oldNamed, { } nowNamed))
        {
            foreach (var name in oldNamed.Keys.Concat(nowNamed.Keys.Where(name => !oldNamed.ContainsKey(name))))
                Compare(oldNamed.GetValueOrDefault(name), nowNamed.GetValueOrDefault(name), $"{path}[{name}]", changes);
            if (!Common(oldList, nowNamed).SequenceEqual(Common(nowList, oldNamed), StringComparer.Ordinal))
                changes.Add(new FieldChange($"{path}[]", Names(oldList), Names(nowList)));
        }
        else
            changes.Add(new FieldChange(path, before, after));
    }

    private static Dictionary<string, Node>? Named(ListNode list)
    {
        var named = new Dictionary<string, Node>(StringComparer.Ordinal);
        foreach (var item in list.Items)
            if (NameOf(item) is not { } name || !named.TryAdd(name, item))
                return null;
        return named;
    }

    private static string? NameOf(Node item) => item is MapNode map && (map["name"] ?? (map["metadata"] as MapNode)?["name"]) is ScalarNode name ? name.Text : null;

    private static IEnumerable<string> Common(ListNode list, Dictionary<string, Node> other) => list.Items.Select(item => NameOf(item)!).Where(other.ContainsKey);

    private static ListNode Names(ListNode list) => Node.List(list.Items.Select(item => Node.Of(NameOf(item)!)));

    private static string Shown(string key) => key.Contains('.', StringComparison.Ordinal) ? $"\"{key}\"" : key;
}
