using Slipway.Testing;
using Slipway.Yaml;

namespace Slipway.Components.Tests;

internal static class Printed
{
    /// <summary>Findings as people see them, in both languages, with the repository's or a test's folder left out of paths.</summary>
    public static string Text(IEnumerable<Diagnostic> findings, string? folder = null)
    {
        var text = new StringWriter { NewLine = "\n" };
        var all = findings.ToList();
        foreach (var language in new[] { Language.English, Language.Chinese })
            foreach (var finding in all)
                DiagnosticText.Write(finding, language, text, colour: false);
        var shown = text.ToString().Replace(TestEnvironment.Root + "/", "", StringComparison.Ordinal);
        return folder is null ? shown : shown.Replace(folder + "/", "", StringComparison.Ordinal);
    }
}
