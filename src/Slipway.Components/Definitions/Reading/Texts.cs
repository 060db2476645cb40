using System.Buffers;
using System.Text;

namespace Slipway.Components;

/// <summary>The character rules of Kubernetes' names, and a name of the right form near a wrong one.</summary>
internal static class Texts
{
    private static readonly SearchValues<char> LabelCharacters = SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789-");

    /// <summary>RFC 1123: lower-case letters, digits and hyphens, none of these at either end, at most 63.</summary>
    public static bool IsLabel(string text)
        => text.Length is > 0 and <= 63 && !text.AsSpan().ContainsAnyExcept(LabelCharacters) && text[0] != '-' && text[^1] != '-';

    /// <summary>RFC 1035: a label that begins with a letter.</summary>
    public static bool IsLetterLabel(string text) => IsLabel(text) && char.IsAsciiLetterLower(text[0]);

    /// <summary>RFC 6335 (IANA_SVC_NAME): at most 15, at least one letter, no two hyphens in a row.</summary>
    public static bool IsPortName(string text)
        => text.Length <= 15 && IsLabel(text) && text.Any(char.IsAsciiLetterLower) && !text.Contains("--", StringComparison.Ordinal);

    /// <summary>The nearest label: <c>My Service_2</c> gives <c>my-service-2</c>.</summary>
    public static string LabelFrom(string text, int longest, string fallback)
    {
        var made = new StringBuilder();
        foreach (var c in text.ToLowerInvariant())
            if (char.IsAsciiLetterLower(c) || (char.IsAsciiDigit(c) && made.Length > 0))
                made.Append(c);
            else if (made.Length > 0 && made[^1] != '-')
                made.Append('-');
        var cut = made.ToString(0, Math.Min(made.Length, longest)).TrimEnd('-');
        return cut.Length == 0 ? fallback : cut;
    }
}
