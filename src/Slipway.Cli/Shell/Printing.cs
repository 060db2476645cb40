using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Slipway.Yaml;

namespace Slipway.Cli;

/// <summary>Where an outcome goes: data to standard output, what people read beside it to standard error.</summary>
internal static class Printing
{
    /// <returns>The process's exit code.</returns>
    public static int Write(Session session, string line, Outcome outcome)
    {
        try
        {
            WriteAll(session, line, outcome);
            return outcome.ExitCode;
        }
        catch (IOException closed) when (ProcessStreams.IsBrokenPipe(closed))
        {
            // Whoever reads has seen enough, as in `slipway template … | head`.
            return outcome.ExitCode;
        }
        catch (IOException refused)
        {
            DiagnosticText.Write(Diagnostic.Of(ProgramRules.MachineRefused, (Location?)null, refused.Message), session.Language, session.Error, session.ColourError);
            return ExitCode.Refused;
        }
    }

    private static void WriteAll(Session session, string command, Outcome outcome)
    {
        if (session.Form == OutputForm.Json)
            WriteJson(session, command, outcome);
        else if (session.Form == OutputForm.Sarif)
            session.Out.WriteLine(SarifLog.Write(outcome.Diagnostics, session.Language, outcome.ExitCode));
        else
            outcome.Text?.Invoke(session.Out);
        Findings(session, outcome);
        session.Out.Flush();
        foreach (var line in outcome.Aside)
            session.Error.WriteLine(SafeText.Line(line));
        if (outcome.Summary is { } summary)
            session.Error.WriteLine(SafeText.Line(summary));
    }

    private static void Findings(Session session, Outcome outcome)
    {
        var asResult = outcome.FindingsAreTheResult && session.Form == OutputForm.Text;
        var (to, colour) = asResult ? (session.Out, session.ColourOut) : (session.Error, session.ColourError);
        foreach (var diagnostic in outcome.Diagnostics)
            DiagnosticText.Write(diagnostic, session.Language, to, colour);
    }

    private static void WriteJson(Session session, string line, Outcome outcome)
    {
        var bytes = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(bytes, new JsonWriterOptions { Indented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            json.WriteStartObject();
            json.WriteString("command", line);
            json.WriteNumber("exitCode", outcome.ExitCode);
            outcome.Data?.Invoke(json);
            json.WritePropertyName("diagnostics");
            DiagnosticJson.Write(outcome.Diagnostics, session.Language, json);
            json.WriteEndObject();
        }
        session.Out.Write(Encoding.UTF8.GetString(bytes.WrittenSpan));
        session.Out.WriteLine();
    }
}
