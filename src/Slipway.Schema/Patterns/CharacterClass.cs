using System.Text;
using Slipway.Yaml;

namespace Slipway.Schema;

/// <summary>A class in brackets. Code points beyond 0xFFFF become alternatives, since .NET's classes hold UTF-16 units.</summary>
internal static class CharacterClass
{
    /// <summary>The translation and the offset after the closing bracket, or in words why there is none.</summary>
    public static (string? Text, int End, LocalText? Fault) Translate(string ecma, int start)
    {
        var at = start + 1;
        var negated = at < ecma.Length && ecma[at] == '^';
        if (negated)
            at++;
        var units = new StringBuilder();
        var astral = new List<string>();
        while (at < ecma.Length && ecma[at] != ']')
        {
            if (Named(ecma, ref at, units, astral))
                continue;
            if (Single(ecma, ref at) is not { } first)
                return (null, at, EcmaPattern.Unknown(ecma.AsSpan(at, Math.Min(2, ecma.Length - at))));
            var last = first;
            if (IsRange(ecma, at))
            {
                at++;
                if (Single(ecma, ref at) is not { } end || end < first)
                    return (null, at, new LocalText("a range in `[…]` runs backwards or has no end", "`[…]` 中的范围前后颠倒或没有终点"));
                last = end;
            }
            Add(first, last, units, astral);
        }
        if (at >= ecma.Length)
            return (null, at, new LocalText("`[` is never closed", "`[` 没有闭合"));
        return (Whole(negated, units.ToString(), astral), at + 1, null);
    }

    private static bool Named(string ecma, ref int at, StringBuilder units, List<string> astral)
    {
        if (ecma[at] != '\\' || CharacterEscape.ClassAt(ecma, at) is not { Body.Length: > 0 } named)
            return false;
        units.Append(named.Body);
        if (named.TakesAstral)
            astral.Add(EcmaPattern.Pair);
        at += named.Length;
        return true;
    }

    private static bool IsRange(string ecma, int at)
        => at + 1 < ecma.Length && ecma[at] == '-' && ecma[at + 1] != ']'
            && !(ecma[at + 1] == '\\' && CharacterEscape.ClassAt(ecma, at + 1) is not null);

    private static int? Single(string ecma, ref int at)
    {
        if (at >= ecma.Length)
            return null;
        if (ecma[at] != '\\')
        {
            var point = char.IsSurrogatePair(ecma, at) ? char.ConvertToUtf32(ecma, at) : ecma[at];
            at += point > 0xFFFF ? 2 : 1;
            return point;
        }
        if (at + 1 < ecma.Length && ecma[at + 1] == 'b')
        {
            at += 2;
            return 8;
        }
        if (CharacterEscape.CodePointAt(ecma, at) is not { } escaped)
            return null;
        at += escaped.Length;
        return escaped.CodePoint;
    }

    private static void Add(int first, int last, StringBuilder units, List<string> astral)
    {
        if (first <= 0xFFFF)
            units.Append(CharacterEscape.Units(first)).Append('-').Append(CharacterEscape.Units(Math.Min(last, 0xFFFF)));
        if (last <= 0xFFFF)
            return;
        var (from, to) = (char.ConvertFromUtf32(Math.Max(first, 0x10000)), char.ConvertFromUtf32(last));
        if (from[0] == to[0])
        {
            astral.Add(Pair(from[0], from[0], from[1], to[1]));
            return;
        }
        astral.Add(Pair(from[0], from[0], from[1], '\uDFFF'));
        if (to[0] - from[0] > 1)
            astral.Add(Pair((char)(from[0] + 1), (char)(to[0] - 1), '\uDC00', '\uDFFF'));
        astral.Add(Pair(to[0], to[0], '\uDC00', to[1]));
    }

    private static string Pair(char highFirst, char highLast, char lowFirst, char lowLast)
        => $@"[\u{(int)highFirst:X4}-\u{(int)highLast:X4}][\u{(int)lowFirst:X4}-\u{(int)lowLast:X4}]";

    private static string Whole(bool negated, string units, List<string> astral)
    {
        if (!negated)
        {
            if (astral.Count == 0)
                return units.Length == 0 ? "(?!)" : $"[{units}]";
            return $"(?:{string.Join('|', astral)}{(units.Length == 0 ? "" : $"|[{units}]")})";
        }
        var outside = astral.Count == 0 ? EcmaPattern.Pair : $"(?!{string.Join('|', astral)}){EcmaPattern.Pair}";
        return $@"(?:{outside}|[^{units}\uD800-\uDFFF])";
    }
}
