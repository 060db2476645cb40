using Slipway.Testing;
using Slipway.Yaml;

namespace Slipway.Components.Tests;

public sealed class NotRenderedTests
{
    private const string Container = """

        container:
          imagesName: web
          health:
            livenessProbe: {exec: {command: [live]}}
            startupProbe: {exec: {command: [start]}}
            readinessProbe: {exec: {command: [ready]}}
        """;

    [Fact]
    public void What_would_be_left_out_of_the_pod_in_silence_is_refused_when_the_component_is_built()
    {
        var (component, findings) = Build("""
            name: web
            version: 1.0.0
            SingleActive: {standby: 1}
            """ + Container);
        component.ShouldBeNull();
        Golden.Check("not-rendered.txt", Printed.Text(findings));
    }

    [Fact]
    public void A_service_with_a_build_asks_for_the_image_that_the_build_makes()
    {
        var (component, findings) = Build("""
            name: web
            version: 1.0.0+7
            build: {binary: web}
            container:
              health:
                livenessProbe: {exec: {command: [live]}}
                startupProbe: {exec: {command: [start]}}
                readinessProbe: {exec: {command: [ready]}}
            """);
        findings.ShouldBeEmpty();
        var container = ((MapNode)component.ShouldNotBeNull().Values["containers"]!)["web"].ShouldBeOfType<MapNode>();
        JsonText.Write(container["image"]!).ShouldBe("""{"repository":"web","tag":"1.0.0_7"}""");
        container["command"].ShouldBeNull();
    }

    [Fact]
    public void What_changes_no_pod_or_says_the_default_is_built()
    {
        var (component, findings) = Build("""
            name: web
            version: 1.0.0
            updater: {type: script, from: 0.9.0, to: 1.0.0, script: migrate}
            rollback: [{type: shell, script: back}]
            depsService: {redis: 7.0.0}
            storage: {}
            singleActive: false
            """ + Container);
        findings.ShouldBeEmpty();
        component.ShouldNotBeNull();
    }

    [Fact]
    public void The_entry_stands_above_the_definitions_resources()
    {
        const string text = "name: web\nversion: 1.0.0\nresources: {requests: {cpu: 1}, limits: {cpu: 2}}" + Container;
        Traits(text, "{}").ShouldBe("""{"enabled":true,"requests":{"cpu":"1"},"limits":{"cpu":"2"}}""");
        Traits(text, "{resources: {requests: {cpu: null, memory: 1Gi}}}").ShouldBe("""{"enabled":true,"requests":{"memory":"1Gi"},"limits":{"cpu":"2"}}""");
        Traits(text, "{resources: {enabled: false}}").ShouldStartWith("""{"enabled":false,""");
    }

    private static string Traits(string definition, string traits)
    {
        var entry = EntryReader.Read(new SourceText("with.yaml", $"traits: {traits}")).Entry.ShouldNotBeNull();
        return JsonText.Write(((MapNode)Build(definition, entry).Component.ShouldNotBeNull().Values["traits"]!)["resources"]!);
    }

    private static (Component? Component, IReadOnlyList<Diagnostic> Findings) Build(string text, ComponentEntry? entry = null)
    {
        var read = DefinitionReader.Read(new SourceText("service.yaml", text));
        return ComponentBuilder.Build(read.Definition.ShouldNotBeNull(Printed.Text(read.Diagnostics)), entry ?? ComponentEntry.Empty, PlatformReader.BuiltIn);
    }
}
