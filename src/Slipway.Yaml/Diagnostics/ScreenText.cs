using System.Globalization;
using System.Text;

namespace Slipway.Yaml;

/// <summary>Foreign text made fit for a terminal: no control sequence passes, and the columns it takes are known.</summary>
public static class ScreenText
{
    private const int LongestText = 600;

    /// <summary>Characters that draw nothing, move the cursor or reorder their line are written as escapes; very long texts are cut.</summary>
    public static string Safe(string text)
    {
        if (text.Length > LongestText)
            text = text[..(char.IsHighSurrogate(text[LongestText - 1]) ? LongestText - 1 : LongestText)] + "…";
        foreach (var c in text)
            if (c is < ' ' or >= '\u007f')
                return string.Concat(text.EnumerateRunes().Select(Safe));
        return text;
    }

    public static string Safe(Rune rune) => IsHarmless(rune) ? rune.ToString() : rune.Value switch
    {
        '\n' => @"\n",
        '\r' => @"\r",
        '\t' => @"\t",
        <= 0xff => $@"\x{rune.Value:x2}",
        <= 0xffff => $@"\u{rune.Value:x4}",
        _ => $@"\U{rune.Value:x8}",
    };

    /// <summary>Columns of a rune on a terminal: East Asian wide characters and emoji take two, combining marks none.</summary>
    public static int Columns(Rune rune)
    {
        if (rune.Value is >= ' ' and < 0x7f)
            return 1;
        if (!IsHarmless(rune))
            return Safe(rune).Length;
        if (Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark)
            return 0;
        return IsWide(rune.Value) ? 2 : 1;
    }

    private static bool IsHarmless(Rune rune) => rune.Value is >= ' ' and < 0x7f || Rune.GetUnicodeCategory(rune) is not
        (UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator
        or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned or UnicodeCategory.Surrogate);

    private static bool IsWide(int value) => value is
        (>= 0x1100 and <= 0x115f) or 0x2329 or 0x232a or (>= 0x2e80 and <= 0x303e) or (>= 0x3041 and <= 0x33ff) or (>= 0x3400 and <= 0x4dbf)
        or (>= 0x4e00 and <= 0xa4cf) or (>= 0xa960 and <= 0xa97f) or (>= 0xac00 and <= 0xd7a3) or (>= 0xf900 and <= 0xfaff)
        or (>= 0xfe10 and <= 0xfe19) or (>= 0xfe30 and <= 0xfe6f) or (>= 0xff00 and <= 0xff60) or (>= 0xffe0 and <= 0xffe6)
        or (>= 0x1f300 and <= 0x1f64f) or (>= 0x1f680 and <= 0x1f6ff) or (>= 0x1f900 and <= 0x1f9ff) or (>= 0x20000 and <= 0x3fffd);
}
