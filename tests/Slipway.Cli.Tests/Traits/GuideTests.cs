using Slipway.Testing;

namespace Slipway.Cli.Tests.Traits;

/// <summary>The guide is followed to the letter: what stands in it makes a trait that is right at its first try.</summary>
public class GuideTests
{
    [Theory]
    [InlineData("traits.md")]
    [InlineData("traits.zh.md")]
    public async Task The_trait_of_the_guide_is_right_at_its_first_test_and_has_fewer_than_60_lines(string page)
    {
        var blocks = Blocks(await File.ReadAllTextAsync(Path.Combine(TestEnvironment.Root, "docs", "guides", page), TestContext.Current.CancellationToken));
        if (blocks is not [var trait, var patch, var objects, _, var service, var small, var large])
            throw new InvalidOperationException($"{page} has other blocks of YAML than this test knows.");
        using var folder = new TemporaryFolder();
        (string Path, string Text)[] files =
        [
            ("trait.yaml", trait), ("patch.yaml", patch), ("objects.yaml", objects), ("cases/small/service.yaml", service), ("cases/small/with.yaml", small),
            ("cases/large/service.yaml", service), ("cases/large/with.yaml", large),
        ];
        foreach (var (path, text) in files)
            folder.File($"traits/scratch/{path}", text);
        files.Sum(f => f.Text.Count(c => c == '\n')).ShouldBeLessThan(60);

        var tried = await Slipway("trait", "test", "scratch", "--platform", folder.Path);
        tried.ExitCode.ShouldBe(ExitCode.Done, tried.Shown);
        tried.Out.ShouldContain("+        - mountPath: /tmp/large");
        (await Slipway("trait", "test", "scratch", "--platform", folder.Path, "--accept")).ExitCode.ShouldBe(ExitCode.Done);
        (await Slipway("trait", "test", "scratch", "--platform", folder.Path)).Error.ShouldContain("2 cases: 2 as expected");
    }

    [Theory]
    [InlineData("entry.md")]
    [InlineData("entry.zh.md")]
    public async Task The_entries_of_the_guide_are_right_as_they_stand(string page)
    {
        var blocks = Blocks(await File.ReadAllTextAsync(Path.Combine(TestEnvironment.Root, "docs", "guides", page), TestContext.Current.CancellationToken));
        if (blocks is not [_, _, _])
            throw new InvalidOperationException($"{page} has other blocks of YAML than this test knows.");
        using var folder = new TemporaryFolder();
        var service = Path.Combine(TestEnvironment.Root, "examples", "hello", "service.yaml");
        string[] said = ["replicas: 3", "minReadySeconds: 10", "stdin: true"];
        foreach (var (block, expected) in blocks.Zip(said))
        {
            var with = folder.File("with.yaml", block.Replace("{shop:", "{hello:", StringComparison.Ordinal));
            (await TheProgram.Run("check", service, "--with", with)).Error.ShouldContain("nothing found");
            var printed = await Slipway("template", service, "--with", with);
            (printed.ExitCode, printed.Error).ShouldBe((ExitCode.Done, ""));
            printed.Out.ShouldContain(expected);
        }
    }

    [Fact]
    public async Task A_new_trait_works_as_it_stands()
    {
        using var folder = new TemporaryFolder();
        (await TheProgram.Run("trait", "new", "team-note", "--platform", folder.Path)).ExitCode.ShouldBe(ExitCode.Done);
        var tried = await Slipway("trait", "test", "--platform", folder.Path, "--output", "json");
        tried.ExitCode.ShouldBe(ExitCode.Done, tried.Shown);
        var cases = tried.Json.GetProperty("cases").EnumerateArray().ToList();
        cases.Select(c => c.GetProperty("case").GetString()).ShouldBe(["default", "own-text"]);
        cases.ShouldAllBe(c => c.GetProperty("verdict").GetString() == "new" && c.GetProperty("objects").GetArrayLength() == 2);
        (await TheProgram.Run("trait", "show", "team-note", "--platform", folder.Path)).Out.ShouldContain("text");
        (await TheProgram.Run("trait", "list", "--platform", folder.Path, "--output", "json")).Json.GetProperty("traits").EnumerateArray()
            .Where(t => !t.GetProperty("builtIn").GetBoolean()).Select(t => t.GetProperty("name").GetString()).ShouldBe(["team-note"]);
    }

    private static Task<Ran> Slipway(params string[] words) => TheProgram.Run([.. words, "--helm", TestEnvironment.Needs("helm", "SLIPWAY_HELM")]);

    private static List<string> Blocks(string page)
        => [.. page.Split("```yaml\n").Skip(1).Select(part => part[..part.IndexOf("```", StringComparison.Ordinal)])];
}
