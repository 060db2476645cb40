using Slipway.Testing;

namespace Slipway.Cli.Tests;

public class PlatformTests
{
    private const string Hello = "examples/hello/service.yaml";

    private static readonly Dictionary<string, string?> WithHelm = new() { ["SLIPWAY_HELM"] = TestEnvironment.Find("helm", "SLIPWAY_HELM") };

    [Fact]
    public async Task A_packed_platform_does_what_its_folder_does_wherever_a_platform_is_named()
    {
        using var folder = new TemporaryFolder();
        var team = Team(folder);
        foreach (var target in new[] { folder.At("one.slip"), folder.At("layout") })
        {
            var packed = await TheProgram.Run("platform", "pack", team, "--out", target, "--output", "json");
            packed.ExitCode.ShouldBe(ExitCode.Done, packed.Error);
            // Again over what stands there, and the same digest.
            (await TheProgram.Run("platform", "pack", target, "--out", target, "--output", "json")).Json.GetProperty("digest").GetString().ShouldBe(packed.Json.GetProperty("digest").GetString());
            foreach (var platform in new[] { team, target })
            {
                (await TheProgram.Run("check", Hello, "--platform", platform, "--trait", "note.text=a")).ExitCode.ShouldBe(ExitCode.Done);
                var refused = await TheProgram.Run("check", Hello, "--platform", platform, "--trait", "annotations.workload.a=b");
                (refused.ExitCode, refused.Out.Contains("SLW0282", StringComparison.Ordinal)).ShouldBe((ExitCode.Findings, true));
                (await TheProgram.Run("schema", "entry", "--platform", platform)).Out.ShouldContain("trait-note");
                (await TheProgram.Run("explain", "traits.note", "--platform", platform)).ExitCode.ShouldBe(ExitCode.Done);
                (await TheProgram.Run("render", Hello, "--platform", platform, "--out", folder.At("out"))).ExitCode.ShouldBe(ExitCode.Done);
            }
        }
    }

    [Fact]
    public async Task What_is_no_packed_platform_is_not_written_over()
    {
        using var folder = new TemporaryFolder();
        var team = Team(folder);
        var mine = folder.File("mine.slip", "mine");
        folder.File("other/mine.txt", "mine");
        foreach (var target in new[] { mine, folder.At("other"), team })
        {
            var refused = await TheProgram.Run("platform", "pack", team, "--out", target);
            (refused.ExitCode, refused.Error.Contains("SLW0957", StringComparison.Ordinal)).ShouldBe((ExitCode.Refused, true));
        }
        (await File.ReadAllTextAsync(mine, TestContext.Current.CancellationToken)).ShouldBe("mine");
    }

    [Fact]
    public async Task A_platform_is_checked_and_compared()
    {
        TestEnvironment.Needs("helm", "SLIPWAY_HELM");
        using var folder = new TemporaryFolder();
        var team = Team(folder);
        var checkedOut = await TheProgram.RunWith(WithHelm, "platform", "check", team, "--output", "json");
        checkedOut.ExitCode.ShouldBe(ExitCode.Done, checkedOut.Error);
        checkedOut.Json.GetProperty("untried").GetArrayLength().ShouldBe(0);
        foreach (var language in new[] { "en", "zh" })
        {
            var diff = await TheProgram.RunWith(WithHelm, "platform", "diff", "built-in", team, Hello, "--lang", language);
            diff.ExitCode.ShouldBe(ExitCode.Done, diff.Error);
            // The chart's version and digest change with every trait of the program's own.
            Golden.Check($"platform-diff.{language}.txt", System.Text.RegularExpressions.Regex.Replace(diff.Shown, @"~ \S+ → 1\.4\.0\+[0-9a-f]{12}", "~ VERSION → 1.4.0+DIGEST"));
        }
        var json = (await TheProgram.RunWith(WithHelm, "platform", "diff", "built-in", team, Hello, "--output", "json")).Json;
        json.GetProperty("components")[0].GetProperty("effect").GetString().ShouldBe("restarts");
        (await TheProgram.RunWith(WithHelm, "platform", "diff", team, team, Hello)).Out.ShouldBe("components\n  hello: nothing\n");
    }

    [Fact]
    public async Task Two_definitions_of_one_name_are_told_and_no_crash()
    {
        TestEnvironment.Needs("helm", "SLIPWAY_HELM");
        using var folder = new TemporaryFolder();
        var team = Team(folder);
        foreach (var name in new[] { "a", "b" })
            folder.File($"{name}/web.yaml", File.ReadAllText(Path.Combine(TestEnvironment.Root, Hello)));
        var diff = await TheProgram.RunWith(WithHelm, "platform", "diff", "built-in", team, folder.At("a/web.yaml"), folder.At("b/web.yaml"));
        diff.ExitCode.ShouldBe(ExitCode.Findings, diff.Error);
        diff.Error.ShouldContain("SLW0233");
    }

    private static string Team(TemporaryFolder folder)
    {
        folder.File("team/platform.yaml", "name: acme\nversion: 1.4.0\ndefaults: {stateless: {traits: {note: {text: hello}}}}\n");
        folder.File("team/policy.yaml", "traits: {denied: [annotations]}\n");
        folder.File("team/Traits/note/trait.yaml", "name: note\nversion: 1.0.0\nsummary: {en: A note, zh: 备注}\nappliesTo: [stateless]\nparameters: {type: object, additionalProperties: false, required: [text], properties: {text: {type: string}}}\n");
        folder.File("team/Traits/note/patch.yaml", "pod:\n  annotations: {note: {{ .params.text | quote }}}\n");
        return folder.At("team");
    }
}
