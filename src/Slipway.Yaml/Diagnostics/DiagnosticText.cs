namespace Slipway.Yaml;

/// <summary>Findings for people.</summary>
public static class DiagnosticText
{
    private const string Bold = "\u001b[1m";
    private const string Faint = "\u001b[2m";
    private const string Plain = "\u001b[0m";

    /// <summary>
    /// <c>FILE:LINE:COL: error SLW0123: text</c>, the line with marks below the span, and what to do. Nothing in a foreign text can steer
    /// the terminal. Lines end with a line feed.
    /// </summary>
    public static void Write(Diagnostic diagnostic, Language language, TextWriter writer, bool colour)
    {
        var tint = colour ? Tint(diagnostic.Severity) : "";
        var place = diagnostic.At is { } at ? $"{Paint(Bold, $"{ScreenText.Safe(at.Source.Name)}:{at.Line}:{at.Column}:", colour)} " : "";
        Line(writer, $"{place}{Paint(tint, $"{Name(diagnostic.Severity, language)} {diagnostic.Rule.Code}", colour)}: {ScreenText.Safe(diagnostic.Message(language))}");
        if (diagnostic is { At: { } location, HidesText: false } && location.Source.Text.Length > 0)
            WriteSource(location, tint, writer, colour);
        foreach (var related in diagnostic.Related.Where(r => r.Source != diagnostic.At?.Source))
            Line(writer, $"     {Paint(Faint, "=", colour)} {(language == Language.Chinese ? "参见" : "see")} {ScreenText.Safe(related.ToString())}");
        if (diagnostic.Help(language) is { Length: > 0 } help)
            Line(writer, $"     {Paint(Faint, "=", colour)} {ScreenText.Safe(help)}");
    }

    public static string Write(Diagnostic diagnostic, Language language = Language.English)
    {
        var text = new StringWriter();
        Write(diagnostic, language, text, colour: false);
        return text.ToString();
    }

    public static string Name(Severity severity, Language language) => (severity, language) switch
    {
        (Severity.Error, Language.Chinese) => "错误",
        (Severity.Warning, Language.Chinese) => "警告",
        (_, Language.Chinese) => "提示",
        (Severity.Error, _) => "error",
        (Severity.Warning, _) => "warning",
        _ => "note",
    };

    private static void WriteSource(Location at, string tint, TextWriter writer, bool colour)
    {
        var number = at.Line.ToString().PadLeft(4);
        var (text, marks) = SourceLine.Of(at);
        Line(writer, $"{Paint(Faint, $"{number} |", colour)} {text}".TrimEnd());
        Line(writer, $"{Paint(Faint, $"{new string(' ', number.Length)} |", colour)} {Paint(tint, marks, colour)}");
    }

    private static string Tint(Severity severity) => severity switch
    {
        Severity.Error => "\u001b[1;31m",
        Severity.Warning => "\u001b[1;33m",
        _ => "\u001b[1;36m",
    };

    private static string Paint(string tint, string text, bool colour) => colour ? tint + text + Plain : text;

    private static void Line(TextWriter writer, string text)
    {
        writer.Write(text);
        writer.Write('\n');
    }
}
