using Slipway.Testing;

namespace Slipway.Cli.Tests;

public class RenderTests
{
    private const string Hello = "examples/hello/service.yaml";

    [Fact]
    public async Task Chart_and_values_are_written_without_Helm_and_written_again()
    {
        using var folder = new TemporaryFolder();
        var to = folder.At("out");
        (await Render(to)).ExitCode.ShouldBe(ExitCode.Done);
        var first = Golden.Tree(to);
        first.ShouldContain("=== chart/Chart.yaml");
        Golden.Check("render-values.yaml", await File.ReadAllTextAsync(Path.Combine(to, "values.yaml"), TestContext.Current.CancellationToken));
        (await Render(to)).ExitCode.ShouldBe(ExitCode.Done);
        Golden.Tree(to).ShouldBe(first);
        Directory.GetFileSystemEntries(to, ".slipway-new-*").ShouldBeEmpty();
    }

    [Fact]
    public async Task Files_of_an_earlier_rendering_that_are_not_made_any_more_go()
    {
        using var folder = new TemporaryFolder();
        var to = folder.At("out");
        (await Render(to)).ExitCode.ShouldBe(ExitCode.Done);
        var old = folder.File("out/chart/templates/old/_old.tpl", "");
        await File.AppendAllTextAsync(Path.Combine(to, RenderedFolder.Marker), "chart/templates/old/_old.tpl\n", TestContext.Current.CancellationToken);
        (await Render(to)).ExitCode.ShouldBe(ExitCode.Done);
        Directory.Exists(Path.GetDirectoryName(old)).ShouldBeFalse();
    }

    [Theory]
    [InlineData("mine.txt", false)]
    [InlineData("chart/templates/mine.tpl", true)]
    [InlineData(".git/HEAD", true)]
    public async Task A_folder_that_holds_anything_of_somebody_else_is_left_as_it_is(string foreign, bool renderedBefore)
    {
        using var folder = new TemporaryFolder();
        var to = folder.At("out");
        if (renderedBefore)
            (await Render(to)).ExitCode.ShouldBe(ExitCode.Done);
        folder.File("out/" + foreign, "mine");
        var before = Golden.Tree(to);
        var ran = await Render(to, "--trait", "replicas.count=2");
        ran.ExitCode.ShouldBe(ExitCode.Refused);
        ran.Error.ShouldContain("SLW0956");
        Golden.Tree(to).ShouldBe(before);
    }

    [Fact]
    public async Task A_rendering_that_was_killed_while_files_moved_does_not_lock_its_folder()
    {
        using var folder = new TemporaryFolder();
        var to = folder.At("out");
        (await Render(to)).ExitCode.ShouldBe(ExitCode.Done);
        File.Delete(Path.Combine(to, "values.yaml"));
        folder.File("out/.slipway-new-1/values.yaml", "half");
        (await Render(to)).ExitCode.ShouldBe(ExitCode.Done);
        Directory.Exists(Path.Combine(to, ".slipway-new-1")).ShouldBeFalse();
    }

    [Fact]
    public async Task Several_definitions_are_none_that_can_be_rendered()
    {
        using var folder = new TemporaryFolder();
        var ran = await TheProgram.Run("render", "examples", "--out", folder.At("out"));
        ran.ExitCode.ShouldBe(ExitCode.Usage);
        ran.Error.ShouldContain("SLW0913");
        Directory.Exists(folder.At("out")).ShouldBeFalse();
    }

    [Fact]
    public async Task A_place_where_nothing_can_be_written_is_named()
    {
        var ran = await TheProgram.Run("render", Hello, "--out", "/proc/nowhere");
        ran.ExitCode.ShouldBe(ExitCode.Refused);
        ran.Error.ShouldContain("/proc/nowhere");
    }

    [Fact]
    public async Task Wrong_values_of_traits_write_nothing()
    {
        using var folder = new TemporaryFolder();
        (await Render(folder.At("out"), "--trait", "replicas.count=many")).ExitCode.ShouldBe(ExitCode.Findings);
        Directory.Exists(folder.At("out")).ShouldBeFalse();
    }

    private static Task<Ran> Render(string folder, params string[] more)
        => TheProgram.RunWith(new() { ["SLIPWAY_HELM"] = "/nonexistent" }, ["render", Hello, "--out", folder, .. more]);
}
