using static Slipway.Schema.Cel.CelLibraries;

namespace Slipway.Schema.Cel;

/// <summary>Lists and maps: membership, indexing, size, and what macros gather.</summary>
internal static class Containers
{
    public static IEnumerable<CelOverload> All { get; } =
    [
        On("@in(A, list(A)): bool", InList),
        On("@in(A, map(A, B)): bool", (_, a) => CelValue.Of(a[1].AsMap.Has(a[0]))),
        On("_[_](list(A), int): A", (_, a) => Item(a[0].AsList, a[1])) with { IsLoose = true },
        On("_[_](map(A, B), A): B", (_, a) => Entry(a[0].AsMap, a[1])) with { IsLoose = true },
        On("_[_](optional_type(list(A)), int): optional_type(A)", OptionalIndex) with { IsLoose = true },
        On("_[_](optional_type(map(A, B)), A): optional_type(B)", OptionalIndex) with { IsLoose = true },
        On("_[?_](list(A), int): optional_type(A)", (_, a) => Present(a[0], a[1])) with { IsLoose = true },
        On("_[?_](map(A, B), A): optional_type(B)", (_, a) => Present(a[0], a[1])) with { IsLoose = true },
        On("_[?_](optional_type(list(A)), int): optional_type(A)", OptionalIndex) with { IsLoose = true },
        On("_[?_](optional_type(map(A, B)), A): optional_type(B)", OptionalIndex) with { IsLoose = true },
        .. Size("string", value => CodePoints.Count(value.AsString)),
        .. Size("bytes", value => value.AsBytes.Length),
        .. Size("list(A)", value => value.AsList.Count),
        .. Size("map(A, B)", value => value.AsMap.Count),
        On("@append(list(A), A): list(A)", Append),
        On("@mapInsert(map(A, B), A, B): map(A, B)", (frame, a) => Insert(frame, a[0], a[1], a[2])),
        On("@mapInsert(map(A, B), map(A, B)): map(A, B)", InsertAll),
    ];

    private static IEnumerable<CelOverload> Size(string type, Func<CelValue, int> count) =>
    [
        On($"size({type}): int", (_, a) => CelValue.Of((long)count(a[0]))),
        On($"{type}.size(): int", (_, a) => CelValue.Of((long)count(a[0]))),
    ];

    private static CelValue InList(Frame frame, ReadOnlySpan<CelValue> a)
    {
        var list = a[1].AsList;
        frame.ChargeItems(list.Count);
        for (var i = 0; i < list.Count && !frame.Stopped; i++)
            if (CelEquality.Equal(list[i], a[0], frame))
                return CelValue.True;
        return CelValue.False;
    }

    private static CelValue Item(CelList list, CelValue index)
    {
        if (Index(index) is not { } at)
            return Fail(CelErrors.Of($"unsupported index value in list: {CelText.Of(index)}", $"不支持的列表下标：{CelText.Of(index)}"));
        return at >= 0 && at < list.Count ? list[(int)at] : Fail(CelErrors.IndexOutOfBounds(at));
    }

    private static long? Index(CelValue index) => index.Kind switch
    {
        CelKind.Int => index.AsInt,
        CelKind.Uint when index.AsUint <= long.MaxValue => index.AsInt,
        CelKind.Double when Math.Truncate(index.AsDouble) == index.AsDouble && Math.Abs(index.AsDouble) < 1e15 => (long)index.AsDouble,
        _ => null,
    };

    private static CelValue Entry(CelMap map, CelValue key) => map.TryGet(key, out var value) ? value : Fail(CelErrors.NoSuchKey(CelText.Of(key)));

    private static CelValue Present(CelValue container, CelValue key)
    {
        if (container.Kind == CelKind.Map)
            return container.AsMap.TryGet(key, out var value) ? Wrapped(value) : CelValue.None;
        if (container.Kind != CelKind.List)
            return Fail(CelErrors.NoSuchOverload);
        return Index(key) is { } at && at >= 0 && at < container.AsList.Count ? Wrapped(container.AsList[(int)at]) : CelValue.None;
    }

    private static CelValue Wrapped(CelValue value) => value.IsError ? value : CelValue.Optional(value);

    private static CelValue OptionalIndex(Frame frame, ReadOnlySpan<CelValue> a)
        => a[0].AsOptional.HasValue ? Present(a[0].AsOptional.Value, a[1]) : CelValue.None;

    private static CelValue Append(Frame frame, ReadOnlySpan<CelValue> a)
    {
        frame.Charge(10);
        ((GrowingCelList)a[0].AsList).Add(a[1]);
        return a[0];
    }

    private static CelValue Insert(Frame frame, CelValue map, CelValue key, CelValue value)
    {
        frame.Charge(1);
        if (!CelKeys.IsKey(key))
            return Fail(CelErrors.KeyType);
        return ((TableCelMap)map.AsMap).TryAdd(key, value)
            ? map : Fail(CelErrors.Of($"insert failed: key {CelText.Of(key)} already exists", $"插入失败：键 {CelText.Of(key)} 已存在"));
    }

    private static CelValue InsertAll(Frame frame, ReadOnlySpan<CelValue> a)
    {
        foreach (var key in a[1].AsMap.Keys)
            if (a[1].AsMap.TryGet(key, out var value) && Insert(frame, a[0], key, value) is { IsError: true } failed)
                return failed;
        return a[0];
    }
}
