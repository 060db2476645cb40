using Slipway.Delivery;
using Slipway.Testing;
using Slipway.Yaml;

namespace Slipway.Cli.Tests;

/// <summary>What a run with many components writes to a terminal, byte by byte.</summary>
public class StatusLineTests
{
    [Theory]
    [InlineData(Language.English, 80)]
    [InlineData(Language.English, 40)]
    [InlineData(Language.Chinese, 40)]
    public void Forty_components_are_one_line_that_is_written_anew_and_a_line_for_each_that_is_ready(Language language, int columns)
    {
        var written = Written(language, columns, "xterm");
        foreach (var line in written.Split('\n').SelectMany(line => line.Split("\r\u001b[K")).Where(line => line.Contains('…', StringComparison.Ordinal)))
            // Room for the ^C that a terminal shows beside it.
            Columns.Width(line).ShouldBeLessThanOrEqualTo(columns - 3);
        written.Count(c => c == '\n').ShouldBe(40 + 2 + 1);
        Golden.Check($"status-line.{columns}.{(language == Language.Chinese ? "zh" : "en")}.txt",
            written.Replace("\r\u001b[K", "<begin anew>", StringComparison.Ordinal).Replace("<begin anew>", "\n<begin anew>", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("dumb", true)]
    [InlineData("", true)]
    [InlineData("xterm", false)]
    public void Without_a_terminal_that_can_go_back_every_change_is_a_line(string term, bool isTerminal)
    {
        var written = Written(Language.English, 80, term, isTerminal);
        written.ShouldNotContain("\r");
        written.ShouldNotContain("\u001b");
        written.ShouldContain("service-07: installing");
        written.ShouldContain("Deployment service-07: 0 of 1 ready");
    }

    [Fact]
    public void One_component_alone_says_everything_in_lines()
    {
        using var to = new StringWriter();
        var lines = Lines(to, Language.English, 80, "xterm", true);
        Play(lines, 1);
        to.ToString().ShouldNotContain("\r");
        to.ToString().ShouldContain("service-00: installing");
    }

    private static string Written(Language language, int columns, string term, bool isTerminal = true)
    {
        using var to = new StringWriter();
        Play(Lines(to, language, columns, term, isTerminal), 40);
        return to.ToString();
    }

    private static ProgressLines Lines(StringWriter to, Language language, int columns, string term, bool isTerminal)
    {
        to.NewLine = "\n";
        return new ProgressLines(new Session(language, OutputForm.Text, TextWriter.Null, to)
        {
            ErrorIsTerminal = isTerminal,
            Columns = () => columns,
            Environment = name => name == "TERM" ? term : null,
        });
    }

    /// <summary>All begin, all wait, one of them for a reason, all become ready.</summary>
    private static void Play(ProgressLines lines, int count)
    {
        var names = Enumerable.Range(0, count).Select(i => $"service-{i:00}").ToList();
        lines.Tell(new RunEvent.Started(RunStep.Preflight, ""));
        lines.Tell(new RunEvent.Planned(names));
        foreach (var name in names)
            lines.Tell(new RunEvent.Started(RunStep.Release, name));
        foreach (var name in names)
            lines.Tell(new RunEvent.Waiting(name, Of(name, false)));
        var reason = new Blocker(Diagnostic.Of(ReadinessRules.ProbeFails, (Location?)null, names[0], "main", "readiness", "no answer"));
        lines.Tell(new RunEvent.Waiting(names[0], Of(names[0], false) with { Blockers = [reason] }));
        foreach (var name in names)
        {
            lines.Tell(new RunEvent.Waiting(name, Of(name, true)));
            lines.Tell(new RunEvent.Ready(name, false));
        }
        lines.Tell(new RunEvent.Over(RunOutcome.Succeeded));
    }

    private static Readiness Of(string name, bool isReady) => new(new("Deployment", name), isReady, isReady ? 1 : 0, 1, []);
}
