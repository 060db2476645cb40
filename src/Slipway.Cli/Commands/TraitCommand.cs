using System.CommandLine;
using Slipway.Components;
using Slipway.Yaml;

namespace Slipway.Cli;

/// <summary>What components can be given: the built-in traits and a platform team's own, which it writes and tries here.</summary>
internal static class TraitCommand
{
    /// <summary>Where a team's traits are looked for that is asked to write or to try one.</summary>
    public const string StandardFolder = "platform";

    private static readonly LocalText Summary = new("List, show, write and try traits", "列出、查看、编写和测试 trait");
    private static readonly LocalText BesideBuiltIns = new("A platform team's folder, for its traits beside the built-in ones", "平台团队的目录，连同其中的 trait 一起显示");
    private static readonly LocalText TeamFolder = new("The platform team's folder", "平台团队的目录");
    private static readonly LocalText Own = new("built-in", "内置");

    public static Verb Create(Language language) => new(
        "trait", language, Summary, [TraitListCommand.Create(language), TraitShowCommand.Create(language), TraitNewCommand.Create(language), TraitTestCommand.Create(language)])
    {
        Examples =
        [
            new(new("What there is", "有哪些 trait"), "slipway trait list"),
            new(new("What one of them does and takes", "某个 trait 的作用和参数"), "slipway trait show autoscale"),
            new(new("A trait of your own, and whether it works", "编写自己的 trait 并测试"), "slipway trait new team-note --platform platform"),
        ],
    };

    public static Option<string?> Beside(Language language) => Options.Text("--platform", "DIR", BesideBuiltIns.In(language));

    public static Option<string?> Folder(Language language) => Options.Text("--platform", "DIR", TeamFolder.In(language), StandardFolder);

    /// <summary>Whose it is: the program's, or the folder that defines it.</summary>
    public static string Whose(TraitDefinition trait, Language language) => TraitCase.Home(trait) ?? Own.In(language);

    public static IReadOnlyList<TraitDefinition> ByName(PlatformDefinition platform) => [.. platform.Traits.OrderBy(trait => trait.Name, StringComparer.Ordinal)];

    public static Diagnostic Unknown(string name, PlatformDefinition platform)
    {
        var known = string.Join(", ", ByName(platform).Select(trait => trait.Name));
        return NearestName.Find(name, platform.Traits.Select(trait => trait.Name)) is { } near
            ? Diagnostic.Of(RenderingRules.UnknownTraitNear, (Location?)null, name, known, near)
            : Diagnostic.Of(RenderingRules.UnknownTrait, (Location?)null, name, known);
    }
}
