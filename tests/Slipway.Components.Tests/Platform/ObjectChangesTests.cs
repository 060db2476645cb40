using System.Text;
using Slipway.Yaml;

namespace Slipway.Components.Tests;

/// <summary>What going from one object to another does to pods.</summary>
public class ObjectChangesTests
{
    private const string Pod = "template: {spec: {containers: [{name: a, image: IMAGE}]}}";

    [Theory]
    [InlineData("Deployment", "spec: {POD}", "spec: {POD}", Effect.Restarts, ReplacementWay.Rolling)]
    [InlineData("Deployment", "spec: {POD, strategy: {type: Recreate}}", "spec: {POD, strategy: {type: Recreate}}", Effect.Restarts, ReplacementWay.AllAtOnce)]
    [InlineData("Deployment", "spec: {POD}", "spec: {POD, strategy: {type: Recreate}}", Effect.Restarts, ReplacementWay.AllAtOnce)]
    [InlineData("Deployment", "spec: {POD, paused: true}", "spec: {POD, paused: true}", Effect.Changes, ReplacementWay.Waiting)]
    [InlineData("Deployment", "spec: {POD, replicas: 0}", "spec: {POD, replicas: 0}", Effect.Changes, ReplacementWay.Waiting)]
    [InlineData("Deployment", "spec: {POD, replicas: 0}", "spec: {POD, replicas: 2}", Effect.Restarts, ReplacementWay.Rolling)]
    [InlineData("DaemonSet", "spec: {POD, updateStrategy: {type: OnDelete}}", "spec: {POD, updateStrategy: {type: OnDelete}}", Effect.Changes, ReplacementWay.Waiting)]
    [InlineData("StatefulSet", "spec: {POD, replicas: 3}", "spec: {POD, replicas: 3, updateStrategy: {rollingUpdate: {partition: 3}}}", Effect.Changes, ReplacementWay.Waiting)]
    [InlineData("StatefulSet", "spec: {POD, replicas: 3}", "spec: {POD, replicas: 3, updateStrategy: {rollingUpdate: {partition: 2}}}", Effect.Restarts, ReplacementWay.Rolling)]
    public void Pods_are_replaced_as_the_strategy_says(string kind, string before, string after, Effect effect, ReplacementWay way)
    {
        var change = One(kind, before.Replace("POD", Pod.Replace("IMAGE", "a:1")), after.Replace("POD", Pod.Replace("IMAGE", "a:2")))!;
        (change.Effect, change.Pods!.Way).ShouldBe((effect, way));
    }

