using System.Globalization;
using Slipway.Components;
using Slipway.Delivery;
using Slipway.Packages;
using Slipway.Yaml;

namespace Slipway.Cli;

/// <summary>What stands beneath the words of a command: answers that an installation remembers.</summary>
internal sealed record Beneath(ComponentEntry Entry, IReadOnlyList<Adjustment> Adjustments, IReadOnlyList<Replacement> Replacements)
{
    public static Beneath Nothing { get; } = new(ComponentEntry.Empty, [], []);
}

/// <summary>A command's words together with what its installation remembers.</summary>
/// <param name="After">All answers that hold from now on.</param>
/// <param name="Choice">The command's choice, with what is remembered beneath it.</param>
/// <param name="Kept">The remembered ones that hold on, and that this command says nothing of.</param>
/// <param name="Said">What there is to say about it.</param>
internal sealed record Answered(Answers After, ComponentChoice Choice, IReadOnlyList<AnswerText> Kept, IReadOnlyList<Diagnostic> Said)
{
    public required Composition Application { get; init; }

    /// <summary>The remembered answer that a place stands in.</summary>
    public AnswerText? At(Location? at) => at is null ? null : Kept.FirstOrDefault(one => one.Source.Name == at.Source.Name);

    /// <summary>Findings, those about remembered answers as what they mean: that these do not hold any more. One for each answer.</summary>
    public IReadOnlyList<Diagnostic> Told(IReadOnlyList<Diagnostic> findings)
    {
        var (told, seen) = (new List<Diagnostic>(), new HashSet<string>(StringComparer.Ordinal));
        foreach (var finding in findings)
            if (finding.Severity != Severity.Error || At(finding.At) is not { } text)
                told.Add(finding);
            else if (seen.Add(text.Source.Name))
                told.Add(Rebase.HoldsNoMore(Application, After, text, finding));
        // What does not hold is told by itself; that the rest is kept would only stand in the way.
        return seen.Count == 0 && Said.All(one => one.Severity != Severity.Error) ? [.. Said, .. told] : [.. Said.Where(one => one.Rule != AnsweringRules.Kept), .. told];
    }

    /// <summary>Against the platform that it will be: one that was named once has to be there again.</summary>
    public Diagnostic? OnPlatform(PlatformDefinition? platform, string installation)
        => platform is null || Choice.Platform is not null || After.All.FirstOrDefault(one => one.Kind == AnswerKind.Platform) is not { } named || named.ShownPlatform == $"{platform.Name} {platform.Version}" ? null
            : Diagnostic.Of(AnsweringRules.OtherPlatform, (Location?)null, named.ShownPlatform, $"{platform.Name} {platform.Version}", installation);
}

/// <summary>Puts what a command says on top of what its installation remembers.</summary>
internal static class Answering
{
    private const int Listed = 6;

    /// <param name="installation">As a command line names it, with its namespace.</param>
    /// <param name="registry">The one that the command names.</param>
    public static Answered Of(Composition application, ComponentChoice choice, AnswerChoice say, Told told, string installation, DateTimeOffset now, string? registry = null)
    {
        var (findings, name) = (new List<Diagnostic>(), application.Application);
        var origin = new AnswerOrigin(name.Name.Value, name.VersionText, RunOptions.Who, now, say.Why);
        var given = Given(application, choice, registry, origin);
        var before = Unset.Apply(say.Forget ? Answers.None : told.Answers, say.Unset, given, findings);
        before = FileAnew(before, choice, given, findings);
        before = PresetsAnew(before, application, choice, findings);
        var kept = before.All.Where(one => !given.Any(later => later.Ousts(one))).ToList();
        var texts = kept.Where(one => one.Kind is not (AnswerKind.Preset or AnswerKind.Platform or AnswerKind.Registry) && !(say.IsLook && one.IsWithheld)).Select(AnswerText.Of).ToList();
        if (say.Why.Length > 0 && given.Count == 0 && say.Unset.Count == 0 && !say.Forget)
            findings.Add(Diagnostic.Of(UsageRules.OptionMissing, (Location?)null, "--config", "slipway install --why", "KEY=VALUE"));
        var after = before.With(given);
        var presets = Rebase.Presets(application, after, kept, findings);
        var beneath = Rebase.Beneath(application, after, texts, findings);
        if (kept.Count > 0)
            findings.Add(Diagnostic.Of(AnsweringRules.Kept, (Location?)null, Shown(kept), installation));
        return new Answered(after, choice with { Beneath = beneath, Presets = [.. presets, .. choice.Presets] }, texts, findings) { Application = application };
    }

