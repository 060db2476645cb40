namespace Slipway.Yaml;

/// <summary>Paths into a tree of nodes, as RFC 6901 writes them: <c>/containers/0/name</c>; the empty text is the whole.</summary>
public static class JsonPointer
{
    public static string Escape(string name) => name.AsSpan().ContainsAny('~', '/')
        ? name.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal)
        : name;

    public static string Of(params IEnumerable<string> names) => string.Concat(names.Select(name => "/" + Escape(name)));

    /// <summary>The names on the way, unescaped; null when the text is no pointer.</summary>
    public static IReadOnlyList<string>? Parse(string pointer)
    {
        if (pointer.Length == 0)
            return [];
        if (pointer[0] != '/')
            return null;
        var names = pointer[1..].Split('/');
        for (var i = 0; i < names.Length; i++)
        {
            for (var at = names[i].IndexOf('~'); at >= 0; at = names[i].IndexOf('~', at + 1))
                if (at + 1 == names[i].Length || names[i][at + 1] is not ('0' or '1'))
                    return null;
            names[i] = names[i].Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal);
        }
        return names;
    }

    /// <summary>The node that a pointer names; null when there is none, or the text is no pointer.</summary>
    public static Node? Resolve(Node root, string pointer) => Parse(pointer) is { } names ? Resolve(root, names) : null;

    public static Node? Resolve(Node root, IEnumerable<string> names)
    {
        Node? node = root;
        foreach (var name in names)
            node = node switch
            {
                MapNode map => map[name],
                ListNode list when IsIndex(name, out var index) && index < list.Items.Count => list.Items[index],
                _ => null,
            };
        return node;
    }

    private static bool IsIndex(string name, out int index)
    {
        index = 0;
        return name.Length > 0 && !name.AsSpan().ContainsAnyExceptInRange('0', '9') && (name.Length == 1 || name[0] != '0')
            && int.TryParse(name, out index);
    }
}
