using System.Globalization;
using System.Numerics;
using System.Text.RegularExpressions;

namespace Slipway.Components;

/// <summary>Whether a plain text would be read back as a text (and not as a number, a boolean, null, a time) by Helm's YAML.</summary>
internal static partial class HelmResolve
{
    private static readonly HashSet<string> Words = new(StringComparer.Ordinal)
    {
        "", "~", "null", "Null", "NULL",
        "y", "Y", "yes", "Yes", "YES", "true", "True", "TRUE", "on", "On", "ON",
        "n", "N", "no", "No", "NO", "false", "False", "FALSE", "off", "Off", "OFF",
        ".nan", ".NaN", ".NAN", ".inf", ".Inf", ".INF", "+.inf", "+.Inf", "+.INF", "-.inf", "-.Inf", "-.INF",
    };

    public static bool IsString(string value)
    {
        if (value.Length == 0)
            return false;
        var first = value[0];
        if (first is not ('+' or '-' or '.' or '~' or 'y' or 'Y' or 'n' or 'N' or 't' or 'T' or 'f' or 'F' or 'o' or 'O' or (>= '0' and <= '9')))
            return true;
        if (Words.Contains(value))
            return false;
        if (first == '.')
            return !Float().IsMatch(value);
        if (first is not ('+' or '-' or (>= '0' and <= '9')))
            return true;
        var plain = value.Replace("_", "", StringComparison.Ordinal);
        return !(IsTime(value) || IsInteger(plain) || Float().IsMatch(plain) || Base60().IsMatch(value));
    }

    private static bool IsInteger(string plain)
    {
        var digits = plain[0] is '+' or '-' ? plain[1..] : plain;
        var lower = digits.ToLowerInvariant();
        if (lower.StartsWith("0x", StringComparison.Ordinal))
            return Fits(lower[2..], 16);
        if (lower.StartsWith("0o", StringComparison.Ordinal))
            return Fits(lower[2..], 8);
        if (lower.StartsWith("0b", StringComparison.Ordinal))
            return Fits(lower[2..], 2);
        return lower.Length > 1 && lower[0] == '0' ? Fits(lower[1..], 8) : Fits(lower, 10);
    }

    private static bool Fits(string digits, int radix)
    {
        if (digits.Length == 0)
            return false;
        var number = BigInteger.Zero;
        foreach (var c in digits)
        {
            var digit = c is >= '0' and <= '9' ? c - '0' : c is >= 'a' and <= 'f' ? c - 'a' + 10 : 99;
            if (digit >= radix)
                return false;
            number = (number * radix) + digit;
        }
        return number <= ulong.MaxValue;
    }

    private static bool IsTime(string value)
        => Time().IsMatch(value) && DateTime.TryParseExact(Date().Match(value).Value, "yyyy-M-d", CultureInfo.InvariantCulture, DateTimeStyles.None, out _);

    [GeneratedRegex(@"\A[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?\z")]
    private static partial Regex Float();

    [GeneratedRegex(@"\A[-+]?[0-9][0-9_]*(?::[0-5]?[0-9])+(?:\.[0-9_]*)?\z")]
    private static partial Regex Base60();

    [GeneratedRegex(@"\A[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}(([Tt][0-9]{1,2}:[0-9]{1,2}:[0-9]{1,2}([.,][0-9]+)?(Z|[-+][0-9]{2}:[0-9]{2}))|( [0-9]{1,2}:[0-9]{1,2}:[0-9]{1,2}([.,][0-9]+)?))?\z")]
    private static partial Regex Time();

    [GeneratedRegex(@"\A[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}")]
    private static partial Regex Date();
}
