using System.Text;

namespace Slipway.Cli;

/// <summary>Foreign text for a terminal: names, messages and logs from a cluster must not move cursors, set titles or hide lines.</summary>
internal static class SafeText
{
    /// <summary>One line: control characters, line breaks and characters that turn the reading direction are shown as <c>\u001b</c>.</summary>
    public static string Line(string text) => Escape(text, keepLines: false);

    /// <summary>Several lines: as <see cref="Line"/>, but line feeds and tabs stay.</summary>
    public static string Lines(string text) => Escape(text, keepLines: true);

    private static string Escape(string text, bool keepLines)
    {
        if (!text.Any(IsDangerous))
            return text;
        var safe = new StringBuilder(text.Length + 16);
        foreach (var c in text)
            if (keepLines && (c is '\n' or '\t'))
                safe.Append(c);
            else if (IsDangerous(c))
                safe.Append("\\u").Append(((int)c).ToString("x4"));
            else
                safe.Append(c);
        return safe.ToString();
    }

    private static bool IsDangerous(char c)
        => char.IsControl(c) || c is '\u2028' or '\u2029' or '\u061c' or (>= '\u200e' and <= '\u200f') or (>= '\u202a' and <= '\u202e') or (>= '\u2066' and <= '\u2069');
}
