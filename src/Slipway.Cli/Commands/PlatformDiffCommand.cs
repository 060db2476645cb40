using System.CommandLine;
using Slipway.Components;
using Slipway.Packages;
using Slipway.Yaml;

namespace Slipway.Cli;

/// <summary>What taking another platform changes, before anybody takes it.</summary>
internal static class PlatformDiffCommand
{
    /// <summary>Stands for the platform that the program brings along.</summary>
    private const string BuiltIn = "built-in";

    private static readonly LocalText Summary = new("Show what changes between two platforms, and what that does to services", "显示两个平台之间的变化，以及对服务的影响");
    private static readonly LocalText More = new(
        "With definitions, each is rendered by both platforms: `restarts` means that its pod template differs, `recreates` that a field changes which the API server does not let change, "
            + "`changes` that objects change and pods go on. OLD and NEW are folders, packed platforms, or `built-in`.",
        "给出服务定义时，用两个平台分别渲染：`重启` 表示 Pod 模板不同，`重建` 表示 API Server 不允许修改的字段发生变化，`变更` 表示对象变化而 Pod 不受影响。"
            + "OLD 和 NEW 可以是文件夹、平台包，或 `built-in`（内置平台）。");

    private static readonly LocalText OldAbout = new("The platform as it is used now", "现在使用的平台");
    private static readonly LocalText NewAbout = new("The platform that would be taken", "将要采用的平台");
    private static readonly LocalText PathAbout = new("Definitions, or folders of them, that are rendered by both", "用两个平台分别渲染的服务定义，或包含定义的文件夹");

    public static Verb Create(Language language)
    {
        var old = new Argument<string>("OLD") { Description = OldAbout.In(language) };
        var now = new Argument<string>("NEW") { Description = NewAbout.In(language) };
        var paths = new Argument<string[]>("PATH") { HelpName = "PATH…", Description = PathAbout.In(language), Arity = ArgumentArity.ZeroOrMore };
        var options = ComponentOptions.In(language);
        var site = SiteOptions.In(language);
        return new Verb("diff", language, Summary, [old, now, paths, options.With, options.Trait, options.Config, site.Registry, site.Helm])
        {
            More = More,
            Examples =
            [
                new(new("Two versions", "比较两个版本"), "slipway platform diff platform-1.4.0.slip platform"),
                new(new("Which services would restart?", "哪些服务会重启？"), "slipway platform diff platform-1.4.0.slip platform services"),
            ],
            Run = async (session, parsed, cancellation) => await Run(
                session, parsed.GetValue(old)!, parsed.GetValue(now)!, parsed.GetValue(paths) ?? [],
                new ComponentChoice(parsed.GetValue(options.With), parsed.GetValue(options.Trait) ?? [], parsed.GetValue(options.Config) ?? [], null),
                new SiteChoice(null, parsed.GetValue(site.Registry), parsed.GetValue(site.Helm)), cancellation).ConfigureAwait(false),
        };
    }

    private sealed record Side(PlatformSource? Source, PlatformDefinition? Platform, IReadOnlyList<Diagnostic> Findings);

    private static async Task<Outcome> Run(
        Session session, string old, string now, string[] paths, ComponentChoice choice, SiteChoice site, CancellationToken cancellation)
    {
        var (before, after) = (await Open(old, cancellation).ConfigureAwait(false), await Open(now, cancellation).ConfigureAwait(false));
        if (before.Platform is null || after.Platform is null)
            return Outcome.Of([.. before.Findings, .. after.Findings]);
        var findings = before.Findings.Concat(after.Findings).ToList();
        var diff = PlatformDiff.Of(before.Platform, after.Platform);
        var effects = paths.Length == 0 ? [] : await Effects(session, before, after, paths, choice, site, findings, cancellation).ConfigureAwait(false);
        var charts = (GenericChart.Single(before.Platform).Version, GenericChart.Single(after.Platform).Version);
        return new Outcome([.. findings.DistinctBy(f => (f.Rule.Code, f.At, string.Join('\0', f.Arguments)))])
        {
            Text = to => PlatformDiffText.Write(to, session, charts, diff, effects),
            Data = json => PlatformDiffText.Write(json, charts, diff, effects),
            Summary = PlatformDiffText.Summary(session.Language, diff, effects, paths.Length > 0),
        };
    }

    private static async Task<Side> Open(string path, CancellationToken cancellation)
    {
        var source = path == BuiltIn && !Path.Exists(path) ? null : await PlatformOption.Read(path, cancellation).ConfigureAwait(false);
        var (platform, findings) = Load.Platform(source);
        return new Side(source, platform, findings);
    }

    /// <summary>Of every component that both platforms render. What either refuses is told.</summary>
    private static async Task<IReadOnlyList<ComponentEffect>> Effects(
        Session session, Side before, Side after, string[] paths, ComponentChoice choice, SiteChoice site, List<Diagnostic> findings, CancellationToken cancellation)
    {
        var (helm, missing) = await HelmSearch.Find("platform diff", site.Helm, session.Environment, cancellation).ConfigureAwait(false);
        if (helm is null)
        {
            findings.Add(missing!);
            return [];
        }
        var rendered = new List<IReadOnlyList<RenderedComponent>>();
        foreach (var side in (Side[])[before, after])
        {
            var definitions = await Load.Definitions(paths, side.Source, Gathering.Of(session.Environment), cancellation).ConfigureAwait(false);
            var loaded = Load.Components(definitions, choice with { Platform = side.Source }, null, registry: site.Registry);
            var made = await Renderer.Render(loaded.Components, side.Platform!, new RenderTarget("default"), helm, cancellation).ConfigureAwait(false);
            findings.AddRange([.. definitions.Findings, .. loaded.Findings, .. made.SelectMany(r => r.Findings)]);
            rendered.Add(made);
        }
        // Two definitions of one name are told as such; the first is compared.
        var now = rendered[1].Where(r => !r.HasErrors).DistinctBy(r => r.Component.Name).ToDictionary(r => r.Component.Name, StringComparer.Ordinal);
        return [.. rendered[0].DistinctBy(r => r.Component.Name).Where(r => !r.HasErrors && now.ContainsKey(r.Component.Name)).Select(r => ComponentEffect.Of(r, now[r.Component.Name]))];
    }
}
