using Slipway.Components;
using Slipway.Packages;
using Slipway.Yaml;

namespace Slipway.Cli;

/// <summary>What a site must prepare before an application is there: the planning sheet.</summary>
internal static class PackageNeedsCommand
{
    private static readonly LocalText Summary = new("Print what a site must prepare: processors, memory, storage, kinds, ports, what others provide", "输出现场需要准备的内容：处理器、内存、存储、类型、端口、第三方资源");
    private static readonly LocalText More = new(
        "What the application declares in `needs`, and what its components' objects ask for, sidecars included: requests times pods, at the least and at the most where an autoscaler decides. Optional "
            + "components and alternatives stand apart. `--output markdown` gives a page to hand on.",
        "包括应用在 `needs` 中声明的内容，以及各组件的对象（含 sidecar）所要求的内容：资源请求乘以 Pod 数，由自动伸缩决定的给出最少和最多。可选组件和备选组件分开列出。`--output markdown` 输出可转交的文档。");

    public static Verb Create(Language language)
    {
        var path = ApplicationChoice.Argument(language);
        var (options, helm) = (ComponentOptions.In(language), SiteOptions.HelmOption(language));
        return new Verb("needs", language, Summary, [path, .. options.All, helm])
        {
            More = More,
            HasMarkdown = true,
            Examples =
            [
                new(new("Of a package", "查看一个应用包"), "slipway package needs shop.slip"),
                new(new("A page for those who prepare the site, in Chinese", "给准备现场的人员的中文文档"), "slipway package needs shop.slip --output markdown --lang zh"),
                new(new("With another setting", "使用另一个配置值"), "slipway package needs application.yaml --config size=large"),
            ],
            Run = async (session, parsed, cancellation) => await Run(
                session, parsed.GetValue(path)!, await options.Read(parsed, cancellation).ConfigureAwait(false), parsed.GetValue(helm), cancellation).ConfigureAwait(false),
        };
    }

    private static async Task<Outcome> Run(Session session, string path, ComponentChoice choice, string? helm, CancellationToken cancellation)
    {
        var search = HelmSearch.Find("package needs", helm, session.Environment, cancellation);
        var found = await Load.Definitions([path], choice.Platform, Gathering.Of(session.Environment), cancellation).ConfigureAwait(false);
        var loaded = Load.Components(found, choice, selection: null);
        List<Diagnostic> findings = [.. found.Findings, .. loaded.Findings];
        if (await search.ConfigureAwait(false) is not { Program: { } program })
            return Outcome.Of([.. findings, (await search.ConfigureAwait(false)).Finding!]);
        if (found.Applications is not [var application] && findings.All(finding => finding.Severity != Severity.Error))
            return Outcome.Of([.. findings, Diagnostic.Of(UsageRules.NotOneApplication, (Location?)null, path)]);
        if (loaded.Platform is null || findings.Any(finding => finding.Severity == Severity.Error))
            return Outcome.Of(findings);
        var rendered = await Renderer.Render(loaded.Components, loaded.Platform, new RenderTarget("default"), program, cancellation).ConfigureAwait(false);
        findings.AddRange(rendered.SelectMany(one => one.Findings));
        if (findings.Any(finding => finding.Severity == Severity.Error))
            return Outcome.Of(findings);
        var sheet = NeedsSheet.Of(found.Applications[0], rendered.ToDictionary(one => one.Component.Name, StringComparer.Ordinal));
        return new Outcome(findings)
        {
            Text = to => NeedsText.Write(to, session, sheet),
            Data = json => NeedsJson.Write(json, session.Language, sheet),
        };
    }
}
