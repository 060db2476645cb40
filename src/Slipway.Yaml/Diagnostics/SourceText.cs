namespace Slipway.Yaml;

/// <summary>One text as it was read, with the name that diagnostics print, and the way from an offset to a line and column.</summary>
public sealed class SourceText
{
    private readonly List<int> lineStarts = [0];

    /// <param name="name">The path as the user gave it, or another name a person recognises, such as <c>trait autoscale</c>.</param>
    /// <param name="text">The original text, never the one with tabs expanded.</param>
    public SourceText(string name, string text)
    {
        Name = name;
        Text = text;
        for (var i = 0; i < text.Length; i++)
            if (text[i] == '\n' || (text[i] == '\r' && (i + 1 == text.Length || text[i + 1] != '\n')))
                lineStarts.Add(i + 1);
    }

    public string Name { get; }

    public string Text { get; }

    public int LineCount => lineStarts.Count;

    /// <summary>The offset at which a line begins. Lines count from 1.</summary>
    public int LineStart(int line) => lineStarts[line - 1];

    /// <summary>The text of a line without its line break. Lines count from 1.</summary>
    public string Line(int line)
    {
        var start = lineStarts[line - 1];
        var end = line < lineStarts.Count ? lineStarts[line] : Text.Length;
        while (end > start && Text[end - 1] is '\n' or '\r')
            end--;
        return Text[start..end];
    }

    /// <summary>Line and column of an offset, both from 1; columns count UTF-16 code units, as the Language Server Protocol does.</summary>
    public (int Line, int Column) Position(int offset)
    {
        offset = Math.Clamp(offset, 0, Text.Length);
        var found = lineStarts.BinarySearch(offset);
        var line = found >= 0 ? found + 1 : ~found;
        return (line, offset - lineStarts[line - 1] + 1);
    }

    public override string ToString() => Name;
}

/// <summary>A stretch of a <see cref="SourceText"/>: offsets in UTF-16 code units, the end exclusive.</summary>
public readonly record struct Span(int Start, int End)
{
    public int Length => End - Start;
}

/// <summary>A stretch of a named text.</summary>
public sealed record Location(SourceText Source, Span Span)
{
    public int Line => Source.Position(Span.Start).Line;

    public int Column => Source.Position(Span.Start).Column;

    public override string ToString() => $"{Source.Name}:{Line}:{Column}";
}
