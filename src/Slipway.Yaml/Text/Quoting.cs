using System.Buffers;
using System.Globalization;
using System.Text;

namespace Slipway.Yaml;

/// <summary>How a string must be written so that readers of YAML 1.1 and 1.2 both take it for exactly this string.</summary>
internal static class Quoting
{
    private static readonly SearchValues<char> NumberCharacters = SearchValues.Create("0123456789_,.:");
    private static readonly SearchValues<char> ExponentCharacters = SearchValues.Create("0123456789_+-");

    /// <summary>The string plain where that is safe, in single quotes where it fits in them, else in double quotes.</summary>
    public static string Quoted(string text)
    {
        if (!IsPrintable(text))
            return InDoubleQuotes(text);
        return IsPlainSafe(text) ? text : "'" + text.Replace("'", "''", StringComparison.Ordinal) + "'";
    }

    /// <summary>Whether a literal block (<c>|</c>) can hold the string without an indentation indicator, which readers disagree about.</summary>
    public static bool TryBlock(string text, out string header)
    {
        header = text.EndsWith("\n\n", StringComparison.Ordinal) ? "|+" : text.EndsWith('\n') ? "|" : "|-";
        if (!text.Contains('\n') || !IsPrintable(text.Replace('\n', ' ').Replace('\t', ' ')))
            return false;
        var first = true;
        foreach (var line in text.AsSpan().Split('\n'))
        {
            var content = text.AsSpan()[line];
            if (content.Length == 0)
                continue;
            if (content.Trim().Length == 0 || (first && content[0] is ' ' or '\t'))
                return false;
            first = false;
        }
        return !first;
    }

    /// <summary>No line breaks of any YAML version, no tabs, nothing invisible, nothing that reorders text on a screen.</summary>
    private static bool IsPrintable(string text)
    {
        foreach (var c in text)
            if (c is < ' ' or >= '\u007f')
                return text.EnumerateRunes().All(IsVisible) && text == JsonText.WellFormed(text);
        return true;
    }

    private static bool IsVisible(Rune rune) => rune.Value is >= ' ' and < 0x7f || (rune.Value > 0xa0 && Rune.GetUnicodeCategory(rune) is not
        (UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator
        or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned or UnicodeCategory.Surrogate or UnicodeCategory.SpaceSeparator));

    private static bool IsPlainSafe(string text)
    {
        if (text.Length == 0 || !IsPlainStart(text) || text[^1] is ' ' or ':')
            return false;
        return !text.Contains(": ", StringComparison.Ordinal) && !HasSignAfterBlank(text)
            && CoreSchema.KindOf(text) == ScalarKind.String && !IsWordElsewhere(text) && !IsNumberElsewhere(text);
    }

    /// <summary>A comment, or what YamlDotNet refuses in plain keys.</summary>
    private static bool HasSignAfterBlank(string text)
    {
        for (var at = text.IndexOf(' '); at >= 0 && at + 1 < text.Length; at = text.IndexOf(' ', at + 1))
            if (text[at + 1] is '#' or '*' or '&')
                return true;
        return false;
    }

    private static bool IsPlainStart(string text) => text[0] switch
    {
        '/' or '.' or '_' or '$' or '(' or '^' or '\\' or ';' or '+' => !text.StartsWith("...", StringComparison.Ordinal),
        '-' => text.Length > 1 && (char.IsAsciiLetterOrDigit(text[1]) || text is ['-', '-', var third, ..] && char.IsAsciiLetterOrDigit(third)),
        var c => char.IsLetterOrDigit(c) || c > '\u00ff',
    };

    /// <summary>Booleans and nulls of YAML 1.1, whatever their case.</summary>
    private static bool IsWordElsewhere(string text) => text.Length <= 5 && text.ToLowerInvariant() is
        "y" or "n" or "yes" or "no" or "on" or "off" or "true" or "false" or "null" or ".inf" or "-.inf" or "+.inf" or ".nan";

    /// <summary>Numbers with underscores or commas, base two and sixty, and dates.</summary>
    private static bool IsNumberElsewhere(string text)
    {
        var digits = text.AsSpan(text[0] is '+' or '-' ? 1 : 0);
        if (digits.Length == 0 || (!char.IsAsciiDigit(digits[0]) && digits[0] != '.'))
            return false;
        if (digits.Length > 2 && digits[0] == '0' && digits[1] is 'x' or 'X' or 'o' or 'O' or 'b' or 'B')
            return true;
        if (digits.Length >= 8 && digits[4] == '-' && !digits[..4].ContainsAnyExceptInRange('0', '9') && char.IsAsciiDigit(digits[5]))
            return true;
        var end = digits.IndexOfAnyExcept(NumberCharacters);
        if (end < 0)
            return digits.Count('.') < 2;
        return digits[end] is 'e' or 'E' && digits[(end + 1)..].IndexOfAnyExcept(ExponentCharacters) < 0;
    }

    private static string InDoubleQuotes(string text)
    {
        var quoted = new StringBuilder("\"", text.Length + 8);
        foreach (var rune in text.EnumerateRunes())
            _ = rune.Value switch
            {
                '"' => quoted.Append("\\\""),
                '\\' => quoted.Append(@"\\"),
                '\n' => quoted.Append(@"\n"),
                '\t' => quoted.Append(@"\t"),
                '\r' => quoted.Append(@"\r"),
                _ when IsVisible(rune) => quoted.Append(rune.ToString()),
                <= 0xff => quoted.Append($@"\x{rune.Value:x2}"),
                <= 0xffff => quoted.Append($@"\u{rune.Value:x4}"),
                _ => quoted.Append($@"\U{rune.Value:x8}"),
            };
        return quoted.Append('"').ToString();
    }
}
