using Slipway.Yaml;

namespace Slipway.Components;

/// <summary>A leaf of a merge patch: what it sets there, or null where it takes something out.</summary>
public sealed record PatchLeaf(string Pointer, Node Value);

/// <summary>
/// Whether two traits commute. A patch never sees the model, so its leaves are data, and one render of each trait tells. Who owns a field may decide over it,
/// by coming later.
/// </summary>
public static class Commuting
{
    /// <summary>A trait of this order or above is a last word (merge-patch, json-patch): its order is its point, and it stands outside the proof.</summary>
    public const int LastWord = 9000;

    /// <summary>None where the patch is empty: it changes nothing.</summary>
    public static IReadOnlyList<PatchLeaf> Leaves(MapNode patch) => patch.Count == 0 ? [] : [.. Below(patch, "")];

    /// <summary>Pointers where two patches meet: one sets what the other sets otherwise, or something above it. The longer pointer of each two.</summary>
    public static IReadOnlyList<string> Meetings(IReadOnlyList<PatchLeaf> one, IReadOnlyList<PatchLeaf> other)
        => [.. one.SelectMany(a => other.Where(b => Meet(a, b)).Select(b => a.Pointer.Length > b.Pointer.Length ? a.Pointer : b.Pointer)).Distinct()];

    /// <summary>Meetings that nobody has settled: no conflict is declared, and neither trait comes later and owns the field. Only these can fail to commute.</summary>
    public static IReadOnlyList<string> Unsettled(TraitDefinition one, IReadOnlyList<PatchLeaf> ones, TraitDefinition other, IReadOnlyList<PatchLeaf> others)
    {
        if (Exclude(one, other) || Math.Max(one.Order, other.Order) >= LastWord)
            return [];
        var later = one.Order == other.Order ? null : one.Order > other.Order ? one : other;
        return [.. Meetings(ones, others).Where(pointer => later is null || !Owns(later, pointer))];
    }

    /// <summary>Leaves in what another trait owns, where that other one does not come later and decide anyway, and this one does not take the field over.</summary>
    public static IReadOnlyList<string> Trespasses(TraitDefinition one, IReadOnlyList<PatchLeaf> ones, TraitDefinition owner)
        => Exclude(one, owner) || owner.Order > one.Order || Math.Max(one.Order, owner.Order) >= LastWord
            ? []
            : [.. ones.Select(leaf => leaf.Pointer).Where(pointer => Owns(owner, pointer) && !(one.Order > owner.Order && Owns(one, pointer)))];

    /// <summary>Both orders, on a model, by the merge that the templates do.</summary>
    public static bool SameInBothOrders(MapNode model, MapNode one, MapNode other)
        => Nodes.Equal(MergePatch.Apply(MergePatch.Apply(model, one), other), MergePatch.Apply(MergePatch.Apply(model, other), one));

    public static bool Exclude(TraitDefinition one, TraitDefinition other)
        => one.ConflictsWith.Contains(other.Name, StringComparer.Ordinal) || other.ConflictsWith.Contains(one.Name, StringComparer.Ordinal);

    private static bool Meet(PatchLeaf one, PatchLeaf other)
        => one.Pointer == other.Pointer ? !Nodes.Equal(one.Value, other.Value) : IsAbove(one.Pointer, other.Pointer) || IsAbove(other.Pointer, one.Pointer);

    private static bool IsAbove(string pointer, string below) => below.Length > pointer.Length && below[pointer.Length] == '/' && below.StartsWith(pointer, StringComparison.Ordinal);

    private static bool Owns(TraitDefinition trait, string pointer)
    {
        var names = pointer.Split('/');
        return trait.Owns.Select(owned => owned.Split('/')).Any(owned => owned.Length <= names.Length && !owned.Where((name, i) => name != "*" && name != names[i]).Any());
    }

    /// <summary>An empty map is a leaf, too: it puts a map where something else stood.</summary>
    private static IEnumerable<PatchLeaf> Below(Node node, string pointer)
        => node is MapNode { Count: > 0 } map ? map.Entries.SelectMany(e => Below(e.Value, pointer + JsonPointer.Of(e.Name))) : [new PatchLeaf(pointer, node)];
}
