using CsCheck;
using Slipway.Components.Tests.Definitions;
using Slipway.Testing;
using Slipway.Yaml;

namespace Slipway.Components.Tests;

/// <summary>What of objects and patches can be judged without Helm: <c>check</c> tells it, at its line.</summary>
public sealed class InjectionReadingTests
{
    [Theory]
    [InlineData("objects", """
        objects:
          bare: {kind: ConfigMap, metadata: {labels: {a: b}}}
          number: {apiVersion: v1, kind: ConfigMap, metadata: {name: 5}}
          upper: {apiVersion: v1, kind: ConfigMap, metadata: {name: Settings}}
          role: {apiVersion: rbac.authorization.k8s.io/v1, kind: Role, metadata: {name: "system:a/b"}}
          away: {apiVersion: v1, kind: Secret, metadata: {name: keys, namespace: kube-system}}
          once: {apiVersion: v1, kind: Pod, metadata: {name: once, annotations: {helm.sh/hook: pre-install}}}
          first: {apiVersion: autoscaling/v1, kind: HorizontalPodAutoscaler, metadata: {name: web}}
          second: {apiVersion: autoscaling/v2, kind: HorizontalPodAutoscaler, metadata: {name: web}}
          several: {apiVersion: v1, kind: List, items: []}
        """)]
    [InlineData("patches", """
        patches:
          nobody: {merge: {spec: {a: 1}}}
          nothing: {kind: Deployment}
          empty: {kind: Deployment, merge: {}, remove: []}
          nulls: {kind: Deployment, merge: {spec: {a/b: null, c: [{d: null}]}}}
          pointers: {kind: Deployment, remove: [spec, "/", "/a~2", 5]}
          other: {kind: Deployment, merge: {kind: StatefulSet, metadata: {name: x, namespace: y}}, remove: [/metadata]}
          hook: {kind: Deployment, merge: {metadata: {annotations: {helm.sh/hook: test}}}}
          flat: {kind: Deployment, merge: {spec: 5}}
          early: {kind: Deployment, merge: {spec: {a: 1}}, order: -1, when: later}
          word: Deployment
        """)]
    [InlineData("patches-as-list", "patches:\n  - kind: Deployment\n    merge: {spec: {replicas: 3}}\n")]
    [InlineData("controller", """
        patches:
          selector: {kind: Deployment, merge: {spec: {selector: {matchLabels: {a: b}}}}}
          calls: {kind: Service, merge: {spec: {selector: {a: b}}}}
          label: {kind: Deployment, name: "*", merge: {spec: {template: {metadata: {labels: {app.kubernetes.io/name: other, tier: web}}}}}}
          gone: {kind: Deployment, name: shop, remove: [/spec/template/metadata/labels]}
          list: {kind: Deployment, merge: {spec: {template: {spec: {containers: [{name: shop, image: x}]}}}}}
          same: {kind: Deployment, merge: {spec: {template: {metadata: {labels: {app.kubernetes.io/name: shop}}}}}}
          else: {kind: Deployment, name: another, merge: {spec: {selector: {matchLabels: {a: b}}}}}
          own: {apiVersion: example.com/v1, kind: Deployment, merge: {spec: {selector: {a: b}}}}
        objects:
          twin: {apiVersion: apps/v1beta1, kind: Deployment, metadata: {name: shop}}
          stranger: {apiVersion: example.com/v1, kind: Deployment, metadata: {name: shop}}
        """)]
    public void A_wrong_entry_is_told_at_its_place(string name, string entry) => Golden.Check($"{name}.txt", Printed.Text(Injected.Build(entry).Findings));

    [Theory]
    [InlineData("v1", "ConfigMap", "a.b-c", true)]
    [InlineData("v1", "ConfigMap", "a..b", false)]
    [InlineData("v1", "ConfigMap", "a_b", false)]
    [InlineData("v1", "Service", "1st", false)]
    [InlineData("serving.knative.dev/v1", "Service", "1st", true)]
    [InlineData("v1", "Service", "a.b", false)]
    [InlineData("v1", "Namespace", "1st", true)]
    [InlineData("batch/v1", "CronJob", "aaaaaaaaaabbbbbbbbbbccccccccccddddddddddeeeeeeeeee12", true)]
    [InlineData("batch/v1", "CronJob", "aaaaaaaaaabbbbbbbbbbccccccccccddddddddddeeeeeeeeee123", false)]
    [InlineData("rbac.authorization.k8s.io/v1", "ClusterRole", "System:Reader", true)]
    [InlineData("rbac.authorization.k8s.io/v1", "ClusterRole", "..", false)]
    public void Names_follow_the_rules_of_their_kinds(string version, string kind, string name, bool isGood)
        => Injected.Build($"objects: {{a: {{apiVersion: {version}, kind: {kind}, metadata: {{name: \"{name}\"}}}}}}").Findings.Any(f => f.Rule == InjectionRules.ObjectName).ShouldBe(!isGood);

