using System.CommandLine;
using System.CommandLine.Parsing;
using Slipway.Yaml;

namespace Slipway.Cli;

/// <summary>What the parser found wrong, said in our words: its own are English only.</summary>
internal static class UsageErrors
{
    public static IReadOnlyList<Diagnostic> Of(ParseResult parsed)
    {
        var command = parsed.CommandResult;
        var found = new List<Diagnostic>();
        foreach (var token in Mistaken(parsed).Concat(parsed.UnmatchedTokens))
        {
            found.Add(Unmatched(token, command));
            // What follows an unknown command belongs to it, whatever it is.
            if (found[^1].Rule == UsageRules.UnknownCommand)
                return found;
        }
        found.AddRange(Swallowed(command));
        foreach (var error in parsed.Errors)
            if (Worded(error, command, found.Count > 0) is { } diagnostic)
                found.Add(diagnostic);
        return found;
    }

    /// <summary><c>--yes=no</c>: the parser splits the word, hears a yes, and takes <c>no</c> for an argument.</summary>
    public static IEnumerable<Diagnostic> FlagsWithValues(IEnumerable<string> arguments, CommandResult command)
        => arguments.TakeWhile(word => word != "--")
            .Select(word => word.Split('=', ':'))
            .Where(parts => parts.Length > 1 && Find(command, parts[0]) is { Arity.MaximumNumberOfValues: 0 })
            .Select(parts => Diagnostic.Of(UsageRules.FlagWithValue, (Location?)null, parts[0]));

    // The parser takes an unknown option for an argument where the command has arguments; after `--` it is one.
    private static IEnumerable<string> Mistaken(ParseResult parsed)
    {
        var before = parsed.Tokens.TakeWhile(token => token.Type != TokenType.DoubleDash).Select(token => token.Value).ToHashSet(StringComparer.Ordinal);
        return parsed.CommandResult.Children.OfType<ArgumentResult>()
            .SelectMany(argument => argument.Tokens)
            .Select(token => token.Value)
            .Where(value => value.Length > 1 && value[0] == '-' && before.Contains(value));
    }

    /// <summary>The command as the user would type it: <c>slipway history show</c>.</summary>
    public static string Line(SymbolResult? result)
    {
        var names = new List<string>();
        for (; result is not null; result = result.Parent)
            if (result is CommandResult command)
                names.Insert(0, command.Command.Name);
        return string.Join(' ', names);
    }

    private static Diagnostic Unmatched(string token, CommandResult command)
    {
        if (token.StartsWith('-') && token.Length > 1)
        {
            var name = token.Split('=', ':')[0];
            if (Find(command, name) is not null)
                return Diagnostic.Of(UsageRules.FlagWithValue, (Location?)null, name);
            return Near(Diagnostic.Of(UsageRules.UnknownOption, (Location?)null, name, Line(command)), name, OptionNames(command));
        }
        if (command.Command.Subcommands.Count > 0 && command.Command.Arguments.Count == 0)
            return Near(
                Diagnostic.Of(UsageRules.UnknownCommand, (Location?)null, token, Line(command)),
                token,
                command.Command.Subcommands.Where(c => !c.Hidden).Select(c => c.Name));
        return Diagnostic.Of(UsageRules.UnexpectedArgument, (Location?)null, token, Line(command));
    }

    private static Diagnostic? Worded(ParseError error, CommandResult command, bool explained) => error.SymbolResult switch
    {
        OptionResult { Implicit: true } option => Diagnostic.Of(
            UsageRules.OptionMissing, (Location?)null, option.Option.Name, Line(command), option.Option.HelpName ?? "VALUE"),
        OptionResult { Tokens.Count: 0 } option => ValueMissing(option, command),
        OptionResult option when option.Option.Arity.MaximumNumberOfValues == 0 => Diagnostic.Of(UsageRules.FlagWithValue, (Location?)null, Name(option)),
        OptionResult option => Diagnostic.Of(UsageRules.TooManyValues, (Location?)null, Name(option), Line(command)),
        ArgumentResult argument => Missing(argument.Argument, command),
        CommandResult when explained => null,
        CommandResult result when result.Command.Subcommands.Count > 0 && result.Command.Arguments.Count == 0
            => Diagnostic.Of(UsageRules.CommandMissing, (Location?)null, Line(result)),
        CommandResult result when result.Command.Arguments.FirstOrDefault(a => result.GetResult(a)?.Tokens.Count is null or 0) is { } argument
            => Missing(argument, command),
        _ => null,
    };

    // `--with --trait x`: the parser takes the next option for the value.
    private static IEnumerable<Diagnostic> Swallowed(CommandResult command)
    {
        for (SymbolResult? at = command; at is CommandResult above; at = at.Parent)
            foreach (var option in above.Children.OfType<OptionResult>())
                if (option.Tokens is [{ Value: var value }, ..] && value.StartsWith('-') && Find(command, value) is not null)
                    yield return ValueMissing(option, command);
    }

    private static Diagnostic ValueMissing(OptionResult option, CommandResult command)
        => Diagnostic.Of(UsageRules.ValueMissing, (Location?)null, Name(option), Line(command), option.Option.HelpName?.TrimEnd('…') ?? "VALUE");

    private static Diagnostic Missing(Argument argument, CommandResult command)
        => Diagnostic.Of(UsageRules.ArgumentMissing, (Location?)null, argument.HelpName ?? argument.Name, Line(command));

    private static string Name(OptionResult option) => option.IdentifierToken?.Value ?? option.Option.Name;

    private static Diagnostic Near(Diagnostic diagnostic, string wrong, IEnumerable<string> known)
    {
        if (NearestName.Find(wrong, known) is not { } near)
            return diagnostic;
        var help = diagnostic.Rule.Help;
        return diagnostic with { SpecialHelp = new($"did you mean `{near}`? {help.English}", $"是不是 `{near}`？{help.Chinese}") };
    }

    public static Option? Find(CommandResult command, string name)
        => Known(command).FirstOrDefault(o => o.Name == name || o.Aliases.Contains(name));

    private static IEnumerable<string> OptionNames(CommandResult command)
        => Known(command).Where(o => !o.Hidden).Select(o => o.Name);

    private static IEnumerable<Option> Known(CommandResult command)
    {
        for (SymbolResult? at = command; at is not null; at = at.Parent)
            if (at is CommandResult above)
                foreach (var option in above.Command.Options.Where(o => above == command || o.Recursive))
                    yield return option;
    }
}
