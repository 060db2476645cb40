using System.Text;
using Slipway.Yaml;

namespace Slipway.Schema.Cel;

/// <summary>
/// Rewrites RE2's syntax as .NET's, for whole code points and without anything that needs backtracking. <c>\b</c> alone differs: letters
/// beyond ASCII count as parts of words.
/// </summary>
internal sealed class Re2Syntax(string pattern)
{
    private const int MostRepeats = 1_000;

    private readonly record struct Flags(bool MultiLine, bool DotAll, bool Ungreedy);

    private readonly StringBuilder net = new();
    private readonly Stack<Flags> groups = [];
    private Flags flags;
    private int at;

    /// <summary>The pattern for .NET, or in words why there is none.</summary>
    public static (string? Net, LocalText? Fault) Translate(string pattern)
    {
        var syntax = new Re2Syntax(pattern);
        while (syntax.at < pattern.Length)
            if (syntax.Next() is { } fault)
                return (null, fault);
        return syntax.groups.Count > 0 ? (null, Missing(")")) : (syntax.net.ToString(), null);
    }

    private static LocalText Missing(string what) => new($"error parsing regexp: missing closing {what}", $"正则表达式有误：缺少 {what}");

    private static LocalText Invalid(string english, ReadOnlySpan<char> text)
        => new($"error parsing regexp: {english}: `{text}`", $"正则表达式有误：RE2 不支持 `{text}`");

    private LocalText? Emit(string text, int length)
    {
        net.Append(text);
        at += length;
        return null;
    }

    private LocalText? Next()
    {
        switch (pattern[at])
        {
            case '\\':
                return Escape();
            case '[':
                return Class();
            case '(':
                return Open();
            case ')':
                if (!groups.TryPop(out flags))
                    return Invalid("unexpected )", pattern);
                return Emit(")", 1);
            case '.':
                return Emit(flags.DotAll ? Re2Class.Any : Re2Class.AnyButNewLine, 1);
            case '^':
                return Emit(flags.MultiLine ? "(?m:^)" : @"\A", 1);
            case '$':
                return Emit(flags.MultiLine ? "(?m:$)" : @"\z", 1);
            case '*' or '+' or '?':
                return Repeat(1);
            case '{' when CountLength() is { } length:
                return LargestCount(length) > MostRepeats ? Invalid("invalid repeat count", pattern.AsSpan(at, length)) : Repeat(length);
            case '|':
                return Emit("|", 1);
            default:
                var size = CodePoints.Length(pattern, at);
                return Emit(Re2Class.Literal(size == 2 ? char.ConvertToUtf32(pattern, at) : pattern[at]), size);
        }
    }

    /// <summary>A repetition, with the sign after it that makes it take as little as it can.</summary>
    private LocalText? Repeat(int length)
    {
        var isLazy = at + length < pattern.Length && pattern[at + length] == '?';
        var whole = length + (isLazy ? 1 : 0);
        if (at + whole < pattern.Length && pattern[at + whole] is '*' or '+' or '?')
            return Invalid("invalid nested repetition operator", pattern.AsSpan(at, whole + 1));
        return Emit(string.Concat(pattern.AsSpan(at, length), isLazy != flags.Ungreedy ? "?" : ""), whole);
    }

    private int? CountLength()
    {
        var end = pattern.IndexOf('}', at);
        if (end < 0)
            return null;
        var parts = pattern[(at + 1)..end].Split(',');
        var isCount = parts.Length is 1 or 2 && IsNumber(parts[0]) && (parts.Length == 1 || parts[1].Length == 0 || IsNumber(parts[1]));
        return isCount ? end + 1 - at : null;
    }

    private static bool IsNumber(string text) => text.Length > 0 && !text.AsSpan().ContainsAnyExceptInRange('0', '9');

    private int LargestCount(int length)
        => pattern.Substring(at + 1, length - 2).Split(',').Where(p => p.Length > 0).Max(p => int.TryParse(p, out var count) ? count : int.MaxValue);

    private LocalText? Open()
    {
        var rest = pattern.AsSpan(at);
        if (!rest.StartsWith("(?"))
            return Begin("(", 1);
        if (rest.StartsWith("(?P<") || (rest.StartsWith("(?<") && rest.Length > 3 && rest[3] is not ('=' or '!')))
            return Named(rest[2] == 'P' ? 4 : 3);
        var end = rest.IndexOfAny(':', ')');
        if (end < 0)
            return Missing(")");
        return ReadFlags(rest[2..end]) is not { } read ? Invalid("invalid or unsupported Perl syntax", rest[..Math.Min(4, rest.Length)]) : Flagged(read, end, rest[end] == ':');
    }

    private LocalText? Begin(string text, int length)
    {
        groups.Push(flags);
        return Emit(text, length);
    }

    private LocalText? Named(int start)
    {
        var end = pattern.IndexOf('>', at);
        var name = end < 0 ? "" : pattern[(at + start)..end];
        if (name.Length == 0 || name.Any(c => !char.IsAsciiLetterOrDigit(c) && c != '_'))
            return Invalid("invalid named capture", pattern.AsSpan(at, Math.Min(start + 4, pattern.Length - at)));
        return Begin("(", end + 1 - at);
    }

    private LocalText? Flagged((Flags Flags, string Case) read, int end, bool isGroup)
    {
        if (isGroup)
            groups.Push(flags);
        flags = read.Flags;
        return Emit(isGroup ? $"(?{read.Case}:" : read.Case.Length > 0 ? $"(?{read.Case})" : "", end + 1);
    }

    /// <summary>Only upper and lower case is left to .NET.</summary>
    private (Flags, string)? ReadFlags(ReadOnlySpan<char> letters)
    {
        var (read, casing, isOn) = (flags, "", true);
        foreach (var c in letters)
            switch (c)
            {
                case '-' when isOn:
                    isOn = false;
                    break;
                case 'i':
                    casing = isOn ? "i" : "-i";
                    break;
                case 'm':
                    read = read with { MultiLine = isOn };
                    break;
                case 's':
                    read = read with { DotAll = isOn };
                    break;
                case 'U':
                    read = read with { Ungreedy = isOn };
                    break;
                default:
                    return null;
            }
        return (read, casing);
    }

    private LocalText? Class()
    {
        var (text, end, fault) = Re2Class.Read(pattern, at);
        return fault ?? Emit(text!, end - at);
    }

    private LocalText? Escape()
    {
        if (at + 1 == pattern.Length)
            return new LocalText("error parsing regexp: trailing backslash at end of expression", "正则表达式有误：以单独的反斜杠结尾");
        switch (pattern[at + 1])
        {
            case 'A' or 'z' or 'b' or 'B':
                return Emit(pattern.Substring(at, 2), 2);
            case 'Q':
                return Quoted();
        }
        if (Re2Class.NamedAt(pattern, at) is { } named)
            return Emit(named.Outside, named.Length);
        if (Re2Class.CodePointAt(pattern, at) is { } single)
            return Emit(Re2Class.Literal(single.CodePoint), single.Length);
        return Invalid("invalid escape sequence", pattern.AsSpan(at, Math.Min(2, pattern.Length - at)));
    }

    private LocalText? Quoted()
    {
        var end = pattern.IndexOf("\\E", at + 2, StringComparison.Ordinal);
        var text = end < 0 ? pattern[(at + 2)..] : pattern[(at + 2)..end];
        foreach (var rune in text.EnumerateRunes())
            net.Append(Re2Class.Literal(rune.Value));
        at = end < 0 ? pattern.Length : end + 2;
        return null;
    }
}
