using System.Globalization;
using System.Text.RegularExpressions;

namespace Slipway.Schema;

/// <summary>Classes such as <c>[a-z\d]</c> as sets of code points.</summary>
internal static class ClassReader
{
    /// <summary>Reads from the opening bracket to behind the closing one.</summary>
    public static CodePoints Read(string text, ref int at)
    {
        at++;
        var negated = at < text.Length && text[at] == '^';
        if (negated)
            at++;
        var all = CodePoints.None;
        while (at < text.Length && text[at] != ']')
            all = all.With(Next(text, ref at));
        at++;
        return negated ? all.Negated() : all;
    }

    private static CodePoints Next(string text, ref int at)
    {
        if (text[at] == '\\' && CharacterEscape.ClassAt(text, at) is not null)
            return Escaped(text, ref at);
        var first = Single(text, ref at);
        var isRange = at + 1 < text.Length && text[at] == '-' && text[at + 1] != ']'
            && !(text[at + 1] == '\\' && CharacterEscape.ClassAt(text, at + 1) is not null);
        if (!isRange)
            return CodePoints.Of(first, first);
        at++;
        return CodePoints.Of(first, Single(text, ref at));
    }

    private static int Single(string text, ref int at)
    {
        if (text[at] == '\\' && at + 1 < text.Length)
        {
            var escaped = text[at + 1] == 'b' ? (CodePoint: 8, Length: 2) : CharacterEscape.CodePointAt(text, at) ?? (text[at + 1], 2);
            at += escaped.Length;
            return escaped.CodePoint;
        }
        var point = char.IsSurrogatePair(text, at) ? char.ConvertToUtf32(text, at) : text[at];
        at += point > 0xFFFF ? 2 : 1;
        return point;
    }

    /// <summary>A class or a code point behind a backslash.</summary>
    public static CodePoints Escaped(string text, ref int at)
    {
        if (CharacterEscape.ClassAt(text, at) is not { } named)
        {
            var point = Single(text, ref at);
            return CodePoints.Of(point, point);
        }
        var letter = text[at + 1];
        var property = letter is 'p' or 'P' ? text[(at + 3)..(at + named.Length - 1)] : "";
        at += named.Length;
        var set = char.ToLowerInvariant(letter) switch
        {
            'd' => CodePoints.Digits,
            'w' => CodePoints.Word,
            's' => CodePoints.Space,
            _ => Property(property),
        };
        return char.IsUpper(letter) ? set.Negated() : set;
    }

    private static CodePoints Property(string name)
    {
        if (UnicodeNames.Category(name) is { } category)
            return CodePoints.Where(c => Short(c).StartsWith(category, StringComparison.Ordinal));
        // The few scripts and properties that are known are classes of .NET's, which knows best what they hold.
        var regex = new Regex($"^[{UnicodeNames.Ranges(name)}]$", RegexOptions.CultureInvariant);
        var all = CodePoints.None;
        for (int c = 0, start = -1; c <= 0x10000; c++)
        {
            var inside = c < 0x10000 && regex.IsMatch(((char)c).ToString());
            if (inside && start < 0)
                start = c;
            else if (!inside && start >= 0)
            {
                all = all.With(CodePoints.Of(start, c - 1));
                start = -1;
            }
        }
        return all;
    }

    private static string Short(UnicodeCategory category) => category switch
    {
        UnicodeCategory.UppercaseLetter => "Lu",
        UnicodeCategory.LowercaseLetter => "Ll",
        UnicodeCategory.TitlecaseLetter => "Lt",
        UnicodeCategory.ModifierLetter => "Lm",
        UnicodeCategory.OtherLetter => "Lo",
        UnicodeCategory.NonSpacingMark => "Mn",
        UnicodeCategory.SpacingCombiningMark => "Mc",
        UnicodeCategory.EnclosingMark => "Me",
        UnicodeCategory.DecimalDigitNumber => "Nd",
        UnicodeCategory.LetterNumber => "Nl",
        UnicodeCategory.OtherNumber => "No",
        UnicodeCategory.ConnectorPunctuation => "Pc",
        UnicodeCategory.DashPunctuation => "Pd",
        UnicodeCategory.OpenPunctuation => "Ps",
        UnicodeCategory.ClosePunctuation => "Pe",
        UnicodeCategory.InitialQuotePunctuation => "Pi",
        UnicodeCategory.FinalQuotePunctuation => "Pf",
        UnicodeCategory.OtherPunctuation => "Po",
        UnicodeCategory.MathSymbol => "Sm",
        UnicodeCategory.CurrencySymbol => "Sc",
        UnicodeCategory.ModifierSymbol => "Sk",
        UnicodeCategory.OtherSymbol => "So",
        UnicodeCategory.SpaceSeparator => "Zs",
        UnicodeCategory.LineSeparator => "Zl",
        UnicodeCategory.ParagraphSeparator => "Zp",
        UnicodeCategory.Control => "Cc",
        UnicodeCategory.Format => "Cf",
        UnicodeCategory.Surrogate => "Cs",
        UnicodeCategory.PrivateUse => "Co",
        _ => "Cn",
    };
}
