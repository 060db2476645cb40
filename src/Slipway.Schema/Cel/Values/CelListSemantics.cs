using Slipway.Yaml;

namespace Slipway.Schema.Cel;

/// <summary>
/// <c>x-kubernetes-list-type</c>: the items of a <c>set</c> and of a <c>map</c> (one entry for each combination of its keys) have no order,
/// and <c>+</c> merges them.
/// </summary>
internal sealed record CelListSemantics(bool IsOrdered, IReadOnlyList<string> Keys)
{
    public static CelListSemantics Ordered { get; } = new(true, []);

    public static CelListSemantics Read(MapNode schema) => schema["x-kubernetes-list-type"]?.ToString() switch
    {
        "set" => new(false, []),
        "map" when schema["x-kubernetes-list-map-keys"] is ListNode keys => new(false, [.. keys.Items.Select(k => k.ToString()!)]),
        _ => Ordered,
    };

    /// <summary>The left list's, when it has no order.</summary>
    public static CelListSemantics? Of(CelList left) => left.Semantics.IsOrdered ? null : left.Semantics;

    public bool Equal(CelList left, CelList right, Frame? frame)
    {
        for (var i = 0; i < left.Count; i++)
        {
            var found = Find(right, left[i], frame);
            if (found < 0 || !CelEquality.Equal(left[i], right[found], frame))
                return false;
        }
        return true;
    }

    public CelList Merge(CelList left, CelList right, Frame frame)
    {
        var merged = new List<CelValue>();
        for (var i = 0; i < left.Count; i++)
            merged.Add(left[i]);
        for (var i = 0; i < right.Count && !frame.Stopped; i++)
        {
            var found = Find(left, right[i], frame);
            if (found < 0)
                merged.Add(right[i]);
            else
                merged[found] = right[i];
        }
        return new ArrayCelList([.. merged], this);
    }

    private int Find(CelList list, CelValue wanted, Frame? frame)
    {
        for (var i = 0; i < list.Count; i++)
            if (frame?.Charge(1) == false)
                return -1;
            else if (SameIdentity(list[i], wanted, frame))
                return i;
        return -1;
    }

    private bool SameIdentity(CelValue left, CelValue right, Frame? frame)
    {
        if (Keys.Count == 0 || left.Kind != CelKind.Map || right.Kind != CelKind.Map)
            return CelEquality.Equal(left, right, frame);
        foreach (var key in Keys)
        {
            var name = CelValue.Of(FieldNames.Escape(key) ?? key);
            var (has, other) = (left.AsMap.TryGet(name, out var mine), right.AsMap.TryGet(name, out var theirs));
            if (has != other || (has && !CelEquality.Equal(mine, theirs, frame)))
                return false;
        }
        return true;
    }
}
