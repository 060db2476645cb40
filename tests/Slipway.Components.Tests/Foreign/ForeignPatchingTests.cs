using Slipway.Yaml;

namespace Slipway.Components.Tests.Foreign;

/// <summary>An entry's objects and patches on what a foreign chart rendered, by the real Helm.</summary>
public class ForeignPatchingTests
{
    private const string Deployment = """
        apiVersion: apps/v1
        kind: Deployment
        metadata: {name: web}
        spec:
          selector: {matchLabels: {app: web}}
          template:
            metadata: {labels: {app: web}}
            spec:
              containers:
              - {name: web, image: "nginx:1", args: ["{{ literally }}"], env: [{name: A, value: "1"}, {name: B, value: "0644"}]}
              - {name: side, image: "side:1"}
        """;

    private static RenderedObject[] Objects => [.. YamlReader.Read(new SourceText("web.yaml", Deployment)).Documents.SelectMany(node => ForeignObjects.Of(node))];

    [Fact]
    public async Task One_container_is_changed_by_its_name_and_the_chart_prints_just_that()
    {
        var rendered = await Render("patches: {image: {kind: Deployment, remove: [/spec/template/spec/containers/side/image], merge: {spec: {template: {spec: {containers: {web: {image: 'nginx:2', env: {A: {value: '2'}}}}}}}}}}");
        rendered.Findings.ShouldBeEmpty();
        var spec = JsonText.Write(rendered.Objects.ShouldHaveSingleItem().Content);
        spec.ShouldContain("""{"args":["{{ literally }}"],"env":[{"name":"A","value":"2"},{"name":"B","value":"0644"}],"image":"nginx:2","name":"web"},{"name":"side"}""");
        // What Helm gets prints the same, whatever braces stand in it.
        var again = await Renderer.Render([rendered.Component with { Entry = ComponentEntry.Empty }], PlatformReader.BuiltIn, new RenderTarget("test"), HelmUnderTest.Pinned(), TestContext.Current.CancellationToken);
        JsonText.Write(Sorted(again[0].Objects.Single().Content)).ShouldBe(JsonText.Write(Sorted(rendered.Objects[0].Content)));
        rendered.Component.Inputs.ShouldNotBeNull();
    }

    [Theory]
    [InlineData("patches: {a: {kind: StatefulSet, merge: {spec: {replicas: 2}}}}", "SLW0235", "StatefulSet web")]
    [InlineData("patches: {a: {kind: Deployment, name: other, merge: {spec: {replicas: 2}}}}", "SLW0235", "only web")]
    [InlineData("patches: {a: {kind: Deployment, remove: [/spec/replicas]}}", "SLW0235", "/spec/replicas")]
    [InlineData("patches: {a: {kind: Deployment, merge: {spec: {template: {spec: {containers: {wbe: {image: x}}}}}}}}", "SLW0235", "web, side")]
    [InlineData("patches: {a: {kind: Deployment, merge: {spec: {selector: {matchLabels: {app: other}}}}}}", "SLW0253", "selector")]
    [InlineData("objects: {a: {apiVersion: apps/v1, kind: Deployment, metadata: {name: web}}}", "SLW0247", "Deployment web")]
    public async Task What_cannot_be_is_told_where_it_stands(string entry, string code, string says)
    {
        var rendered = await Render(entry);
        rendered.Objects.ShouldBeEmpty();
        var found = rendered.Findings.ShouldHaveSingleItem();
        found.Rule.Code.ShouldBe(code);
        found.Message(Language.English).ShouldContain(says);
        found.At!.Source.Name.ShouldBe("entry.yaml");
    }

    [Fact]
    public async Task A_patch_that_changes_nothing_can_go()
        => (await Render("patches: {a: {kind: Deployment, merge: {spec: {template: {spec: {containers: {web: {image: 'nginx:1'}}}}}}}}")).Findings.ShouldHaveSingleItem().Rule.Code.ShouldBe("SLW0254");

