using System.CommandLine;
using System.CommandLine.Completions;

namespace Slipway.Cli;

/// <summary>
/// Candidates for the shells: <c>slipway [suggest] WORD…</c>, the words after the program's name up to the cursor, the last one being completed.
/// No candidate means that the shell completes file names.
/// </summary>
internal static class Completion
{
    public const string Directive = "[suggest]";

    public static IEnumerable<(string Candidate, string About)> Candidates(Command root, IReadOnlyList<string> words)
    {
        // bash takes `--output=json` apart into three words.
        words = [.. words.Where(w => w != "=")];
        var word = words.Count > 0 ? words[^1] : "";
        var parsed = root.Parse([.. words.SkipLast(1)], new ParserConfiguration { ResponseFileTokenReplacer = null });
        return Items(parsed, words.Count > 1 ? words[^2] : "", root.Parse([.. words], new ParserConfiguration { ResponseFileTokenReplacer = null }))
            .Where(item => item.Label.StartsWith(word, StringComparison.Ordinal) && (word.StartsWith('-') || !item.Label.StartsWith('-')))
            .Where(item => item.Label.Length > 2 || !item.Label.StartsWith('-'))
            .Select(item => (item.Label, About(parsed, item)))
            .OrderBy(item => item.Label, StringComparer.Ordinal);
    }

    // The value of an option: the parser itself takes an empty last word for the value and completes what follows it.
    private static IEnumerable<CompletionItem> Items(ParseResult before, string previous, ParseResult whole)
        => previous.StartsWith('-') && UsageErrors.Find(before.CommandResult, previous) is { Arity.MaximumNumberOfValues: > 0 } option
            ? option.CompletionSources.SelectMany(source => source(before.GetCompletionContext()))
            : whole.GetCompletions();

    private static string About(ParseResult parsed, CompletionItem item)
        => item.Detail ?? item.Documentation ?? parsed.CommandResult.Command.Subcommands.FirstOrDefault(c => c.Name == item.Label)?.Description ?? "";
}
