using System.Numerics;

namespace Slipway.Components;

/// <summary>
/// An amount by Kubernetes' grammar: a decimal number, and <c>n u m k M G T P E</c>, <c>Ki Mi Gi Ti Pi Ei</c> or a power of ten (<c>1e3</c>).
/// As in Kubernetes, fractions are rounded up (away from zero) to a billionth, and what is above 2^63-1 counts as that.
/// </summary>
/// <param name="Text">As it was written.</param>
/// <param name="Billionths">The value, times 10^9.</param>
public sealed record Quantity(string Text, BigInteger Billionths)
{
    private static readonly BigInteger Billion = 1_000_000_000;
    private static readonly BigInteger Most = long.MaxValue * Billion;

    /// <summary>A longer number is no amount but an attack: multiplying it costs the square of its length.</summary>
    private const int LongestNumber = 200;

    public bool IsWhole => (Billionths % Billion).IsZero;

    /// <summary>Null for what is no quantity.</summary>
    public static Quantity? Parse(string text)
    {
        var sign = text.Length > 0 && text[0] is ('+' or '-') ? 1 : 0;
        var end = sign;
        while (end < text.Length && (char.IsAsciiDigit(text[end]) || text[end] == '.'))
            end++;
        var number = text[sign..end];
        var point = number.IndexOf('.', StringComparison.Ordinal);
        if (number.Length is 0 or > LongestNumber || number == "." || point != number.LastIndexOf('.') || Unit(text[end..]) is not { } unit)
            return null;
        var digits = BigInteger.Parse(number.Replace(".", "", StringComparison.Ordinal));
        var power = unit.Power + 9 - (point < 0 ? 0 : number.Length - point - 1);
        var amount = Scale(digits << unit.Shift, power);
        return new Quantity(text, sign == 1 && text[0] == '-' ? -amount : amount);
    }

    public bool IsLessThan(Quantity other) => Billionths < other.Billionths;

    public override string ToString() => Text;

    private static BigInteger Scale(BigInteger digits, long power)
    {
        // Beyond these powers every number of at most LongestNumber digits has the same value as at them.
        if (digits.IsZero)
            return digits;
        if (power >= 0)
            return power > 30 ? Most : BigInteger.Min(digits * BigInteger.Pow(10, (int)power), Most);
        if (power < -(LongestNumber + 40))
            return BigInteger.One;
        var (whole, rest) = BigInteger.DivRem(digits, BigInteger.Pow(10, (int)-power));
        return BigInteger.Min(rest.IsZero ? whole : whole + 1, Most);
    }

    /// <summary>The power of ten and the shift to the left that a unit stands for.</summary>
    private static (long Power, int Shift)? Unit(string unit) => unit switch
    {
        "" => (0, 0),
        "n" => (-9, 0),
        "u" => (-6, 0),
        "m" => (-3, 0),
        "k" => (3, 0),
        "M" => (6, 0),
        "G" => (9, 0),
        "T" => (12, 0),
        "P" => (15, 0),
        "E" => (18, 0),
        "Ki" => (0, 10),
        "Mi" => (0, 20),
        "Gi" => (0, 30),
        "Ti" => (0, 40),
        "Pi" => (0, 50),
        "Ei" => (0, 60),
        [('e' or 'E'), .. var exponent] when IsExponent(exponent) && long.TryParse(exponent, out var power) && power is > -1_000_000_000 and < 1_000_000_000 => (power, 0),
        _ => null,
    };

    private static bool IsExponent(string text)
        => text.AsSpan(text.Length > 0 && text[0] is '+' or '-' ? 1 : 0) is { Length: > 0 } digits && !digits.ContainsAnyExceptInRange('0', '9');
}
