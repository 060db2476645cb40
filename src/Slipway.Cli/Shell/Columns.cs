using System.Text;
using Slipway.Yaml;

namespace Slipway.Cli;

/// <summary>Terminal columns: Chinese, Japanese and Korean characters take two.</summary>
internal static class Columns
{
    public static int Width(string text)
    {
        var width = 0;
        foreach (var rune in text.EnumerateRunes())
            width += ScreenText.Columns(rune);
        return width;
    }

    public static string Pad(string text, int width) => text + new string(' ', Math.Max(0, width - Width(text)));

    /// <summary>Lines of at most so many columns. Breaks at blanks and beside wide characters, never before closing punctuation.</summary>
    public static IEnumerable<string> Wrap(string text, int width)
    {
        foreach (var paragraph in text.Split('\n'))
        {
            var line = new StringBuilder();
            foreach (var piece in Pieces(paragraph))
            {
                if (line.Length > 0 && Width(line.ToString()) + Width(piece.TrimEnd()) > width)
                {
                    yield return line.ToString().TrimEnd();
                    line.Clear();
                }
                line.Append(piece);
            }
            yield return line.ToString().TrimEnd();
        }
    }

    // A piece is what may stand alone on a line: a word with the blanks after it, or a wide character with the punctuation after it.
    private static IEnumerable<string> Pieces(string text)
    {
        var piece = new StringBuilder();
        foreach (var rune in text.EnumerateRunes())
        {
            if (piece.Length > 0 && MayBreak(piece[^1], rune))
            {
                yield return piece.ToString();
                piece.Clear();
            }
            piece.Append(rune.ToString());
        }
        if (piece.Length > 0)
            yield return piece.ToString();
    }

    private static bool MayBreak(char before, Rune after)
    {
        if (before == ' ')
            return after.Value != ' ';
        if (after.Value == ' ' || Closes(after.Value) || Opens(before))
            return false;
        return IsWide(before) || IsWide(after.Value);
    }

    private static bool Closes(int value) => "，。、；：！？）》」』”’,.;:!?)]}".Contains((char)value, StringComparison.Ordinal);

    private static bool Opens(char value) => "（《「『“‘([{".Contains(value, StringComparison.Ordinal);

    private static bool IsWide(int value) => Rune.IsValid(value) && ScreenText.Columns(new Rune(value)) == 2;
}
