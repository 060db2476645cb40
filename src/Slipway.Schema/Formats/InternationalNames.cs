using System.Globalization;

namespace Slipway.Schema;

/// <summary>
/// Labels of host names in other scripts, by IDNA 2008: which code points may stand in one (RFC 5892, by their categories and its exceptions), beside
/// which (its contextual rules), and in which direction (RFC 5893). Joining types are known for Arabic and Syriac only.
/// </summary>
internal static class InternationalNames
{
    private static readonly HashSet<int> Allowed = [0xDF, 0x3C2, 0x6FD, 0x6FE, 0xF0B, 0x3007];
    private static readonly HashSet<int> Refused = [0x640, 0x7FA, 0x302E, 0x302F, 0x3031, 0x3032, 0x3033, 0x3034, 0x3035, 0x303B];

    /// <summary>Signs that take a consonant's vowel away, after which joiners may stand.</summary>
    private static readonly HashSet<int> Viramas =
    [
        0x94D, 0x9CD, 0xA4D, 0xACD, 0xB4D, 0xBCD, 0xC4D, 0xCCD, 0xD3B, 0xD3C, 0xD4D, 0xDCA, 0xE3A, 0xEBA, 0xF84, 0x1039, 0x103A, 0x1714, 0x1715, 0x1734, 0x17D2, 0x1A60, 0x1B44,
        0x1BAA, 0x1BAB, 0x1BF2, 0x1BF3, 0x2D7F, 0xA806, 0xA82C, 0xA8C4, 0xA953, 0xA9C0, 0xAAF6, 0xABED, 0x10A3F, 0x11046, 0x11070, 0x1107F, 0x110B9, 0x11133, 0x11134, 0x111C0,
        0x11235, 0x112EA, 0x1134D, 0x11442, 0x114C2, 0x115BF, 0x1163F, 0x116B6, 0x1172B, 0x11839, 0x1193D, 0x1193E, 0x119E0, 0x11A34, 0x11A47, 0x11A99, 0x11C3F, 0x11D44, 0x11D45, 0x11D97,
    ];

    /// <summary>A label with its code points, not in Punycode.</summary>
    public static bool IsLabel(List<int> label)
    {
        if (label.Count == 0 || label[0] == '-' || label[^1] == '-' || (label.Count > 3 && label[2] == '-' && label[3] == '-') || IsMark(label[0]))
            return false;
        for (var i = 0; i < label.Count; i++)
            if (!MayStand(label, i))
                return false;
        return label.All(p => p < 0x80) || "xn--".Length + Punycode.Encode(label).Length <= 63;
    }

    private static bool MayStand(List<int> label, int at)
    {
        var (point, before, after) = (label[at], at > 0 ? label[at - 1] : -1, at + 1 < label.Count ? label[at + 1] : -1);
        return point switch
        {
            0xB7 => before == 'l' && after == 'l',
            0x375 => IsGreek(after),
            0x5F3 or 0x5F4 => before is >= 0x591 and <= 0x5F4,
            0x30FB => label.Any(IsKanaOrHan),
            >= 0x660 and <= 0x669 => !label.Any(p => p is >= 0x6F0 and <= 0x6F9),
            >= 0x6F0 and <= 0x6F9 => !label.Any(p => p is >= 0x660 and <= 0x669),
            0x200D => Viramas.Contains(before),
            0x200C => Viramas.Contains(before) || (Joins(before) && Joins(after)),
            < 0x80 => char.IsAsciiLetterOrDigit((char)point) || point == '-',
            _ => Allowed.Contains(point) || (!Refused.Contains(point) && CharUnicodeInfo.GetUnicodeCategory(point)
                is UnicodeCategory.LowercaseLetter or UnicodeCategory.OtherLetter or UnicodeCategory.ModifierLetter or UnicodeCategory.DecimalDigitNumber
                or UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark),
        };
    }

    private static bool IsMark(int point) => CharUnicodeInfo.GetUnicodeCategory(point)
        is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark or UnicodeCategory.EnclosingMark;

    private static bool IsGreek(int point) => point is (>= 0x370 and <= 0x3FF) or (>= 0x1F00 and <= 0x1FFF);

    private static bool IsKanaOrHan(int point) => point is (>= 0x3041 and <= 0x309F) or (>= 0x30A1 and <= 0x30FA) or (>= 0x30FD and <= 0x30FF)
        or 0x3005 or 0x3007 or (>= 0x3400 and <= 0x4DBF) or (>= 0x4E00 and <= 0x9FFF) or (>= 0x20000 and <= 0x3FFFF);

    private static bool Joins(int point) => point is (>= 0x620 and <= 0x64A) or (>= 0x66E and <= 0x6D3) or (>= 0x6FA and <= 0x6FF) or (>= 0x710 and <= 0x7F5);

    /// <summary>Whether a label holds something that is written from right to left: then all labels of the name keep to its rules.</summary>
    public static bool IsBidi(List<int> label) => label.Any(p => IsRightToLeft(p) || IsArabicDigit(p));

    public static bool KeepsDirection(List<int> label)
    {
        var core = Enumerable.Reverse(label).SkipWhile(IsMark).ToList();
        if (core.Count == 0 || char.IsAsciiDigit((char)Math.Min(label[0], 0xFFFF)) || IsArabicDigit(label[0]) || label[0] is >= 0x6F0 and <= 0x6F9)
            return false;
        if (!IsRightToLeft(label[0]))
            return !IsBidi(label) && core[0] != '-';
        var europeans = label.Any(p => p is (>= '0' and <= '9') or (>= 0x6F0 and <= 0x6F9));
        return label.All(p => IsRightToLeft(p) || IsArabicDigit(p) || IsMark(p) || p is (>= '0' and <= '9') or (>= 0x6F0 and <= 0x6F9) or '-' or 0x200C or 0x200D)
            && core[0] != '-' && !(europeans && label.Any(IsArabicDigit));
    }

    private static bool IsArabicDigit(int point) => point is >= 0x660 and <= 0x669;

    private static bool IsRightToLeft(int point) => !IsMark(point) && point is (>= 0x590 and <= 0x65F) or (>= 0x66E and <= 0x6EF) or (>= 0x6FA and <= 0x8FF)
        or (>= 0xFB1D and <= 0xFDFF) or (>= 0xFE70 and <= 0xFEFF) or (>= 0x10800 and <= 0x10FFF) or (>= 0x1E800 and <= 0x1EFFF);
}
