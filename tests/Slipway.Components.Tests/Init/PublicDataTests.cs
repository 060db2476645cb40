using Slipway.Testing;
using Slipway.Yaml;

namespace Slipway.Components.Tests.Init;

/// <summary>Every Compose, Score and Kubernetes file of the public test data.</summary>
public sealed class PublicDataTests
{
    public static TheoryData<string> Files => [.. new[] { "compose", "score", "manifests" }
        .SelectMany(folder => Directory.EnumerateFiles(Path.Combine(TestEnvironment.Data, folder), "*.yaml"))
        .Select(file => Path.GetRelativePath(TestEnvironment.Data, file)).Order(StringComparer.Ordinal)];

    [Theory, MemberData(nameof(Files))]
    public void Becomes_a_definition_that_passes_check_or_lacks_exactly_the_answers_that_are_named(string file)
    {
        var read = Read(file);
        read.Drafts.ShouldNotBeEmpty();
        foreach (var draft in read.Drafts)
            foreach (var language in new[] { Language.English, Language.Chinese })
                Drafts.OpenAnswersAreWhatCheckMisses(draft, language);
    }

    [Theory, MemberData(nameof(Files))]
    public void With_the_answers_given_it_passes_check(string file)
    {
        foreach (var draft in Read(file).Drafts)
        {
            var answered = DraftAnswers.Into(draft, new DraftAnswers
            {
                Image = draft.ImagesName is null ? "/team/image" : null,
                Size = "1Gi",
                Health = draft.Readiness is null ? "exec:cat /tmp/healthy" : null,
            });
            answered = answered with { Env = [.. answered.Env.Select(variable => variable with { Value = new(variable.Value.Value ?? "given") })] };
            var made = DraftText.Write(answered, Language.English, "service.yaml");
            made.Findings.Where(finding => finding.Severity == Severity.Error).Select(finding => DiagnosticText.Write(finding)).ShouldBeEmpty(made.Text);
        }
    }

    [Theory, MemberData(nameof(Files))]
    public void What_is_not_carried_over_has_a_place_in_the_source(string file)
    {
        var read = Read(file);
        foreach (var finding in read.Findings.Concat(read.Drafts.SelectMany(draft => draft.Findings)))
        {
            finding.Rule.ShouldBe(InitRules.NotCarried);
            finding.At.ShouldNotBeNull().Source.Name.ShouldBe(file);
            finding.Help(Language.Chinese).ShouldNotBe(finding.Help(Language.English));
        }
    }

    private static DraftsRead Read(string file) => InitSource.Read(file, File.ReadAllBytes(Path.Combine(TestEnvironment.Data, file)), InitFiles.None);
}
