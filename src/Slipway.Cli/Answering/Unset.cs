using Slipway.Components;
using Slipway.Packages;
using Slipway.Yaml;

namespace Slipway.Cli;

/// <summary>Takes answers back.</summary>
internal static class Unset
{
    /// <param name="given">What the same command answers.</param>
    public static Answers Apply(Answers before, IReadOnlyList<string> words, IReadOnlyList<Answer> given, List<Diagnostic> findings)
    {
        var gone = new List<Answer>();
        foreach (var word in words.Distinct(StringComparer.Ordinal))
        {
            var (kind, path) = Read(word);
            var meant = path is null ? [] : before.All.Where(one => (kind ?? one.Kind) == one.Kind && Answer.StartsWith(one.Path, path)).ToList();
            if (meant.Count == 0)
                findings.Add(Diagnostic.Of(AnsweringRules.NothingToUnset, (Location?)null, word, before.IsEmpty ? "-" : string.Join(", ", before.All.Select(one => Word(before, one)))));
            else if (meant.Select(one => one.Kind).Distinct().Count() > 1)
                findings.Add(Diagnostic.Of(AnsweringRules.UnclearUnset, (Location?)null, word, string.Join(", ", meant.Select(one => one.Kind).Distinct().Select(one => $"`--unset {Name(one)}:{word}`"))));
            else if (given.FirstOrDefault(later => later.Kind == meant[0].Kind && Answer.StartsWith(later.Path, path!)) is { } both)
                findings.Add(Diagnostic.Of(UsageRules.Exclude, (Location?)null, $"--unset {word}", both.Word));
            gone.AddRange(meant);
        }
        return before.Without(gone.Contains);
    }

    /// <summary>What takes this answer back and no other.</summary>
    public static string Word(Answers among, Answer answer)
        => among.All.Any(one => one.Kind != answer.Kind && Answer.StartsWith(one.Path, answer.Path)) ? $"{Name(answer.Kind)}:{answer.Key}" : answer.Key;

    /// <summary>The kind where the word names it, and the path; no path where it is malformed.</summary>
    private static (AnswerKind? Kind, IReadOnlyList<string>? Path) Read(string word)
    {
        foreach (var kind in Enum.GetValues<AnswerKind>())
            if (word.StartsWith($"{Name(kind)}:", StringComparison.Ordinal))
                return (kind, PathOf(word[(Name(kind).Length + 1)..]));
        return (null, PathOf(word));
    }

    private static IReadOnlyList<string>? PathOf(string text) => KeyPath.Parse(text);

    private static string Name(AnswerKind kind) => kind switch
    {
        AnswerKind.Preset => "preset",
        AnswerKind.Config => "config",
        AnswerKind.Trait => "trait",
        AnswerKind.Replacement => "replace",
        AnswerKind.Registry => "registry",
        _ => "platform",
    };
}
