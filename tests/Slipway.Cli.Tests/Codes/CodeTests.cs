using Slipway.Testing;
using Slipway.Yaml;

namespace Slipway.Cli.Tests.Codes;

/// <summary>Every diagnostic code has a case in <c>tests/codes</c>.</summary>
public class CodeTests
{
    [Fact]
    public void Every_code_has_a_case_and_every_case_a_code()
    {
        var (codes, cases) = (Catalogues.All.Select(r => r.Code).ToList(), CodeCase.All.Select(c => c.Code).ToList());
        codes.Except(cases).ShouldBeEmpty("codes without a folder in tests/codes; its README says how to write one");
        cases.Except(codes).ShouldBeEmpty("folders in tests/codes whose code is in no catalogue");
    }

    [Fact]
    public void No_code_stands_twice_in_the_catalogues()
        => Catalogues.All.GroupBy(r => r.Code).Where(g => g.Count() > 1).Select(g => g.Key).ShouldBeEmpty();

    [Fact]
    public void A_case_that_shows_no_files_says_in_both_languages_what_happens()
        => CodeCase.All.Where(c => c.About is null && c.Run.Wrong == c.Run.Right && !Directory.Exists(Path.Combine(c.Folder, "wrong")))
            .Select(c => c.Code).ShouldBeEmpty("add `about: {en: …, zh: …}`");

    /// <summary>SLIPWAY_CODES narrows the cases while one is written: <c>SLW0103</c>, or <c>SLW04</c> for all that begin so.</summary>
    internal static TheoryData<string> Codes(Func<CodeCase, bool> which)
    {
        var only = Environment.GetEnvironmentVariable("SLIPWAY_CODES") ?? "";
        return [.. CodeCase.All.Where(c => which(c) && c.Code.StartsWith(only, StringComparison.Ordinal)).Select(c => c.Code)];
    }

    internal static CodeCase Case(string code) => CodeCase.All.Single(c => c.Code == code);
}

[CollectionDefinition("In the test's own current folder", DisableParallelization = true)]
public class CurrentFolder;

/// <summary>Cases that need nothing but their files, and perhaps Helm.</summary>
[Collection("In the test's own current folder")]
public class PlainCodeTests
{
    public static TheoryData<string> Codes => CodeTests.Codes(c => c.IsPlain);

    [Theory(SkipTestWithoutData = true), MemberData(nameof(Codes))]
    public async Task Wrong_input_is_told_and_the_fix_helps(string name)
    {
        var code = CodeTests.Case(name);
        if (code.Needs.Contains("helm"))
            TestEnvironment.Needs("helm", "SLIPWAY_HELM");
        foreach (var language in (Language[])[Language.English, Language.Chinese])
        {
            using var wrong = new CodeRun(code, wrong: true);
            CodeCheck.Wrong(code, language, await wrong.Here(language));
        }
        using var right = new CodeRun(code, wrong: false);
        CodeCheck.Right(code, await right.Here(Language.English));
        await CodeCheck.Edits(code);
    }
}

/// <summary>Cases with something of the machine or a cluster in them.</summary>
public class OutsideCodeTests
{
    public static TheoryData<string> Codes => CodeTests.Codes(c => !c.IsPlain && !c.IsByHand);

    [Theory(SkipTestWithoutData = true), MemberData(nameof(Codes))]
    public async Task Wrong_input_is_told_and_the_fix_helps(string name)
    {
        var code = CodeTests.Case(name);
        Needs(code);
        if (code.Needs.Contains("cluster"))
            await TestImages.Busybox("test.local/busybox:1");
        var answers = await OutsideRuns.Of(code);
        CodeCheck.Wrong(code, Language.English, answers.English);
        CodeCheck.Wrong(code, Language.Chinese, answers.Chinese);
        CodeCheck.Right(code, answers.Right);
    }

    private static void Needs(CodeCase code)
    {
        foreach (var need in code.Needs)
            if (need == "cluster")
                TestEnvironment.NeedsCluster();
            else
                TestEnvironment.Needs(need, need == "helm" ? "SLIPWAY_HELM" : null);
        if (code.Needs.Contains("cluster"))
            TestEnvironment.Needs("kubectl");
    }
}

/// <summary>Codes that no command can be brought to tell: each says why in its <c>case.yaml</c>.</summary>
public class HandMadeCodeTests
{
    public static TheoryData<string> Codes => CodeTests.Codes(c => c.IsByHand);

    [Theory(SkipTestWithoutData = true), MemberData(nameof(Codes))]
    public async Task Wrong_input_is_told(string name)
    {
        var code = CodeTests.Case(name);
        ByHand.Cases.ShouldContainKey(name);
        var found = (await ByHand.Cases[name]()).Where(d => d.Rule.Code == name).ToList();
        found.ShouldNotBeEmpty();
        foreach (var language in (Language[])[Language.English, Language.Chinese])
            Golden.CheckFile(
                Path.Combine(code.Folder, $"wrong.{(language == Language.Chinese ? "zh" : "en")}.txt"),
                string.Concat(found.Select(d => DiagnosticText.Write(d, language))));
    }
}