    [Fact]
    public async Task Objects_of_the_entry_are_part_of_the_release()
    {
        var rendered = await Render("objects: {more: {apiVersion: v1, kind: ConfigMap, metadata: {name: more}, data: {a: '{{ .Values.b }}'}}}");
        rendered.Objects.Select(one => one.Kind).ShouldBe(["ConfigMap", "Deployment"]);
        var again = await Renderer.Render([rendered.Component with { Entry = ComponentEntry.Empty }], PlatformReader.BuiltIn, new RenderTarget("test"), HelmUnderTest.Pinned(), TestContext.Current.CancellationToken);
        JsonText.Write(again[0].Objects[0].Content).ShouldContain("{{ .Values.b }}");
    }

    [Fact]
    public async Task The_platforms_limits_hold_for_foreign_charts_and_their_hooks()
    {
        var hook = YamlReader.Read(new SourceText("hook.yaml", "apiVersion: v1\nkind: Pod\nmetadata: {name: once, annotations: {helm.sh/hook: pre-install}}\nspec: {containers: [{name: once, image: 'evil.example.com/miner:1'}]}\n")).Documents;
        var policy = PlatformReader.Read(new PlatformSource("platform", [new PlatformFile("policy.yaml", new SourceText("policy.yaml", "images: {allowed: [registry.example.com/*]}\n"))], []));
        var component = new Component("web", "1.0.0", Node.Map()) { Installation = "web", Chart = FrozenChart.Of("web", "1.0.0", [.. hook.SelectMany(node => ForeignObjects.Of(node))], []) };
        var rendered = (await Renderer.Render([component], policy.Platform!, new RenderTarget("test"), HelmUnderTest.Pinned(), TestContext.Current.CancellationToken)).Single();
        rendered.Hooks.ShouldBeEmpty();
        rendered.Findings.ShouldHaveSingleItem().Message(Language.English).ShouldContain("evil.example.com/miner");
    }

    [Fact]
    public async Task A_template_that_goes_round_for_ever_is_ended()
    {
        var files = new SortedDictionary<string, byte[]>
        {
            ["Chart.yaml"] = "apiVersion: v2\nname: round\nversion: 1.0.0\n"u8.ToArray(),
            ["templates/round.yaml"] = "{{ range until 1000000 }}{{ range until 1000000 }}{{ end }}{{ end }}"u8.ToArray(),
        };
        var component = new Component("round", "1.0.0", Node.Map()) { Installation = "round", Chart = new ComponentChart("round", "1.0.0", files) };
        var rendered = await ChartRenderer.Render(component, PlatformReader.BuiltIn, new RenderTarget("test"), HelmUnderTest.Pinned(), TestContext.Current.CancellationToken, TimeSpan.FromSeconds(1));
        rendered.Findings.ShouldHaveSingleItem().Message(Language.English).ShouldContain("no end after 1 s");
    }

    [Fact]
    public async Task What_prints_without_end_is_ended()
    {
        var result = await new HelmProgram(Slipway.Testing.TestEnvironment.Needs("yes"), "").Run([], cancellation: TestContext.Current.CancellationToken);
        (result.Succeeded, result.Output.Length).ShouldBe((false, 0));
        result.Error.ShouldContain("128 MiB");
    }

    private static async Task<RenderedComponent> Render(string entry)
    {
        var (read, findings) = EntryReader.Read("entry.yaml", System.Text.Encoding.UTF8.GetBytes(entry));
        findings.ShouldBeEmpty();
        var component = new Component("web", "1.0.0", Node.Map()) { Installation = "web", Chart = FrozenChart.Of("web", "1.0.0", Objects, []), Entry = read! };
        return (await Renderer.Render([component], PlatformReader.BuiltIn, new RenderTarget("test"), HelmUnderTest.Pinned(), TestContext.Current.CancellationToken)).Single();
    }

    private static Node Sorted(Node node) => node switch
    {
        MapNode map => new MapNode(map.Entries.OrderBy(entry => entry.Name, StringComparer.Ordinal).Select(entry => entry with { Value = Sorted(entry.Value) })),
        ListNode list => new ListNode(list.Items.Select(Sorted)),
        _ => node,
    };
}
