namespace Slipway.Components.Tests.Init;

/// <summary>What manifests say and a definition cannot hold is told, each thing at its line.</summary>
public sealed class KubernetesLossTests
{
    [Theory]
    [InlineData("{name: gone, key: k, optional: true}", "spec.containers[0].env[0] (X)")]
    [InlineData("{name: there, key: other, optional: true}", "")]
    [InlineData("{name: there, key: k, optional: true}", "")]
    public void An_optional_variable_of_a_ConfigMap_that_is_not_here(string reference, string told)
        => Told($"env: [{{name: X, valueFrom: {{configMapKeyRef: {reference}}}}}]", "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: there}\ndata: {k: v}\n").ShouldBe(told);

    [Theory]
    [InlineData("storageClassName: fast", "PersistentVolumeClaim data: spec.storageClassName")]
    [InlineData("selector: {matchLabels: {a: b}}", "PersistentVolumeClaim data: spec.selector")]
    [InlineData("dataSource: {kind: VolumeSnapshot, name: s}", "PersistentVolumeClaim data: spec.dataSource")]
    [InlineData("volumeName: pv", "PersistentVolumeClaim data: spec.volumeName")]
    [InlineData("volumeMode: Filesystem", "")]
    public void What_a_claim_says_of_its_place(string line, string told)
    {
        Told("volumeMounts: [{name: d, mountPath: /d}, {name: d, mountPath: /e}]\n  volumes: [{name: d, persistentVolumeClaim: {claimName: data}}]",
            $"apiVersion: v1\nkind: PersistentVolumeClaim\nmetadata: {{name: data}}\nspec: {{{line}}}\n").ShouldBe(told);
        Told($"volumeMounts: [{{name: data, mountPath: /d}}]\n  volumes: [{{name: data, ephemeral: {{volumeClaimTemplate: {{spec: {{{line}}}}}}}}}]", "")
            .ShouldBe(told);
    }

    [Theory]
    [InlineData("spec: {ports: [{name: web, port: 80, nodePort: 30080}]", "Service web: spec.ports[0].nodePort")]
    [InlineData("spec: {ports: [{name: http, port: 80}]", "Service web: spec.ports[0].name http")]
    [InlineData("spec: {ports: [{name: web, port: 80, appProtocol: h2c}]", "Service web: spec.ports[0].appProtocol")]
    [InlineData("spec: {externalIPs: [10.0.0.1], ports: [{name: web, port: 80}]", "Service web: spec.externalIPs")]
    [InlineData("spec: {internalTrafficPolicy: Cluster, clusterIPs: [10.0.0.1], ports: [{port: 80, targetPort: web}]", "")]
    public void What_a_Service_says_besides(string spec, string told)
        => Told("ports: [{name: web, containerPort: 80}]", $"apiVersion: v1\nkind: Service\nmetadata: {{name: web}}\n{spec}, selector: {{app: web}}}}\n").ShouldBe(told);

    [Fact]
    public void A_port_that_takes_the_Services_name_loses_nothing()
        => Told("ports: [{containerPort: 80}]", "apiVersion: v1\nkind: Service\nmetadata: {name: web}\nspec: {ports: [{name: front, port: 80}], selector: {app: web}}\n").ShouldBe("");

    [Theory]
    [InlineData("env: []", "kind: Service\nmetadata: {name: other}\nspec: {selector: {app: other}}", "Service other")]
    [InlineData("env: []", "kind: ConfigMap\nmetadata: {name: other}\ndata: {a: b}", "ConfigMap other")]
    [InlineData("env: []", "kind: PersistentVolumeClaim\nmetadata: {name: other}", "PersistentVolumeClaim other")]
    [InlineData("envFrom: [{configMapRef: {name: other}}]", "kind: ConfigMap\nmetadata: {name: other}\ndata: {a: b}", "")]
    [InlineData("env: []\n  volumes: [{name: d, configMap: {name: other}}]", "kind: ConfigMap\nmetadata: {name: other}", "")]
    [InlineData("env: []\n  volumes: [{name: d, persistentVolumeClaim: {claimName: other}}]", "kind: PersistentVolumeClaim\nmetadata: {name: other}", "")]
    public void An_object_that_no_workload_uses(string container, string other, string told)
        => Losses.Told(Read(container, $"apiVersion: v1\n{other}\n").Findings).ShouldBe(told);

    private static string Told(string container, string beside) => Losses.Told(Read(container, beside).Drafts.ShouldHaveSingleItem().Findings);

    private static DraftsRead Read(string container, string beside)
    {
        var text = $"apiVersion: v1\nkind: Pod\nmetadata: {{name: web, labels: {{app: web}}}}\nspec:\n  containers:\n  - name: web\n    image: web:1.0.0\n    {container}\n---\n{beside}";
        return InitSource.Read("pod.yaml", System.Text.Encoding.UTF8.GetBytes(text), InitFiles.None);
    }
}
