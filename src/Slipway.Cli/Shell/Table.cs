using Slipway.Yaml;
using Spectre.Console;

namespace Slipway.Cli;

/// <summary>Rows for people: framed on a terminal, bare columns in a pipe, so that neither width nor colour gets between a script and the text.</summary>
internal static class Table
{
    public static void Write(TextWriter to, Session session, IReadOnlyList<LocalText> headers, IEnumerable<IReadOnlyList<string>> rows)
    {
        var all = rows.Select(row => row.Select(SafeText.Line).ToList()).ToList();
        if (all.Count == 0)
            return;
        var titles = headers.Select(header => header.In(session.Language)).ToList();
        if (session.OutIsTerminal)
            Framed(to, session, titles, all);
        else
            Bare(to, titles, all);
    }

    private static void Framed(TextWriter to, Session session, IReadOnlyList<string> titles, IReadOnlyList<List<string>> rows)
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = session.ColourOut ? AnsiSupport.Yes : AnsiSupport.No,
            ColorSystem = session.ColourOut ? ColorSystemSupport.Standard : ColorSystemSupport.NoColors,
            Interactive = InteractionSupport.No,
            Out = new AnsiConsoleOutput(to),
        });
        console.Profile.Width = TerminalWidth();
        console.Profile.Capabilities.Unicode = true;
        var table = new Spectre.Console.Table().Border(TableBorder.Rounded);
        foreach (var title in titles)
            table.AddColumn(Markup.Escape(title));
        foreach (var row in rows)
            table.AddRow([.. row.Select(Markup.Escape)]);
        console.Write(table);
    }

    private static void Bare(TextWriter to, IReadOnlyList<string> titles, IReadOnlyList<List<string>> rows)
    {
        List<IReadOnlyList<string>> lines = [titles, .. rows];
        var widths = titles.Select((_, column) => lines.Max(line => Columns.Width(line[column]))).ToList();
        foreach (var line in lines)
            to.WriteLine(string.Join("  ", line.Select((cell, column) => Columns.Pad(cell, widths[column]))).TrimEnd());
    }

    private static int TerminalWidth() => Terminal.Columns() is > 20 and var width ? width : 100;
}
