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
    [InlineData("PersistentVolumeClaim", "spec: {storageClassName: a}", "spec: {storageClassName: b}", Effect.Recreates, true)]
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
    [InlineData("{dnsPolicy: ClusterFirst, terminationGracePeriodSeconds: 30, containers: []}", "{containers: []}")]
    [InlineData("{containers: [{name: a, ports: [{containerPort: 1, protocol: TCP}]}]}", "{containers: [{name: a, ports: [{containerPort: 1}]}]}")]
    [InlineData("{containers: [{name: a, livenessProbe: {periodSeconds: 10, httpGet: {path: /, scheme: HTTP}}}]}", "{containers: [{name: a, livenessProbe: {httpGet: {path: /}}}]}")]
    [InlineData("{containers: [{name: a, resources: {limits: {cpu: 1000m, memory: 1Gi}}}]}", "{containers: [{name: a, resources: {limits: {cpu: 1, memory: 1024Mi}}}]}")]
    public void What_the_API_server_stores_alike_is_no_difference(string one, string other)
    {
        One("Deployment", $"spec: {{template: {{spec: {one}}}}}", $"spec: {{template: {{spec: {other}}}}}").ShouldBeNull();
        One("Deployment", $"spec: {{template: {{spec: {other}}}}}", $"spec: {{template: {{spec: {one}}}}}").ShouldBeNull();
    }

    private static ObjectChange? One(string kind, string before, string after)
    {
        var changes = ObjectChanges.Of([Made(kind, before)], [Made(kind, after)]);
        return changes.Count == 0 ? null : changes.ShouldHaveSingleItem();
    }

    private static RenderedObject Made(string kind, string text)
    {
        var map = ((MapNode)YamlReader.Read(new SourceText("object.yaml", text)).Documents[0]).With("kind", Node.Of(kind));
        return new RenderedObject(kind is "ConfigMap" or "PersistentVolumeClaim" ? "v1" : "apps/v1", kind, "one", null, "") { Json = Encoding.UTF8.GetBytes(JsonText.Write(map)) };
    }
}