    /// <summary>Values of every kind, right and wrong ones, at every field that objects and patches have.</summary>
    private static readonly Gen<Node> Any = Gen.OneOf(
        Here.OneOf("v1", "apps/v1", "Deployment", "web", "*", "/spec/a", "/a~2", "", "A B", "../x").Select(t => (Node)Node.Of(t)),
        Gen.Int[-1, 3].Select(n => (Node)Node.Of(n)),
        Gen.Const<Node>(Node.Null), Gen.Const<Node>(Node.Map()), Gen.Const<Node>(Node.List()),
        Gen.Const((Node)Node.Map(("a", Node.Map(("b", Node.Null))))), Gen.Const((Node)Node.List(Node.Of("/spec/a"), Node.Of(1))),
        Gen.Const((Node)Node.Map(("spec", Node.Map(("a", Node.Of(1)))))), Gen.Const((Node)Node.List(Node.Of("/spec/b"))), Gen.Const((Node)Node.Of(true)));

    private static Gen<MapNode> Some(params string[] names) => Gen.Select(Here.OneOf(names), Any).Array[0, 2].Select(e => (MapNode)Node.Map(e.DistinctBy(x => x.Item1)));

    [Fact]
    public void Whatever_stands_there_breaks_nothing_and_what_is_wrong_has_its_place()
    {
        var metadata = Some("name", "namespace", "labels", "annotations", "generateName");
        var objects = Gen.Select(Some("apiVersion", "kind", "spec", "data"), metadata, (map, meta) => Over(Node.Map(("apiVersion", Node.Of("v1")), ("kind", Node.Of("ConfigMap")), ("metadata", Over(Node.Map(("name", Node.Of("a"))), meta))), map));
        var patches = Gen.Select(Some("apiVersion", "kind", "name", "order", "remove", "merge", "Merge", "other"), Some("spec", "metadata", "kind", "data"), Gen.Bool, (map, merge, given) => Over(given ? Node.Map(("kind", Node.Of("ConfigMap")), ("merge", merge)) : Node.Map(("kind", Node.Of("ConfigMap")), ("remove", Node.List(Node.Of("/data/a")))), map));
        static MapNode Over(MapNode good, MapNode some) => some.Entries.Aggregate(good, (map, e) => map.With(e.Name, e.Value));
        var taken = 0;
        Gen.Select(objects, patches).Sample((one, patch) =>
        {
            var text = YamlWriter.Write(Node.Map(("objects", Node.Map(("o", one))), ("patches", Node.Map(("p", patch)))));
            var (component, findings) = Injected.Build(text);
            findings.ShouldAllBe(f => f.At != null && f.At.Source.Name == "with.yaml", text);
            (component is null).ShouldBe(findings.Any(f => f.Severity == Severity.Error), text);
            if (component is not null)
                Interlocked.Increment(ref taken);
        }, iter: 20_000);
        taken.ShouldBeGreaterThan(500);
    }

    [Fact]
    public void What_is_right_is_taken_and_a_null_of_a_file_does_not_go_to_Helm()
    {
        const string Good = """
            objects:
              settings: {apiVersion: v1, kind: ConfigMap, metadata: {name: settings, creationTimestamp: null}, data: {a: b}}
              role: {apiVersion: rbac.authorization.k8s.io/v1, kind: Role, metadata: {name: "Shop:reader"}}
            patches:
              slow: {kind: Deployment, apiVersion: apps/v1, name: shop, order: 0, remove: [/spec/a~1b], merge: {spec: {minReadySeconds: 5, list: [{a: [1]}]}}}
              only: {kind: Service, remove: [/spec/type]}
            """;
        var (component, findings) = Injected.Build(Good);
        findings.ShouldBeEmpty();
        (component!.Values["objects"] as MapNode)!.At("/settings/metadata").ShouldBe("""{"name":"settings"}""");
    }
}
