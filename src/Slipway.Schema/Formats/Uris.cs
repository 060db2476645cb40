using System.Text;
using System.Text.RegularExpressions;

namespace Slipway.Schema;

/// <summary>RFC 3986 (URI), RFC 3987 (IRI), RFC 6570 (URI templates), by their grammar.</summary>
internal static partial class Uris
{
    public static bool IsUri(string text, bool international)
        => Split().Match(text) is { Success: true } parts && parts.Groups["scheme"].Success && AreParts(parts, international);

    public static bool IsReference(string text, bool international)
    {
        if (Split().Match(text) is not { Success: true } parts || !AreParts(parts, international))
            return false;
        // Without a scheme, a colon in the first segment would read as one.
        var path = parts.Groups["path"].Value;
        var segment = path.IndexOf('/');
        return parts.Groups["scheme"].Success || parts.Groups["authority"].Success
            || !path.AsSpan(0, segment < 0 ? path.Length : segment).Contains(':');
    }

    private static bool AreParts(Match parts, bool international)
    {
        var authority = parts.Groups["authority"];
        return Only(parts.Groups["path"].Value, "/:@", international)
            && Only(parts.Groups["query"].Value, "/?:@", international, mayBePrivate: true)
            && Only(parts.Groups["fragment"].Value, "/?:@", international)
            && (!authority.Success || IsAuthority(authority.Value, international));
    }

    private static bool IsAuthority(string text, bool international)
    {
        var at = text.LastIndexOf('@');
        if (at >= 0 && !Only(text[..at], ":", international))
            return false;
        var host = text[(at + 1)..];
        if (!host.StartsWith('['))
        {
            var colon = host.IndexOf(':');
            return Only(colon < 0 ? host : host[..colon], "", international) && (colon < 0 || IsPort(host[(colon + 1)..]));
        }
        var end = host.IndexOf(']');
        return end > 0 && (Addresses.IsIPv6(host[1..end]) || Future().IsMatch(host[1..end]))
            && (end + 1 == host.Length || (host[end + 1] == ':' && IsPort(host[(end + 2)..])));
    }

    private static bool IsPort(string text) => text.All(char.IsAsciiDigit);

    /// <summary>Unreserved characters, sub-delimiters, percent triplets and those named.</summary>
    private static bool Only(string text, string more, bool international, bool mayBePrivate = false)
    {
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (c == '%')
            {
                if (i + 2 >= text.Length || !char.IsAsciiHexDigit(text[i + 1]) || !char.IsAsciiHexDigit(text[i + 2]))
                    return false;
                i += 2;
            }
            else if (c < 0x80 ? !IsPlain(c) && !more.Contains(c, StringComparison.Ordinal) : !international || !IsInternational(text, ref i, mayBePrivate))
                return false;
        }
        return true;
    }

    private static bool IsPlain(char c) => char.IsAsciiLetterOrDigit(c) || "-._~!$&'()*+,;=".Contains(c, StringComparison.Ordinal);

    private static bool IsInternational(string text, ref int at, bool mayBePrivate)
    {
        if (!Rune.TryGetRuneAt(text, at, out var rune))
            return false;
        at += rune.Utf16SequenceLength - 1;
        return rune.Value switch
        {
            < 0xA0 => false,
            >= 0xE000 and <= 0xF8FF or >= 0xF0000 => mayBePrivate && (rune.Value & 0xFFFE) != 0xFFFE,
            (>= 0xFDD0 and <= 0xFDEF) or (>= 0xFFF0 and <= 0xFFFF) => false,
            var value => (value & 0xFFFE) != 0xFFFE,
        };
    }

    public static bool IsTemplate(string text) => Template().IsMatch(text);

    [GeneratedRegex(@"^(?:(?<scheme>[A-Za-z][A-Za-z0-9+.-]*):)?(?://(?<authority>[^/?#]*))?(?<path>[^?#]*)(?:\?(?<query>[^#]*))?(?:#(?<fragment>.*))?\z", RegexOptions.Singleline)]
    private static partial Regex Split();

    [GeneratedRegex(@"^[vV][0-9A-Fa-f]+\.[A-Za-z0-9._~!$&'()*+,;=:-]+\z")]
    private static partial Regex Future();

    private const string Name = @"(?:[A-Za-z0-9_]|%[0-9A-Fa-f]{2})+";
    private const string Variable = $@"{Name}(?:\.{Name})*(?::[1-9][0-9]{{0,3}}|\*)?";

    [GeneratedRegex($@"^(?:[^\x00-\x20""%<>\\^`{{|}}\x7F]|%[0-9A-Fa-f]{{2}}|\{{[+#./;?&=,!@|]?{Variable}(?:,{Variable})*\}})*\z")]
    private static partial Regex Template();
}
