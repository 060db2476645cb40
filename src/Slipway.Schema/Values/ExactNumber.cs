using System.Globalization;
using System.Numerics;

namespace Slipway.Schema;

/// <summary>
/// Sign, digits without zeros at either end (none at all for zero), and the power of ten of the last digit. Powers beyond what a
/// long holds are cut off at its ends: no text that long means a number.
/// </summary>
internal sealed record ExactNumber(bool Negative, string Digits, long Power) : IComparable<ExactNumber>
{
    private const long PowerLimit = long.MaxValue / 4;

    /// <summary>Reads what JSON and the YAML core schema call a number; null for the rest.</summary>
    public static ExactNumber? Read(string text)
    {
        if (text.StartsWith("0x", StringComparison.Ordinal) || text.StartsWith("0o", StringComparison.Ordinal))
            return ReadRadix(text);
        var span = text.AsSpan();
        var negative = span.StartsWith("-");
        if (negative || span.StartsWith("+"))
            span = span[1..];
        var e = span.IndexOfAny('e', 'E');
        var mantissa = e < 0 ? span : span[..e];
        if (e >= 0 && !IsExponent(span[(e + 1)..]))
            return null;
        var point = mantissa.IndexOf('.');
        var digits = point < 0 ? mantissa.ToString() : string.Concat(mantissa[..point], mantissa[(point + 1)..]);
        if (digits.Length == 0 || digits.AsSpan().ContainsAnyExceptInRange('0', '9'))
            return null;
        var power = (e < 0 ? 0 : Exponent(span[(e + 1)..])) - (point < 0 ? 0 : mantissa.Length - point - 1);
        return Of(negative, digits, power);
    }

    private static bool IsExponent(ReadOnlySpan<char> text)
    {
        if (text.Length > 0 && text[0] is '+' or '-')
            text = text[1..];
        return text.Length > 0 && !text.ContainsAnyExceptInRange('0', '9');
    }

    private static long Exponent(ReadOnlySpan<char> text)
    {
        if (long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var power))
            return Math.Clamp(power, -PowerLimit, PowerLimit);
        return text[0] == '-' ? -PowerLimit : PowerLimit;
    }

    private static ExactNumber? ReadRadix(string text)
    {
        var radix = text[1] == 'x' ? 16 : 8;
        var value = BigInteger.Zero;
        foreach (var c in text.AsSpan(2))
        {
            if (!char.IsAsciiHexDigit(c) || (radix == 8 && c is not (>= '0' and <= '7')))
                return null;
            value = value * radix + Convert.ToInt32(c.ToString(), 16);
        }
        return text.Length == 2 ? null : Of(false, value.ToString(CultureInfo.InvariantCulture), 0);
    }

    private static ExactNumber Of(bool negative, string digits, long power)
    {
        var end = digits.AsSpan().TrimEnd('0').Length;
        if (end == 0)
            return new ExactNumber(false, "", 0);
        return new ExactNumber(negative, digits[..end].TrimStart('0'), power + (digits.Length - end));
    }

    public decimal ToDecimal()
        => Digits.Length == 0 ? 0 : decimal.Parse($"{(Negative ? "-" : "")}{Digits}e{Power}", NumberStyles.Float, CultureInfo.InvariantCulture);

    public int CompareTo(ExactNumber? other)
    {
        if (other is null)
            return 1;
        var (left, right) = (Sign, other.Sign);
        if (left != right || left == 0)
            return left.CompareTo(right);
        var size = (Digits.Length + Power).CompareTo(other.Digits.Length + other.Power);
        return left * (size != 0 ? size : string.CompareOrdinal(Digits, other.Digits));
    }

    private int Sign => Digits.Length == 0 ? 0 : Negative ? -1 : 1;

    /// <summary>
    /// Never multiplies the powers out. Digits end in no zero, so no power of ten divides them: with a lower power than the divisor's,
    /// the number is no multiple.
    /// </summary>
    public bool IsMultipleOf(ExactNumber divisor)
    {
        if (Digits.Length == 0)
            return true;
        if (divisor.Digits.Length == 0)
            return false;
        var power = Power - divisor.Power;
        if (power < 0)
            return false;
        var modulus = BigInteger.Parse(divisor.Digits, CultureInfo.InvariantCulture);
        var value = BigInteger.Parse(Digits, CultureInfo.InvariantCulture) % modulus;
        return (value * BigInteger.ModPow(10, power, modulus) % modulus).IsZero;
    }
}