    [Theory]
    [InlineData("Deployment", "spec: {replicas: 1}", "spec: {replicas: 2}", Effect.Changes, false)]
    [InlineData("Deployment", "spec: {selector: {a: b}}", "spec: {selector: {a: c}}", Effect.Recreates, false)]
    [InlineData("StatefulSet", "spec: {serviceName: a}", "spec: {serviceName: b}", Effect.Recreates, false)]
    [InlineData("StatefulSet", "spec: {volumeClaimTemplates: [{metadata: {name: a}, spec: {size: 1}}]}", "spec: {volumeClaimTemplates: [{metadata: {name: a}, spec: {size: 2}}]}", Effect.Recreates, true)]
    [InlineData("StatefulSet", "spec: {minReadySeconds: 1}", "spec: {minReadySeconds: 2}", Effect.Changes, false)]
    [InlineData("PersistentVolumeClaim", "spec: {resources: {requests: {storage: 1Gi}}}", "spec: {resources: {requests: {storage: 2Gi}}}", Effect.Changes, true)]
    [InlineData("PersistentVolumeClaim", "spec: {storageClassName: a}", "spec: {storageClassName: b}", Effect.Refused, false)]
    [InlineData("PersistentVolumeClaim", "spec: {accessModes: [ReadWriteOnce]}", "spec: {accessModes: [ReadWriteMany]}", Effect.Refused, false)]
    [InlineData("PersistentVolumeClaim", "spec: {resources: {requests: {storage: 2Gi}}}", "spec: {resources: {requests: {storage: 1Gi}}}", Effect.Refused, false)]
    [InlineData("PersistentVolumeClaim", "spec: {volumeAttributesClassName: a}", "spec: {volumeAttributesClassName: b}", Effect.Changes, true)]
    [InlineData("Service", "spec: {ports: [{port: 80}]}", "spec: {ports: [{port: 80}], clusterIP: None}", Effect.Refused, false)]
    [InlineData("Service", "spec: {ports: [{port: 80}], clusterIP: None}", "spec: {ports: [{port: 80}]}", Effect.Changes, false)]
    [InlineData("Service", "spec: {clusterIP: None}", "spec: {type: ExternalName, externalName: a.b}", Effect.Changes, false)]
    [InlineData("Secret", "{type: Opaque, data: {a: b}}", "{type: a/b, data: {a: b}}", Effect.Recreates, false)]
    [InlineData("ConfigMap", "data: {a: b}", "{data: {a: b}, immutable: true}", Effect.Changes, false)]
    [InlineData("ConfigMap", "{data: {a: b}, immutable: true}", "{data: {a: c}, immutable: true}", Effect.Recreates, false)]
    [InlineData("ConfigMap", "{data: {a: b}, immutable: true}", "data: {a: b}", Effect.Recreates, false)]
    [InlineData("RoleBinding", "roleRef: {name: a}", "roleRef: {name: b}", Effect.Recreates, false)]
    [InlineData("Job", "spec: {completions: 1}", "spec: {completions: 2}", Effect.Recreates, false)]
    [InlineData("PersistentVolumeClaim", "metadata: {labels: {a: b}}", "metadata: {labels: {a: c}}", Effect.Changes, false)]
    [InlineData("ConfigMap", "data: {a: b}", "data: {a: c}", Effect.Changes, false)]
    [InlineData("ConfigMap", "{metadata: {labels: {slipway/config: hot}}, data: {a: b}}", "{metadata: {labels: {slipway/config: hot}}, data: {a: c}}", Effect.Reloads, false)]
    [InlineData("Job", "spec: {template: {a: b}}", "spec: {template: {a: c}}", Effect.Recreates, false)]
    [InlineData("Deployment", "spec: {template: {spec: {volumes: [{name: d, persistentVolumeClaim: {claimName: a}}]}}}", "spec: {template: {spec: {volumes: [{name: d, persistentVolumeClaim: {claimName: b}}]}}}", Effect.Restarts, true)]
    public void What_may_not_change_is_made_anew_and_volumes_are_told(string kind, string before, string after, Effect effect, bool touchesData)
    {
        var change = One(kind, before, after)!;
        (change.Effect, change.TouchesData).ShouldBe((effect, touchesData));
    }

    [Theory]
    [InlineData("Job", "spec: {}", "", Effect.Changes, false, false)]
    [InlineData("Job", "spec: {}", "Deployment", Effect.Changes, false, false)]
    [InlineData("PersistentVolumeClaim", "spec: {}", "", Effect.Changes, false, true)]
    [InlineData("ConfigMap", "data: {}", "", Effect.Changes, false, false)]
    [InlineData("Deployment", "spec: {}", "", Effect.Ends, false, false)]
    [InlineData("Deployment", "spec: {}", "StatefulSet", Effect.Recreates, false, false)]
    [InlineData("Deployment", "spec: {}", "Job", Effect.Ends, false, false)]
    [InlineData("Deployment", "metadata: {annotations: {helm.sh/resource-policy: keep}}", "", Effect.Changes, false, true)]
    [InlineData("StatefulSet", "spec: {persistentVolumeClaimRetentionPolicy: {whenDeleted: Delete}}", "", Effect.Ends, true, false)]
    public void What_is_removed_ends_or_stays_as_an_install_leaves_it(string kind, string text, string instead, Effect effect, bool touchesData, bool stays)
    {
        var gone = ObjectChanges.Of([Made(kind, text)], instead.Length == 0 ? [] : [Made(instead, "spec: {}")]).Single(change => !change.IsThere);
        (gone.Effect, gone.TouchesData, gone.Stays).ShouldBe((effect, touchesData, stays));
    }

