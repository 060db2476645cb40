using System.Text.Json;

namespace Slipway.Yaml;

/// <summary>
/// Findings for programs: an array of <c>{code, severity, message, help, file, line, column, endLine, endColumn, edits, related}</c>.
/// Lines and columns count from 1, columns in UTF-16 code units; without a place the five keys of the place are absent.
/// </summary>
public static class DiagnosticJson
{
    public static void Write(IEnumerable<Diagnostic> diagnostics, Language language, Stream stream)
    {
        using var writer = new Utf8JsonWriter(stream, JsonText.Options(indented: true));
        Write(diagnostics, language, writer);
    }

    public static void Write(IEnumerable<Diagnostic> diagnostics, Language language, Utf8JsonWriter writer)
    {
        writer.WriteStartArray();
        foreach (var diagnostic in diagnostics)
            Write(diagnostic, language, writer);
        writer.WriteEndArray();
    }

    private static void Write(Diagnostic diagnostic, Language language, Utf8JsonWriter writer)
    {
        writer.WriteStartObject();
        writer.WriteString("code", diagnostic.Rule.Code);
        writer.WriteString("severity", Name(diagnostic.Severity));
        writer.WriteString("message", JsonText.WellFormed(diagnostic.Message(language)));
        writer.WriteString("help", JsonText.WellFormed(diagnostic.Help(language)));
        if (diagnostic.At is { } at)
            WritePlace(at, writer);
        writer.WriteStartArray("edits");
        foreach (var edit in diagnostic.Edits)
        {
            writer.WriteStartObject();
            WritePlace(edit.At, writer);
            writer.WriteString("newText", JsonText.WellFormed(edit.NewText));
            writer.WriteBoolean("safe", edit.Safe);
            writer.WriteEndObject();
        }
        writer.WriteEndArray();
        writer.WriteStartArray("related");
        foreach (var related in diagnostic.Related)
        {
            writer.WriteStartObject();
            WritePlace(related, writer);
            writer.WriteEndObject();
        }
        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    private static void WritePlace(Location at, Utf8JsonWriter writer)
    {
        var (line, column) = at.Source.Position(at.Span.Start);
        var (endLine, endColumn) = at.Source.Position(at.Span.End);
        writer.WriteString("file", JsonText.WellFormed(at.Source.Name));
        writer.WriteNumber("line", line);
        writer.WriteNumber("column", column);
        writer.WriteNumber("endLine", endLine);
        writer.WriteNumber("endColumn", endColumn);
    }

    private static string Name(Severity severity) => severity switch
    {
        Severity.Error => "error",
        Severity.Warning => "warning",
        _ => "information",
    };
}
