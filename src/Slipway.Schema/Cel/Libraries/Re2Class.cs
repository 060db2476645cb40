using System.Globalization;
using System.Text;
using Slipway.Yaml;

namespace Slipway.Schema.Cel;

/// <summary>
/// Classes of RE2: <c>[a-z]</c>, <c>\d</c>, <c>[[:alpha:]]</c>, <c>\p{L}</c>. Those in brackets are written as ECMA-262 has them and go the way of
/// the schemas' patterns, which knows about code points beyond 0xFFFF; what a negated class excludes there is excluded without looking ahead.
/// </summary>
internal static class Re2Class
{
    private const string Pair = EcmaPattern.Pair;
    private const string Surrogates = @"\uD800-\uDFFF";
    public const string Any = $"(?:{Pair}|[^{Surrogates}])";
    public const string AnyButNewLine = $@"(?:{Pair}|[^\n{Surrogates}])";

    private static readonly Dictionary<string, string> Posix = new(StringComparer.Ordinal)
    {
        ["alnum"] = "0-9A-Za-z",
        ["alpha"] = "A-Za-z",
        ["ascii"] = @"\u0000-\u007F",
        ["blank"] = @"\t\u0020",
        ["cntrl"] = @"\u0000-\u001F\u007F",
        ["digit"] = "0-9",
        ["graph"] = @"\u0021-\u007E",
        ["lower"] = "a-z",
        ["print"] = @"\u0020-\u007E",
        ["punct"] = @"\u0021-\u002F\u003A-\u0040\u005B-\u0060\u007B-\u007E",
        ["space"] = @"\t\n\v\f\r\u0020",
        ["upper"] = "A-Z",
        ["word"] = "0-9A-Za-z_",
        ["xdigit"] = "0-9A-Fa-f",
    };

    internal readonly record struct Named(string Body, bool IsNegated, int Length)
    {
        public string Outside => IsNegated ? $"(?:{Pair}|[^{Body}{Surrogates}])" : $"[{Body}]";
    }

    public static string Literal(int codePoint) => codePoint > 0xFFFF
        ? string.Concat("(?:", string.Concat(char.ConvertFromUtf32(codePoint).Select(Unit)), ")")
        : codePoint < 128 && char.IsAsciiLetterOrDigit((char)codePoint) ? ((char)codePoint).ToString() : Unit((char)codePoint);

    private static string Unit(char c) => $@"\u{(int)c:X4}";

    /// <summary><c>\d \w \s \p{…}</c> and their opposites.</summary>
    public static Named? NamedAt(string text, int at)
    {
        var c = at + 1 < text.Length ? text[at + 1] : '\0';
        return char.ToLowerInvariant(c) switch
        {
            'd' => new Named("0-9", c == 'D', 2),
            'w' => new Named("0-9A-Za-z_", c == 'W', 2),
            's' => new Named(@"\t\n\f\r\u0020", c == 'S', 2),
            'p' when at + 2 < text.Length => Property(text, at, c == 'P'),
            _ => null,
        };
    }

    private static Named? Property(string text, int at, bool isNegated)
    {
        var end = text[at + 2] == '{' ? text.IndexOf('}', at) : at + 2;
        if (end < 0)
            return null;
        var name = text[at + 2] == '{' ? text[(at + 3)..end] : text.Substring(at + 2, 1);
        if (name.StartsWith('^'))
            (name, isNegated) = (name[1..], !isNegated);
        var body = UnicodeNames.Category(name) is { } category ? $@"\p{{{category}}}" : UnicodeNames.Ranges($"Script={name}") ?? UnicodeNames.Ranges(name);
        return body is null ? null : new Named(body, isNegated, end + 1 - at);
    }

    /// <summary>One code point after a backslash.</summary>
    public static (int CodePoint, int Length)? CodePointAt(string text, int at)
    {
        var c = text[at + 1];
        return c switch
        {
            'a' => (7, 2),
            'f' => (12, 2),
            't' => (9, 2),
            'n' => (10, 2),
            'r' => (13, 2),
            'v' => (11, 2),
            'x' => Hex(text, at),
            '0' => Octal(text, at),
            >= '1' and <= '7' when at + 2 < text.Length && text[at + 2] is >= '0' and <= '7' => Octal(text, at),
            _ when c < 128 && !char.IsAsciiLetterOrDigit(c) => (c, 2),
            _ => null,
        };
    }

