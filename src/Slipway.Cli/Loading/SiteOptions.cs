using System.CommandLine;
using Slipway.Packages;
using Slipway.Yaml;

namespace Slipway.Cli;

/// <summary>Facts of the place where it will run, and the tool that renders.</summary>
internal sealed record SiteChoice(string? Installation, string? Registry, string? Helm)
{
    /// <summary>Of an application's components.</summary>
    public Selection Selection { get; init; } = Selection.Default;
}

/// <summary>The options of every command that renders.</summary>
internal sealed record SiteOptions(Option<string?> Installation, Option<string?> Registry, Option<string?> Helm)
{
    public static SiteOptions In(Language language) => new(
        Options.Text("--installation", "NAME", new LocalText(
            "The installation's name; else the service's or the application's own", "安装的名称；不写时使用服务或应用自己的名称").In(language)),
        Options.Text("--registry", "HOST/PREFIX", new LocalText(
            "The site's image registry; completes image names that begin with a slash, and has the images that a package carries (`package copy`)",
            "现场的镜像仓库；用来补全以斜杠开头的镜像名，并提供应用包所带的镜像（见 `package copy`）").In(language)),
        HelmOption(language));

    public static Option<string?> HelmOption(Language language) => Options.Text("--helm", "PATH", new LocalText(
        "The Helm to use; else SLIPWAY_HELM, the one beside slipway, or the cache", "要使用的 Helm；不写时依次查找 SLIPWAY_HELM、slipway 旁边和缓存").In(language));

    public SiteChoice Read(ParseResult parsed) => new(parsed.GetValue(Installation), parsed.GetValue(Registry), parsed.GetValue(Helm));
}