    [Theory]
    [InlineData("{dnsPolicy: ClusterFirst, terminationGracePeriodSeconds: 30, containers: []}", "{containers: []}")]
    [InlineData("{containers: [{name: a, ports: [{containerPort: 1, protocol: TCP}]}]}", "{containers: [{name: a, ports: [{containerPort: 1}]}]}")]
    [InlineData("{containers: [{name: a, livenessProbe: {periodSeconds: 10, httpGet: {path: /, scheme: HTTP}}}]}", "{containers: [{name: a, livenessProbe: {httpGet: {path: /}}}]}")]
    [InlineData("{containers: [{name: a, resources: {limits: {cpu: 1000m, memory: 1Gi}}}]}", "{containers: [{name: a, resources: {limits: {cpu: 1, memory: 1024Mi}}}]}")]
    public void What_the_API_server_stores_alike_is_no_difference(string one, string other)
    {
        One("Deployment", $"spec: {{template: {{spec: {one}}}}}", $"spec: {{template: {{spec: {other}}}}}").ShouldBeNull();
        One("Deployment", $"spec: {{template: {{spec: {other}}}}}", $"spec: {{template: {{spec: {one}}}}}").ShouldBeNull();
    }

    [Fact]
    public void Named_items_that_change_places_are_a_change_and_one_more_in_front_is_none_of_the_others()
    {
        static string Containers(params string[] names) => $"spec: {{template: {{spec: {{initContainers: [{string.Join(", ", names.Select(name => $"{{name: {name}}}"))}]}}}}}}";
        var swapped = One("Deployment", Containers("a", "b"), Containers("b", "a"))!;
        swapped.Effect.ShouldBe(Effect.Restarts);
        var field = swapped.Fields.ShouldHaveSingleItem();
        (field.Path, JsonText.Write(field.Before!), JsonText.Write(field.After!)).ShouldBe(("spec.template.spec.initContainers[]", """["a","b"]""", """["b","a"]"""));
        One("Deployment", Containers("a", "b"), Containers("new", "a", "b"))!.Fields.ShouldHaveSingleItem().Path.ShouldBe("spec.template.spec.initContainers[new]");
        One("Deployment", Containers("a", "gone", "b"), Containers("a", "b"))!.Fields.ShouldHaveSingleItem().Path.ShouldBe("spec.template.spec.initContainers[gone]");
    }

    [Theory]
    [InlineData("a:1 b:2", "a:1 b:2", true)]
    [InlineData("a:1 b:2", "b:2 a:1", true)]
    [InlineData("a:1", "a:2", false)]
    [InlineData("a:1", "a:1 b:2", false)]
    [InlineData("a:1 b:2", "a:1", false)]
    [InlineData("a:1 a:1", "a:1", false)]
    [InlineData("a:1 a:2", "a:1 a:1", false)]
    [InlineData("a:1 one/a:2", "a:1 one/a:2", true)]
    [InlineData("a:1 one/a:2", "a:1 one/a:3", false)]
    [InlineData("one/a:1", "two/a:1", false)]
    public void The_same_is_what_changes_nothing_in_any_namespace(string before, string after, bool same)
    {
        ObjectChanges.AreSame(Objects(before), Objects(after)).ShouldBe(same);
        ObjectChanges.AreSame(Objects(after), Objects(before)).ShouldBe(same);
    }

    private static List<RenderedObject> Objects(string words) => [.. words.Split(' ').Select(word =>
    {
        var (place, value) = (word.Split(':')[0].Split('/'), word.Split(':')[1]);
        var space = place.Length == 1 ? "" : $", namespace: {place[0]}";
        return ForeignObjects.Of(Read($"apiVersion: v1\nkind: ConfigMap\nmetadata: {{name: {place[^1]}{space}}}\ndata: {{a: '{value}'}}\n")).Single();
    })];

    private static Node Read(string text) => YamlReader.Read(new SourceText("test", text)).Documents.Single();

    private static ObjectChange? One(string kind, string before, string after)
    {
        var changes = ObjectChanges.Of([Made(kind, before)], [Made(kind, after)]);
        return changes.Count == 0 ? null : changes.ShouldHaveSingleItem();
    }

    private static string ApiVersion(string kind) => kind switch
    {
        "ConfigMap" or "Secret" or "Service" or "PersistentVolumeClaim" => "v1",
        "Job" => "batch/v1",
        "RoleBinding" => "rbac.authorization.k8s.io/v1",
        _ => "apps/v1",
    };

    private static RenderedObject Made(string kind, string text)
    {
        var map = ((MapNode)YamlReader.Read(new SourceText("object.yaml", text)).Documents[0]).With("kind", Node.Of(kind));
        return new RenderedObject(ApiVersion(kind), kind, "one", null, "") { Json = Encoding.UTF8.GetBytes(JsonText.Write(map)) };
    }
}
