using Slipway.Yaml;

namespace Slipway.Schema.Cel;

internal abstract class CelList
{
    public abstract int Count { get; }

    public abstract CelValue this[int index] { get; }

    /// <summary>Whether order counts, and what makes two items the same.</summary>
    public virtual CelListSemantics Semantics => CelListSemantics.Ordered;
}

internal sealed class ArrayCelList(CelValue[] items, CelListSemantics? semantics = null) : CelList
{
    public override CelListSemantics Semantics => semantics ?? CelListSemantics.Ordered;

    public static ArrayCelList Empty { get; } = new([]);

    public override int Count => items.Length;

    public override CelValue this[int index] => items[index];
}

/// <summary>The list that a macro fills; nothing else can see it before it is finished.</summary>
internal sealed class GrowingCelList : CelList
{
    private readonly List<CelValue> items = [];

    public override int Count => items.Count;

    public override CelValue this[int index] => items[index];

    public void Add(CelValue value) => items.Add(value);
}

/// <summary>Two lists after one another, without copying.</summary>
internal sealed class JoinedCelList : CelList
{
    private const int Flattens = 8;
    private readonly CelList left;
    private readonly CelList right;
    private readonly int depth;

    private JoinedCelList(CelList left, CelList right, int depth)
        => (this.left, this.right, this.depth, Count) = (left, right, depth, left.Count + right.Count);

    public override int Count { get; }

    public override CelValue this[int index] => index < left.Count ? left[index] : right[index - left.Count];

    public static CelList Of(CelList left, CelList right)
    {
        if (left.Count == 0)
            return right;
        if (right.Count == 0)
            return left;
        var depth = 1 + Math.Max((left as JoinedCelList)?.depth ?? 0, (right as JoinedCelList)?.depth ?? 0);
        return depth < Flattens ? new JoinedCelList(left, right, depth) : Copy(left, right);
    }

    private static ArrayCelList Copy(CelList left, CelList right)
    {
        var items = new CelValue[left.Count + right.Count];
        for (var i = 0; i < items.Length; i++)
            items[i] = i < left.Count ? left[i] : right[i - left.Count];
        return new ArrayCelList(items);
    }
}

/// <summary>A list of the document, read item by item when it is asked for.</summary>
internal sealed class NodeList(ListNode node, CelType items, CelListSemantics semantics) : CelList
{
    public ListNode Node => node;

    public override CelListSemantics Semantics => semantics;

    public override int Count => node.Items.Count;

    public override CelValue this[int index] => NodeValues.Of(node.Items[index], items);
}
