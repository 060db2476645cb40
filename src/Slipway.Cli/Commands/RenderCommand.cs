using System.CommandLine;
using System.Text.Json;
using Slipway.Components;
using Slipway.Packages;
using Slipway.Yaml;

namespace Slipway.Cli;

/// <summary>Writes what plain Helm needs: the generic chart, and the values that are this one component.</summary>
internal static class RenderCommand
{
    private static readonly LocalText Summary = new("Write a component as chart and values, for plain Helm", "把组件写成 chart 和 values，供普通 Helm 使用");
    private static readonly LocalText More = new(
        "DIR/chart is the generic chart, the same for every component of a platform version; DIR/values.yaml is the component.",
        "DIR/chart 是通用 chart，同一平台版本的所有组件都相同；DIR/values.yaml 才是组件本身。");
    private static readonly LocalText About = new("A service definition", "一个服务定义");
    private static readonly LocalText Out = new("Where to write; replaced if `render` wrote it, refused if it holds anything else", "写到哪里；`render` 写过的会被替换，含有其他内容则拒绝");
    private static readonly LocalText Next = new("written; install it with: {0}", "已写好；安装命令：{0}");

    public static Verb Create(Language language)
    {
        var file = new Argument<string>("FILE") { Description = About.In(language) };
        var options = ComponentOptions.In(language);
        var site = SiteOptions.In(language);
        var folder = Options.Text("--out", "DIR", Out.In(language));
        folder.Required = true;
        return new Verb("render", language, Summary, [file, folder, .. options.All, site.Installation, site.Registry])
        {
            More = More,
            Examples =
            [
                new(new("Chart and values of one service", "一个服务的 chart 和 values"), "slipway render examples/hello/service.yaml --out build/hello"),
                new(new("and their installation without Slipway", "不用 Slipway 安装"), "helm upgrade --install hello build/hello/chart -f build/hello/values.yaml"),
            ],
            Run = async (session, parsed, cancellation) => await Run(
                session, parsed.GetValue(file)!, parsed.GetValue(folder)!, await options.Read(parsed, cancellation).ConfigureAwait(false),
                parsed.GetValue(site.Installation), parsed.GetValue(site.Registry), cancellation).ConfigureAwait(false),
        };
    }

    private static async Task<Outcome> Run(
        Session session, string file, string folder, ComponentChoice choice, string? installation, string? registry, CancellationToken cancellation)
    {
        if (Values.Wrong(installation: installation) is { } wrong)
            return Outcome.Of(wrong);
        var definitions = await Load.Definitions([file], choice.Platform, Gathering.Of(session.Environment), cancellation).ConfigureAwait(false);
        var loaded = Load.Components(definitions, choice, Selection.Default, installation, registry);
        List<Diagnostic> findings = [.. definitions.Findings, .. loaded.Findings];
        var found = definitions.Definitions.Count + definitions.Applications.Sum(application => application.Components.Count);
        if (found > 1)
            findings.Add(Diagnostic.Of(UsageRules.SeveralFiles, (Location?)null, "slipway render", $"{found}"));
        if (findings.Any(f => f.Severity == Severity.Error) || loaded.Components is not [var component])
            return Outcome.Of(findings);
        if (RenderedFolder.Write(folder, component, GenericChart.Single(loaded.Platform!)) is { } refused)
            return Outcome.Of([.. findings, refused]);
        var command = $"helm upgrade --install {component.Name} {Quoted(Path.Combine(folder, "chart"))} -f {Quoted(Path.Combine(folder, "values.yaml"))}";
        return new Outcome(findings) { Data = json => Write(json, component, folder, command), Summary = Next.In(session.Language, [command]) };
    }

    private static string Quoted(string path)
        => path.All(c => char.IsAsciiLetterOrDigit(c) || c is '/' or '.' or '-' or '_') ? path : "'" + path.Replace("'", "'\\''", StringComparison.Ordinal) + "'";

    private static void Write(Utf8JsonWriter json, Component component, string folder, string command)
    {
        json.WriteString("component", component.Name);
        json.WriteString("version", component.Version);
        json.WriteString("chart", Path.Combine(folder, "chart"));
        json.WriteString("values", Path.Combine(folder, "values.yaml"));
        json.WriteString("install", command);
    }
}
