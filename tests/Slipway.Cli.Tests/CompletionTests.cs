using Slipway.Testing;

namespace Slipway.Cli.Tests;

public class CompletionTests
{
    [Theory]
    [InlineData("ch", "check")]
    [InlineData("com", "completion")]
    [InlineData("check --wi", "--with")]
    [InlineData("check --output ", "json", "sarif", "text")]
    [InlineData("template --output ", "json", "text")]
    [InlineData("check --output j", "json")]
    [InlineData("--lang z", "zh")]
    [InlineData("completion ", "bash", "fish", "zsh")]
    [InlineData("explain SLW090", "SLW0901", "SLW0902", "SLW0903", "SLW0904", "SLW0905", "SLW0906", "SLW0907", "SLW0908", "SLW0909")]
    public async Task Candidates_are_what_may_stand_there(string line, params string[] expected)
        => (await Candidates(line)).ShouldBe(expected);

    [Fact]
    public async Task Every_command_is_offered_with_its_summary()
    {
        var ran = await TheProgram.Run("[suggest]", "");
        ran.Out.Split('\n').ShouldContain("check\tCheck definitions and print everything that is wrong with them");
        ran.Out.ShouldNotContain("[suggest]");
    }

    [Theory]
    [InlineData("check ")]
    [InlineData("check exa")]
    [InlineData("check --with ")]
    public async Task Where_a_path_stands_the_shell_is_left_to_complete_it(string line)
        => (await Candidates(line)).ShouldBeEmpty();

    [Theory]
    [InlineData("ch", "check")]
    [InlineData("check --out", "--output")]
    public async Task The_bash_script_asks_the_program(string line, string expected)
    {
        var bash = TestEnvironment.Needs("bash");
        var words = string.Join(' ', line.Split(' ').Select(word => $"'{word}'"));
        var ran = await TheProgram.Start(
            bash, WithProgramOnPath(), "--norc", "-c",
            $"source <(slipway completion bash); COMP_WORDS=(slipway {words}); COMP_CWORD={line.Split(' ').Length}; _slipway; printf '%s\\n' \"${{COMPREPLY[@]}}\"");
        ran.Error.ShouldBeEmpty();
        ran.Out.ShouldBe(expected + "\n");
    }

    [Theory]
    [InlineData("zsh")]
    [InlineData("fish")]
    public async Task The_scripts_of_the_other_shells_are_looked_at_before_they_change(string shell)
        => Golden.Check($"completion.{shell}", (await TheProgram.Run("completion", shell)).Out);

    private static async Task<string[]> Candidates(string line)
    {
        var ran = await TheProgram.Run(["[suggest]", .. line.Split(' ')]);
        ran.ExitCode.ShouldBe(0);
        return [.. ran.Out.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(candidate => candidate.Split('\t')[0])];
    }

    private static Dictionary<string, string?> WithProgramOnPath()
        => new() { ["PATH"] = $"{Path.GetDirectoryName(TheProgram.Path)}:{Environment.GetEnvironmentVariable("PATH")}" };
}
