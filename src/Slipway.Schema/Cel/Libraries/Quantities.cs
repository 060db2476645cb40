using System.Buffers;
using System.Globalization;
using System.Numerics;
using static Slipway.Schema.Cel.CelLibraries;

namespace Slipway.Schema.Cel;

/// <summary>Kubernetes' quantities, such as <c>500m</c> and <c>1.5Gi</c>, exact to a billionth.</summary>
/// <param name="isPlain">
/// Whether Kubernetes holds it as a whole number of 64 bits: not with more than 18 digits, with decimals or units below one, or in large binary units.
/// </param>
internal sealed class Quantity(BigInteger billionths, bool isPlain) : CelOpaque
{
    private const int LargestExponent = 1_000;
    private static readonly SearchValues<char> NumberLetters = SearchValues.Create("+-.0123456789");
    private static readonly BigInteger One = 1_000_000_000;
    private static readonly string[] Decimal = ["n", "u", "m", "", "k", "M", "G", "T", "P", "E"];
    private static readonly string[] Binary = ["Ki", "Mi", "Gi", "Ti", "Pi", "Ei"];

    public BigInteger Billionths => billionths;

    public bool IsPlain => isPlain;

    public override CelType Type => CelTypes.Quantity;

    public override bool Same(CelOpaque other) => other is Quantity quantity && quantity.Billionths == billionths;

    public override string Text
    {
        get
        {
            var whole = BigInteger.DivRem(BigInteger.Abs(billionths), One, out var rest);
            var fraction = rest.IsZero ? "" : "." + ((long)rest).ToString("000000000", CultureInfo.InvariantCulture).TrimEnd('0');
            return $"{(billionths.Sign < 0 ? "-" : "")}{whole}{fraction}";
        }
    }

    /// <summary>Null when it is no whole number of 64 bits, also where only Kubernetes' form of it is none (<c>1000m</c>).</summary>
    public long? Whole => isPlain && BigInteger.DivRem(billionths, One, out var rest) is var whole && rest.IsZero && whole >= long.MinValue && whole <= long.MaxValue ? (long)whole : null;

    public double Approximate => (double)billionths / 1e9;

    /// <summary>Null when the text is no quantity.</summary>
    public static Quantity? Read(string text)
    {
        var end = text.AsSpan().IndexOfAnyExcept(NumberLetters);
        var (number, suffix) = end < 0 ? (text, "") : (text[..end], text[end..]);
        var unsigned = number.TrimStart('+', '-');
        if (number.Length - unsigned.Length > 1 || number.Length > 1_000 || unsigned.AsSpan().ContainsAny('+', '-'))
            return null;
        var parts = unsigned.Split('.');
        // Kubernetes takes a number without digits for 0, for example in `Mi`; only the empty text is none.
        if (parts.Length > 2 || text.Length == 0)
            return null;
        var digits = BigInteger.Parse("0" + string.Concat(parts), CultureInfo.InvariantCulture);
        if (Scale(suffix) is not { } scale)
            return null;
        var power = scale.Ten + 9 - (parts.Length == 2 ? parts[1].Length : 0);
        var value = digits * scale.Factor * BigInteger.Pow(10, Math.Max(power, 0));
        // What is smaller than a billionth is rounded up: who asks for something gets something.
        var billionths = power < 0 ? RoundedUp(value, BigInteger.Pow(10, -power)) : value;
        return new Quantity(number.StartsWith('-') ? -billionths : billionths, parts.Length == 1 && scale.Ten >= 0 && IsShort(parts[0], suffix));
    }

    private static bool IsShort(string digits, string suffix)
    {
        var significant = Math.Max(1, digits.TrimStart('0').Length);
        return Array.IndexOf(Binary, suffix) is >= 0 and var binary ? 14 - significant - (binary + 1) * 3 >= 0 : significant <= 18;
    }

    private static BigInteger RoundedUp(BigInteger value, BigInteger by)
        => BigInteger.DivRem(value, by, out var rest) is var whole && rest.IsZero ? whole : whole + 1;

    private static (int Ten, BigInteger Factor)? Scale(string suffix)
    {
        if (Array.IndexOf(Decimal, suffix) is >= 0 and var thousands)
            return ((thousands - 3) * 3, BigInteger.One);
        if (Array.IndexOf(Binary, suffix) is >= 0 and var binary)
            return (0, BigInteger.Pow(1024, binary + 1));
        return suffix[0] is 'e' or 'E' && int.TryParse(suffix.AsSpan(1), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var exponent)
            && Math.Abs((long)exponent) <= LargestExponent ? (exponent, BigInteger.One) : null;
    }
}

/// <summary>Kubernetes' library for quantities.</summary>
internal static class Quantities
{
    public static IEnumerable<CelOverload> All { get; } =
    [
        On("quantity(string): Quantity", (frame, a) => frame.ChargeText(a[0].AsString.Length) && Quantity.Read(a[0].AsString) is { } read ? CelValue.Of(read) : Invalid),
        On("isQuantity(string): bool", (frame, a) => CelValue.Of(frame.ChargeText(a[0].AsString.Length) && Quantity.Read(a[0].AsString) is not null)),
        On("sign(Quantity): int", (_, a) => CelValue.Of((long)Value(a[0]).Sign)),
        On("Quantity.sign(): int", (_, a) => CelValue.Of((long)Value(a[0]).Sign)),
        On("Quantity.isInteger(): bool", (_, a) => CelValue.Of(((Quantity)a[0].AsOpaque).Whole is not null)),
        On("Quantity.asInteger(): int", (_, a) => ((Quantity)a[0].AsOpaque).Whole is { } whole
            ? CelValue.Of(whole) : Fail(CelErrors.Of("cannot convert value to integer", "无法转换为整数"))),
        On("Quantity.asApproximateFloat(): double", (_, a) => CelValue.Of(((Quantity)a[0].AsOpaque).Approximate)),
        On("Quantity.add(Quantity): Quantity", (_, a) => Sum(a[0], a[1], 1)),
        On("Quantity.add(int): Quantity", (_, a) => Sum(a[0], a[1], 1)),
        On("Quantity.sub(Quantity): Quantity", (_, a) => Sum(a[0], a[1], -1)),
        On("Quantity.sub(int): Quantity", (_, a) => Sum(a[0], a[1], -1)),
        On("Quantity.isGreaterThan(Quantity): bool", (_, a) => CelValue.Of(Value(a[0]) > Value(a[1]))),
        On("Quantity.isLessThan(Quantity): bool", (_, a) => CelValue.Of(Value(a[0]) < Value(a[1]))),
        On("Quantity.compareTo(Quantity): int", (_, a) => CelValue.Of((long)Math.Sign(Value(a[0]).CompareTo(Value(a[1]))))),
    ];

    private static CelValue Invalid => Fail(CelErrors.Of("quantities must match the regular expression '^([+-]?[0-9.]+)([eEinumkKMGTP]*[-+]?[0-9]*)$'", "不是有效的数量，例如 500m、1.5Gi"));

    private static BigInteger Value(CelValue value) => ((Quantity)value.AsOpaque).Billionths;

    private static CelValue Sum(CelValue left, CelValue right, int sign) => right.Kind == CelKind.Int
        ? CelValue.Of(new Quantity(Value(left) + sign * right.AsInt * new BigInteger(1_000_000_000), ((Quantity)left.AsOpaque).IsPlain))
        : CelValue.Of(new Quantity(Value(left) + sign * Value(right), ((Quantity)left.AsOpaque).IsPlain && ((Quantity)right.AsOpaque).IsPlain));
}
