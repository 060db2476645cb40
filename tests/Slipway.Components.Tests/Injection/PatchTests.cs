using System.Globalization;
using CsCheck;
using Slipway.Testing;
using Slipway.Yaml;

namespace Slipway.Components.Tests;

/// <summary>What patches do to finished objects.</summary>
public sealed class PatchTests
{
    [Fact]
    public async Task Without_a_name_the_components_own_object_is_meant_whatever_it_is_called()
    {
        var identity = Injected.Build("patches: {a: {kind: Deployment, merge: {spec: {paused: true}}}, b: {kind: Service, merge: {spec: {type: NodePort}}}}").Component!;
        identity = identity with { Values = identity.Values.With("identity", Node.Map(("name", Node.Of("old")), ("service", Node.Of("front")))) };
        var renamed = (await Injected.Render([identity]))[0];
        (renamed.Object("Deployment").At("/metadata/name"), renamed.Object("Deployment").At("/spec/paused")).ShouldBe(("\"old\"", "true"));
        (renamed.Object("Service").At("/metadata/name"), renamed.Object("Service").At("/spec/type")).ShouldBe(("\"front\"", "\"NodePort\""));

        // A stateful component has a second Service, which is meant by its name or by all.
        const string Stateful = "workload: stateful";
        async Task<IEnumerable<string?>> Types(string name) => (await Injected.Render($"patches: {{a: {{kind: Service, {name} merge: {{metadata: {{annotations: {{met: \"1\"}}}}}}}}}}", more: Stateful))
            .Objects.Where(o => o.Kind == "Service").OrderBy(o => o.Name, StringComparer.Ordinal).Select(o => ((MapNode)o.Content).At("/metadata/annotations/met"));
        (await Types("")).ShouldBe(["\"1\"", null]);
        (await Types("name: shop-pods,")).ShouldBe([null, "\"1\""]);
        (await Types("name: \"*\",")).ShouldBe(["\"1\"", "\"1\""]);
    }

    [Fact]
    public async Task A_patched_Job_has_another_name_like_any_other_Job_that_changed()
    {
        const string Job = "workload: job";
        var plain = (await Injected.Render("traits: {}", more: Job)).Object("Job").At("/metadata/name");
        var patched = (await Injected.Render("patches: {a: {kind: Job, merge: {spec: {backoffLimit: 1}}}}", more: Job)).Object("Job");
        var named = (await Injected.Render("patches: {a: {kind: Job, name: shop, merge: {spec: {backoffLimit: 1}}}}", more: Job)).Object("Job");
        (patched.At("/spec/backoffLimit"), patched.At("/metadata/name")).ShouldBe(("1", named.At("/metadata/name")));
        patched.At("/metadata/name").ShouldNotBe(plain);
        // A note on the Job itself is no other Job.
        (await Injected.Render("patches: {a: {kind: Job, merge: {metadata: {annotations: {a: b}}}}}", more: Job)).Object("Job").At("/metadata/name").ShouldBe(plain);
    }

    [Fact]
    public async Task Remove_goes_first_so_that_with_merge_it_replaces_a_map_whole()
    {
        var rendered = await Injected.Render("""
            traits: {annotations: {workload: {a/b: "1", c: "2"}}}
            patches:
              all: {kind: Deployment, remove: [/metadata/annotations/a~1b, /spec/strategy], merge: {metadata: {annotations: {d: "3"}}}, order: 2}
              before: {kind: Deployment, merge: {spec: {strategy: {type: RollingUpdate, rollingUpdate: {maxSurge: 2}}}}, order: 1}
              whole: {kind: Service, remove: [/metadata/labels], merge: {metadata: {labels: {only: this}}}}
            """);
        rendered.Object("Deployment").At("/metadata/annotations").ShouldBe("""{"c":"2","d":"3"}""");
        rendered.Object("Deployment").At("/spec/strategy").ShouldBeNull();
        rendered.Object("Service").At("/metadata/labels").ShouldBe("""{"only":"this"}""");
        rendered.Objects.Single(o => o.Kind == "Deployment").PatchedBy.ShouldBe(["before", "all"]);
        rendered.Objects.Select(o => o.Origin).ShouldBe(["/traits/expose/objects.yaml", "/controller"]);
    }

