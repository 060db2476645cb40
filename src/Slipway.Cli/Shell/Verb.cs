using System.CommandLine;
using Slipway.Yaml;

namespace Slipway.Cli;

/// <summary>A command line that works as it stands, and what it is good for.</summary>
internal sealed record Example(LocalText What, string CommandLine);

/// <summary>A command, with what the help shows of it beside its options.</summary>
internal sealed class Verb : Command
{
    public Verb(string name, Language language, LocalText summary, params IEnumerable<Symbol> symbols) : base(name, summary.In(language))
    {
        foreach (var symbol in symbols)
            if (symbol is Argument argument)
                Add(argument);
            else if (symbol is Option option)
                Add(option);
            else if (symbol is Command command)
                Add(command);
    }

    /// <summary>What does not fit into one line; null when the summary says it all.</summary>
    public LocalText? More { get; init; }

    public IReadOnlyList<Example> Examples { get; init; } = [];

    /// <summary>Whether its findings can be had as SARIF.</summary>
    public bool HasSarif { get; init; }

    /// <summary>Whether what it prints for people can be had as Markdown.</summary>
    public bool HasMarkdown { get; init; }

    /// <summary>Null for a command that only holds others.</summary>
    public Func<Session, ParseResult, CancellationToken, Task<Outcome>>? Run { get; init; }
}

/// <summary>The kinds of options that the program knows. All values arrive as text, so that every complaint about one is ours.</summary>
internal static class Options
{
    public static Option<bool> Flag(string name, string about, params string[] aliases)
        => new(name, aliases) { Description = about, Arity = ArgumentArity.Zero };

    /// <param name="value">What stands for the value in the help: <c>FILE</c>.</param>
    /// <param name="standard">The default as the help shows it; null when there is none.</param>
    public static Option<string?> Text(string name, string value, string about, string? standard = null, params string[] aliases)
    {
        var option = new Option<string?>(name, aliases) { Description = about, HelpName = value, Arity = ArgumentArity.ExactlyOne };
        if (standard is not null)
            option.DefaultValueFactory = _ => standard;
        return option;
    }

    /// <summary>May be given several times, one value each.</summary>
    public static Option<string[]> Texts(string name, string value, string about, params string[] aliases)
        => new(name, aliases) { Description = about, HelpName = value + "…", Arity = ArgumentArity.OneOrMore, AllowMultipleArgumentsPerToken = false };
}
