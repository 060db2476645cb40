using Slipway.Testing;

namespace Slipway.Cli.Tests;

public class ColourTests
{
    private const string Escape = "\u001b[";

    [Theory]
    [InlineData(true, "xterm", null, null, true)]
    [InlineData(false, "xterm", null, null, false)]
    [InlineData(true, "dumb", null, null, false)]
    [InlineData(true, null, null, null, false)]
    [InlineData(true, "xterm", "1", null, false)]
    [InlineData(true, "xterm", "", null, true)]
    [InlineData(false, "xterm", null, "1", true)]
    [InlineData(false, "xterm", null, "0", false)]
    [InlineData(true, "xterm", "1", "1", false)]
    public void Colours_are_for_terminals_unless_the_user_says_otherwise(bool terminal, string? term, string? no, string? force, bool expected)
        => Session.Colours(terminal, name => name switch { "TERM" => term, "NO_COLOR" => no, "CLICOLOR_FORCE" => force, _ => null }).ShouldBe(expected);

    [Fact]
    public async Task A_pipe_gets_no_colours_unless_they_are_forced()
    {
        (await TheProgram.Run("chek")).Error.ShouldNotContain(Escape);
        (await TheProgram.RunWith(new() { ["CLICOLOR_FORCE"] = "1" }, "chek")).Error.ShouldContain(Escape);
        (await TheProgram.RunWith(new() { ["CLICOLOR_FORCE"] = "1", ["NO_COLOR"] = "1" }, "chek")).Error.ShouldNotContain(Escape);
    }

    [Fact]
    public async Task A_terminal_gets_colours_unless_NO_COLOR_is_set()
    {
        var script = TestEnvironment.Needs("script");
        (await InTerminal([])).ShouldContain(Escape);
        (await InTerminal(new() { ["NO_COLOR"] = "1" })).ShouldNotContain(Escape);

        async Task<string> InTerminal(Dictionary<string, string?> environment)
            => (await TheProgram.Start(script, environment, "-qec", $"{TheProgram.Path} chek", "/dev/null")).Out;
    }
}
