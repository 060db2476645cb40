using System.Text;

namespace Slipway.Yaml;

/// <summary>The printed line of a finding and the marks below it, cut around the span when the line is long.</summary>
internal readonly record struct SourceLine(string Text, string Marks)
{
    private const int Widest = 100;
    private const int Before = 40;

    /// <param name="At">Offset in the line.</param>
    private readonly record struct Cell(int At, string Text, int Columns);

    public static SourceLine Of(Location at)
    {
        var line = at.Source.Line(at.Line);
        var start = Math.Min(at.Column - 1, line.Length);
        var end = Math.Clamp(start + at.Span.Length, start, line.Length);
        if (at.Span.Length > end - start)
            end = Math.Max(start, line.AsSpan().TrimEnd().Length);
        // A line may be megabytes: only the neighbourhood of the span is looked at.
        var (from, to) = (Math.Max(0, start - Widest), Math.Min(line.Length, start + 2 * Widest));
        var cells = Cells(line, from, to);
        var (first, last) = Window(cells, start, from > 0, to < line.Length);
        return Draw(cells[first..last], start, end, first > 0 || from > 0, last < cells.Count || to < line.Length);
    }

    private static List<Cell> Cells(string line, int from, int to)
    {
        var cells = new List<Cell>();
        if (from > 0 && from < line.Length && char.IsLowSurrogate(line[from]))
            from++;
        var column = 0;
        for (var at = from; at < to;)
        {
            var rune = Rune.TryGetRuneAt(line, at, out var found) ? found : Rune.ReplacementChar;
            var length = Rune.TryGetRuneAt(line, at, out _) ? rune.Utf16SequenceLength : 1;
            var columns = rune.Value == '\t' ? Tabs.NextStop(column) - column : ScreenText.Columns(rune);
            cells.Add(new Cell(at, rune.Value == '\t' ? new string(' ', columns) : ScreenText.Safe(rune), columns));
            column += columns;
            at += length;
        }
        return cells;
    }

    /// <summary>All cells when they fit, else some before the span and as many after it as fit.</summary>
    private static (int First, int Last) Window(List<Cell> cells, int start, bool cutBefore, bool cutAfter)
    {
        if (!cutBefore && !cutAfter && cells.Sum(c => c.Columns) <= Widest)
            return (0, cells.Count);
        var first = cells.FindIndex(c => c.At >= start);
        first = first < 0 ? cells.Count : first;
        for (var columns = 0; first > 0 && columns + cells[first - 1].Columns <= Before; first--)
            columns += cells[first - 1].Columns;
        var last = first;
        for (var columns = 0; last < cells.Count && columns + cells[last].Columns <= Widest; last++)
            columns += cells[last].Columns;
        return (first, last);
    }

    private static SourceLine Draw(List<Cell> cells, int start, int end, bool cutBefore, bool cutAfter)
    {
        var text = new StringBuilder(cutBefore ? "…" : "");
        var marks = new StringBuilder(cutBefore ? " " : "");
        var marked = false;
        foreach (var cell in cells)
        {
            text.Append(cell.Text);
            if (cell.At < start)
                marks.Append(' ', cell.Columns);
            else if (!marked || cell.At < end)
            {
                marks.Append(marked ? "~" : "^").Append('~', Math.Max(0, cell.At < end ? cell.Columns - 1 : 0));
                if (cell.Columns == 0 && marked)
                    marks.Length--;
                marked = true;
            }
        }
        if (!marked)
            marks.Append('^');
        return new SourceLine(text.ToString().TrimEnd() + (cutAfter ? "…" : ""), marks.ToString());
    }
}
