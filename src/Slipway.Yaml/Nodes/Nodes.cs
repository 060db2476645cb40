namespace Slipway.Yaml;

/// <summary>Questions about whole trees of nodes.</summary>
public static class Nodes
{
    /// <summary>
    /// Deep equality of values: places, styles and the order of map entries do not count, the order of lists does. Numbers compare
    /// by value (<c>0x10</c> equals <c>16</c>), but an integer never equals a float.
    /// </summary>
    public static bool Equal(Node? left, Node? right) => (left, right) switch
    {
        _ when ReferenceEquals(left, right) => true,
        (ScalarNode a, ScalarNode b) => EqualScalars(a, b),
        (ListNode a, ListNode b) => EqualLists(a, b),
        (MapNode a, MapNode b) => EqualMaps(a, b),
        _ => false,
    };

    private static bool EqualScalars(ScalarNode left, ScalarNode right) => left.Kind == right.Kind && left.Kind switch
    {
        ScalarKind.Null => true,
        ScalarKind.Boolean => string.Equals(left.Text, right.Text, StringComparison.OrdinalIgnoreCase),
        ScalarKind.Integer => left.Text == right.Text || Numbers.Integer(left.Text) == Numbers.Integer(right.Text),
        ScalarKind.Float => Numbers.SameFloat(left.Text, right.Text),
        _ => left.Text == right.Text,
    };

    private static bool EqualLists(ListNode left, ListNode right)
    {
        if (left.Items.Count != right.Items.Count)
            return false;
        for (var i = 0; i < left.Items.Count; i++)
            if (!Equal(left.Items[i], right.Items[i]))
                return false;
        return true;
    }

    private static bool EqualMaps(MapNode left, MapNode right)
    {
        if (left.Count != right.Count)
            return false;
        foreach (var entry in left.Entries)
            if (right.Entry(entry.Name) is not { } other || !Equal(entry.Value, other.Value))
                return false;
        return true;
    }
}
