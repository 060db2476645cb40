using Slipway.Testing;

namespace Slipway.Cli.Tests;

public class FmtTests
{
    private const string Untidy = "name:   hello # the name\nversion: 1.0.0\nContainer: {imagesName: /x/hello,  env: {A: 1}}\n";

    private const string Tidy = "name: hello # the name\nversion: 1.0.0\ncontainer:\n  imagesName: /x/hello\n  env:\n    A: 1\n";

    [Fact]
    public async Task A_folder_is_formatted_in_place_and_only_what_is_ours()
    {
        using var folder = new TemporaryFolder();
        var ours = folder.File("service.yaml", Untidy);
        folder.File("other.yaml", "foreign:   1\n");
        folder.File("tidy.yaml", Tidy);
        var ran = await TheProgram.Run("fmt", folder.Path);
        Golden.Check("fmt.txt", ran.Shown.Replace(folder.Path, "FOLDER", StringComparison.Ordinal));
        File.ReadAllText(ours).ShouldBe(Tidy);
        File.ReadAllText(folder.At("other.yaml")).ShouldBe("foreign:   1\n");
        (await TheProgram.Run("fmt", folder.Path, "--check")).ExitCode.ShouldBe(ExitCode.Done);
    }

    [Fact]
    public async Task A_file_that_is_named_may_be_any_YAML()
    {
        using var folder = new TemporaryFolder();
        var file = folder.File("other.yaml", "foreign:   {a: {b: 1}}\n");
        (await TheProgram.Run("fmt", file)).ExitCode.ShouldBe(ExitCode.Done);
        File.ReadAllText(file).ShouldBe("foreign: {a: {b: 1}}\n");
    }

    [Theory]
    [InlineData("--check", 1)]
    [InlineData("--diff", 0)]
    public async Task Only_looking_changes_nothing(string option, int code)
    {
        using var folder = new TemporaryFolder();
        var file = folder.File("service.yaml", Untidy);
        var ran = await TheProgram.Run("fmt", file, option);
        ran.ExitCode.ShouldBe(code);
        Golden.Check($"fmt{option}.txt", ran.Shown.Replace(folder.Path, "FOLDER", StringComparison.Ordinal));
        File.ReadAllText(file).ShouldBe(Untidy);
        var json = (await TheProgram.Run("fmt", file, option, "--output", "json")).Json;
        json.GetProperty("changed")[0].GetProperty("file").GetString().ShouldBe(file);
        json.GetProperty("exitCode").GetInt32().ShouldBe(code);
    }

    [Fact]
    public async Task What_cannot_be_read_is_told_and_left_alone()
    {
        using var folder = new TemporaryFolder();
        var file = folder.File("service.yaml", "name: [\n");
        var ran = await TheProgram.Run("fmt", file);
        ran.ExitCode.ShouldBe(ExitCode.Findings);
        ran.Error.ShouldContain("SLW0021");
        File.ReadAllText(file).ShouldBe("name: [\n");
    }

    [Fact]
    public async Task Standard_input_goes_to_standard_output()
    {
        using var folder = new TemporaryFolder();
        folder.File("service.yaml", Untidy);
        (await FromInput(folder.At("service.yaml"), "fmt -")).ShouldSatisfyAllConditions(ran => ran.Out.ShouldBe(Tidy), ran => ran.Error.ShouldBeEmpty(), ran => ran.ExitCode.ShouldBe(0));
        (await FromInput(folder.At("service.yaml"), "fmt - --check")).ExitCode.ShouldBe(ExitCode.Findings);
        folder.File("broken.yaml", "a: [\n");
        var broken = await FromInput(folder.At("broken.yaml"), "fmt -");
        (broken.ExitCode, broken.Out).ShouldBe((ExitCode.Findings, ""));
        broken.Error.ShouldStartWith("<stdin>:1:4: error SLW0021");
    }

    [Fact]
    public async Task Standard_input_stands_alone()
    {
        var ran = await TheProgram.Run("fmt", "-", "service.yaml");
        ran.ExitCode.ShouldBe(ExitCode.Usage);
        ran.Error.ShouldContain("SLW0930");
    }

    [Fact]
    public async Task A_link_stays_a_link_and_permissions_stay_as_they_are()
    {
        using var folder = new TemporaryFolder();
        var file = folder.File("real/service.yaml", Untidy);
        File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.OtherRead);
        var link = folder.At("link.yaml");
        File.CreateSymbolicLink(link, "real/service.yaml");
        (await TheProgram.Run("fmt", link)).ExitCode.ShouldBe(ExitCode.Done);
        File.ReadAllText(file).ShouldBe(Tidy);
        new FileInfo(link).LinkTarget.ShouldBe("real/service.yaml");
        File.GetUnixFileMode(file).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.OtherRead);
        Directory.GetFiles(folder.At("real")).Length.ShouldBe(1);
    }

    [Fact]
    public async Task A_read_only_file_stays_as_it_is()
    {
        using var folder = new TemporaryFolder();
        var file = folder.File("service.yaml", Untidy);
        File.SetUnixFileMode(file, UnixFileMode.UserRead);
        var ran = await TheProgram.Run("fmt", file, "--lang", "zh");
        ran.ExitCode.ShouldBe(ExitCode.Refused);
        ran.Error.ShouldContain("文件是只读的");
        File.ReadAllText(file).ShouldBe(Untidy);
    }

    [Fact]
    public async Task The_examples_are_formatted()
        => (await TheProgram.Run("fmt", "examples", "--check", "--diff")).ShouldSatisfyAllConditions(ran => ran.Out.ShouldBeEmpty(), ran => ran.ExitCode.ShouldBe(0));

    private static Task<Ran> FromInput(string file, string command)
        => TheProgram.Start("/bin/sh", [], "-c", $"'{TheProgram.Path}' {command} < '{file}'");
}
