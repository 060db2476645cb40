using static Slipway.Schema.Cel.CelLibraries;

namespace Slipway.Schema.Cel;

/// <summary>The extension library <c>math</c>.</summary>
internal static class MathFunctions
{
    private static readonly string[] Numbers = ["int", "uint", "double"];

    public static IEnumerable<CelOverload> All { get; } =
    [
        .. Extremes(CelOperators.Largest, 1), .. Extremes(CelOperators.Smallest, -1),
        .. Rounding("ceil", Math.Ceiling), .. Rounding("floor", Math.Floor), .. Rounding("trunc", Math.Truncate),
        .. Rounding("round", value => Math.Round(value, MidpointRounding.AwayFromZero)),
        On("math.sqrt(double): double", (_, a) => CelValue.Of(Math.Sqrt(a[0].AsDouble))),
        On("math.sqrt(int): double", (_, a) => CelValue.Of(Math.Sqrt(a[0].AsInt))),
        On("math.sqrt(uint): double", (_, a) => CelValue.Of(Math.Sqrt(a[0].AsUint))),
        On("math.isNaN(double): bool", (_, a) => CelValue.Of(double.IsNaN(a[0].AsDouble))),
        On("math.isInf(double): bool", (_, a) => CelValue.Of(double.IsInfinity(a[0].AsDouble))),
        On("math.isFinite(double): bool", (_, a) => CelValue.Of(double.IsFinite(a[0].AsDouble))),
        On("math.abs(int): int", (_, a) => Arithmetic.Whole(Int128.Abs(a[0].AsInt))),
        On("math.abs(uint): uint", (_, a) => a[0]),
        On("math.abs(double): double", (_, a) => CelValue.Of(Math.Abs(a[0].AsDouble))),
        On("math.sign(int): int", (_, a) => CelValue.Of((long)Math.Sign(a[0].AsInt))),
        On("math.sign(uint): uint", (_, a) => CelValue.Of(a[0].AsUint == 0 ? 0UL : 1UL)),
        On("math.sign(double): double", (_, a) => CelValue.Of(double.IsNaN(a[0].AsDouble) ? double.NaN : Math.Sign(a[0].AsDouble))),
        .. Bits("bitAnd", (x, y) => x & y), .. Bits("bitOr", (x, y) => x | y), .. Bits("bitXor", (x, y) => x ^ y),
        On("math.bitNot(int): int", (_, a) => CelValue.Of(~a[0].AsInt)),
        On("math.bitNot(uint): uint", (_, a) => CelValue.Of(~a[0].AsUint)),
        .. Shifts("bitShiftLeft", (x, by) => x << by), .. Shifts("bitShiftRight", (x, by) => x >> by),
    ];

    private static IEnumerable<CelOverload> Rounding(string name, Func<double, double> round)
        => [On($"math.{name}(double): double", (_, a) => CelValue.Of(round(a[0].AsDouble)))];

    private static IEnumerable<CelOverload> Bits(string name, Func<ulong, ulong, ulong> combine) =>
    [
        On($"math.{name}(int, int): int", (_, a) => CelValue.Of(unchecked((long)combine(a[0].AsUint, a[1].AsUint)))),
        On($"math.{name}(uint, uint): uint", (_, a) => CelValue.Of(combine(a[0].AsUint, a[1].AsUint))),
    ];

    /// <summary>Shifts fill up with zeros, also to the right of a negative number; 64 and more shift everything out.</summary>
    private static IEnumerable<CelOverload> Shifts(string name, Func<ulong, int, ulong> shift) =>
    [
        On($"math.{name}(int, int): int", (_, a) => Shift(a[0], a[1].AsInt, shift) is { } bits ? CelValue.Of(unchecked((long)bits)) : NegativeOffset(name, a[1])),
        On($"math.{name}(uint, int): uint", (_, a) => Shift(a[0], a[1].AsInt, shift) is { } bits ? CelValue.Of(bits) : NegativeOffset(name, a[1])),
    ];

    private static ulong? Shift(CelValue value, long by, Func<ulong, int, ulong> shift) => by < 0 ? null : by > 63 ? 0 : shift(value.AsUint, (int)by);

    private static CelValue NegativeOffset(string name, CelValue by)
        => Fail(CelErrors.Of($"math.{name}() negative offset: {by.AsInt}", $"math.{name}() 的位移量为负：{by.AsInt}"));

    private static IEnumerable<CelOverload> Extremes(string name, int wanted)
    {
        foreach (var type in Numbers)
        {
            yield return On($"{name}({type}): {type}", (_, a) => a[0]);
            foreach (var other in Numbers)
                yield return On($"{name}({type}, {other}): {(type == other ? type : "dyn")}", (_, a) => Better(a[0], a[1], wanted));
            yield return On($"{name}(list({type})): {type}", (frame, a) => Extreme(frame, a[0].AsList, wanted));
        }
    }

    private static CelValue Better(CelValue left, CelValue right, int wanted)
        => CelEquality.Compare(left, right) is { } order && Math.Sign(order) == -wanted ? right : left;

    private static CelValue Extreme(Frame frame, CelList list, int wanted)
    {
        if (list.Count == 0)
            return Fail(CelErrors.Of("math.@max(list) argument must not be empty", "列表不能为空"));
        frame.ChargeItems(list.Count);
        var best = list[0];
        for (var i = 0; i < list.Count && !frame.Stopped; i++)
            if (!CelEquality.IsNumber(list[i]))
                return Fail(CelErrors.NoSuchOverload);
            else
                best = Better(best, list[i], wanted);
        return best;
    }
}
