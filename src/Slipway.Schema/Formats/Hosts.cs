using System.Text;
using System.Text.RegularExpressions;

namespace Slipway.Schema;

/// <summary>
/// Host names (RFC 1123, and in other scripts IDNA 2008) and e-mail addresses (RFC 5321).
/// </summary>
internal static partial class Hosts
{
    public static bool IsHostname(string text) => text.Length <= 253 && Ascii.IsValid(text) && AreLabels(text.Split('.'));

    public static bool IsIdnHostname(string text) => text.Length <= 253 && AreLabels(text.Split('.', '\u3002', '\uFF0E', '\uFF61'));

    private static bool AreLabels(string[] labels)
    {
        var read = labels.Select(Label).ToList();
        return read.TrueForAll(label => label is not null)
            && (!read.Exists(label => InternationalNames.IsBidi(label!)) || read.TrueForAll(label => InternationalNames.KeepsDirection(label!)));
    }

    /// <summary>The code points that a label stands for; null when it is none.</summary>
    private static List<int>? Label(string label)
    {
        if (!Ascii.IsValid(label))
            return Points(label) is { } points && InternationalNames.IsLabel(points) ? points : null;
        if (label.Length is < 1 or > 63 || !label.All(c => char.IsAsciiLetterOrDigit(c) || c == '-') || label[0] == '-' || label[^1] == '-')
            return null;
        if (!label.StartsWith("xn--", StringComparison.OrdinalIgnoreCase))
            return label.Length > 3 && label[2] == '-' && label[3] == '-' ? null : Points(label);
        return Punycode.Decode(label[4..].ToLowerInvariant()) is { } decoded && decoded.Exists(p => p > 0x7F) && InternationalNames.IsLabel(decoded) ? decoded : null;
    }

    /// <summary>Null for half a surrogate pair.</summary>
    private static List<int>? Points(string text)
    {
        var points = text.EnumerateRunes().Select(rune => rune.Value).ToList();
        return points.Contains(0xFFFD) ? null : points;
    }

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
