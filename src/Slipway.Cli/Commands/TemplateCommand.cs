using System.CommandLine;
using System.Text.Json;
using Slipway.Components;
using Slipway.Packages;
using Slipway.Yaml;

namespace Slipway.Cli;

/// <summary>Prints the Kubernetes objects; all definitions of one call cost one Helm process.</summary>
internal static class TemplateCommand
{
    private static readonly LocalText Summary = new("Print the Kubernetes objects that definitions make", "输出服务定义生成的 Kubernetes 对象");
    private static readonly LocalText About = new("A definition, an application, a package, or a folder of definitions", "定义文件、应用、应用包，或包含定义的文件夹");
    private static readonly LocalText Namespace = new("The namespace that the objects name", "对象中写入的命名空间");
    private static readonly LocalText Version = new("The Kubernetes version that is assumed", "假定的 Kubernetes 版本");

    public static Verb Create(Language language)
    {
        var paths = new Argument<string[]>("PATH") { HelpName = "PATH…", Description = About.In(language), Arity = ArgumentArity.OneOrMore };
        var options = ComponentOptions.In(language);
        var space = Options.Text("--namespace", "NAMESPACE", Namespace.In(language), "default", "-n");
        var version = Options.Text("--kube-version", "VERSION", Version.In(language), RenderTarget.OfflineKubeVersion);
        var site = SiteOptions.In(language);
        var selection = SelectionOptions.In(language);
        return new Verb("template", language, Summary, [paths, .. options.All, space, version, site.Installation, site.Registry, .. selection.All, site.Helm])
        {
            Examples =
            [
                new(new("The objects of one service", "一个服务的对象"), "slipway template examples/hello/service.yaml"),
                new(new("An application with an optional component", "应用及其一个可选组件"), "slipway template examples/shop/application.yaml --enable loadgenerator"),
                new(new("With three replicas, for a namespace", "三个副本，指定命名空间"), "slipway template examples/hello/service.yaml --trait replicas.count=3 -n shop"),
            ],
            Run = async (session, parsed, cancellation) => selection.Read(parsed) is not ({ } selected, _)
                ? Outcome.Of(selection.Read(parsed).Wrong!)
                : await Run(
                    session,
                    parsed.GetValue(paths)!,
                    await options.Read(parsed, cancellation).ConfigureAwait(false),
                    new RenderTarget(parsed.GetValue(space)!, parsed.GetValue(version)!),
                    site.Read(parsed) with { Selection = selected },
                    cancellation).ConfigureAwait(false),
        };
    }

    private static async Task<Outcome> Run(
        Session session, IReadOnlyList<string> paths, ComponentChoice choice, RenderTarget target, SiteChoice site, CancellationToken cancellation)
    {
        if (Values.Wrong(target.Namespace, target.KubeVersion, site.Installation) is { } wrong)
            return Outcome.Of(wrong);
        var helm = HelmSearch.Find("template", site.Helm, session.Environment, cancellation);
        var definitions = await Load.Definitions(paths, choice.Platform, Gathering.Of(session.Environment), cancellation).ConfigureAwait(false);
        var loaded = Load.Components(definitions, choice, site.Selection, site.Installation, site.Registry);
        var findings = definitions.Findings.Concat(loaded.Findings).ToList();
        if (definitions.Misplaced(site.Selection) is { } misplaced)
            return Outcome.Of([.. findings, misplaced]);
        if (await helm.ConfigureAwait(false) is not { Program: { } program })
            return Outcome.Of([.. findings, (await helm.ConfigureAwait(false)).Finding!]);
        if (loaded.Platform is null || loaded.Components.Count == 0)
            return Outcome.Of(findings);
        var rendered = await Renderer.Render(loaded.Components, loaded.Platform, target, program, cancellation).ConfigureAwait(false);
        var objects = rendered.SelectMany(r => r.Crds).Concat(rendered.SelectMany(r => r.Objects.Concat(r.Hooks))).ToList();
        return new Outcome([.. findings, .. rendered.SelectMany(r => r.Findings), .. Load.NotRelocated(definitions, rendered, site.Registry)])
        {
            Text = to => Write(to, objects, session.OutIsTerminal),
            Data = json => Write(json, objects),
        };
    }

    private static void Write(TextWriter to, IReadOnlyList<RenderedObject> objects, bool terminal)
    {
        foreach (var item in objects)
        {
            to.Write("---\n");
            to.Write(terminal ? SafeText.Lines(item.Yaml) : item.Yaml);
        }
    }

    private static void Write(Utf8JsonWriter json, IReadOnlyList<RenderedObject> objects)
    {
        json.WriteStartArray("objects");
        foreach (var item in objects)
            json.WriteRawValue(JsonText.Write(item.Content));
        json.WriteEndArray();
    }
}
