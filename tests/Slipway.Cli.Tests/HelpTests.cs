using Slipway.Testing;
using Slipway.Yaml;

namespace Slipway.Cli.Tests;

public class HelpTests
{
    /// <summary>Every command by its words: <c>history show</c>.</summary>
    public static TheoryData<string> CommandLines => [.. All(Commands.Root(GeneralOptions.In(Language.English), Language.English), "")];

    [Theory, MemberData(nameof(CommandLines))]
    public async Task Help_tells_usage_options_and_examples_in_both_languages(string command)
    {
        foreach (var language in (string[])["en", "zh"])
        {
            var ran = await TheProgram.Run([.. Words(command), "--help", "--lang", language]);
            ran.ExitCode.ShouldBe(0);
            ran.Error.ShouldBeEmpty();
            Golden.Check($"help/{(command.Length == 0 ? "slipway" : command.Replace(' ', '-'))}.{language}.txt", ran.Out);
        }
    }

    [Theory, MemberData(nameof(CommandLines))]
    public void Every_command_has_examples_and_describes_all_that_it_takes(string command)
    {
        var verb = Find(command);
        verb.Examples.ShouldNotBeEmpty();
        verb.Examples.ShouldContain(example => example.CommandLine.Contains($"slipway {command}".Trim(), StringComparison.Ordinal));
        verb.Options.Where(option => string.IsNullOrEmpty(option.Description)).ShouldBeEmpty();
        verb.Arguments.Where(argument => string.IsNullOrEmpty(argument.Description)).ShouldBeEmpty();
    }

    [Theory, MemberData(nameof(CommandLines))]
    public void Every_example_is_a_command_line_that_the_program_understands(string command)
    {
        foreach (var example in Find(command).Examples.Where(e => e.CommandLine.StartsWith("slipway ", StringComparison.Ordinal)))
        {
            var words = example.CommandLine.Split('|', '>')[0].Split(' ', StringSplitOptions.RemoveEmptyEntries)[1..];
            var parsed = Commands.Root(GeneralOptions.In(Language.English), Language.English).Parse(words);
            UsageErrors.Of(parsed).ShouldBeEmpty(example.CommandLine);
        }
    }

    [Fact]
    public async Task Without_arguments_the_help_is_shown()
    {
        var ran = await TheProgram.Run();
        ran.ShouldBe(await TheProgram.Run("--help"));
    }

    [Fact]
    public async Task Help_exists_as_data_too()
    {
        var help = (await TheProgram.Run("check", "--help", "--output", "json")).Json;
        help.GetProperty("usage").GetString().ShouldBe("slipway check PATH… [OPTIONS]");
        help.GetProperty("options").EnumerateArray().Select(o => o.GetProperty("name").GetString()).ShouldContain("--with");
    }

    [Fact]
    public async Task The_version_is_one_line_and_as_data_one_property()
    {
        (await TheProgram.Run("--version")).Out.ShouldMatch(@"^slipway \d+\.\d+\.\d+\n\z");
        (await TheProgram.Run("--version", "--output", "json")).Json.GetProperty("version").GetString()!.ShouldMatch(@"^\d+\.\d+\.\d+$");
    }

    private static string[] Words(string command) => command.Split(' ', StringSplitOptions.RemoveEmptyEntries);

    private static Verb Find(string command)
        => Words(command).Aggregate(Commands.Root(GeneralOptions.In(Language.English), Language.English), (verb, name) => (Verb)verb.Subcommands.First(c => c.Name == name));

    private static IEnumerable<string> All(Verb verb, string words)
        => [words, .. verb.Subcommands.OfType<Verb>().SelectMany(below => All(below, $"{words} {below.Name}".Trim()))];
}
