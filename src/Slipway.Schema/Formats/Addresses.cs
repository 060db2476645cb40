using System.Text.RegularExpressions;

namespace Slipway.Schema;

internal static partial class Addresses
{
    public static bool IsIPv4(string text) => IPv4Pattern().IsMatch(text);

    /// <summary>RFC 4291 without zone and brackets.</summary>
    public static bool IsIPv6(string text)
    {
        if (text.Length > 45)
            return false;
        var gap = text.IndexOf("::", StringComparison.Ordinal);
        if (gap < 0)
            return Groups(text, mayEndInIPv4: true) == 8;
        var (left, right) = (text[..gap], text[(gap + 2)..]);
        var (before, after) = (left.Length == 0 ? 0 : Groups(left, mayEndInIPv4: false), right.Length == 0 ? 0 : Groups(right, mayEndInIPv4: true));
        return before >= 0 && after >= 0 && before + after <= 7;
    }

    /// <summary>How many groups of 16 bits; -1 for anything else.</summary>
    private static int Groups(string text, bool mayEndInIPv4)
    {
        var groups = text.Split(':');
        var count = 0;
        for (var i = 0; i < groups.Length; i++)
        {
            if (mayEndInIPv4 && i == groups.Length - 1 && groups[i].Contains('.', StringComparison.Ordinal))
            {
                if (!IsIPv4(groups[i]))
                    return -1;
                count += 2;
            }
            else if (groups[i].Length is >= 1 and <= 4 && groups[i].All(char.IsAsciiHexDigit))
                count++;
            else
                return -1;
        }
        return count;
    }

    [GeneratedRegex(@"^(?:(?:25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])(?:\.(?!\z)|\z)){4}(?<!\.)\z")]
    private static partial Regex IPv4Pattern();
}