    /// <summary>This command's word on what may be left out or chosen, on top of what earlier ones said.</summary>
    public static (Selection Selection, IReadOnlyList<Diagnostic> Said) Selected(Composition application, Selection now, Selection before)
    {
        var (offered, unknown) = before.Within(application);
        var kept = offered.With(now);
        var words = kept.Words.Except(now.Words).ToList();
        var said = new List<Diagnostic>();
        if (words.Count > 0)
            said.Add(Diagnostic.Of(UsageRules.KeptSelection, (Location?)null, string.Join(", ", words)));
        if (unknown.Count > 0)
            said.Add(Diagnostic.Of(UsageRules.KeptNoMore, (Location?)null, string.Join(", ", unknown), $"{application.Application.Name.Value} {application.Application.VersionText}"));
        return (kept, said);
    }

    /// <summary>As few as a line takes.</summary>
    public static string Shown(IReadOnlyList<Answer> answers)
        => string.Join(", ", answers.Take(Listed).Select(one => one.Word)) + (answers.Count > Listed ? string.Create(CultureInfo.InvariantCulture, $", … (+{answers.Count - Listed})") : "");

    /// <summary>What is wrong with the words is told where they are read for good.</summary>
    private static List<Answer> Given(Composition application, ComponentChoice choice, string? registry, AnswerOrigin origin)
    {
        var answers = new List<Answer>();
        answers.AddRange(choice.Presets.Select(word => Presets.Find(application.Application, word)?.Name).OfType<string>().Distinct(StringComparer.Ordinal).Select(name => GivenAnswers.Preset(name, origin)));
        foreach (var (path, value) in AnswerWords.Leaves(Load.Entry(choice with { Traits = [] }).Entry.Config, []))
            answers.AddRange(GivenAnswers.Config(Nested(path, value), choice.With is { } with && value.At?.Source.Name != "--config" ? Path.GetFileName(with) : "", application.Configuration.Schema, origin));
        answers.AddRange(GivenAnswers.Traits(OnApplication.Adjustments(choice.Traits).Adjustments, origin));
        answers.AddRange(GivenAnswers.Replacements(OnApplication.Replacements(choice.Replace).Replacements, origin));
        if (choice.Platform is not null && Load.Platform(choice.Platform).Platform is { } platform)
            answers.Add(GivenAnswers.Platform(platform, origin));
        if (registry is not null)
            answers.Add(GivenAnswers.Registry(registry, origin));
        // As answers they are one after another, so that of an option and its file the later one holds.
        return [.. Answers.None.With(answers).All];
    }

    private static MapNode Nested(IReadOnlyList<string> path, Node value) => (MapNode)path.Reverse().Aggregate(value, (below, name) => Node.Map((name, below)));

    /// <summary>A file stands for all that it says: what an earlier one said and this one does not is taken back.</summary>
    private static Answers FileAnew(Answers before, ComponentChoice choice, List<Answer> given, List<Diagnostic> findings)
    {
        if (choice.With is not { } file)
            return before;
        var gone = before.All.Where(one => one is { Kind: AnswerKind.Config, File.Length: > 0 }).ToList();
        Say(findings, $"--with {file}", [.. gone.Where(one => !given.Exists(later => later.Ousts(one)))]);
        return before.Without(gone.Contains);
    }

    /// <summary>A preset given now takes the place of what was answered before of the same, one by one or by other presets.</summary>
    private static Answers PresetsAnew(Answers before, Composition application, ComponentChoice choice, List<Diagnostic> findings)
    {
        foreach (var (name, preset) in choice.Presets.Select(word => Presets.Find(application.Application, word)).OfType<(string, PresetDefinition)>())
        {
            var says = Presets.Says(preset);
            var gone = before.All.Where(one => one.Kind == AnswerKind.Preset
                ? one.Path[0] != name && Presets.Find(application.Application, one.Path[0]) is { } other && Presets.Contradiction(other.Preset, preset) is not null
                : says.Any(later => later.Ousts(one))).ToList();
            Say(findings, $"--preset {name}", gone);
            before = before.Without(gone.Contains);
        }
        return before;
    }

    private static void Say(List<Diagnostic> findings, string option, List<Answer> gone)
    {
        if (gone.Count > 0)
            findings.Add(Diagnostic.Of(AnsweringRules.TakesPlace, (Location?)null, option, Shown(gone)));
    }
}
