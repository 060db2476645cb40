using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Slipway.Schema;

/// <summary>
/// Host names (RFC 1123) and e-mail addresses (RFC 5321). Names in other scripts are checked in shape only; the tables of
/// IDNA 2008 (which letters may stand beside which) are not carried.
/// </summary>
internal static partial class Hosts
{
    public static bool IsHostname(string text) => text.Length <= 253 && text.Split('.').All(IsLabel);

    private static bool IsLabel(string label)
        => label.Length is >= 1 and <= 63 && label.All(c => char.IsAsciiLetterOrDigit(c) || c == '-') && label[0] != '-' && label[^1] != '-'
            && (label.Length < 4 || label[2] != '-' || label[3] != '-' || label.StartsWith("xn--", StringComparison.OrdinalIgnoreCase));

    public static bool IsIdnHostname(string text)
    {
        var labels = text.Split('.', '\u3002', '\uFF0E', '\uFF61');
        return labels.All(IsIdnLabel) && labels.Sum(l => l.Length + 1) <= 254;
    }

    private static bool IsIdnLabel(string label)
    {
        if (Ascii.IsValid(label))
            return IsLabel(label);
        if (label.Length > 63 || label[0] == '-' || label[^1] == '-' || (label.Length > 3 && label[2] == '-' && label[3] == '-'))
            return false;
        var first = true;
        foreach (var rune in label.EnumerateRunes())
        {
            if (!IsIdnRune(rune, first))
                return false;
            first = false;
        }
        return true;
    }

    private static bool IsIdnRune(Rune rune, bool first) => Rune.GetUnicodeCategory(rune) switch
    {
        UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark or UnicodeCategory.EnclosingMark => !first,
        UnicodeCategory.Control or UnicodeCategory.Surrogate or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned
            or UnicodeCategory.SpaceSeparator or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator => false,
        _ => !rune.IsAscii || Rune.IsLetterOrDigit(rune) || rune.Value == '-',
    };

    public static bool IsEmail(string text) => Ascii.IsValid(text) && IsIdnEmail(text);

    public static bool IsIdnEmail(string text)
    {
        var at = text.LastIndexOf('@');
        if (at < 1 || Encoding.UTF8.GetByteCount(text.AsSpan(0, at)) > 64 || !LocalPart().IsMatch(text[..at]))
            return false;
        var domain = text[(at + 1)..];
        if (domain.StartsWith('[') && domain.EndsWith(']'))
            return IsLiteral(domain[1..^1]);
        return Ascii.IsValid(domain) ? IsHostname(domain) : IsIdnHostname(domain);
    }

    private static bool IsLiteral(string address)
        => address.StartsWith("IPv6:", StringComparison.OrdinalIgnoreCase) ? Addresses.IsIPv6(address[5..]) : Addresses.IsIPv4(address);

    private const string Atom = @"[A-Za-z0-9!#$%&'*+/=?^_`{|}~\u0080-\uFFFF-]+";

    [GeneratedRegex($@"^(?:{Atom}(?:\.{Atom})*|""(?:[\x20\x21\x23-\x5B\x5D-\x7E\u0080-\uFFFF]|\\[\x20-\x7E])*"")\z")]
    private static partial Regex LocalPart();
}
