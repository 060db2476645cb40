using System.Text;

namespace Slipway.Architecture.Tests.Reference;

/// <summary>Markdown as GitHub reads it.</summary>
internal static class Markdown
{
    /// <summary>A text as it stands: what looks like a tag or a star is shown. Back quotes are Markdown's already.</summary>
    public static string Literal(string text) => Escaped(text).Trim();

    /// <summary>As <see cref="Literal"/>, but code in back quotes needs no escapes.</summary>
    public static string Prose(string text) => string.Join('`', text.Trim().Split('`').Select((part, i) => i % 2 == 1 ? part : Escaped(part)));

    public static string Cell(string text) => Prose(text).Replace("|", "\\|", StringComparison.Ordinal).Replace('\n', ' ');

    private static string Escaped(string text) => text.Replace("<", "&lt;", StringComparison.Ordinal).Replace("*", "\\*", StringComparison.Ordinal);

    /// <summary>The anchor that GitHub gives a heading.</summary>
    public static string Anchor(string heading)
    {
        var anchor = new StringBuilder();
        foreach (var c in heading.ToLowerInvariant())
            if (char.IsLetterOrDigit(c) || c is '-' or '_')
                anchor.Append(c);
            else if (c == ' ')
                anchor.Append('-');
        return anchor.ToString();
    }

    public static string Code(string language, string text) => $"```{language}\n{text.TrimEnd('\n')}\n```\n";

    public static string Row(params IEnumerable<string> cells) => $"| {string.Join(" | ", cells)} |\n";
}