    [Fact]
    public async Task What_only_rendering_shows_is_told_at_its_line()
    {
        var component = Injected.Build("""
            traits:
              service-account: {name: runner}
            objects:
              account: {apiVersion: v1, kind: ServiceAccount, metadata: {name: runner}}
              again: {apiVersion: v1, kind: Service, metadata: {name: shop}, spec: {}}
              fixed: {apiVersion: v1, kind: ConfigMap, metadata: {name: fixed}, immutable: true, data: {a: b}}
            patches:
              nobody: {kind: ConfigMap, merge: {data: {a: c}}}
              away: {kind: Ingress, name: door, merge: {spec: {a: 1}}}
              version: {apiVersion: apps/v2, kind: Deployment, merge: {spec: {paused: true}}}
              gone: {kind: Deployment, name: "*", remove: [/spec/nothing, /spec/template/spec/containers/0/image]}
              idle: {kind: Service, merge: {spec: {type: ClusterIP}}}
              content: {kind: ConfigMap, name: fixed, merge: {data: {a: c}}}
              note: {kind: ConfigMap, name: fixed, merge: {metadata: {labels: {a: c}}}}
            """).Component!;
        var other = Injected.Build("patches: {label: {kind: Deployment, merge: {spec: {template: {metadata: {labels: {app: other}}}}}}, gone: {kind: Deployment, remove: [/spec/template/metadata/labels/app]}}").Component!;
        // The selector of a release that was taken over.
        other = other with { Values = other.Values.With("identity", Node.Map(("selector", Node.Map(("app", Node.Of("old")))))) };
        var idle = Injected.Build("patches: {idle: {kind: Deployment, merge: {spec: {template: {metadata: {labels: {app.kubernetes.io/name: shop}}}}}}}").Component!;
        var rendered = await Injected.Render([component, other, idle]);
        Golden.Check("rendered.txt", Printed.Text(rendered.SelectMany(r => r.Findings)));
        // A patch that changes nothing is a remark; the objects are there.
        rendered.Select(r => r.Objects.Count).ShouldBe([0, 0, 2]);
    }

    [Fact]
    public async Task The_rules_of_finished_models_hold_for_patched_controllers_too()
    {
        string[] entries =
        [
            "patches: {typo: {kind: Deployment, merge: {spec: {replcas: 3, minReadySeconds: soon}}}}",
            "patches: {typo: {kind: Deployment, merge: {spec: {template: {spec: {hostnam: a}}}}}}",
            """
            patches:
              first: {kind: Deployment, merge: {spec: {template: {spec: {dnsPolicy: Nowhere}}}}}
              pod:
                kind: Deployment
                merge:
                  spec:
                    template:
                      spec:
                        volumes: [{name: a, emptyDr: {}}]
                        containers:
                          - name: shop
                            image: x
                            startupProbe: {httpGet: {path: /live, port: 8080}}
                            livenessProbe: {httpGet: {path: /live, port: 8080}}
                            env: [{name: A, value: "1"}, {name: A, value: "2"}, {value: "3"}]
            """,
            "patches: {bare: {kind: Deployment, remove: [/spec/template/spec]}}",
            "patches: {more: {kind: Deployment, merge: {spec: {template: {spec: {containers: [{name: shop, image: x}, {name: side, image: y}]}}}}}}",
        ];
        var rendered = await Injected.Render([.. entries.Select(e => Injected.Build(e).Component!)]);
        rendered.ShouldAllBe(r => r.Objects.Count == 0);
        Golden.Check("finished.txt", Printed.Text(rendered.SelectMany(r => r.Findings)));
    }

