using Slipway.Testing;
using Slipway.Yaml;

namespace Slipway.Components.Tests;

/// <summary>Neither locks nor policy nor the chart itself let patches and objects around them.</summary>
public sealed class LockTests
{
    private const string Locks = """
        defaults:
          stateless:
            traits:
              resources: {locked: true, limits: {memory: 1Gi}}
              labels: {locked: true, pod: {team: a, order: "1"}}
              network-policy: {locked: true, ingress: {}}
              replicas: {count: 2}
        """;

    [Theory]
    // What the trait owns is told before anything is rendered, what it only sets afterwards.
    [InlineData("patches: {p: {kind: Deployment, merge: {spec: {template: {spec: {containers: [{name: shop, image: x, resources: {limits: {memory: 1Gi}}}]}}}}}}", "SLW0256", true)]
    [InlineData("patches: {p: {kind: Deployment, remove: [/spec/template/spec]}}", "SLW0256", true)]
    [InlineData("patches: {p: {kind: Deployment, merge: {spec: {template: {metadata: {labels: {team: b}}}}}}}", "SLW0256", false)]
    [InlineData("patches: {p: {kind: Deployment, remove: [/spec/template/metadata/labels/team]}}", "SLW0256", false)]
    [InlineData("patches: {p: {kind: Deployment, merge: {spec: {template: {metadata: {labels: {order: \"2\"}}}}}}}", "SLW0256", false)]
    [InlineData("patches: {p: {kind: NetworkPolicy, merge: {spec: {ingress: [{}]}}}}", "SLW0256", false)]
    [InlineData("traits: {merge-patch: {model: {pod: {labels: {team: b}}}}}", "SLW0256", false)]
    [InlineData("traits: {merge-patch: {model: {pod: {containers: {shop: {resources: {limits: {memory: 8Gi}}}}}}}}", "SLW0256", false)]
    [InlineData("traits: {merge-patch: {remove: [/pod/containers/shop/resources]}}", "SLW0256", false)]
    [InlineData("traits: {json-patch: {operations: [{op: replace, path: /pod/containers/shop/resources/limits/memory, value: 8Gi}]}}", "SLW0256", false)]
    // The same value is no change, other fields are free, and replicas is a default without lock.
    [InlineData("patches: {p: {kind: Deployment, merge: {spec: {template: {metadata: {labels: {team: a, tier: b}}}}}}}", "", false)]
    [InlineData("patches: {p: {kind: Deployment, merge: {spec: {replicas: 5}}}, q: {kind: Service, merge: {spec: {type: NodePort}}}}", "", false)]
    [InlineData("traits: {merge-patch: {model: {pod: {labels: {team: a}, hostname: shop}}}}", "", false)]
    public async Task A_lock_holds_against_patches_and_last_words(string entry, string code, bool isStatic)
    {
        var platform = new PlatformFolder().With("platform.yaml", Locks).Read();
        var (component, findings) = Injected.Build(entry, platform);
        (component is null).ShouldBe(isStatic, Printed.Text(findings));
        IReadOnlyList<Diagnostic> errors = [.. findings, .. component is null ? [] : (await Injected.Render([component], platform))[0].Findings];
        errors = [.. errors.Where(f => f.Severity == Severity.Error)];
        errors.Select(f => f.Rule.Code).Distinct().ShouldBe(code.Length == 0 ? [] : [code], Printed.Text(errors));
        foreach (var error in errors)
        {
            error.At!.Source.Name.ShouldBe("with.yaml");
            error.Related.ShouldHaveSingleItem().Source.Name.ShouldEndWith("platform.yaml");
        }
    }

    [Fact]
    public async Task A_lock_is_named_with_the_patch_in_both_languages()
    {
        var folder = new PlatformFolder().With("platform.yaml", Locks);
        var rendered = await Injected.Render("""
            traits:
              merge-patch: {model: {pod: {labels: {team: b}}}}
            patches:
              door: {kind: NetworkPolicy, merge: {spec: {ingress: [{}]}}}
              team: {kind: Deployment, remove: [/spec/template/metadata/labels/team]}
            """, folder.Read());
        rendered.Objects.ShouldBeEmpty();
        Golden.Check("locked.txt", Printed.Text(rendered.Findings, folder.Path));
    }

    [Fact]
    public async Task A_trait_that_the_entry_brings_in_does_not_take_over_what_is_locked()
    {
        var platform = new PlatformFolder().With("platform.yaml", "defaults: {stateless: {traits: {replicas: {locked: true, count: 2}}}}").Read();
        const string Own = "defaults: {stateless: {traits: {replicas: {locked: true, count: 2}, resources: {requests: {cpu: 1}}, autoscale: {max: 4}}}}";
        (await Injected.Render("traits: {autoscale: {max: 4}, resources: {requests: {cpu: 1}}}", platform)).Findings.Select(f => f.Rule).ShouldBe([InjectionRules.LockedField]);
        // Where the platform itself says both, it knows what it does.
        (await Injected.Render("traits: {}", new PlatformFolder().With("platform.yaml", Own).Read())).Findings.ShouldBeEmpty();
    }

