using Slipway.Yaml;

namespace Slipway.Schema.Cel;

/// <summary>From a place in an expression to the place in the document that holds it.</summary>
internal static class CelPlace
{
    public static Location? Of(ScalarNode scalar, int offset, int length)
    {
        if (scalar.At is not { } at)
            return null;
        var written = at.Source.Text.AsSpan(at.Span.Start, at.Span.Length);
        var start = scalar.Style switch
        {
            ScalarStyle.Plain when written.SequenceEqual(scalar.Text) => at.Span.Start + offset,
            ScalarStyle.SingleQuoted or ScalarStyle.DoubleQuoted when written.Length > 2 && written[1..^1].SequenceEqual(scalar.Text) => at.Span.Start + 1 + offset,
            ScalarStyle.Literal => InBlock(scalar.Text, at, offset),
            _ => (int?)null,
        };
        return start is { } found ? new Location(at.Source, new Span(found, Math.Min(found + length, at.Span.End))) : at;
    }

    /// <summary>The line of the block that repeats the expression's line, after its indentation.</summary>
    private static int? InBlock(string text, Location at, int offset)
    {
        var line = text.AsSpan(0, Math.Min(offset, text.Length)).Count('\n');
        var lineStart = offset == 0 ? 0 : text.LastIndexOf('\n', Math.Min(offset, text.Length) - 1) + 1;
        var lineEnd = text.IndexOf('\n', lineStart) is var end && end < 0 ? text.Length : end;
        var content = text.AsSpan(lineStart, lineEnd - lineStart);
        var number = at.Line + 1 + line;
        if (number > at.Source.LineCount)
            return null;
        var written = at.Source.Line(number);
        return written.AsSpan().EndsWith(content) && written.Length > 0
            ? at.Source.LineStart(number) + written.Length - content.Length + offset - lineStart
            : null;
    }
}
