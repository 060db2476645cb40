using System.Text;

namespace Slipway.Components;

/// <summary>Texts of one line as Helm's YAML writes them: one that has passed the 80th column goes on below at its next single blank.</summary>
/// <param name="Indent">Where it goes on; null for a key, which is never broken.</param>
internal readonly record struct HelmLine(StringBuilder Text, int? Indent)
{
    private const int Width = 80;

    public void Plain(string value)
    {
        if (Indent is null || !value.Contains(' ', StringComparison.Ordinal))
            Text.Append(value);
        else
            Write(value, rune => null, foldsAtEdges: true, escapesBlanks: false);
    }

    public void SingleQuoted(string value)
    {
        Text.Append('\'');
        Write(value, rune => rune.Value == '\'' ? "''" : null, foldsAtEdges: false, escapesBlanks: false);
        Text.Append('\'');
    }

    public void DoubleQuoted(string value)
    {
        Text.Append('"');
        Write(value, Escaped, foldsAtEdges: false, escapesBlanks: true);
        Text.Append('"');
    }

    /// <param name="escapesBlanks">A blank that would begin a line is kept by a backslash; in the other forms only a blank that stands alone may be broken.</param>
    private void Write(string value, Func<Rune, string?> escape, bool foldsAtEdges, bool escapesBlanks)
    {
        var (column, at, afterBlank) = (Column(), 0, false);
        foreach (var rune in value.EnumerateRunes())
        {
            if (rune.Value == ' ')
            {
                var blankFollows = at + 1 < value.Length && value[at + 1] == ' ';
                var inside = foldsAtEdges || (at > 0 && at < value.Length - 1);
                if (Indent is { } indent && column > Width && !afterBlank && inside && (escapesBlanks || !blankFollows))
                {
                    Text.Append('\n').Append(' ', indent).Append(blankFollows ? "\\" : "");
                    column = indent + (blankFollows ? 1 : 0);
                }
                else
                {
                    Text.Append(' ');
                    column++;
                }
                afterBlank = true;
            }
            else
            {
                var piece = escape(rune);
                Text.Append(piece ?? rune.ToString());
                column += piece?.Length ?? 1;
                afterBlank = false;
            }
            at += rune.Utf16SequenceLength;
        }
    }

    private int Column()
    {
        var column = 0;
        for (var at = Text.Length - 1; at >= 0 && Text[at] != '\n'; at--)
            if (!char.IsLowSurrogate(Text[at]))
                column++;
        return column;
    }

    private static string? Escaped(Rune rune) => rune.Value switch
    {
        0x00 => "\\0",
        0x07 => "\\a",
        0x08 => "\\b",
        0x09 => "\\t",
        0x0A => "\\n",
        0x0B => "\\v",
        0x0C => "\\f",
        0x0D => "\\r",
        0x1B => "\\e",
        '"' => "\\\"",
        '\\' => "\\\\",
        0x85 => "\\N",
        0x2028 => "\\L",
        0x2029 => "\\P",
        _ when HelmScalar.Shape.Printable(rune.Value) => null,
        <= 0xFF => "\\x" + rune.Value.ToString("X2"),
        <= 0xFFFF => "\\u" + rune.Value.ToString("X4"),
        _ => "\\U" + rune.Value.ToString("X8"),
    };
}
