using System.CommandLine;
using Slipway.Packages;
using Slipway.Yaml;

namespace Slipway.Cli;

/// <summary>Which of an application's optional components and alternatives are meant.</summary>
internal sealed record SelectionOptions(Option<string[]> Enable, Option<string[]> Disable, Option<string[]> Choose)
{
    public static SelectionOptions In(Language language) => new(
        Options.Texts("--enable", "COMPONENT", new LocalText("Run an optional component of an application. May be repeated", "启用应用的一个可选组件。可以重复").In(language)),
        Options.Texts("--disable", "COMPONENT", new LocalText("Leave out an optional component of an application. May be repeated", "不启用应用的一个可选组件。可以重复").In(language)),
        Options.Texts("--choose", "CHOICE=COMPONENT", new LocalText("Take one of an application's alternatives. May be repeated", "选择应用的一个备选组件。可以重复").In(language)));

    public IEnumerable<Symbol> All => [Enable, Disable, Choose];

    /// <summary>A name may be spoken of twice, but not in two ways.</summary>
    public (Selection? Selection, Diagnostic? Wrong) Read(ParseResult parsed)
    {
        var (switches, choices) = (new Dictionary<string, bool>(StringComparer.Ordinal), new Dictionary<string, string>(StringComparer.Ordinal));
        foreach (var name in parsed.GetValue(Enable) ?? [])
            switches[name] = true;
        foreach (var name in parsed.GetValue(Disable) ?? [])
            if (!switches.TryAdd(name, false) && switches[name])
                return (null, Diagnostic.Of(UsageRules.Exclude, (Location?)null, $"--enable {name}", $"--disable {name}"));
        foreach (var word in parsed.GetValue(Choose) ?? [])
        {
            var at = word.IndexOf('=', StringComparison.Ordinal);
            if (at <= 0 || at == word.Length - 1)
                return (null, Values.Of(UsageRules.WrongForm, "--choose", word, "`database=postgres`"));
            choices[word[..at]] = word[(at + 1)..];
        }
        return Contradiction.Of(Choose.Name, parsed.GetValue(Choose) ?? []) is { } twice ? (null, twice) : (new Selection(switches, choices), null);
    }
}
