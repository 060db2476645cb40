using Slipway.Yaml;

namespace Slipway.Components.Tests.Init;

internal static class Losses
{
    /// <summary>What was told as not carried over, in the order of the source.</summary>
    public static string Told(IReadOnlyList<Diagnostic> findings)
    {
        foreach (var finding in findings)
        {
            finding.Rule.ShouldBe(InitRules.NotCarried, DiagnosticText.Write(finding));
            finding.At.ShouldNotBeNull();
            finding.Message(Language.Chinese).ShouldNotBe(finding.Message(Language.English));
            finding.Help(Language.Chinese).ShouldNotBe(finding.Help(Language.English));
        }
        return string.Join('|', findings.Select(finding => finding.Arguments[0]));
    }
}
