using System.CommandLine;
using Slipway.Packages;
using Slipway.Yaml;

namespace Slipway.Cli;

/// <summary>What a site says about either side.</summary>
internal sealed record ComparedSite(SiteInput Before, SiteInput Now)
{
    /// <summary>The options of one side.</summary>
    internal sealed record Given(SelectionOptions Selection, Option<string[]> Config, Option<string[]> Trait, Option<string?> Registry)
    {
        public static Given In(Language language) => new(
            SelectionOptions.In(language), ApplicationChoice.Config(language),
            Options.Texts("--trait", "COMPONENT.NAME.KEY=VALUE", new LocalText("One parameter of a component's trait, as the site sets it. May be repeated", "现场设置的某个组件的一个 trait 参数。可以重复").In(language)),
            SiteOptions.In(language).Registry);

        public static Given Before(Language language)
        {
            Option<string[]> Old(string name, string value) => Options.Texts($"--old-{name}", value, new LocalText($"As --{name}, of OLD alone", $"同 --{name}，仅对 OLD 有效").In(language));
            return new(
                new SelectionOptions(Old("enable", "COMPONENT"), Old("disable", "COMPONENT"), Old("choose", "CHOICE=COMPONENT")), Old("config", "KEY=VALUE"), Old("trait", "COMPONENT.NAME.KEY=VALUE"),
                Options.Text("--old-registry", "HOST", new LocalText("As --registry, of OLD alone", "同 --registry，仅对 OLD 有效").In(language)));
        }

        public IEnumerable<Symbol> All => [.. Selection.All, Config, Trait, Registry];

        public bool IsSaid(ParseResult parsed) => new Option[] { Selection.Enable, Selection.Disable, Selection.Choose, Config, Trait, Registry }.Any(option => parsed.GetResult(option) is not null);

        public (SiteInput? Site, Diagnostic? Wrong) Read(ParseResult parsed)
        {
            var (selection, wrong) = Selection.Read(parsed);
            var (entry, findings) = Load.Entry(new ComponentChoice(null, [], parsed.GetValue(Config) ?? [], null));
            var (adjustments, malformed) = OnApplication.Adjustments(parsed.GetValue(Trait) ?? []);
            return (wrong ?? findings.Concat(malformed).FirstOrDefault()) is { } problem
                ? (null, problem)
                : (new SiteInput(selection!, parsed.GetValue(Registry)) { Answers = entry.Config, Adjustments = adjustments }, null);
        }
    }

    /// <summary>Where nothing is said of the older side, both have the same word.</summary>
    public static (ComparedSite? Sites, Diagnostic? Wrong) Read(ParseResult parsed, Given before, Given now)
    {
        var (newer, wrong) = now.Read(parsed);
        var (older, wrongly) = before.IsSaid(parsed) ? before.Read(parsed) : (newer, null);
        return (wrong ?? wrongly) is { } problem ? (null, problem) : (new ComparedSite(older!, newer!), null);
    }
}
