using System.Globalization;
using System.Numerics;

namespace Slipway.Schema.Cel;

/// <summary>Floating-point numbers as Go writes them, so that texts agree with Kubernetes.</summary>
internal static class GoNumbers
{
    /// <summary>The fewest digits that read back as the same number; with an exponent below 1e-4 and from 1e6 on.</summary>
    public static string Shortest(double value)
    {
        if (value == 0)
            return double.IsNegative(value) ? "-0" : "0";
        var (negative, digits, power) = Digits(value);
        var exponent = digits.Length + power - 1;
        var sign = negative ? "-" : "";
        return exponent is < -4 or >= 6
            ? $"{sign}{digits[0]}{(digits.Length > 1 ? "." + digits[1..] : "")}e{Exponent(exponent)}"
            : Plain(sign, digits, power);
    }

    /// <summary>The fewest digits, never with an exponent.</summary>
    public static string ShortestPlain(double value)
    {
        if (value == 0)
            return Shortest(value);
        var (negative, digits, power) = Digits(value);
        return Plain(negative ? "-" : "", digits, power);
    }

    private static string Plain(string sign, string digits, int power)
    {
        var whole = digits.Length + power;
        if (power >= 0)
            return sign + digits + new string('0', power);
        return whole > 0 ? $"{sign}{digits[..whole]}.{digits[whole..]}" : $"{sign}0.{new string('0', -whole)}{digits}";
    }

    private static (bool Negative, string Digits, int Power) Digits(double value)
    {
        var shortest = Math.Abs(value).ToString("R", CultureInfo.InvariantCulture);
        var e = shortest.IndexOf('E');
        var mantissa = e < 0 ? shortest : shortest[..e];
        var power = e < 0 ? 0 : int.Parse(shortest[(e + 1)..], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
        var point = mantissa.IndexOf('.');
        if (point >= 0)
            power -= mantissa.Length - point - 1;
        var digits = mantissa.Replace(".", "", StringComparison.Ordinal).TrimStart('0');
        var significant = digits.TrimEnd('0');
        return (value < 0, significant, power + digits.Length - significant.Length);
    }

    /// <summary><c>%.Nf</c>: exact, ties to even.</summary>
    public static string Fixed(double value, int precision)
    {
        var (negative, whole) = Scaled(value, precision);
        var digits = whole.ToString(CultureInfo.InvariantCulture).PadLeft(precision + 1, '0');
        return $"{(negative ? "-" : "")}{digits[..^precision]}{(precision > 0 ? "." + digits[^precision..] : "")}";
    }

    /// <summary><c>%.Ne</c>: exact, ties to even.</summary>
    public static string Scientific(double value, int precision)
    {
        if (value == 0)
            return $"{(double.IsNegative(value) ? "-" : "")}0{(precision > 0 ? "." + new string('0', precision) : "")}e+00";
        var exponent = (int)Math.Floor(Math.Log10(Math.Abs(value)));
        for (; ; exponent++)
        {
            var (negative, whole) = Scaled(value, precision - exponent);
            var digits = whole.ToString(CultureInfo.InvariantCulture);
            if (digits.Length > precision + 1)
                continue;
            if (digits.Length <= precision)
            {
                exponent -= 2;
                continue;
            }
            return $"{(negative ? "-" : "")}{digits[0]}{(precision > 0 ? "." + digits[1..] : "")}e{Exponent(exponent)}";
        }
    }

    private static string Exponent(int exponent) => $"{(exponent < 0 ? "-" : "+")}{Math.Abs(exponent):00}";

    /// <summary>|value| × 10^places, rounded to a whole number, ties to even.</summary>
    private static (bool Negative, BigInteger Whole) Scaled(double value, int places)
    {
        var bits = BitConverter.DoubleToInt64Bits(value);
        var (exponent, fraction) = ((int)((bits >> 52) & 0x7FF), bits & 0xFFFFFFFFFFFFF);
        var mantissa = new BigInteger(exponent == 0 ? fraction : fraction | (1L << 52));
        var power = Math.Max(exponent, 1) - 1075;
        var (top, bottom) = (mantissa, BigInteger.One);
        if (power >= 0)
            top <<= power;
        else
            bottom <<= -power;
        if (places >= 0)
            top *= BigInteger.Pow(10, places);
        else
            bottom *= BigInteger.Pow(10, -places);
        var whole = BigInteger.DivRem(top, bottom, out var rest);
        var half = (rest * 2).CompareTo(bottom);
        return (bits < 0, half > 0 || (half == 0 && !whole.IsEven) ? whole + 1 : whole);
    }
}
