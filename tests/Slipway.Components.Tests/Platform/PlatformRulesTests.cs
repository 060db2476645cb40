using Slipway.Testing;
using Slipway.Yaml;

namespace Slipway.Components.Tests;

/// <summary>What a team's platform.yaml and policy.yaml do to components.</summary>
public sealed class PlatformRulesTests
{
    private const string Shop = """
        name: shop
        version: 1.0.0
        container:
          imagesName: /team/shop
          health:
            startupProbe: {httpGet: {path: /started, port: http}}
            livenessProbe: {httpGet: {path: /live, port: http}}
            readinessProbe: {httpGet: {path: /ready, port: http}}
        ports: {http: 8080}
        """;

    [Fact]
    public void A_teams_chart_has_a_version_that_no_other_chart_has()
    {
        GenericChart.Single(PlatformReader.BuiltIn).Version.ShouldBe(PlatformReader.BuiltIn.Version);
        var versions = new[] { "a", "b" }.Select(text => Chart(new PlatformFolder().WithTrait("note", $"pod: {{annotations: {{note: {text}}}}}"))).ToList();
        versions[0].ShouldStartWith(PlatformReader.BuiltIn.Version + "+");
        versions[0].ShouldNotBe(versions[1]);
        Chart(new PlatformFolder().WithTrait("note", "pod: {annotations: {note: a}}")).ShouldBe(versions[0]);
        Chart(new PlatformFolder().With("platform.yaml", "version: 3.1.4")).ShouldStartWith("3.1.4+");
        // A policy changes nothing in the chart.
        Chart(new PlatformFolder().With("policy.yaml", "containers: true")).ShouldBe(PlatformReader.BuiltIn.Version);
    }

    [Fact]
    public void Defaults_are_merged_over_the_built_in_ones()
    {
        var platform = new PlatformFolder().With("platform.yaml", """
            name: acme
            version: 1.4.0
            defaults:
              stateless:
                traits:
                  expose: null
                  replicas: {count: 2}
                  labels:
            """).Read();
        (platform.Name, platform.Version).ShouldBe(("acme", "1.4.0"));
        JsonText.Write(platform.DefaultTraits("stateless")).ShouldBe("""{"replicas":{"count":2,"enabled":true},"labels":{"enabled":true}}""");
        JsonText.Write(platform.DefaultTraits("daemon")).ShouldBe("""{"expose":{"enabled":true}}""");
    }

    [Fact]
    public void Each_fault_of_the_defaults_is_told_with_its_place()
    {
        var folder = new PlatformFolder().With("platform.yaml", """
            name: Acme
            versions: 1.4.0
            """);
        var first = PlatformReader.Read(folder.Path).Findings;
        folder.With("platform.yaml", """
            defaults:
              statefull: {traits: {}}
              stateless:
                traits:
                  replica: {count: 2}
                  replicas: {count: many}
                  schedule: {cron: "0 0 * * *"}
              daemon:
                traits:
                  autoscale: {max: 3}
            """);
        // Which traits and workloads there are is none of this test's business.
        var told = Printed.Text([.. first, .. PlatformReader.Read(folder.Path).Findings], folder.Path)
            .Replace(string.Join(", ", PlatformReader.BuiltIn.Traits.Select(t => t.Name).Order(StringComparer.Ordinal)), "TRAITS", StringComparison.Ordinal)
            .Replace(string.Join(", ", PlatformReader.BuiltIn.Workloads.Select(w => w.Name)), "WORKLOADS", StringComparison.Ordinal);
        Golden.Check("platform-yaml.txt", told);
    }

    [Theory]
    [InlineData("traits: {resources: {enabled: false}}", true)]
    [InlineData("traits: {resources: {limits: {memory: 8Gi}}}", true)]
    [InlineData("traits: {resources: {requests: {cpu: 1}}}", true)]
    [InlineData("traits: {resources: null}", true)]
    [InlineData("traits: {resources: {limits: {memory: 1Gi}}}", false)]
    [InlineData("traits: {replicas: {count: 2}}", false)]
    public void What_is_locked_stays_as_it_is(string entry, bool isRefused)
    {
        var platform = new PlatformFolder().With("platform.yaml", "defaults: {stateless: {traits: {resources: {locked: true, limits: {memory: 1Gi}}}}}").Read();
        var (component, findings) = Build(platform, Shop, entry);
        findings.Select(f => f.Rule).ShouldBe(isRefused ? [PolicyRules.Locked] : []);
        if (isRefused)
            findings[0].Related.Single().Source.Name.ShouldEndWith("platform.yaml");
        else
            JsonText.Write((component!.Values["traits"] as MapNode)!["resources"]!).ShouldNotContain("locked");
    }

    [Fact]
    public void The_definitions_own_resources_do_not_open_a_lock()
    {
        var platform = new PlatformFolder().With("platform.yaml", "defaults: {stateless: {traits: {resources: {locked: true, limits: {memory: 1Gi}}}}}").Read();
        var locked = Build(platform, Shop + "\nresources: {limits: {memory: 2Gi}}", "").Findings.Single();
        (locked.Rule, locked.At!.Line).ShouldBe((PolicyRules.Locked, 10));
    }

