using Slipway.Testing;
using Slipway.Yaml;

namespace Slipway.Components.Tests;

public sealed class TemplateErrorTests
{
    [Fact]
    public async Task A_template_error_in_one_of_five_is_told_with_component_trait_file_and_line_and_the_other_four_are_rendered()
    {
        var folder = new PlatformFolder().WithTrait("motto", "pod:\n  annotations:\n    # the second word\n    example.com/motto: {{ index .params.words 1 | quote }}\n");
        var platform = folder.Read();
        var components = Enumerable.Range(1, 5).Select(i => Build(platform, $"shop-{i}", $"traits: {{motto: {{words: [{(i == 3 ? "one" : "one, two")}]}}}}")).ToList();

        var rendered = await Renderer.Render(components, platform, new RenderTarget("test"), HelmUnderTest.Pinned(), TestContext.Current.CancellationToken);

        rendered.Select(r => r.Objects.Count).ShouldBe([2, 2, 0, 2, 2]);
        rendered.Where((_, i) => i != 2).SelectMany(r => r.Findings).ShouldBeEmpty();
        Golden.Check("template-error.txt", Printed.Text(rendered[2].Findings, folder.Path));
    }

    [Fact]
    public async Task A_patch_with_a_misspelt_field_is_told_at_the_field()
    {
        var folder = new PlatformFolder().WithTrait("scratch", """
            pod:
              containers:
                {{ .service.main | quote }}:
                  volumMounts:
                    /scratch: {name: scratch}
              volumes:
                scratch: {emptyDir: {}}
            """);
        var platform = folder.Read();
        var rendered = await Renderer.Render([Build(platform, "shop", "traits: {scratch: {}}")], platform, new RenderTarget("test"), HelmUnderTest.Pinned(), TestContext.Current.CancellationToken);
        rendered[0].Objects.ShouldBeEmpty();
        Golden.Check("misspelt-patch.txt", Printed.Text(rendered[0].Findings, folder.Path));
    }

    [Fact]
    public async Task A_patch_that_prints_no_YAML_is_a_finding_and_the_others_are_rendered()
    {
        var folder = new PlatformFolder().WithTrait("broken", "pod:\n  annotations: {{ if .params.break }}{ a: {{ end }}{}\n");
        var platform = folder.Read();
        var rendered = await Renderer.Render(
            [Build(platform, "shop", "traits: {broken: {break: true}}"), Build(platform, "well", "traits: {broken: {}}")],
            platform, new RenderTarget("test"), HelmUnderTest.Pinned(), TestContext.Current.CancellationToken);
        rendered[1].Findings.ShouldBeEmpty();
        Golden.Check("no-yaml.txt", Printed.Text(rendered[0].Findings, folder.Path));
    }

    [Theory]
    [InlineData("unknown-trait", "traits: {autoscal: {max: 3}}")]
    [InlineData("unknown-parameter", "traits: {autoscale: {maxx: 3}}")]
    [InlineData("wrong-parameter", "traits:\n  autoscale: {max: many, min: 0}\n  replicas: {}\n")]
    public void A_wrong_entry_is_told_at_its_place(string name, string entry)
    {
        var (read, _) = EntryReader.Read(new SourceText("with.yaml", entry));
        var (component, findings) = ComponentBuilder.Build(Definition("shop"), read.ShouldNotBeNull(), PlatformReader.BuiltIn);
        component.ShouldBeNull();
        Golden.Check($"{name}.txt", Printed.Text(findings));
    }

    [Fact]
    public async Task What_only_the_finished_model_shows_is_told_too()
    {
        var tuned = Build(PlatformReader.BuiltIn, "shop", """
            traits:
              probes-tuning: {startup: {periodSeconds: 10, failureThreshold: 3}}
              autoscale: {min: 5, max: 2}
            """, path: "/same");
        var stray = Build(PlatformReader.BuiltIn, "stray", "traits: {resources: {container: sidecar, requests: {cpu: 1}}}\npatches: {door: {kind: Ingress, merge: {spec: {ingressClassName: x}}}}");
        var rendered = await Renderer.Render([tuned, stray], PlatformReader.BuiltIn, new RenderTarget("test"), HelmUnderTest.Pinned(), TestContext.Current.CancellationToken);
        Golden.Check("finished-model.txt", Printed.Text(rendered.SelectMany(r => r.Findings)));
    }

    private static ServiceDefinition Definition(string name, string? path = null)
    {
        var text = $$$"""
            name: {{{name}}}
            version: 1.0.0
            container:
              imagesName: shop/{{{name}}}
              health:
                startupProbe: {httpGet: {path: {{{path ?? "/started"}}}, port: http}, periodSeconds: 2, failureThreshold: 30}
                livenessProbe: {httpGet: {path: {{{path ?? "/live"}}}, port: http}}
                readinessProbe: {httpGet: {path: /ready, port: http}}
            ports: {http: 8080}
            """;
        var read = DefinitionReader.Read(new SourceText("service.yaml", text), DefinitionOptions.Default);
        return read.Definition.ShouldNotBeNull(Printed.Text(read.Diagnostics));
    }

    private static Component Build(PlatformDefinition platform, string name, string entry, string? path = null)
    {
        var (read, wrong) = EntryReader.Read(new SourceText("with.yaml", entry));
        var (component, findings) = ComponentBuilder.Build(Definition(name, path), read.ShouldNotBeNull(Printed.Text(wrong)), platform);
        return component.ShouldNotBeNull(Printed.Text(findings));
    }
}
