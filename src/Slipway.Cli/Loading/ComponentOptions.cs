using System.CommandLine;
using Slipway.Components;
using Slipway.Yaml;

namespace Slipway.Cli;

/// <summary>What stands on top of a definition, given on the command line.</summary>
/// <param name="With">A file with an entry; <paramref name="Traits"/> and <paramref name="Config"/> stand above it.</param>
internal sealed record ComponentChoice(string? With, IReadOnlyList<string> Traits, IReadOnlyList<string> Config, PlatformSource? Platform)
{
    /// <summary>Words <c>COMPONENT=FILE</c>: what stands in a component's place.</summary>
    public IReadOnlyList<string> Replace { get; init; } = [];

    /// <summary>Words <c>PRESET</c>, remembered ones among them.</summary>
    public IReadOnlyList<string> Presets { get; init; } = [];

    /// <summary>What an installation remembers.</summary>
    public Beneath Beneath { get; init; } = Beneath.Nothing;

    public bool IsEmpty => SaysNothing && Platform is null;

    /// <summary>The first of the options that say something.</summary>
    public string First => With is not null ? "--with" : Traits.Count > 0 ? "--trait" : Config.Count > 0 ? "--config" : Replace.Count > 0 ? "--replace" : "--preset";

    /// <summary>Nothing stands on top of the definitions.</summary>
    public bool SaysNothing => With is null && Traits.Count == 0 && Config.Count == 0 && Replace.Count == 0 && Presets.Count == 0;
}

/// <summary>The options of every command that reads definitions.</summary>
internal sealed record ComponentOptions(Option<string?> With, Option<string[]> Trait, Option<string[]> Config, Option<string[]> Replace, Option<string[]> Preset, Option<string?> Platform)
{
    public static ComponentOptions In(Language language) => new(
        Options.Text("--with", "FILE", new LocalText(
            "An entry: traits, settings, objects and patches on top of each definition",
            "附加在每个定义之上的条目文件：trait、配置、对象和补丁").In(language)),
        Options.Texts("--trait", "NAME.KEY=VALUE", new LocalText(
            "One parameter of a trait, above --with; a bare NAME switches the trait on; of an application COMPONENT.NAME.KEY. May be repeated",
            "设置 trait 的一个参数，优先于 --with；只写 NAME 表示启用该 trait；对应用写 COMPONENT.NAME.KEY。可以重复").In(language)),
        Options.Texts("--config", "KEY=VALUE", new LocalText(
            "One setting of the service's config, or of an application's unified one, above --with. May be repeated",
            "设置服务 config（或应用统一配置）中的一个配置项，优先于 --with。可以重复").In(language)),
        Options.Texts("--replace", "COMPONENT=FILE", new LocalText(
            "Put what a file describes in the place of an application's component that may be replaced. May be repeated",
            "用文件描述的内容替换应用中可替换的组件。可以重复").In(language)),
        Options.Texts("--preset", "NAME", new LocalText(
            "A set of values that the application has a name for, below --config and --trait; `config views` lists them. May be repeated",
            "应用预先命名的一组取值，优先级低于 --config 和 --trait；用 `config views` 查看。可以重复").In(language)),
        PlatformOption.In(language, new LocalText(
            "A platform team's folder of workloads, traits and rules, besides the built-in ones, or what `platform pack` made of it",
            "平台团队的文件夹，含工作负载、trait 和规则，与内置的一起使用；也可以是 `platform pack` 生成的平台包")));

    public IEnumerable<Symbol> All => [With, Trait, Config, Preset, Replace, Platform];

    public async Task<ComponentChoice> Read(ParseResult parsed, CancellationToken cancellation)
        => new(parsed.GetValue(With), parsed.GetValue(Trait) ?? [], parsed.GetValue(Config) ?? [], await PlatformOption.Read(parsed.GetValue(Platform), cancellation).ConfigureAwait(false))
        {
            Replace = parsed.GetValue(Replace) ?? [],
            Presets = parsed.GetValue(Preset) ?? [],
        };
}
