using Slipway.Yaml;

namespace Slipway.Components.Tests.Init;

internal static class Drafts
{
    /// <summary>The errors of check stand in the lines that the draft names as open, and in no others.</summary>
    public static void OpenAnswersAreWhatCheckMisses(Draft draft, Language language)
    {
        var made = DraftText.Write(draft, language, "service.yaml");
        var named = made.Findings.Where(finding => finding.Rule == InitRules.AnswerNeeded).Select(finding => finding.At.ShouldNotBeNull(made.Text).Line).Order().ToList();
        var missed = DefinitionReader.Read(new SourceText("service.yaml", made.Text)).Diagnostics.Where(finding => finding.Severity == Severity.Error).ToList();
        missed.Select(finding => finding.At!.Line).Distinct().Order().ToList().ShouldBe(named, $"{string.Concat(missed.Select(finding => DiagnosticText.Write(finding)))}\n{made.Text}");
        made.Findings.Where(finding => finding.Severity == Severity.Error).ShouldAllBe(finding => finding.Rule == InitRules.AnswerNeeded);
    }
}
