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
          label: {kind: Deployment, name: "*", merge: {spec: {template: {metadata: {labels: {app.kubernetes.io/name: other, tier: web}}}}}}
          gone: {kind: Deployment, name: shop, remove: [/spec/template/metadata/labels]}
          list: {kind: Deployment, merge: {spec: {template: {spec: {containers: [{name: shop, image: x}]}}}}}
          same: {kind: Deployment, merge: {spec: {template: {metadata: {labels: {app.kubernetes.io/name: shop}}}}}}
          else: {kind: Deployment, name: another, merge: {spec: {selector: {matchLabels: {a: b}}}}}
          own: {apiVersion: example.com/v1, kind: Deployment, merge: {spec: {selector: {a: b}}}}
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

    [Fact]
    public void What_the_reader_takes_the_charts_own_schema_takes_and_what_it_refuses_the_schema_refuses()
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
        // Nothing of what a file may have as null goes to Helm.
        (component!.Values["objects"] as MapNode)!.At("/settings/metadata").ShouldBe("""{"name":"settings"}""");
    }
}
