using System.Globalization;
using System.Numerics;

namespace Slipway.Yaml;

/// <summary>Numbers as exact text: one spelling for each value, valid in JSON, YAML 1.1 and YAML 1.2.</summary>
internal static class Numbers
{
    public static string Integer(string text)
    {
        if (text.StartsWith("0x", StringComparison.Ordinal))
            return BigInteger.Parse("0" + text[2..], NumberStyles.AllowHexSpecifier).ToString();
        if (text.StartsWith("0o", StringComparison.Ordinal))
            return text.Skip(2).Aggregate(BigInteger.Zero, (sum, digit) => sum * 8 + (digit - '0')).ToString();
        var negative = text[0] == '-';
        var digits = text.TrimStart('+', '-').TrimStart('0');
        return digits.Length == 0 ? "0" : negative ? "-" + digits : digits;
    }

    /// <summary>Always with a point, and a sign in the exponent: without them YAML 1.1 readers take <c>1e3</c> for a string.</summary>
    public static string Float(string text)
    {
        if (IsNotFinite(text))
            return text.ToLowerInvariant().TrimStart('+');
        var negative = text[0] == '-';
        var (mantissa, exponent) = Split(text.TrimStart('+', '-'));
        var point = mantissa.IndexOf('.');
        var whole = (point < 0 ? mantissa : mantissa[..point]).TrimStart('0');
        var fraction = point < 0 ? "" : mantissa[(point + 1)..];
        var power = exponent.Length == 0 ? "" : exponent[0] is '+' or '-' ? "e" + exponent : "e+" + exponent;
        return $"{(negative ? "-" : "")}{(whole.Length == 0 ? "0" : whole)}.{(fraction.Length == 0 ? "0" : fraction)}{power}";
    }

    public static bool IsNotFinite(string text)
        => text.EndsWith("inf", StringComparison.OrdinalIgnoreCase) || text.EndsWith("nan", StringComparison.OrdinalIgnoreCase);

    public static bool SameFloat(string left, string right)
        => left == right || (IsNotFinite(left) || IsNotFinite(right) ? Float(left) == Float(right) : Value(left) == Value(right));

    /// <summary>Sign, digits without zeros at either end, and the power of ten of the last digit.</summary>
    private static (bool Negative, string Digits, BigInteger Power) Value(string text)
    {
        var (mantissa, exponent) = Split(text.TrimStart('+', '-'));
        var point = mantissa.IndexOf('.');
        var digits = mantissa.Replace(".", "", StringComparison.Ordinal);
        var power = (exponent.Length == 0 ? 0 : BigInteger.Parse(exponent, NumberStyles.AllowLeadingSign))
            - (point < 0 ? 0 : mantissa.Length - point - 1);
        var significant = digits.TrimEnd('0');
        if (significant.Length == 0)
            return (false, "", 0);
        return (text[0] == '-', significant.TrimStart('0'), power + (digits.Length - significant.Length));
    }

    private static (string Mantissa, string Exponent) Split(string text)
    {
        var e = text.AsSpan().IndexOfAny('e', 'E');
        return e < 0 ? (text, "") : (text[..e], text[(e + 1)..]);
    }
}