    [Fact]
    public async Task A_patched_controller_that_nothing_is_wrong_with_stays_as_it_is_on_every_workload()
    {
        foreach (var (workload, kind, more) in new[] { ("stateless", "Deployment", ""), ("stateful", "StatefulSet", ""), ("daemon", "DaemonSet", ""), ("job", "Job", ""), ("cronjob", "CronJob", "schedule: {cron: \"0 0 * * *\"}") })
        {
            var rendered = await Injected.Render($"traits: {{{more}}}\npatches: {{note: {{kind: {kind}, merge: {{metadata: {{annotations: {{a: b}}}}}}}}}}", more: $"workload: {workload}");
            Printed.Text(rendered.Findings).ShouldBeEmpty(workload);
            rendered.Object(kind).At("/metadata/annotations/a").ShouldBe("\"b\"", workload);
        }
    }

    [Fact]
    public async Task A_list_of_the_pod_that_a_patch_replaces_is_a_warning_where_something_is_lost()
    {
        const string Patch = "patches: {list: {kind: Deployment, merge: {spec: {template: {spec: {volumes: [{name: own, emptyDir: {}}]}}}}}}";
        (await Injected.Render(Patch)).Findings.ShouldBeEmpty();
        var lost = (await Injected.Render("traits: {volume: {volumes: {cache: {emptyDir: {}, mounts: {/cache: {}}}}}}\n" + Patch)).Findings.ShouldHaveSingleItem();
        (lost.Rule, lost.At!.Line).ShouldBe((InjectionRules.PatchList, 2));
    }

    private static readonly string[] Names = ["a", "b", "c", "~x/y"];

    /// <summary>Maps of maps over few names, so that patches meet; leaves are texts, numbers and lists.</summary>
    private static readonly Gen<Node> Value = Gen.Recursive<Node>((depth, below) => depth > 2
        ? Gen.Int[0, 3].Select(n => (Node)Node.Of(n))
        : Gen.OneOf(Gen.Int[0, 3].Select(n => (Node)Node.Of(n)), Definitions.Here.OneOf("x", "y").Select(t => (Node)Node.Of(t)), Gen.Int[0, 2].Select(n => (Node)Node.List(Node.Of(n), Node.Of("z"))), Map(below)));

    private static Gen<Node> Map(Gen<Node> below) => Gen.Select(Definitions.Here.OneOf(Names), below).Array[1, 3].Select(e => (Node)Node.Map(e.DistinctBy(x => x.Item1)));

    private static readonly Gen<MapNode> Patch = Gen.Select(Map(Value), Gen.Int[0, 3], Gen.Bool, (merge, order, said) =>
    {
        var patch = Node.Map(("kind", Node.Of("Widget")), ("merge", Node.Map(("spec", merge))));
        return said ? patch.With("order", Node.Of(order * 50)) : patch;
    });

    private static readonly Gen<(MapNode Spec, MapNode Patches)> Case = Gen.Select(Map(Value), Gen.Select(Definitions.Here.OneOf("p", "q", "r", "s", "10", "9", "p/q~"), Patch).Array[1, 5],
        (spec, patches) => ((MapNode)spec, (MapNode)Node.Map(patches.DistinctBy(p => p.Item1).Select(p => (p.Item1, (Node)p.Item2)))));

    [Fact]
    public async Task Patches_go_by_their_order_then_by_their_names_and_never_by_where_they_stand()
    {
        var cases = Some(Case, 300);
        var components = cases.SelectMany((c, i) => new[] { Widget(c.Spec, c.Patches, i, ""), Widget(c.Spec, new MapNode(c.Patches.Entries.Reverse()), i, "r") }).ToList();
        var rendered = await Injected.Render(components);
        for (var i = 0; i < cases.Count; i++)
        {
            var (forth, back) = (rendered[2 * i], rendered[(2 * i) + 1]);
            forth.HasErrors.ShouldBeFalse(Printed.Text(forth.Findings));
            var expected = cases[i].Patches.Entries.OrderBy(Order).ThenBy(p => p.Name, StringComparer.Ordinal).Aggregate(Node.Map(("spec", cases[i].Spec)), (made, p) => MergePatch.Apply(made, (MapNode)((MapNode)p.Value)["merge"]!));
            JsonText.Write(forth.Object("Widget")["spec"]!).ShouldBe(JsonText.Write(back.Object("Widget")["spec"]!));
            Nodes.Equal(forth.Object("Widget")["spec"], expected["spec"]).ShouldBeTrue($"{JsonText.Write(cases[i].Patches)} on {JsonText.Write(cases[i].Spec)}");
        }
    }

