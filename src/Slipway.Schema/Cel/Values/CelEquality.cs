namespace Slipway.Schema.Cel;

/// <summary>Equality and order, across the numeric types.</summary>
internal static class CelEquality
{
    public static bool SameKey(CelValue left, CelValue right) => Equal(left, right, null);

    /// <summary>Values of different kinds are unequal; NaN is unequal to everything. Charges a frame for long comparisons.</summary>
    public static bool Equal(CelValue left, CelValue right, Frame? frame)
    {
        if (IsNumber(left) && IsNumber(right))
            return Compare(left, right) == 0;
        if (left.Kind != right.Kind)
            return false;
        return left.Kind switch
        {
            CelKind.Null => true,
            CelKind.Bool or CelKind.Duration => left.AsInt == right.AsInt,
            CelKind.Timestamp => left.Seconds == right.Seconds && left.Nanoseconds == right.Nanoseconds,
            CelKind.String => left.AsString == right.AsString,
            CelKind.Bytes => left.AsBytes.SequenceEqual(right.AsBytes),
            CelKind.List => EqualLists(left.AsList, right.AsList, frame),
            CelKind.Map => EqualMaps(left.AsMap, right.AsMap, frame),
            CelKind.Type => left.AsType.RuntimeName == right.AsType.RuntimeName,
            CelKind.Optional => EqualOptionals(left.AsOptional, right.AsOptional, frame),
            CelKind.Opaque => left.AsOpaque.Same(right.AsOpaque),
            _ => false,
        };
    }

    private static bool EqualOptionals(CelOptional left, CelOptional right, Frame? frame)
        => left.HasValue == right.HasValue && (!left.HasValue || Equal(left.Value, right.Value, frame));

    private static bool EqualLists(CelList left, CelList right, Frame? frame)
    {
        if (ReferenceEquals(left, right) && frame is null)
            return true;
        if (left.Count != right.Count)
            return false;
        if (CelListSemantics.Of(left) is { } semantics)
            return semantics.Equal(left, right, frame);
        for (var i = 0; i < left.Count; i++)
            if (frame?.Charge(1) == false || !Equal(left[i], right[i], frame))
                return false;
        return true;
    }

    private static bool EqualMaps(CelMap left, CelMap right, Frame? frame)
    {
        if (left.Count != right.Count)
            return false;
        foreach (var key in left.Keys)
        {
            if (frame?.Charge(1) == false || !left.TryGet(key, out var mine) || !right.TryGet(key, out var other) || !Equal(mine, other, frame))
                return false;
        }
        return true;
    }

    public static bool IsNumber(CelValue value) => value.Kind is CelKind.Int or CelKind.Uint or CelKind.Double;

    /// <summary>Less than, equal to or greater than 0; null when the two have no order (other kinds, NaN).</summary>
    public static int? Compare(CelValue left, CelValue right) => (left.Kind, right.Kind) switch
    {
        (CelKind.Int, CelKind.Int) => left.AsInt.CompareTo(right.AsInt),
        (CelKind.Uint, CelKind.Uint) => left.AsUint.CompareTo(right.AsUint),
        (CelKind.Double, CelKind.Double) => Doubles(left.AsDouble, right.AsDouble),
        (CelKind.Int, CelKind.Uint) => IntUint(left.AsInt, right.AsUint),
        (CelKind.Uint, CelKind.Int) => -IntUint(right.AsInt, left.AsUint),
        (CelKind.Double, CelKind.Int) => DoubleInt(left.AsDouble, right.AsInt),
        (CelKind.Int, CelKind.Double) => -DoubleInt(right.AsDouble, left.AsInt),
        (CelKind.Double, CelKind.Uint) => DoubleUint(left.AsDouble, right.AsUint),
        (CelKind.Uint, CelKind.Double) => -DoubleUint(right.AsDouble, left.AsUint),
        (CelKind.String, CelKind.String) => CodePoints.Compare(left.AsString, right.AsString),
        (CelKind.Bytes, CelKind.Bytes) => left.AsBytes.SequenceCompareTo(right.AsBytes),
        (CelKind.Bool, CelKind.Bool) or (CelKind.Duration, CelKind.Duration) => left.AsInt.CompareTo(right.AsInt),
        (CelKind.Timestamp, CelKind.Timestamp) => (left.Seconds, left.Nanoseconds).CompareTo((right.Seconds, right.Nanoseconds)),
        _ => null,
    };

    private static int? Doubles(double left, double right) => double.IsNaN(left) || double.IsNaN(right) ? null : left.CompareTo(right);

    private static int IntUint(long left, ulong right) => left < 0 || right > long.MaxValue ? -1 : left.CompareTo((long)right);

    private static int? DoubleInt(double left, long right)
        => left < long.MinValue ? -1 : left > long.MaxValue ? 1 : Doubles(left, right);

    private static int? DoubleUint(double left, ulong right) => left < 0 ? -1 : left > ulong.MaxValue ? 1 : Doubles(left, right);
}
