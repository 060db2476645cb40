using System.Text;
using Slipway.Testing;

namespace Slipway.Cli.Tests;

public class CheckTests
{
    private const string Good = "examples/hello/service.yaml";

    [Theory]
    [InlineData("faults-in-files")]
    [InlineData("faults-together")]
    public async Task An_application_with_a_fault_in_each_stage_hears_of_all_in_one_go(string name)
    {
        var helm = TestEnvironment.Needs("helm", "SLIPWAY_HELM");
        var folder = Path.Combine("tests", "Slipway.Cli.Tests", "Goldens", "all-at-once");
        var ran = await TheProgram.Run("check", Path.Combine(folder, name + ".yaml"), "--helm", helm);
        ran.ExitCode.ShouldNotBe(0);
        Golden.Check($"all-at-once/{name}.txt", ran.Out.Replace(folder + "/", "", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_good_definition_is_told_in_one_line_beside_the_data()
        => (await TheProgram.Run("check", Good)).ShouldBe(new Ran(0, "", "1 file: nothing found\n"));

    [Theory]
    [InlineData("check s.yaml", "1 file: nothing found")]
    [InlineData("check .", "2 files: nothing found")]
    [InlineData("fix s.yaml", "0 errors left")]
    [InlineData("fmt s.yaml", "")]
    public async Task A_link_is_followed_from_the_folder_where_it_stands(string command, string told)
    {
        using var folder = new TemporaryFolder();
        folder.File("files/good.yaml", File.ReadAllText(Path.Combine(TestEnvironment.Root, Good)));
        File.CreateSymbolicLink(folder.At("files/s.yaml"), "good.yaml");
        var ran = await TheProgram.Start("/bin/sh", [], "-c", $"cd {folder.At("files")} && {TheProgram.Path} {command}");
        ran.ExitCode.ShouldBe(0, ran.Error);
        ran.Error.ShouldContain(told);
        new FileInfo(folder.At("files/s.yaml")).LinkTarget.ShouldBe("good.yaml");
    }

    [Theory]
    [InlineData("en")]
    [InlineData("zh")]
    public async Task What_is_wrong_is_shown_under_its_line_in_every_file_at_once(string language)
    {
        using var folder = new TemporaryFolder();
        folder.File("typo.yaml", "name: sleep\nversion: 3.0\nconatiner:\n  imagesName: /fun/Custom/sleep\n");
        folder.File("empty.yaml", "");
        folder.File("sub/binary.yaml", "\0\u0001\u0002PNG");
        var ran = await TheProgram.Run("check", folder.Path, "no-such-file.yaml", "--lang", language);
        ran.ExitCode.ShouldBe(ExitCode.Refused);
        Golden.Check($"check.{language}.txt", ran.Shown.Replace(folder.Path, "FOLDER", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Findings_alone_are_exit_code_1_and_one_JSON_document()
    {
        using var folder = new TemporaryFolder();
        var file = folder.File("service.yaml", "name: sleep\nversion: 3.0.1\nconatiner: {}\n");
        var ran = await TheProgram.Run("check", file, "--output", "json");
        ran.ExitCode.ShouldBe(ExitCode.Findings);
        var finding = ran.Json.GetProperty("diagnostics").EnumerateArray().First(d => d.GetProperty("line").GetInt32() == 3);
        finding.GetProperty("file").GetString().ShouldBe(file);
        finding.GetProperty("column").GetInt32().ShouldBe(1);
        ran.Error.ShouldContain("conatiner");
    }

    [Fact]
    public async Task What_stands_on_top_is_checked_against_the_platform()
    {
        using var folder = new TemporaryFolder();
        var entry = folder.File("entry.yaml", "traits:\n  autoscal:\n    max: 5\n");
        var ran = await TheProgram.Run("check", Good, "--with", entry, "--trait", "replicas.count=many", "--trait", "=");
        ran.ExitCode.ShouldBe(ExitCode.Findings);
        Golden.Check("check-entry.txt", ran.Shown.Replace(folder.Path, "FOLDER", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("en")]
    [InlineData("zh")]
    public async Task Code_scanning_gets_SARIF(string language)
    {
        var ran = await TheProgram.Start("/bin/sh", [], "-c", $"cd tests/codes && '{TheProgram.Path}' check SLW0003/wrong/service.yaml SLW0002/wrong 'SLW0103/wrong/service.yaml' --output sarif --lang {language}");
        ran.ExitCode.ShouldBe(ExitCode.Findings);
        Golden.Check($"check.{language}.sarif", ran.Out);
    }

    [Fact]
    public async Task SARIF_is_a_form_of_check_alone()
    {
        var ran = await TheProgram.Run("template", Good, "--output", "sarif");
        (ran.ExitCode, ran.Out).ShouldBe((ExitCode.Usage, ""));
        ran.Error.ShouldContain("SLW0907");
    }

    [Fact]
    public async Task Without_findings_SARIF_has_no_results()
        => (await TheProgram.Run("check", Good, "--output", "sarif")).Json.GetProperty("runs")[0].GetProperty("results").GetArrayLength().ShouldBe(0);

    [Fact]
    public async Task Standard_input_is_checked_as_a_file_is()
    {
        var ran = await TheProgram.Start("/bin/sh", [], "-c", $"'{TheProgram.Path}' check - < tests/codes/SLW0103/wrong/service.yaml");
        ran.ExitCode.ShouldBe(ExitCode.Findings);
        ran.Out.ShouldStartWith("<stdin>:");
        ran.Error.ShouldStartWith("1 file: ");
    }

    [Fact]
    public async Task A_trait_that_fits_changes_nothing_of_a_good_check()
        => (await TheProgram.Run("check", Good, "--trait", "replicas.count=3")).ExitCode.ShouldBe(ExitCode.Done);

    [Fact]
    public async Task A_file_without_read_permission_is_named()
    {
        using var folder = new TemporaryFolder();
        var file = folder.File("secret.yaml", "name: sleep\n");
        File.SetUnixFileMode(folder.Path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute | UnixFileMode.OtherRead | UnixFileMode.OtherExecute);
        File.SetUnixFileMode(file, UnixFileMode.None);
        // Root reads everything: the program then runs as somebody else.
        var ran = Environment.IsPrivilegedProcess
            ? await TheProgram.Start(
                TestEnvironment.Needs("setpriv"), new() { ["HOME"] = "/nonexistent" },
                "--reuid=65534", "--regid=65534", "--clear-groups", TheProgram.ReadableCopy(), "check", file)
            : await TheProgram.Run("check", file);
        ran.ExitCode.ShouldBe(ExitCode.Refused);
        Golden.Check("check-permission.txt", ran.Shown.Replace(folder.Path, "FOLDER", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_thousand_findings_are_all_printed()
    {
        using var folder = new TemporaryFolder();
        var text = new StringBuilder("name: sleep\nversion: 3.0.1\n");
        for (var i = 0; i < 1000; i++)
            text.Append("nokey").Append(i).Append(": 1\n");
        var ran = await TheProgram.Run("check", folder.File("service.yaml", text.ToString()), "--output", "json");
        ran.Json.GetProperty("errors").GetInt32().ShouldBeGreaterThanOrEqualTo(1000);
    }
}
