using System.Diagnostics;
using System.Text.Json;
using Slipway.Cli;
using Slipway.Components;
using Slipway.Yaml;

namespace Slipway.Fuzz.Tests;

/// <summary>What holds for any bytes whatsoever.</summary>
internal static class Properties
{
    /// <summary>Of one input and all that is done with it. An input takes a millisecond; the rest is for a machine that is busy.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(5);

    private const string Name = "fuzz.yaml";

    /// <param name="isThorough">Also format it and fix it, which takes several times as long as checking.</param>
    /// <returns>The first that does not hold, in words; null when all do.</returns>
    public static string? Broken(byte[] input, bool isThorough)
        // Slow once may be the machine's doing; slow twice in a row is the input's.
        => Once(input, isThorough) is var (broken, isSlow) && isSlow ? Once(input, isThorough).Broken : broken;

    private static (string? Broken, bool IsSlow) Once(byte[] input, bool isThorough)
    {
        var clock = Stopwatch.GetTimestamp();
        try
        {
            var broken = OfChecking(input) ?? (isThorough ? OfFormatting(input) ?? OfFixing(input) : null);
            return broken is null && Stopwatch.GetElapsedTime(clock) is var elapsed && elapsed > Longest ? ($"it took {elapsed.TotalSeconds:0.0} s", true) : (broken, false);
        }
        catch (Exception failure)
        {
            return (failure.ToString(), false);
        }
    }

    public static bool IsFormatted(byte[] input)
    {
        var (source, findings) = YamlReader.Decode(Name, input);
        return findings.Count == 0 && !YamlReader.Read(source).HasErrors;
    }

    /// <summary>Everything that is wrong with bytes, as with those of a file.</summary>
    private static IReadOnlyList<Diagnostic> Check(byte[] input)
    {
        var (source, findings) = YamlReader.Decode(Name, input);
        return findings.Count > 0 ? findings : Check(source);
    }

    private static IReadOnlyList<Diagnostic> Check(SourceText source) => FileReader.Read(new DefinitionFile(Name, FromFolder: false), source).Diagnostics;

    private static string? OfChecking(byte[] input)
    {
        var findings = Check(input);
        foreach (var finding in findings)
        {
            if (finding.At is null && input.Length > 0 && !finding.Rule.Code.StartsWith("SLW017", StringComparison.Ordinal))
                return $"{finding.Rule.Code} has no place";
            IEnumerable<Location?> places = [finding.At, .. finding.Related, .. finding.Edits.Select(edit => edit.At)];
            if (places.FirstOrDefault(IsOutside) is { } outside)
                return $"{finding.Rule.Code} points outside its text: {outside.Span}";
            foreach (var language in (Language[])[Language.English, Language.Chinese])
                if (!DiagnosticText.Write(finding, language).EndsWith('\n'))
                    return $"{finding.Rule.Code} is not printed to its end";
        }
        return OfJson(findings) ?? OfSarif(findings);
    }

    private static bool IsOutside(Location? at)
        => at is not null && (at.Span.Start < 0 || at.Span.Start > at.Span.End || at.Span.End > at.Source.Text.Length || at.Line < 1 || at.Column < 1);

    private static string? OfJson(IReadOnlyList<Diagnostic> findings)
    {
        using var stream = new MemoryStream();
        DiagnosticJson.Write(findings, Language.Chinese, stream);
        using var document = JsonDocument.Parse(stream.ToArray());
        return document.RootElement.GetArrayLength() == findings.Count ? null : "the JSON has another number of findings";
    }

    private static string? OfSarif(IReadOnlyList<Diagnostic> findings)
    {
        using var document = JsonDocument.Parse(SarifLog.Write(findings, Language.English, ExitCode.Findings));
        var results = document.RootElement.GetProperty("runs")[0].GetProperty("results");
        return results.GetArrayLength() == findings.Count ? null : "the SARIF has another number of findings";
    }

    private static string? OfFormatting(byte[] input)
    {
        var (source, findings) = YamlReader.Decode(Name, input);
        if (findings.Count > 0)
            return null;
        var read = YamlReader.Read(source);
        var layout = FormatLayout.Of(read);
        var result = YamlFormat.Format(source, read, layout);
        if (result.Text is not { } text)
            return read.HasErrors == result.Diagnostics.All(finding => finding.Rule != YamlRules.NotFormatted) ? null : "neither formatted nor refused";
        var again = YamlReader.Read(new SourceText(Name, text));
        if (YamlFormat.Format(new SourceText(Name, text), again, layout).Text is var second && second != text)
            return $"formatting it again changes it:\n{LineOf(text, second)}";
        if (text.Split('\n').Any(line => line.EndsWith('\r')))
            return "a carriage return is left";
        return SameFindings(Check(source), Check(new SourceText(Name, text)));
    }

    /// <summary>What is wrong with a text is wrong with the formatted one, and nothing else; only tabs and odd white space are gone.</summary>
    private static string? SameFindings(IReadOnlyList<Diagnostic> before, IReadOnlyList<Diagnostic> after)
    {
        string Codes(IEnumerable<Diagnostic> findings) => string.Join(' ', findings.Where(f => f.Rule != YamlRules.Tabs).Select(f => f.Rule.Code).Order(StringComparer.Ordinal));
        var (left, right) = (Codes(before), Codes(after));
        return left == right ? null : $"found before formatting: {left}\nfound after it: {right}";
    }

    private static string? OfFixing(byte[] input)
    {
        var (source, findings) = YamlReader.Decode(Name, input);
        if (findings.Count > 0)
            return null;
        var done = SafeFixes.Apply(source, Check);
        var again = SafeFixes.Apply(new SourceText(Name, done.Text), Check);
        if (again.Text != done.Text)
            return $"fixing it again changes it:\n{LineOf(done.Text, again.Text)}";
        var (before, after) = (Errors(Check(source)), Errors(done.Left));
        return after > before && YamlReader.Read(source).Diagnostics.All(f => f.Severity != Severity.Error) ? $"{before} errors before fixing it, {after} after" : null;
    }

    private static int Errors(IReadOnlyList<Diagnostic> findings) => findings.Count(finding => finding.Severity == Severity.Error);

    private static string LineOf(string left, string? right)
    {
        var (a, b) = (left.Split('\n'), (right ?? "(refused)").Split('\n'));
        var line = Enumerable.Range(0, Math.Max(a.Length, b.Length)).First(i => a.ElementAtOrDefault(i) != b.ElementAtOrDefault(i));
        return $"line {line + 1}: {a.ElementAtOrDefault(line)}\nbecomes: {b.ElementAtOrDefault(line)}";
    }
}
