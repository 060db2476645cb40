using System.Globalization;
using Slipway.Components;
using Slipway.Packages;
using Slipway.Schema;
using Slipway.Yaml;

namespace Slipway.Cli;

/// <summary>Holds answers that were given for one version of an application against another. None is dropped unseen: what does not hold stops the command.</summary>
internal static class Rebase
{
    /// <summary>The remembered presets, by the words that name them now.</summary>
    public static IReadOnlyList<string> Presets(Composition application, Answers after, IReadOnlyList<Answer> kept, List<Diagnostic> findings)
    {
        var (words, found) = (new List<string>(), new List<PresetDefinition>());
        foreach (var answer in kept.Where(one => one.Kind == AnswerKind.Preset))
            if (Packages.Presets.Find(application.Application, answer.Path[0]) is not { } preset)
                findings.Add(HoldsNoMore(application, after, answer, null, Diagnostic.Of(AnsweringRules.UnknownPreset, (Location?)null, answer.Path[0], Names(application))));
            else if (found.Select(one => (Other: one, Both: Packages.Presets.Contradiction(one, preset.Preset))).FirstOrDefault(one => one.Both is not null) is { Both: { } both, Other: var other })
                findings.Add(HoldsNoMore(application, after, answer, null, Contradict(other.Name.Value, preset.Name, both)));
            else
            {
                words.Add(answer.Path[0]);
                found.Add(preset.Preset);
            }
        return words;
    }

    public static string Names(Composition application)
        => Packages.Presets.Of(application.Application) is { Count: > 0 } all ? string.Join(", ", all.Select(one => one.Name)) : "-";

    public static Diagnostic Contradict(string first, string second, (Answer First, Answer Second) both)
        => Diagnostic.Of(AnsweringRules.PresetsContradict, (Location?)null, first, second, $"{both.First.Key}={AnswerWords.Of(both.First.Value)}", $"{both.Second.Key}={AnswerWords.Of(both.Second.Value)}");

    /// <summary>The others, as what stands beneath a command's words. What holds no more is only found where it is applied; but what has no place in a text is told here.</summary>
    public static Beneath Beneath(Composition application, Answers after, IReadOnlyList<AnswerText> texts, List<Diagnostic> findings)
    {
        var (entry, adjustments, replacements) = (ComponentEntry.Empty, new List<Adjustment>(), new List<Replacement>());
        foreach (var text in texts)
            if (text.Answer.IsWithheld)
                findings.Add(HoldsNoMore(application, after, text.Answer, null, AnsweringRules.Withheld));
            else if (text.Answer.Kind == AnswerKind.Config)
                entry = entry.With(ComponentEntry.Empty with { Config = text.Config });
            else if (text.Answer.Kind == AnswerKind.Trait)
                adjustments.Add(text.Adjustment);
            else if (application.Component(text.Answer.Path[0]) is not { Written.Replaceable: not null })
                findings.Add(HoldsNoMore(application, after, text.Answer, null, Diagnostic.Of(ContractRules.NotReplaceable, (Location?)null, text.Answer.Path[0], Replaceable(application))));
            else if (text.Replacement() is { Replacement: { } replacement })
                replacements.Add(replacement);
            else
                findings.AddRange(text.Replacement().Findings.Take(1).Select(wrong => HoldsNoMore(application, after, text, wrong)));
        return new Beneath(entry, adjustments, replacements);
    }

    public static Diagnostic HoldsNoMore(Composition application, Answers after, AnswerText text, Diagnostic reason)
        => HoldsNoMore(application, after, text.Answer, reason.At, reason) with { Related = reason.Related };

    private static Diagnostic HoldsNoMore(Composition application, Answers after, Answer answer, Location? at, Diagnostic reason)
        => HoldsNoMore(application, after, answer, at, new LocalText(reason.Message(Language.English), reason.Message(Language.Chinese)));

    private static Diagnostic HoldsNoMore(Composition application, Answers after, Answer answer, Location? at, LocalText reason)
    {
        var origin = answer.Origin;
        var successor = Successor(application, answer);
        string[] Arguments(string why) =>
        [
            answer.Word, $"{origin.Package} {origin.Version}", $"{application.Application.Name.Value} {application.Application.VersionText}", why,
            string.Create(CultureInfo.InvariantCulture, $"{origin.Who}, {origin.When:yyyy-MM-dd}"), answer.Option, answer.Key, Unset.Word(after, answer), successor ?? "",
        ];
        return new Diagnostic(AnsweringRules.HoldsNoMore, at, Arguments(reason.English))
        {
            ChineseArguments = Arguments(reason.Chinese),
            SpecialHelp = successor is not null ? AnsweringRules.Renamed
                : answer.Kind == AnswerKind.Replacement ? AnsweringRules.PutAnew
                : answer.Kind == AnswerKind.Preset ? AnsweringRules.ChooseAnew : null,
        };
    }

    /// <summary>What a setting that is gone is called now, as far as its declaration from then tells.</summary>
    private static string? Successor(Composition application, Answer answer)
    {
        if (answer is not { Kind: AnswerKind.Config, Declared: { } declared } || application.Configuration.Schema is not { } schema || schema.Key(JsonPointer.Of(answer.Path)) is not null)
            return null;
        var then = (MapNode)answer.Path.Reverse().Aggregate((Node)declared, (below, name) => Node.Map(("type", Node.Of("object")), ("properties", Node.Map((name, below)))));
        return ConfigSchema.Read(then).Schema is not { } old ? null
            : ConfigChanges.Of(old, schema).FirstOrDefault(change => change.IsRenamed)?.After is { } now ? KeyPath.Write(JsonPointer.Parse(now.Pointer)!) : null;
    }

    private static string Replaceable(Composition application)
        => application.Components.Where(one => one.Written.Replaceable is not null).Select(one => one.Name).ToList() is { Count: > 0 } all ? string.Join(", ", all) : "-";
}
