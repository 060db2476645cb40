using static Slipway.Schema.Cel.CelLibraries;

namespace Slipway.Schema.Cel;

/// <summary>Operators on numbers, texts and times. Whole numbers never wrap around.</summary>
internal static class Arithmetic
{
    public static IEnumerable<CelOverload> All { get; } =
    [
        On("_+_(int, int): int", (_, a) => Whole(Int128.CreateChecked(a[0].AsInt) + a[1].AsInt)),
        On("_+_(uint, uint): uint", (_, a) => Unsigned((UInt128)a[0].AsUint + a[1].AsUint)),
        On("_+_(double, double): double", (_, a) => CelValue.Of(a[0].AsDouble + a[1].AsDouble)),
        On("_+_(string, string): string", Join),
        On("_+_(bytes, bytes): bytes", JoinBytes),
        On("_+_(list(A), list(A)): list(A)", JoinLists),
        On("_+_(timestamp, duration): timestamp", (_, a) => Shift(a[0], a[1].TotalNanoseconds)),
        On("_+_(duration, timestamp): timestamp", (_, a) => Shift(a[1], a[0].TotalNanoseconds)),
        On("_+_(duration, duration): duration", (_, a) => Length((Int128)a[0].TotalNanoseconds + a[1].TotalNanoseconds)),
        On("_-_(int, int): int", (_, a) => Whole((Int128)a[0].AsInt - a[1].AsInt)),
        On("_-_(uint, uint): uint", (_, a) => a[0].AsUint < a[1].AsUint ? Fail(CelErrors.UnsignedOverflow) : CelValue.Of(a[0].AsUint - a[1].AsUint)),
        On("_-_(double, double): double", (_, a) => CelValue.Of(a[0].AsDouble - a[1].AsDouble)),
        On("_-_(timestamp, timestamp): duration", (_, a) => Length(
            ((Int128)a[0].Seconds - a[1].Seconds) * CelTime.NanosecondsInSecond + a[0].Nanoseconds - a[1].Nanoseconds)),
        On("_-_(timestamp, duration): timestamp", (_, a) => Shift(a[0], -(Int128)a[1].TotalNanoseconds)),
        On("_-_(duration, duration): duration", (_, a) => Length((Int128)a[0].TotalNanoseconds - a[1].TotalNanoseconds)),
        On("_*_(int, int): int", (_, a) => Whole((Int128)a[0].AsInt * a[1].AsInt)),
        On("_*_(uint, uint): uint", (_, a) => Unsigned((UInt128)a[0].AsUint * a[1].AsUint)),
        On("_*_(double, double): double", (_, a) => CelValue.Of(a[0].AsDouble * a[1].AsDouble)),
        On("_/_(int, int): int", (_, a) => a[1].AsInt == 0 ? Fail(CelErrors.DivisionByZero) : Whole((Int128)a[0].AsInt / a[1].AsInt)),
        On("_/_(uint, uint): uint", (_, a) => a[1].AsUint == 0 ? Fail(CelErrors.DivisionByZero) : CelValue.Of(a[0].AsUint / a[1].AsUint)),
        On("_/_(double, double): double", (_, a) => CelValue.Of(a[0].AsDouble / a[1].AsDouble)),
        On("_%_(int, int): int", (_, a) => a[1].AsInt == 0 ? Fail(CelErrors.ModulusByZero) : CelValue.Of((long)((Int128)a[0].AsInt % a[1].AsInt))),
        On("_%_(uint, uint): uint", (_, a) => a[1].AsUint == 0 ? Fail(CelErrors.ModulusByZero) : CelValue.Of(a[0].AsUint % a[1].AsUint)),
        On("-_(int): int", (_, a) => Whole(-(Int128)a[0].AsInt)),
        On("-_(double): double", (_, a) => CelValue.Of(-a[0].AsDouble)),
        On("!_(bool): bool", (_, a) => CelValue.Of(!a[0].AsBool)),
        // The logical operators have steps of their own; here are their types.
        On("_&&_(bool, bool): bool", (_, _) => Fail(CelErrors.NoSuchOverload)),
        On("_||_(bool, bool): bool", (_, _) => Fail(CelErrors.NoSuchOverload)),
        On("_?_:_(bool, A, A): A", (_, _) => Fail(CelErrors.NoSuchOverload)),
        On("@not_strictly_false(bool): bool", (_, _) => Fail(CelErrors.NoSuchOverload)),
    ];

    public static CelValue Whole(Int128 value)
        => value < long.MinValue || value > long.MaxValue ? Fail(CelErrors.IntegerOverflow) : CelValue.Of((long)value);

    private static CelValue Unsigned(UInt128 value) => value > ulong.MaxValue ? Fail(CelErrors.UnsignedOverflow) : CelValue.Of((ulong)value);

    private static CelValue Length(Int128 nanoseconds)
        => nanoseconds < long.MinValue || nanoseconds > long.MaxValue ? Fail(CelErrors.DurationOverflow) : CelValue.Duration((long)nanoseconds);

    private static CelValue Shift(CelValue time, Int128 by)
    {
        var (seconds, rest) = Int128.DivRem(by, CelTime.NanosecondsInSecond);
        return CelTime.Timestamp(time.Seconds + (long)seconds, time.Nanoseconds + (long)rest) ?? Fail(CelErrors.TimestampOverflow);
    }

    private static CelValue Join(Frame frame, ReadOnlySpan<CelValue> a)
        => frame.ChargeText((long)a[0].AsString.Length + a[1].AsString.Length) ? CelValue.Of(a[0].AsString + a[1].AsString) : Fail(CelErrors.TooMuchWork);

    private static CelValue JoinBytes(Frame frame, ReadOnlySpan<CelValue> a)
        => frame.ChargeText((long)a[0].AsBytes.Length + a[1].AsBytes.Length) ? CelValue.Of([.. a[0].AsBytes, .. a[1].AsBytes]) : Fail(CelErrors.TooMuchWork);

    /// <summary>Lists are joined without copying, mostly; charged as if they were copied, so that none can double itself without end.</summary>
    private static CelValue JoinLists(Frame frame, ReadOnlySpan<CelValue> a)
    {
        var (left, right) = (a[0].AsList, a[1].AsList);
        if (!frame.ChargeText((long)left.Count + right.Count))
            return Fail(CelErrors.TooMuchWork);
        return CelValue.Of(CelListSemantics.Of(left) is { } semantics ? semantics.Merge(left, right, frame) : JoinedCelList.Of(left, right));
    }
}
