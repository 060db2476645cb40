using Slipway.Testing;
using Slipway.Yaml;

namespace Slipway.Components.Tests;

public sealed class PlatformCheckTests
{
    [Fact]
    public async Task Everything_that_the_built_in_platform_offers_renders()
    {
        var result = await PlatformCheck.Run(PlatformReader.BuiltIn, HelmUnderTest.Pinned(), TestContext.Current.CancellationToken);
        Printed.Text(result.Findings).ShouldBeEmpty();
        result.Rendered.ShouldBeGreaterThan(PlatformReader.BuiltIn.Traits.Count);
    }

    [Fact]
    public async Task Faults_that_only_rendering_shows_are_told_in_the_teams_own_files()
    {
        var folder = new PlatformFolder()
            .WithTrait("misspelt", "pod:\n  annotation: {a: b}\n")
            .WithTrait("broken", "pod:\n  annotations: {a: {{ index .params.list 3 | quote }}}\n", "{type: object, properties: {list: {type: array, items: {type: string}, minItems: 1}}, required: [list]}")
            .WithTrait("note", "pod: {annotations: {note: {{ .params.text | quote }}}}", "{type: object, properties: {text: {type: string, default: a}}}")
            .WithTrait("memo", "pod: {annotations: {note: memo}}")
            .With("policy.yaml", "limits: {replicas: 2}")
            .With("platform.yaml", "defaults: {stateless: {traits: {replicas: {locked: true, count: 3}}}}");
        var result = await PlatformCheck.Run(folder.Read(), HelmUnderTest.Pinned(), TestContext.Current.CancellationToken);
        Golden.Check("platform-check.txt", Printed.Text(result.Findings, folder.Path));
    }

    [Fact]
    public async Task A_diff_tells_what_restarts_what_is_made_anew_and_what_only_changes()
    {
        var (before, after) = (new PlatformFolder(), new PlatformFolder());
        before.WithTrait("note", "pod: {annotations: {note: a}}").With("platform.yaml", "defaults: {stateless: {traits: {note: {}}}}");
        after.WithTrait("note", "pod: {annotations: {note: b}}").With("platform.yaml", "version: 2.0.0\ndefaults: {stateless: {traits: {note: {}, replicas: {count: 2}}}}").With("policy.yaml", "containers: true");
        var diff = PlatformDiff.Of(before.Read(), after.Read());
        var note = diff.Traits.ShouldHaveSingleItem();
        (note.Name, note.IsUnsaid).ShouldBe(("note", true));
        diff.Policy.Select(change => $"{change.Path} {change.Before} {change.After}").ShouldBe(["containers  true"]);
        diff.Defaults.Select(change => change.Path).ShouldBe(["stateless.traits.replicas"]);
        var effect = ComponentEffect.Of(await Render(before.Read(), ""), await Render(after.Read(), ""));
        effect.Effect.ShouldBe(Effect.Restarts);
        effect.Objects.SelectMany(o => o.Fields).Select(f => f.Path).ShouldBe(["spec.replicas", "spec.template.metadata.annotations.note"], ignoreOrder: true);

        var plain = PlatformReader.BuiltIn;
        ComponentEffect.Of(await Render(plain, ""), await Render(plain, "")).Objects.ShouldBeEmpty();
        ComponentEffect.Of(await Render(plain, ""), await Render(plain, "traits: {replicas: {count: 4}}")).Effect.ShouldBe(Effect.Changes);
        ComponentEffect.Of(await Render(plain, ""), await Render(plain, "", "stateful")).Effect.ShouldBe(Effect.Recreates);
    }

    private static async Task<RenderedComponent> Render(PlatformDefinition platform, string entry, string workload = "stateless")
    {
        var read = DefinitionReader.Read(new SourceText("service.yaml", """
            name: shop
            version: 1.0.0
            workload: WORKLOAD
            container:
              imagesName: /team/shop
              health:
                startupProbe: {httpGet: {path: /started, port: http}}
                livenessProbe: {httpGet: {path: /live, port: http}}
                readinessProbe: {httpGet: {path: /ready, port: http}}
            ports: {http: 8080}
            """.Replace("WORKLOAD", workload, StringComparison.Ordinal)));
        var with = entry.Length == 0 ? ComponentEntry.Empty : EntryReader.Read(new SourceText("with.yaml", entry)).Entry.ShouldNotBeNull();
        var component = ComponentBuilder.Build(read.Definition.ShouldNotBeNull(), with, platform).Component.ShouldNotBeNull();
        return (await Renderer.Render([component], platform, new RenderTarget("test"), HelmUnderTest.Pinned(), TestContext.Current.CancellationToken))[0];
    }
}
