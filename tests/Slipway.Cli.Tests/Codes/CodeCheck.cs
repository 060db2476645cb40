using Slipway.Testing;
using Slipway.Yaml;

namespace Slipway.Cli.Tests.Codes;

/// <summary>What must be true of every case.</summary>
internal static class CodeCheck
{
    public static Rule RuleOf(string code) => Catalogues.All.Single(rule => rule.Code == code);

    public static void Wrong(CodeCase code, Language language, Answer answer)
    {
        answer.Tells(RuleOf(code.Code), language).ShouldBeTrue($"{code.Code} is not told in wrong/:\n{answer.Shown(code.Run.Wrong)}");
        Golden.CheckFile(Path.Combine(code.Folder, $"wrong.{(language == Language.Chinese ? "zh" : "en")}.txt"), answer.Shown(code.Run.Wrong));
    }

    public static void Right(CodeCase code, Answer answer)
    {
        answer.Tells(RuleOf(code.Code), Language.English).ShouldBeFalse($"{code.Code} is told in right/ too:\n{answer.Shown(code.Run.Right)}");
        answer.ExitCode.ShouldBe(code.Exit, answer.Shown(code.Run.Right));
    }

    /// <summary>Where the findings of this code carry safe edits, these take them away.</summary>
    public static async Task Edits(CodeCase code)
    {
        using var copy = new CodeRun(code, wrong: true);
        var found = (await copy.Here(Language.English)).Found.Where(d => d.Rule.Code == code.Code).ToList();
        // What stands on the command line has edits too, but no file to apply them to.
        var mended = found.Where(d => d.Edits.Count > 0 && d.Edits.All(e => e.Safe && File.Exists(Path.Combine(copy.Files, e.At.Source.Name)))).ToList();
        if (mended.Count == 0)
            return;
        foreach (var file in mended.SelectMany(d => d.Edits).GroupBy(e => e.At.Source))
            await File.WriteAllTextAsync(Path.Combine(copy.Files, file.Key.Name), Slipway.Yaml.Edits.Apply(file.Key, file).Text, TestContext.Current.CancellationToken);
        var after = await copy.Here(Language.English);
        after.Found.Count(d => d.Rule.Code == code.Code).ShouldBeLessThanOrEqualTo(found.Count - mended.Count, $"the edits of {code.Code} mend nothing:\n{after.Text}");
    }
}
