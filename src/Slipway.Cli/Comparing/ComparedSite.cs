using System.CommandLine;
using Slipway.Components;
using Slipway.Packages;
using Slipway.Yaml;

namespace Slipway.Cli;

/// <summary>What a site says about either side.</summary>
internal sealed record ComparedSite(SiteInput Before, SiteInput Now)
{
    /// <summary>The options of one side.</summary>
    internal sealed record Given(SelectionOptions Selection, Option<string[]> Config, Option<string[]> Trait, Option<string[]> Preset, Option<string[]> Replace, Option<string?> Registry)
    {
        public static Given In(Language language)
        {
            var component = ComponentOptions.In(language);
            return new(
                SelectionOptions.In(language), ApplicationChoice.Config(language),
                Options.Texts("--trait", "COMPONENT.NAME.KEY=VALUE", new LocalText("One parameter of a component's trait, as the site sets it. May be repeated", "现场设置的某个组件的一个 trait 参数。可以重复").In(language)),
                component.Preset, component.Replace, SiteOptions.In(language).Registry);
        }

        public static Given Before(Language language)
        {
            Option<string[]> Old(string name, string value) => Options.Texts($"--old-{name}", value, new LocalText($"As --{name}, of OLD alone", $"同 --{name}，仅对 OLD 有效").In(language));
            return new(
                new SelectionOptions(Old("enable", "COMPONENT"), Old("disable", "COMPONENT"), Old("choose", "CHOICE=COMPONENT")), Old("config", "KEY=VALUE"), Old("trait", "COMPONENT.NAME.KEY=VALUE"),
                Old("preset", "NAME"), Old("replace", "COMPONENT=FILE"),
                Options.Text("--old-registry", "HOST", new LocalText("As --registry, of OLD alone", "同 --registry，仅对 OLD 有效").In(language)));
        }

        public IEnumerable<Option> All => [.. Selection.All.Cast<Option>(), Config, Trait, Preset, Replace, Registry];

        /// <summary>The first one that is given; null for none.</summary>
        public Option? First(ParseResult parsed) => All.FirstOrDefault(option => parsed.GetResult(option) is not null);

        /// <summary>Its words as a command for one application takes them.</summary>
        public ComponentChoice Choice(ParseResult parsed, PlatformSource? platform)
            => new(null, parsed.GetValue(Trait) ?? [], parsed.GetValue(Config) ?? [], platform) { Replace = parsed.GetValue(Replace) ?? [], Presets = parsed.GetValue(Preset) ?? [] };

        public (SiteInput? Site, Diagnostic? Wrong) Read(ParseResult parsed)
        {
            var (selection, wrong) = Selection.Read(parsed);
            var choice = Choice(parsed, null);
            var (entry, findings) = Load.Entry(choice with { Traits = [] });
            var (adjustments, malformed) = OnApplication.Adjustments(choice.Traits);
            var (replacements, unread) = OnApplication.Replacements(choice.Replace);
            return (wrong ?? findings.Concat(malformed).Concat(unread).FirstOrDefault(finding => finding.Severity == Severity.Error)) is { } problem
                ? (null, problem)
                : (new SiteInput(selection!, parsed.GetValue(Registry))
                {
                    Answers = entry.Config,
                    Adjustments = adjustments,
                    Presets = choice.Presets,
                    Replacements = replacements,
                    Files = [.. replacements.Select(replacement => replacement.File)],
                }, null);
        }
    }

    /// <summary>Where nothing is said of the older side, both have the same word.</summary>
    public static (ComparedSite? Sites, Diagnostic? Wrong) Read(ParseResult parsed, Given before, Given now)
    {
        var (newer, wrong) = now.Read(parsed);
        var (older, wrongly) = before.First(parsed) is not null ? before.Read(parsed) : (newer, null);
        return (wrong ?? wrongly) is { } problem ? (null, problem) : (new ComparedSite(older!, newer!), null);
    }

    /// <summary>Presets that either application has not, or that contradict each other.</summary>
    public IReadOnlyList<Diagnostic> Unknown(Composition before, Composition now)
    {
        var findings = new List<Diagnostic>();
        PresetWords.Read(before, Before.Presets, findings);
        PresetWords.Read(now, Now.Presets, findings);
        return Load.Distinct(findings);
    }
}
