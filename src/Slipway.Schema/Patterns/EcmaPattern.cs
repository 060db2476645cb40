using System.Text;
using Slipway.Yaml;

namespace Slipway.Schema;

/// <summary>
/// Rewrites a regular expression of ECMA-262 (flag u) as one of .NET: <c>$</c> is the very end, <c>\d \w \b</c> are ASCII, <c>.</c> and
/// classes take whole code points. Categories (<c>\p{…}</c>) know the Basic Multilingual Plane only: .NET classifies UTF-16 units.
/// </summary>
internal sealed class EcmaPattern(string ecma)
{
    public const string Pair = @"[\uD800-\uDBFF][\uDC00-\uDFFF]";
    private const string Word = "[A-Za-z0-9_]";
    private const string Boundary = $"(?:(?<={Word})(?!{Word})|(?<!{Word})(?={Word}))";
    private const string NoBoundary = $"(?:(?<={Word})(?={Word})|(?<!{Word})(?!{Word}))";
    private const string Dot = $@"(?:{Pair}|[^\n\r\u2028\u2029\uD800-\uDFFF])";

    private readonly StringBuilder net = new();
    private int at;

    /// <summary>The pattern for .NET, or in words why there is none.</summary>
    public static (string? Net, LocalText? Fault) Translate(string ecma)
    {
        var pattern = new EcmaPattern(ecma);
        while (pattern.at < ecma.Length)
            if (pattern.Next() is { } fault)
                return (null, fault);
        return (pattern.net.ToString(), null);
    }

    private LocalText? Next()
    {
        var c = ecma[at];
        switch (c)
        {
            case '\\':
                return Escape();
            case '[':
                return Class();
            case '(':
                return Group();
            case '{':
                return Count();
            case '.':
                return Emit(Dot, 1);
            case '$':
                return Emit(@"\z", 1);
            case ']' or '}':
                return Emit("\\" + c, 1);
            case '^' or '*' or '+' or '?' or '|' or ')':
                return Emit(c.ToString(), 1);
            default:
                return Literal();
        }
    }

    private LocalText? Emit(string text, int length)
    {
        net.Append(text);
        at += length;
        return null;
    }

    /// <summary>A code point of two units is grouped, so that a quantifier after it counts both.</summary>
    private LocalText? Literal()
    {
        if (at + 1 < ecma.Length && char.IsSurrogatePair(ecma[at], ecma[at + 1]))
            return Emit($"(?:{ecma.AsSpan(at, 2)})", 2);
        return Emit(ecma[at].ToString(), 1);
    }

    private static bool IsGroupName(ReadOnlySpan<char> name)
    {
        foreach (var c in name)
            if (!char.IsLetterOrDigit(c) && c != '_')
                return false;
        return !char.IsDigit(name[0]);
    }

    private LocalText? Class()
    {
        var (text, end, fault) = CharacterClass.Translate(ecma, at);
        return fault ?? Emit(text!, end - at);
    }

    private LocalText? Group()
    {
        var rest = ecma.AsSpan(at);
        if (!rest.StartsWith("(?"))
            return Emit("(", 1);
        foreach (var opening in (string[])["(?:", "(?=", "(?!", "(?<=", "(?<!"])
            if (rest.StartsWith(opening))
                return Emit(opening, opening.Length);
        if (rest.StartsWith("(?<") && rest.IndexOf('>') is > 3 and var end && IsGroupName(rest[3..end]))
            return Emit(rest[..(end + 1)].ToString(), end + 1);
        return Unknown(rest[..Math.Min(4, rest.Length)]);
    }

    /// <summary>A brace that begins no quantifier stands for itself, as browsers have it without the flag u.</summary>
    private LocalText? Count()
    {
        var end = ecma.IndexOf('}', at);
        var parts = end < 0 ? [] : ecma[(at + 1)..end].Split(',');
        var isCount = parts.Length is 1 or 2 && IsNumber(parts[0]) && (parts.Length == 1 || parts[1].Length == 0 || IsNumber(parts[1]));
        return isCount ? Emit(ecma[at..(end + 1)], end + 1 - at) : Emit(@"\{", 1);
    }

    private static bool IsNumber(string text) => text.Length > 0 && !text.AsSpan().ContainsAnyExceptInRange('0', '9');

    private LocalText? Escape()
    {
        if (at + 1 == ecma.Length)
            return new LocalText("it ends with a lone `\\`", "它以单独的 `\\` 结尾");
        switch (ecma[at + 1])
        {
            case 'b':
                return Emit(Boundary, 2);
            case 'B':
                return Emit(NoBoundary, 2);
            case >= '1' and <= '9':
                return Emit($@"(?:\{Digits()})", 1 + Digits().Length);
            case 'k' when ecma.AsSpan(at).StartsWith(@"\k<") && ecma.IndexOf('>', at) is > 0 and var close:
                return Emit(ecma[at..(close + 1)], close + 1 - at);
        }
        if (CharacterEscape.ClassAt(ecma, at) is { } named)
            return Emit(named.Outside, named.Length);
        if (CharacterEscape.CodePointAt(ecma, at) is { } single)
            return Emit(CharacterEscape.Outside(single.CodePoint), single.Length);
        return Unknown(ecma.AsSpan(at, Math.Min(ecma[at + 1] is 'p' or 'P' ? 12 : 2, ecma.Length - at)));
    }

    private string Digits()
    {
        var end = at + 1;
        while (end < ecma.Length && char.IsAsciiDigit(ecma[end]))
            end++;
        return ecma[(at + 1)..end];
    }

    internal static LocalText Unknown(ReadOnlySpan<char> text) => new(
        $"ECMA-262 has no `{text}`, or it is not supported here",
        $"ECMA-262 中没有 `{text}`，或此处不支持它");
}
