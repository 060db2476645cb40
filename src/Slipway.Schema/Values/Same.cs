using System.Diagnostics.CodeAnalysis;
using Slipway.Yaml;

namespace Slipway.Schema;

/// <summary>JSON Schema's equality: numbers by value (1 equals 1.0), maps without regard to order.</summary>
internal sealed class Same : IEqualityComparer<Node>
{
    public static readonly Same Value = new();

    public bool Equals(Node? left, Node? right) => (left, right) switch
    {
        _ when ReferenceEquals(left, right) => true,
        (ScalarNode a, ScalarNode b) => EqualScalars(a, b),
        (ListNode a, ListNode b) => EqualLists(a, b),
        (MapNode a, MapNode b) => EqualMaps(a, b),
        _ => false,
    };

    private static bool EqualScalars(ScalarNode left, ScalarNode right) => left.Kind switch
    {
        ScalarKind.Null => right.Kind == ScalarKind.Null,
        ScalarKind.Boolean => right.Kind == ScalarKind.Boolean && IsTrue(left) == IsTrue(right),
        ScalarKind.String => right.Kind == ScalarKind.String && left.Text == right.Text,
        _ when right.Kind is not (ScalarKind.Integer or ScalarKind.Float) => false,
        _ => Number.TryRead(left, out var a) && Number.TryRead(right, out var b) ? a.Equals(b) : left.Text == right.Text,
    };

    private bool EqualLists(ListNode left, ListNode right)
    {
        if (left.Items.Count != right.Items.Count)
            return false;
        for (var i = 0; i < left.Items.Count; i++)
            if (!Equals(left.Items[i], right.Items[i]))
                return false;
        return true;
    }

    private bool EqualMaps(MapNode left, MapNode right)
    {
        if (left.Count != right.Count)
            return false;
        for (var i = 0; i < left.Entries.Count; i++)
            if (right[left.Entries[i].Name] is not { } other || !Equals(left.Entries[i].Value, other))
                return false;
        return true;
    }

    public int GetHashCode([DisallowNull] Node node) => node switch
    {
        ScalarNode { Kind: ScalarKind.Null } => 1,
        ScalarNode { Kind: ScalarKind.Boolean } scalar => IsTrue(scalar) ? 2 : 3,
        ScalarNode { Kind: ScalarKind.String } scalar => scalar.Text.GetHashCode(StringComparison.Ordinal),
        ScalarNode scalar => Number.TryRead(scalar, out var number) ? number.GetHashCode() : scalar.Text.GetHashCode(StringComparison.Ordinal),
        ListNode list => list.Items.Aggregate(5, (hash, item) => HashCode.Combine(hash, GetHashCode(item))),
        MapNode map => map.Entries.Aggregate(7, (hash, e) => unchecked(hash + HashCode.Combine(e.Name, GetHashCode(e.Value)))),
        _ => 0,
    };

    private static bool IsTrue(ScalarNode scalar) => scalar.Text is ['t' or 'T', ..];
}
