using System.Text;
using Slipway.Yaml;

namespace Slipway.Cli;

/// <summary>Foreign text for a terminal, whole: names, messages and logs from a cluster must not move cursors, set titles or hide lines.</summary>
internal static class SafeText
{
    /// <summary>One line: what would draw nothing, move the cursor or turn the reading direction is shown as an escape.</summary>
    public static string Line(string text) => Escape(text, keepLines: false);

    /// <summary>Several lines: as <see cref="Line"/>, but line feeds and tabs stay.</summary>
    public static string Lines(string text) => Escape(text, keepLines: true);

    private static string Escape(string text, bool keepLines)
    {
        if (text.All(c => c is >= ' ' and < '\u007f' || (keepLines && (c is '\n' or '\t'))))
            return text;
        var safe = new StringBuilder(text.Length + 16);
        foreach (var rune in text.EnumerateRunes())
            safe.Append(keepLines && (rune.Value is '\n' or '\t') ? rune.ToString() : ScreenText.Safe(rune));
        return safe.ToString();
    }
}
