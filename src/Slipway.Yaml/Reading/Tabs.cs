using System.Text;

namespace Slipway.Yaml;

/// <summary>
/// Tabs in indentation count to the next multiple of four, because people who indent with tabs see them so. Which white space is
/// indentation and which is content depends on what a line stands in: see <see cref="LineScanner"/>.
/// </summary>
internal static class Tabs
{
    public const int Width = 4;

    public static (ExpandedText Text, Diagnostic? Finding) Expand(SourceText source)
    {
        if (!HasAny(source.Text))
            return (ExpandedText.Same(source.Text), null);
        var expanded = new StringBuilder(source.Text.Length + 64);
        var anchors = new List<(int Expanded, int Original)>();
        var edits = new List<Edit>();
        var scanner = new LineScanner();
        var copied = 0;
        for (var line = 1; line <= source.LineCount; line++)
        {
            var start = source.LineStart(line);
            var (until, limit, counts) = scanner.Take(source.Text, start, line < source.LineCount ? source.LineStart(line + 1) : source.Text.Length);
            if (source.Text.AsSpan(start, until - start).IndexOf('\t') < 0)
                continue;
            var column = 0;
            for (var at = start; at < until; at++)
            {
                if (source.Text[at] != '\t')
                {
                    column++;
                    continue;
                }
                expanded.Append(source.Text, copied, at - copied);
                var next = Math.Min(NextStop(column), Math.Max(limit, column));
                expanded.Append(' ', next - column);
                anchors.Add((expanded.Length, at + 1));
                (column, copied) = (next, at + 1);
            }
            if (counts)
                edits.Add(new Edit(new Location(source, new Span(start, until)), new string(' ', column), Safe: true));
        }
        expanded.Append(source.Text, copied, source.Text.Length - copied);
        return (new ExpandedText(expanded.ToString(), anchors), edits.Count == 0 ? null : Finding(edits));
    }

    public static int NextStop(int column) => (column / Width + 1) * Width;

    private static Diagnostic Finding(List<Edit> edits)
    {
        var first = edits[0].At;
        return Diagnostic.Of(YamlRules.Tabs, first, edits.Count.ToString(), first.Line.ToString()) with { Edits = edits };
    }

    private static bool HasAny(string text)
    {
        for (var at = text.IndexOf('\t'); at >= 0; at = at + 1 < text.Length ? text.IndexOf('\t', at + 1) : -1)
        {
            var before = at;
            while (before > 0 && text[before - 1] is ' ' or '\t')
                before--;
            if (before == 0 || text[before - 1] is '\n' or '\r')
                return true;
            // Each run of white space is looked at once, or a line of nothing but " \t" would cost the square of its length.
            while (at + 1 < text.Length && text[at + 1] is ' ' or '\t')
                at++;
        }
        return false;
    }
}
