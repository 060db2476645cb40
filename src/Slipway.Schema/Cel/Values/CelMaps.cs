using Slipway.Yaml;

namespace Slipway.Schema.Cel;

internal abstract class CelMap
{
    public abstract int Count { get; }

    public abstract bool TryGet(CelValue key, out CelValue value);

    public abstract IEnumerable<CelValue> Keys { get; }

    public bool Has(CelValue key) => TryGet(key, out _);

    /// <summary>The keys as a list to run over.</summary>
    public CelList KeyList => new ArrayCelList([.. Keys]);
}

internal sealed class TableCelMap : CelMap
{
    private readonly Dictionary<CelValue, CelValue> entries;

    public TableCelMap(int capacity = 0) => entries = new(capacity, CelKeys.Comparer);

    public override int Count => entries.Count;

    public override bool TryGet(CelValue key, out CelValue value) => entries.TryGetValue(key, out value);

    public override IEnumerable<CelValue> Keys => entries.Keys;

    /// <summary>Only while the map is being made. False when the key is there already.</summary>
    public bool TryAdd(CelValue key, CelValue value) => entries.TryAdd(key, value);
}

/// <summary>A map of the document with keys of any name.</summary>
internal class NodeMap(MapNode node, CelType values) : CelMap
{
    public MapNode Node => node;

    public override int Count => node.Count;

    public override IEnumerable<CelValue> Keys => node.Entries.Select(e => CelValue.Of(e.Name));

    public override bool TryGet(CelValue key, out CelValue value)
    {
        if (key.Kind == CelKind.String && node[key.AsString] is { } found)
        {
            value = NodeValues.Of(found, values);
            return true;
        }
        value = default;
        return false;
    }
}

/// <summary>An object of the document: known fields, of which null ones count as absent, as in Kubernetes.</summary>
internal sealed class NodeObject(MapNode node, CelType type) : NodeMap(node, CelType.Dyn)
{
    public override int Count => Keys.Count();

    public override IEnumerable<CelValue> Keys => Node.Entries
        .Where(e => !NodeValues.IsNull(e.Value) && type.FieldByKey(e.Name) is not null)
        .Select(e => CelValue.Of(type.FieldByKey(e.Name)!.Name));

    public override bool TryGet(CelValue key, out CelValue value)
    {
        if (key.Kind == CelKind.String && type.Field(key.AsString) is { } field && Node[field.Key] is { } found && !NodeValues.IsNull(found))
        {
            value = NodeValues.Of(found, field.Type);
            return true;
        }
        value = default;
        return false;
    }
}

/// <summary>Keys of maps: numbers are equal by value, whatever their types.</summary>
internal static class CelKeys
{
    public static IEqualityComparer<CelValue> Comparer { get; } = EqualityComparer<CelValue>.Create(CelEquality.SameKey, Hash);

    public static bool IsKey(CelValue value) => value.Kind is CelKind.Bool or CelKind.Int or CelKind.Uint or CelKind.String;

    private static int Hash(CelValue value) => value.Kind switch
    {
        CelKind.Bool or CelKind.Int => value.AsInt.GetHashCode(),
        CelKind.Uint => value.AsUint <= long.MaxValue ? value.AsInt.GetHashCode() : value.AsUint.GetHashCode(),
        CelKind.Double => value.AsDouble is >= long.MinValue and < long.MaxValue ? ((long)value.AsDouble).GetHashCode()
            : value.AsDouble is >= 0 and < ulong.MaxValue ? ((ulong)value.AsDouble).GetHashCode() : value.AsDouble.GetHashCode(),
        CelKind.String => value.AsString.GetHashCode(StringComparison.Ordinal),
        _ => (int)value.Kind,
    };
}
