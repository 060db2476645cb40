using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Slipway.Yaml;

namespace Slipway.Cli;

/// <summary>
/// Findings as SARIF 2.1.0 (OASIS), which code scanning and editors read. The same findings give the same bytes: no time, no absolute path of a
/// file that was named by a relative one.
/// </summary>
internal static class SarifLog
{
    private static readonly string[] Gaps = [.. Enumerable.Repeat("…", 10)];

    public static string Write(IReadOnlyList<Diagnostic> findings, Language language, int exitCode)
    {
        var bytes = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(bytes, new JsonWriterOptions { Indented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            json.WriteStartObject();
            json.WriteString("$schema", "https://json.schemastore.org/sarif-2.1.0.json");
            json.WriteString("version", "2.1.0");
            json.WriteStartArray("runs");
            Run(json, findings, language, exitCode);
            json.WriteEndArray();
            json.WriteEndObject();
        }
        return Encoding.UTF8.GetString(bytes.WrittenSpan);
    }

    private static void Run(Utf8JsonWriter json, IReadOnlyList<Diagnostic> findings, Language language, int exitCode)
    {
        var rules = findings.Select(finding => finding.Rule).Distinct().OrderBy(rule => rule.Code, StringComparer.Ordinal).ToList();
        json.WriteStartObject();
        Tool(json, rules, language);
        json.WriteStartArray("invocations");
        json.WriteStartObject();
        json.WriteBoolean("executionSuccessful", exitCode is ExitCode.Done or ExitCode.Findings);
        json.WriteNumber("exitCode", exitCode);
        json.WriteEndObject();
        json.WriteEndArray();
        // As SourceText counts them.
        json.WriteString("columnKind", "utf16CodeUnits");
        json.WriteStartArray("newlineSequences");
        foreach (var sequence in (string[])["\r\n", "\n", "\r"])
            json.WriteStringValue(sequence);
        json.WriteEndArray();
        json.WriteStartArray("results");
        foreach (var finding in findings)
            Result(json, finding, rules.IndexOf(finding.Rule), language);
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void Tool(Utf8JsonWriter json, IEnumerable<Rule> rules, Language language)
    {
        json.WriteStartObject("tool");
        json.WriteStartObject("driver");
        json.WriteString("name", "slipway");
        json.WriteString("semanticVersion", ProgramVersion.Text);
        json.WriteString("language", language == Language.Chinese ? "zh-CN" : "en-US");
        json.WriteStartArray("rules");
        foreach (var rule in rules)
        {
            json.WriteStartObject();
            json.WriteString("id", rule.Code);
            Text(json, "shortDescription", rule.Message.In(language, Gaps));
            Text(json, "help", rule.Help.In(language, Gaps));
            json.WriteStartObject("defaultConfiguration");
            json.WriteString("level", Level(rule.Severity));
            json.WriteEndObject();
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void Result(Utf8JsonWriter json, Diagnostic finding, int rule, Language language)
    {
        json.WriteStartObject();
        json.WriteString("ruleId", finding.Rule.Code);
        json.WriteNumber("ruleIndex", rule);
        json.WriteString("level", Level(finding.Severity));
        Text(json, "message", finding.Help(language) is { Length: > 0 } help ? $"{finding.Message(language)}\n{help}" : finding.Message(language));
        json.WriteStartArray("locations");
        if (finding.At is { } at)
            Place(json, at);
        json.WriteEndArray();
        if (finding.Related.Count > 0)
        {
            json.WriteStartArray("relatedLocations");
            foreach (var related in finding.Related)
                Place(json, related);
            json.WriteEndArray();
        }
        if (finding.Edits.Count > 0)
            Fix(json, finding, language);
        json.WriteEndObject();
    }

    private static void Place(Utf8JsonWriter json, Location at)
    {
        json.WriteStartObject();
        json.WriteStartObject("physicalLocation");
        Artifact(json, at.Source);
        Region(json, "region", at);
        json.WriteEndObject();
        json.WriteEndObject();
    }

    /// <summary>All edits of a finding belong together; one fix holds those of each file.</summary>
    private static void Fix(Utf8JsonWriter json, Diagnostic finding, Language language)
    {
        json.WriteStartArray("fixes");
        json.WriteStartObject();
        Text(json, "description", finding.Help(language));
        json.WriteStartArray("artifactChanges");
        foreach (var file in finding.Edits.GroupBy(edit => edit.At.Source))
        {
            json.WriteStartObject();
            Artifact(json, file.Key);
            json.WriteStartArray("replacements");
            foreach (var edit in file)
            {
                json.WriteStartObject();
                Region(json, "deletedRegion", edit.At);
                Text(json, "insertedContent", edit.NewText);
                json.WriteEndObject();
            }
            json.WriteEndArray();
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteStartObject("properties");
        json.WriteBoolean("safe", finding.Edits.All(edit => edit.Safe));
        json.WriteEndObject();
        json.WriteEndObject();
        json.WriteEndArray();
    }

    private static void Artifact(Utf8JsonWriter json, SourceText source)
    {
        json.WriteStartObject("artifactLocation");
        json.WriteString("uri", Uri(source.Name));
        if (!Path.IsPathRooted(source.Name))
            json.WriteString("uriBaseId", "%SRCROOT%");
        json.WriteEndObject();
    }

    private static void Region(Utf8JsonWriter json, string name, Location at)
    {
        var (line, column) = at.Source.Position(at.Span.Start);
        var (endLine, endColumn) = at.Source.Position(at.Span.End);
        json.WriteStartObject(name);
        json.WriteNumber("startLine", line);
        json.WriteNumber("startColumn", column);
        json.WriteNumber("endLine", endLine);
        json.WriteNumber("endColumn", endColumn);
        json.WriteEndObject();
    }

    /// <summary>A relative reference, or a file URI; every character that an URI cannot hold is escaped.</summary>
    private static string Uri(string path)
    {
        var normal = path == FileText.StandardInput ? "stdin" : path.Replace('\\', '/');
        while (normal.StartsWith("./", StringComparison.Ordinal))
            normal = normal[2..];
        var escaped = string.Join('/', normal.Split('/').Select(System.Uri.EscapeDataString));
        return Path.IsPathRooted(path) ? "file://" + (escaped.StartsWith('/') ? "" : "/") + escaped : escaped;
    }

    private static void Text(Utf8JsonWriter json, string name, string text)
    {
        json.WriteStartObject(name);
        json.WriteString("text", WellFormed(text));
        json.WriteEndObject();
    }

    /// <summary>Half surrogate pairs, which no UTF-8 text can hold, become U+FFFD.</summary>
    private static string WellFormed(string text) => Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text));

    private static string Level(Severity severity) => severity switch
    {
        Severity.Error => "error",
        Severity.Warning => "warning",
        _ => "note",
    };
}
