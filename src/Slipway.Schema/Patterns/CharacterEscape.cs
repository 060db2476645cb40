using System.Globalization;

namespace Slipway.Schema;

/// <summary>What a backslash begins: a class such as <c>\d</c>, or one code point.</summary>
internal static class CharacterEscape
{
    private const string Space = @"\t\n\v\f\r \u00A0\u1680\u2000-\u200A\u2028\u2029\u202F\u205F\u3000\uFEFF";
    private const string Surrogates = @"\uD800-\uDFFF";

    /// <param name="Body">For inside of brackets, without the code points beyond 0xFFFF.</param>
    /// <param name="Outside">As a whole expression.</param>
    /// <param name="TakesAstral">Whether code points beyond 0xFFFF belong to it.</param>
    public readonly record struct Class(string Body, string Outside, bool TakesAstral, int Length);

    public static Class? ClassAt(string text, int at)
    {
        switch (at + 1 < text.Length ? text[at + 1] : '\0')
        {
            case 'd':
                return Of("0-9", 2);
            case 'D':
                return Not(@"\0-/:-\uD7FF\uE000-\uFFFF", 2);
            case 'w':
                return Of("A-Za-z0-9_", 2);
            case 'W':
                return Not(@"\0-/:-@\[-\^`{-\uD7FF\uE000-\uFFFF", 2);
            case 's':
                return Of(Space, 2);
            case 'S':
                return Not(@"\0-\x08\x0E-\x1F!-\u009F\u00A1-\u167F\u1681-\u1FFF\u200B-\u2027\u202A-\u202E\u2030-\u205E\u2060-\u2FFF\u3001-\uD7FF\uE000-\uFEFE\uFF00-\uFFFF", 2);
            case 'p' or 'P' when at + 2 < text.Length && text[at + 2] == '{' && text.IndexOf('}', at) is > 0 and var end:
                return Property(text[(at + 3)..end], text[at + 1] == 'P', end + 1 - at);
            default:
                return null;
        }
    }

    private static Class? Property(string name, bool negated, int length)
    {
        if (UnicodeNames.Category(name) is { } category)
            return negated
                ? new Class($@"\P{{{category}}}", $@"(?:{EcmaPattern.Pair}|[\P{{{category}}}-[{Surrogates}]])", true, length)
                : Of($@"\p{{{category}}}", length);
        if (UnicodeNames.Ranges(name) is not { } ranges)
            return null;
        // A negated script inside of brackets would need a subtraction there; outside it is one.
        return negated ? new Class("", $@"(?:{EcmaPattern.Pair}|[^{ranges}{Surrogates}])", true, length) : Of(ranges, length);
    }

    private static Class Of(string body, int length) => new(body, $"[{body}]", false, length);

    private static Class Not(string body, int length) => new(body, $"(?:{EcmaPattern.Pair}|[{body}])", true, length);

    public static (int CodePoint, int Length)? CodePointAt(string text, int at)
    {
        var c = at + 1 < text.Length ? text[at + 1] : '\0';
        switch (c)
        {
            case 't': return (9, 2);
            case 'n': return (10, 2);
            case 'v': return (11, 2);
            case 'f': return (12, 2);
            case 'r': return (13, 2);
            case '0' when at + 2 == text.Length || !char.IsAsciiDigit(text[at + 2]): return (0, 2);
            case 'c' when at + 2 < text.Length && char.IsAsciiLetter(text[at + 2]): return (text[at + 2] % 32, 3);
            case 'x': return Hex(text, at + 2, 2) is { } two ? (two, 4) : null;
            case 'u': return Unicode(text, at);
            default: return c != '\0' && !char.IsAsciiLetterOrDigit(c) && !char.IsSurrogate(c) ? (c, 2) : null;
        }
    }

    private static (int CodePoint, int Length)? Unicode(string text, int at)
    {
        if (at + 2 < text.Length && text[at + 2] == '{')
        {
            var end = text.IndexOf('}', at);
            return end > 0 && Hex(text, at + 3, end - at - 3) is <= 0x10FFFF and var point ? (point, end + 1 - at) : null;
        }
        if (Hex(text, at + 2, 4) is not { } unit)
            return null;
        var hasLow = unit is >= 0xD800 and < 0xDC00 && text.AsSpan(at + 6).StartsWith(@"\u");
        if (hasLow && Hex(text, at + 8, 4) is >= 0xDC00 and < 0xE000 and var low)
            return (char.ConvertToUtf32((char)unit, (char)low), 12);
        return (unit, 6);
    }

    private static int? Hex(string text, int start, int length)
        => length is > 0 and <= 6 && start + length <= text.Length
            && int.TryParse(text.AsSpan(start, length), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var value) ? value : null;

    public static string Outside(int codePoint) => codePoint > 0xFFFF ? $"(?:{Units(codePoint)})" : Units(codePoint);

    public static string Units(int codePoint)
        => codePoint > 0xFFFF ? string.Concat(char.ConvertFromUtf32(codePoint).Select(c => $@"\u{(int)c:X4}")) : $@"\u{codePoint:X4}";
}
