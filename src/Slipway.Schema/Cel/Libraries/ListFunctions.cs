using static Slipway.Schema.Cel.CelLibraries;

namespace Slipway.Schema.Cel;

/// <summary>Kubernetes' library for lists.</summary>
internal static class ListFunctions
{
    private static readonly string[] Comparable = ["int", "uint", "double", "bool", "duration", "timestamp", "string", "bytes"];

    private static readonly (string Type, CelValue Zero)[] Summable =
        [("int", CelValue.Of(0L)), ("uint", CelValue.Of(0UL)), ("double", CelValue.Of(0.0)), ("duration", CelValue.Duration(0))];

    public static IEnumerable<CelOverload> All { get; } =
    [
        .. Comparable.SelectMany(OfComparable),
        .. Summable.Select(s => On($"list({s.Type}).sum(): {s.Type}", (frame, a) => Sum(frame, a[0].AsList, s.Zero))),
        On("list(A).indexOf(A): int", (frame, a) => IndexOf(frame, a[0].AsList, a[1], fromEnd: false)),
        On("list(A).lastIndexOf(A): int", (frame, a) => IndexOf(frame, a[0].AsList, a[1], fromEnd: true)),
    ];

    private static IEnumerable<CelOverload> OfComparable(string type) =>
    [
        On($"list({type}).isSorted(): bool", (frame, a) => IsSorted(frame, a[0].AsList)),
        On($"list({type}).min(): {type}", (frame, a) => Extreme(frame, a[0].AsList, -1, "min")),
        On($"list({type}).max(): {type}", (frame, a) => Extreme(frame, a[0].AsList, 1, "max")),
    ];

    private static CelValue IsSorted(Frame frame, CelList list)
    {
        frame.ChargeItems(list.Count);
        for (var i = 1; i < list.Count && !frame.Stopped; i++)
            if (CelEquality.Compare(list[i - 1], list[i]) is not { } order)
                return Fail(CelErrors.NoSuchOverload);
            else if (order > 0)
                return CelValue.False;
        return CelValue.True;
    }

    private static CelValue Extreme(Frame frame, CelList list, int wanted, string name)
    {
        if (list.Count == 0)
            return Fail(CelErrors.Of($"{name} called on empty list", $"对空列表调用了 {name}"));
        frame.ChargeItems(list.Count);
        var best = list[0];
        for (var i = 1; i < list.Count && !frame.Stopped; i++)
            if (CelEquality.Compare(list[i], best) is not { } order)
                return Fail(CelErrors.NoSuchOverload);
            else if (Math.Sign(order) == wanted)
                best = list[i];
        return best;
    }

    private static CelValue Sum(Frame frame, CelList list, CelValue zero)
    {
        frame.ChargeItems(list.Count);
        if (list.Count == 0)
            return zero;
        var sum = list[0];
        for (var i = 1; i < list.Count && !frame.Stopped && !sum.IsError; i++)
            sum = Add(frame, sum, list[i]);
        return sum;
    }

    private static CelValue Add(Frame frame, CelValue left, CelValue right)
    {
        ReadOnlySpan<CelValue> both = [left, right];
        if (left.Kind is CelKind.Int or CelKind.Uint or CelKind.Double or CelKind.Duration)
            foreach (var overload in CelLibraries.All.Find("_+_")!)
                if (overload.Accepts(both))
                    return overload.Run(frame, both);
        return Fail(CelErrors.NoSuchOverload);
    }

    private static CelValue IndexOf(Frame frame, CelList list, CelValue wanted, bool fromEnd)
    {
        for (var i = 0; i < list.Count && frame.Charge(1); i++)
        {
            var at = fromEnd ? list.Count - 1 - i : i;
            if (CelEquality.Equal(list[at], wanted, frame))
                return CelValue.Of((long)at);
        }
        return CelValue.Of(-1L);
    }
}