    [Fact]
    public async Task Two_patches_of_different_fields_commute()
    {
        var cases = Some(Gen.Select(Map(Value), Map(Value), Map(Value), Gen.Int[0, 5], (spec, one, other, order) => (Spec: (MapNode)spec, One: (MapNode)one, Other: (MapNode)other, order)), 800)
            .Where(c => Commuting.Meetings(Commuting.Leaves(c.One), Commuting.Leaves(c.Other)).Count == 0).ToList();
        cases.Count.ShouldBeGreaterThan(100);
        MapNode Both(MapNode one, int first, MapNode other, int second) => Node.Map(("one", Of(one, first)), ("other", Of(other, second)));
        MapNode Of(MapNode spec, int order) => Node.Map(("kind", Node.Of("Widget")), ("order", Node.Of(order)), ("merge", Node.Map(("spec", spec))));
        var rendered = await Injected.Render([.. cases.SelectMany((c, i) => new[] { Widget(c.Spec, Both(c.One, 1, c.Other, 2), i, ""), Widget(c.Spec, Both(c.One, 2, c.Other, 1), i, "r") })]);
        for (var i = 0; i < cases.Count; i++)
            JsonText.Write(rendered[2 * i].Object("Widget")["spec"]!).ShouldBe(JsonText.Write(rendered[(2 * i) + 1].Object("Widget")["spec"]!));
    }

    [Fact]
    public async Task Bytes_of_the_batch_are_bytes_of_the_single_chart()
    {
        var chart = HelmUnderTest.Chart();
        var components = Some(Case, 12).Select((c, i) => Widget(c.Spec, c.Patches, i, "")).ToList();
        components.Add(Injected.Build("""
            objects: {"a/b~c": {apiVersion: v1, kind: ConfigMap, metadata: {name: a, annotations: {x: "\u00e9\u2028"}}, data: {k: "1\n2"}}}
            patches:
              list: {kind: Deployment, merge: {spec: {template: {spec: {tolerations: [{operator: Exists}]}}}}}
              gone: {kind: Service, remove: [/spec/type]}
              all: {kind: ConfigMap, name: "*", merge: {data: {"a.b": "\U0001F600 \t"}}}
            """).Component!);
        var batch = await Injected.Render(components);
        foreach (var (rendered, component) in batch.Zip(components))
        {
            rendered.HasErrors.ShouldBeFalse(Printed.Text(rendered.Findings));
            string.Join("\n---\n", rendered.Objects.Select(o => o.Yaml.TrimEnd('\n'))).ShouldBe(string.Join("\n---\n", await HelmUnderTest.Single(HelmUnderTest.Pinned(), chart, component)));
        }
    }

    private static long Order(MapEntry patch) => long.Parse(((patch.Value as MapNode)?["order"] as ScalarNode)?.Text ?? "100", CultureInfo.InvariantCulture);

    /// <summary>The same in each run: Helm takes seconds, so cases are made first and rendered at once.</summary>
    private static List<T> Some<T>(Gen<T> gen, int count)
    {
        var all = new List<T>();
        gen.Sample(all.Add, seed: "0000KOIxeHg2", iter: count, threads: 1);
        return all;
    }

    private static Component Widget(MapNode spec, MapNode patches, int number, string more)
    {
        var built = Injected.Build("objects: {w: {apiVersion: example.com/v1, kind: Widget, metadata: {name: NAME}}}".Replace("NAME", $"w{number}{more}", StringComparison.Ordinal), name: $"w{number}{more}").Component!;
        var widget = ((MapNode)((MapNode)built.Values["objects"]!)["w"]!).With("spec", spec);
        return built with { Values = built.Values.With("objects", Node.Map(("w", widget))).With("patches", patches) };
    }
}