    [Fact]
    public async Task The_policy_holds_for_what_patches_made()
    {
        var folder = new PlatformFolder().With("policy.yaml", "images: {allowed: [/team], latest: false}\nlimits: {limits: {memory: 2Gi}, replicas: 5, storage: 1Gi}");
        var rendered = await Injected.Render("""
            objects:
              job: {apiVersion: batch/v1, kind: Job, metadata: {name: other}, spec: {template: {spec: {containers: [{name: a, image: team/a}]}}}}
            patches:
              many: {kind: Deployment, merge: {spec: {replicas: 6}}}
              image: {kind: Job, name: "*", merge: {spec: {template: {spec: {containers: [{name: a, image: evil/a, resources: {limits: {memory: 3Gi}}}]}}}}}
              init: {kind: Deployment, merge: {spec: {template: {spec: {initContainers: [{name: i, image: "team/i:latest"}]}}}}}
            """, folder.Read());
        rendered.Objects.ShouldBeEmpty();
        Golden.Check("policy.txt", Printed.Text(rendered.Findings, folder.Path));
        Injected.Build("patches: {a: {kind: Deployment, merge: {spec: {paused: true}}}}", new PlatformFolder().With("policy.yaml", "fields: [patches]").Read()).Findings.Select(f => f.Rule).ShouldBe([PolicyRules.Field]);
    }

    public static TheoryData<string, string, string> Refused
    {
        get
        {
            var data = new TheoryData<string, string, string>();
            foreach (var helm in new[] { "helm3", "helm4" })
                foreach (var (values, said) in new[]
                {
                    // By the schema of values.
                    ("patches: [{kind: Deployment, merge: {spec: {paused: true}}}]", "want object"),
                    ("patches: {a: {merge: {spec: {paused: true}}}}", "missing property 'kind'"),
                    ("patches: {a: {kind: Deployment}}", "merge"),
                    ("patches: {a: {kind: Deployment, marge: {}}}", "marge"),
                    ("patches: {a: {kind: Deployment, remove: [spec]}}", "does not match pattern"),
                    ("patches: {a: {kind: Deployment, remove: [/metadata/name]}}", "/patches/a/remove/0"),
                    ("patches: {a: {kind: Deployment, merge: {metadata: {name: b}}}}", "/patches/a/merge/metadata/name"),
                    ("patches: {a: {kind: Deployment, order: -1, merge: {spec: {paused: true}}}}", "/patches/a/order"),
                    ("objects: {a: {kind: ConfigMap, metadata: {name: a}}}", "missing property 'apiVersion'"),
                    ("objects: {a: {apiVersion: v1, kind: ConfigMap, metadata: {name: A}}}", "/objects/a/metadata/name"),
                    ("objects: {a: {apiVersion: v1, kind: ConfigMap, metadata: {name: a, namespace: b}}}", "/objects/a/metadata/namespace"),
                    ("objects: {a: {apiVersion: v1, kind: ConfigMap, metadata: {name: a, annotations: {helm.sh/hook: test}}}}", "helm.sh"),
                    // By the chart.
                    ("objects: {a: {apiVersion: apps/v1, kind: Deployment, metadata: {name: shop}}}", "shop: /objects/a: two objects are Deployment shop: /objects/a and /controller"),
                    ("objects: {a: {apiVersion: v1, kind: ConfigMap, metadata: {name: a}, data: {a: \"\\x7f\"}}}", "shop: ConfigMap a holds a control character"),
                    ("patches: {a: {kind: ConfigMap, merge: {data: {a: b}}}}", "shop: /patches/a: this patch meets no object: there is no ConfigMap shop"),
                    ("patches: {a: {kind: Deployment, remove: [/spec/nothing]}}", "shop: /patches/a/remove/0: there is nothing to remove at /spec/nothing"),
                    ("patches: {a: {kind: Deployment, merge: {spec: {selector: {matchLabels: {a: b}}}}}}", "the selector of Deployment shop is for ever"),
                    ("patches: {a: {kind: Deployment, merge: {spec: {template: {metadata: {labels: {app.kubernetes.io/name: b}}}}}}}", "the label app.kubernetes.io/name finds the pods"),
                    ("patches: {a: {kind: Deployment, merge: {spec: {template: 5}}}}", "the label app.kubernetes.io/"),
                })
                    data.Add(helm, values, said);
            return data;
        }
    }

    [Theory, MemberData(nameof(Refused))]
    public async Task Plain_Helm_refuses_wrong_injections(string program, string values, string said)
    {
        var (code, _, error) = await Plain(program, values);
        code.ShouldNotBe(0);
        error.ShouldContain(said);
    }

    [Theory]
    [InlineData("helm3")]
    [InlineData("helm4")]
    public async Task Plain_Helm_takes_right_injections_by_file_and_by_set_and_a_null_takes_one_out(string program)
    {
        const string Values = "objects: {a: {apiVersion: v1, kind: ConfigMap, metadata: {name: a}}}\npatches: {p: {kind: Deployment, remove: [/spec/strategy], merge: {spec: {paused: true}}}, q: {kind: Deployment, merge: {spec: {minReadySeconds: 7}}}}";
        var (code, output, error) = await Plain(program, Values, "--set", "patches.r.kind=Service,patches.r.merge.spec.type=NodePort,patches.q=null");
        code.ShouldBe(0, error);
        foreach (var said in new[] { "paused: true", "type: NodePort", "name: a\n" })
            output.ShouldContain(said);
        foreach (var gone in new[] { "strategy", "minReadySeconds" })
            output.ShouldNotContain(gone);
        (await Plain(program, Values, "--set", "objects.a=null")).Output.ShouldNotContain("kind: ConfigMap");
    }

    private static async Task<(int Code, string Output, string Error)> Plain(string program, string more, params string[] arguments)
    {
        var component = Injected.Build("traits: {}").Component!;
        var (values, injected) = (Path.GetTempFileName(), Path.GetTempFileName());
        await File.WriteAllTextAsync(values, YamlWriter.Write(component.Values), TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(injected, more, TestContext.Current.CancellationToken);
        return await Command.Try(TestEnvironment.Needs(program), ["template", "shop", Chart.Value, "-f", values, "-f", injected, .. arguments]);
    }

    private static readonly Lazy<string> Chart = new(HelmUnderTest.Chart);
}
