using Slipway.Yaml;

namespace Slipway.Components.Tests;

/// <summary>A service and an entry, as far as they go: read, built, rendered.</summary>
internal static class Injected
{
    public static ServiceDefinition Service(string more = "", string name = "shop")
    {
        var text = $$$"""
            name: {{{name}}}
            version: 1.0.0
            container:
              imagesName: /team/{{{name}}}
              health:
                startupProbe: {httpGet: {path: /started, port: 8080}}
                livenessProbe: {httpGet: {path: /live, port: 8080}}
                readinessProbe: {httpGet: {path: /ready, port: 8080}}
            ports: {http: 8080}
            {{{more}}}
            """;
        var read = DefinitionReader.Read(new SourceText("service.yaml", text), DefinitionOptions.Default);
        return read.Definition.ShouldNotBeNull(Printed.Text(read.Diagnostics));
    }

    /// <summary>What is found before anything is rendered, as <c>check</c> finds it.</summary>
    public static (Component? Component, IReadOnlyList<Diagnostic> Findings) Build(string entry, PlatformDefinition? platform = null, string more = "", string name = "shop")
    {
        var (read, wrong) = EntryReader.Read(new SourceText("with.yaml", entry));
        if (read is null)
            return (null, wrong);
        var (component, findings) = ComponentBuilder.Build(Service(more, name), read, platform ?? PlatformReader.BuiltIn);
        return (component, [.. wrong, .. findings]);
    }

    public static async Task<RenderedComponent> Render(string entry, PlatformDefinition? platform = null, string more = "")
    {
        var (component, findings) = Build(entry, platform, more);
        return (await Render([component.ShouldNotBeNull(Printed.Text(findings))], platform))[0];
    }

    public static async Task<IReadOnlyList<RenderedComponent>> Render(IReadOnlyList<Component> components, PlatformDefinition? platform = null)
        => await Renderer.Render(components, platform ?? PlatformReader.BuiltIn, new RenderTarget("test"), HelmUnderTest.Pinned(), TestContext.Current.CancellationToken);

    public static MapNode Object(this RenderedComponent rendered, string kind) => (MapNode)rendered.Objects.Single(o => o.Kind == kind).Content;

    /// <summary>A field of an object as JSON.</summary>
    public static string? At(this MapNode map, string pointer) => JsonPointer.Resolve(map, pointer) is { } node ? JsonText.Write(node) : null;
}
