using System.CommandLine;
using Slipway.Yaml;

namespace Slipway.Cli;

/// <summary>What a command says about answers as such.</summary>
/// <param name="Unset">Keys whose answers are taken back.</param>
/// <param name="Why">The reason for what is answered now; empty for none.</param>
/// <param name="Forget">Nothing that was answered before holds.</param>
internal sealed record AnswerChoice(IReadOnlyList<string> Unset, string Why, bool Forget)
{
    /// <summary>Nothing is changed, it is only looked at.</summary>
    public static AnswerChoice Look { get; } = new([], "", Forget: false) { IsLook = true };

    public bool IsLook { get; private init; }

    /// <summary>The first option that only says something of an application; null where there is none.</summary>
    public string? First => Forget ? "--defaults" : Unset.Count > 0 ? "--unset" : Why.Length > 0 ? "--why" : null;
}

/// <summary>The options of a command that answers for good.</summary>
internal sealed record AnswerOptions(Option<string[]> Unset, Option<string?> Why, Option<bool> Defaults)
{
    public static AnswerOptions In(Language language) => new(
        Options.Texts("--unset", "KEY", new LocalText(
            "Take back what an earlier install was answered: a setting, COMPONENT.TRAIT.KEY, a replaced component, a preset, registry or platform; with all that lies in it. May be repeated",
            "取消之前安装时的回答：配置项、COMPONENT.TRAIT.KEY、被替换的组件、预设、registry 或 platform，包括其下的全部内容。可以重复").In(language)),
        Options.Text("--why", "TEXT", new LocalText("The reason for these answers, kept with them", "作出这些回答的原因，与回答一同保存").In(language)),
        Options.Flag("--defaults", new LocalText(
            "Forget what earlier installs were told: settings, traits, replacements, presets, platform, registry, optional components and alternatives",
            "不沿用之前安装时的任何回答：配置项、trait、替换、预设、平台、镜像仓库、可选组件和备选组件").In(language)));

    public IEnumerable<Symbol> All => [Unset, Why, Defaults];

    public AnswerChoice Read(ParseResult parsed) => new(parsed.GetValue(Unset) ?? [], parsed.GetValue(Why) ?? "", parsed.GetValue(Defaults));
}