    private static (int, int)? Hex(string text, int at)
    {
        var isBraced = at + 2 < text.Length && text[at + 2] == '{';
        var end = isBraced ? text.IndexOf('}', at) : at + 4;
        if (end < 0 || end > text.Length)
            return null;
        var digits = isBraced ? text.AsSpan(at + 3, end - at - 3) : text.AsSpan(at + 2, 2);
        return int.TryParse(digits, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var value) && Rune.IsValid(value)
            ? (value, end - at + (isBraced ? 1 : 0)) : null;
    }

    private static (int, int)? Octal(string text, int at)
    {
        var (value, end) = (0, at + 1);
        while (end < text.Length && end < at + 4 && text[end] is >= '0' and <= '7')
            value = value * 8 + text[end++] - '0';
        return (value, end - at);
    }

    /// <summary>A class in brackets for .NET, and the offset after it.</summary>
    public static (string? Text, int End, LocalText? Fault) Read(string text, int start)
    {
        var (ranges, named) = (new List<(int First, int Last)>(), new StringBuilder());
        var at = start + 1;
        var isNegated = at < text.Length && text[at] == '^';
        at += isNegated ? 1 : 0;
        for (var isFirst = true; at < text.Length && (isFirst || text[at] != ']'); isFirst = false)
        {
            if (PosixAt(text, at) is { } posix)
            {
                named.Append(posix.Body);
                at += posix.Length;
            }
            else if (text[at] == '\\' && NamedAt(text, at) is { } inner && (inner.IsNegated ? Negated(inner.Body) : inner.Body) is { } body)
            {
                named.Append(body);
                at += inner.Length;
            }
            else if (Range(text, ref at) is { } range)
                ranges.Add(range);
            else
                return (null, at, new LocalText("error parsing regexp: invalid character class range", "正则表达式有误：方括号内的范围无效"));
        }
        return at >= text.Length
            ? (null, at, new LocalText("error parsing regexp: missing closing ]", "正则表达式有误：缺少 ]"))
            : (Re2Ranges.Write(ranges, named.ToString(), isNegated), at + 1, null);
    }

    /// <summary>The opposite of a class inside of brackets, for the classes that have a name for it.</summary>
    private static string? Negated(string body) => body switch
    {
        "0-9" => @"\0-/:-\uD7FF\uE000-\uFFFF",
        "0-9A-Za-z_" => @"\0-/:-@\[-\^`{-\uD7FF\uE000-\uFFFF",
        _ when body.StartsWith(@"\t", StringComparison.Ordinal) => @"\0-\x08\x0B\x0E-\x1F!-\uD7FF\uE000-\uFFFF",
        _ when body.StartsWith(@"\p", StringComparison.Ordinal) => @"\P" + body[2..],
        _ => null,
    };

    private static Named? PosixAt(string text, int at)
    {
        if (!text.AsSpan(at).StartsWith("[:") || text.IndexOf(":]", at, StringComparison.Ordinal) is not (> 0 and var end))
            return null;
        var name = text[(at + 2)..end];
        var isNegated = name.StartsWith('^');
        return Posix.TryGetValue(isNegated ? name[1..] : name, out var body) && !isNegated ? new Named(body, false, end + 2 - at) : null;
    }

    private static (int, int)? Range(string text, ref int at)
    {
        if (Single(text, ref at) is not { } first)
            return null;
        if (at + 1 >= text.Length || text[at] != '-' || text[at + 1] == ']')
            return (first, first);
        at++;
        return Single(text, ref at) is { } last && last >= first ? (first, last) : null;
    }

    private static int? Single(string text, ref int at)
    {
        if (text[at] != '\\')
        {
            var length = CodePoints.Length(text, at);
            at += length;
            return length == 2 ? char.ConvertToUtf32(text[at - 2], text[at - 1]) : text[at - 1];
        }
        if (at + 1 == text.Length || CodePointAt(text, at) is not { } escaped)
            return null;
        at += escaped.Length;
        return escaped.CodePoint;
    }
}
