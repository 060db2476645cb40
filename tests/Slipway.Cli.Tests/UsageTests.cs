using System.Text;
using Slipway.Testing;

namespace Slipway.Cli.Tests;

public class UsageTests
{
    private static readonly string[] Wrong =
    [
        "chek",
        "chek examples",
        "nonsense",
        "check",
        "check --whit entry.yaml examples",
        "check --nothing-like-it examples",
        "check --with",
        "check --with a.yaml --with b.yaml examples",
        "check examples --with=a.yaml --traits x",
        "check --help=yes examples",
        "check examples --output yaml",
        "check examples --output",
        "check --with --trait x examples",
        "check examples --lang fr",
        "render examples/hello/service.yaml",
        "render a.yaml b.yaml --out x",
        "template examples/hello/service.yaml --kube-version latest",
        "template examples/hello/service.yaml -n Shop_1",
        "explain SLW9999",
        "explain SLW0901 SLW0902",
        "completion tcsh",
        "-x",
        "check -x examples",
    ];

    [Theory]
    [InlineData("en")]
    [InlineData("zh")]
    public async Task A_wrong_command_line_is_told_with_the_nearest_right_one(string language)
    {
        var said = new StringBuilder();
        foreach (var line in Wrong)
        {
            var ran = await TheProgram.Run([.. line.Split(' '), .. line.Contains("--lang", StringComparison.Ordinal) ? [] : (string[])["--lang", language]]);
            ran.ExitCode.ShouldBe(ExitCode.Usage, line);
            ran.Out.ShouldBeEmpty(line);
            said.Append("$ slipway ").Append(line).Append('\n').Append(ran.Error).Append('\n');
        }
        Golden.Check($"usage.{language}.txt", said.ToString());
    }

    [Fact]
    public async Task As_data_a_wrong_command_line_is_one_JSON_document_and_people_still_read_it()
    {
        var ran = await TheProgram.Run("chek", "--output", "json");
        ran.ExitCode.ShouldBe(ExitCode.Usage);
        ran.Json.GetProperty("exitCode").GetInt32().ShouldBe(ExitCode.Usage);
        ran.Json.GetProperty("diagnostics")[0].GetProperty("code").GetString().ShouldBe("SLW0902");
        ran.Error.ShouldContain("did you mean `check`?");
    }

    [Fact]
    public async Task A_word_that_begins_with_an_at_sign_is_a_path_and_not_a_file_of_arguments()
        => (await TheProgram.Run("check", "@nothing")).Error.ShouldNotContain("SLW09");

    [Fact]
    public async Task After_two_hyphens_everything_is_a_path()
    {
        var ran = await TheProgram.Run("check", "--", "--lang");
        ran.ExitCode.ShouldBe(ExitCode.Refused);
        ran.Out.ShouldContain("--lang");
    }

    [Fact]
    public async Task A_hostile_word_cannot_move_the_cursor()
    {
        var ran = await TheProgram.Run("check", "--\u001b[2J\u0007", "examples");
        ran.ExitCode.ShouldBe(ExitCode.Usage);
        ran.Error.ShouldAllBe(c => c == '\n' || !char.IsControl(c));
    }
}