    [Theory]
    [InlineData("registry.example.com/team", "registry.example.com/team/shop", true)]
    [InlineData("registry.example.com/team", "registry.example.com/team", true)]
    [InlineData("registry.example.com/team", "registry.example.com/teams/shop", false)]
    [InlineData("registry.example.com", "registry.example.com.evil.net/shop", false)]
    [InlineData("registry.example.com/*/base", "registry.example.com/a/base", true)]
    [InlineData("registry.example.com/*/base", "registry.example.com/a/b/base", false)]
    [InlineData("/team", "/team/shop", true)]
    [InlineData("/team", "team/shop", false)]
    [InlineData("/", "/anything", true)]
    [InlineData("busybox", "busybox", true)]
    public void Images_are_allowed_by_whole_parts_of_their_names(string pattern, string image, bool isAllowed)
        => ImagePattern.Parse(pattern).ShouldNotBeNull().Holds(image).ShouldBe(isAllowed);

    [Theory]
    [InlineData("https://registry.example.com")]
    [InlineData("registry.example.com/t*")]
    [InlineData("a//b")]
    [InlineData("")]
    public void What_is_no_part_of_an_image_is_no_pattern(string pattern) => ImagePattern.Parse(pattern).ShouldBeNull();

    [Fact]
    public void A_policy_bounds_definition_and_entry_each_at_its_place()
    {
        var folder = new PlatformFolder().With("policy.yaml", """
            fields: [storage, container.args, objects]
            workloads: [daemon]
            traits: {allowed: [replicas, resources]}
            images: {allowed: [registry.example.com], latest: false}
            limits: {limits: {memory: 2Gi}, requests: {cpu: 1}, replicas: 5, storage: 1Gi}
            """);
        var definition = Shop.Replace("  imagesName: /team/shop", "  imagesName: /team/shop\n  imagesTag: latest\n  args: [a]", StringComparison.Ordinal)
            + "\nstorage: {data: {path: /data, size: 2Gi, access: ReadWriteMany}}\nresources: {requests: {cpu: 1001m}}";
        var (_, findings) = Build(folder.Read(), definition, """
            traits:
              expose: {enabled: false}
              replicas: {count: 6}
              resources: {limits: {memory: 2049Mi}}
            objects: {more: {apiVersion: v1, kind: ConfigMap, metadata: {name: more}}}
            """);
        Golden.Check("bounds.txt", Printed.Text(findings, folder.Path));
    }

    [Fact]
    public void A_service_of_one_active_pod_counts_as_what_it_runs_as()
    {
        var platform = new PlatformFolder().With("policy.yaml", "workloads: [stateless]").Read();
        var refused = Build(platform, Shop + "\nsingleActive: true", "").Findings.Single(f => f.Rule == PolicyRules.Workload);
        (refused.Arguments[0], refused.At!.Line).ShouldBe(("stateful", 10));
    }

    [Fact]
    public async Task No_trait_object_or_patch_gets_around_the_limits()
    {
        var folder = new PlatformFolder()
            .With("policy.yaml", "images: {allowed: [/team], latest: false}\nlimits: {limits: {memory: 2Gi}, replicas: 5, storage: 1Gi}")
            .WithTrait("big", "controller: {spec: {replicas: 9}}\npod: {containers: {shop: {resources: {limits: {memory: 3Gi}}}, other: {order: 1, image: evil.example.com/a}}}");
        var platform = folder.Read();
        var (component, wrong) = Build(platform, Shop, """
            traits: {big: {}}
            objects:
              claim: {apiVersion: v1, kind: PersistentVolumeClaim, metadata: {name: claim}, spec: {resources: {requests: {storage: 5Gi}}}}
            patches:
              closed: {kind: Service, merge: {spec: {ports: []}}}
              first: {kind: Deployment, merge: {spec: {template: {spec: {initContainers: [{name: first, image: "evil.example.com/b:latest"}]}}}}}
            """);
        wrong.ShouldBeEmpty();
        var rendered = await Renderer.Render([component!], platform, new RenderTarget("test"), HelmUnderTest.Pinned(), TestContext.Current.CancellationToken);
        rendered[0].Objects.ShouldBeEmpty();
        Golden.Check("finished-bounds.txt", Printed.Text(rendered[0].Findings, folder.Path));
        // The definition's own image, whose name the site completes, is none that somebody brought in.
        foreach (var registry in new[] { null, "registry.site.example/mirror" })
            (await Renderer.Render([Build(platform, Shop, "", registry).Component!], platform, new RenderTarget("test"), HelmUnderTest.Pinned(), TestContext.Current.CancellationToken))[0].Findings.ShouldBeEmpty();
    }

    private static string Chart(PlatformFolder folder) => GenericChart.Single(folder.Read()).Version;

    private static (Component? Component, IReadOnlyList<Diagnostic> Findings) Build(PlatformDefinition platform, string definition, string entry, string? registry = null)
    {
        var read = DefinitionReader.Read(new SourceText("service.yaml", definition), platform.Policy.Options);
        var with = entry.Length == 0 ? ComponentEntry.Empty : EntryReader.Read(new SourceText("with.yaml", entry)).Entry.ShouldNotBeNull();
        return ComponentBuilder.Build(read.Definition.ShouldNotBeNull(Printed.Text(read.Diagnostics)), with, platform, registry: registry);
    }
}
