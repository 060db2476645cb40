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
    [InlineData("--config", "workers=3", "workers=9")]
    [InlineData("--config", "a\\.b=3", "a\\.b=4")]
    [InlineData("--trait", "web.replicas.count=2", "web.replicas.count=4")]
    [InlineData("--trait", "web.expose", "web.expose.enabled=false")]
    [InlineData("--choose", "d=web", "d=db")]
    [InlineData("--replace", "db=a.yaml", "db=b.yaml")]
    public async Task Two_values_for_one_name_exclude_each_other(string option, string first, string second)
    {
        var ran = await TheProgram.Run("template", "examples/shop", option, first, option, second);
        ran.ExitCode.ShouldBe(ExitCode.Usage);
        ran.Out.ShouldBeEmpty();
        ran.Error.ShouldContain($"the options `{option} {first}` and `{option} {second}` exclude each other");
        (await TheProgram.Run("template", "examples/shop", option, first, option, first)).Error.ShouldNotContain("exclude");
    }

    [Fact]
    public async Task The_options_of_a_preset_can_be_pasted_into_a_shell()
    {
        using var folder = new TemporaryFolder();
        folder.File("web/service.yaml", await File.ReadAllTextAsync(Path.Combine(TestEnvironment.Root, "examples/hello/service.yaml"), TestContext.Current.CancellationToken));
        folder.File("application.yaml", """
            name: shop
            version: 1.0.0
            components:
              web: {service: web}
            config:
              properties:
                banner: {type: string, default: Welcome}
                code: {type: string, default: a}
            mapping:
              web:
                env: {BANNER: self.banner, CODE: self.code}
            views:
              daily:
                title: {en: Daily, zh: 日常}
                keys: [banner, code]
                presets:
                  sale:
                    title: {en: Sale, zh: 促销}
                    config: {banner: "it's a # sale", code: "8"}
            """);
        var ran = await TheProgram.Run("config", "views", folder.At("application.yaml"));
        ran.Out.ShouldNotContain("--trait");
        ran.Out.ShouldContain("""--config 'banner=it'\''s a # sale' --config 'code="8"'""");
    }

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
