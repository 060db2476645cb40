using Slipway.Yaml;

namespace Slipway.Packages.Tests.Needs;

public sealed class NeedsTests
{
    private static ComponentNeeds Of(string objects, params string[] made)
    {
        var read = YamlReader.Read(new SourceText("objects.yaml", objects));
        read.Diagnostics.ShouldBeEmpty();
        return NeedsOfObjects.Of("web", read.Documents, made.ToHashSet());
    }

    [Fact]
    public void Requests_times_pods_with_what_stays_beside_and_what_runs_before()
    {
        var needs = Of("""
            apiVersion: apps/v1
            kind: Deployment
            metadata: {name: web}
            spec:
              replicas: 3
              template:
                spec:
                  initContainers:
                  - {name: big, resources: {requests: {cpu: "2", memory: 64Mi}}}
                  - {name: proxy, restartPolicy: Always, resources: {requests: {cpu: 100m, memory: 32Mi}}}
                  containers:
                  - {name: web, resources: {requests: {cpu: 500m}, limits: {memory: 96Mi}}}
                  - {name: quiet}
            """);
        (needs.Pods, needs.Cpu.Most.Cores(), needs.Memory.Least.Bytes(), needs.Unsaid).ShouldBe(((3, 3), "6", "384Mi", 1));
    }

    [Fact]
    public void An_autoscaler_decides_between_the_least_and_the_most_and_claims_follow_the_pods()
    {
        var needs = Of("""
            apiVersion: apps/v1
            kind: StatefulSet
            metadata: {name: web}
            spec:
              template: {spec: {containers: [{name: web, resources: {requests: {cpu: 250m, memory: 1Gi}}}]}}
              volumeClaimTemplates: [{spec: {storageClassName: fast, accessModes: [ReadWriteOnce], resources: {requests: {storage: 10Gi}}}}]
            ---
            apiVersion: autoscaling/v2
            kind: HorizontalPodAutoscaler
            metadata: {name: web}
            spec: {minReplicas: 2, maxReplicas: 8, scaleTargetRef: {name: web}}
            """);
        (needs.Pods, needs.Cpu.Least.Cores(), needs.Cpu.Most.Cores(), needs.Memory.Most.Bytes()).ShouldBe(((2, 8), "500m", "2", "8Gi"));
        needs.Storage.ShouldHaveSingleItem().ShouldBe(new NeededStorage("fast", "ReadWriteOnce", ResourceAmount.Of("10Gi"), 2, 8));
    }

    [Theory]
    [InlineData("CronJob", "jobTemplate: {spec: {parallelism: 2, POD}}", 0, 2, "1400m")]
    [InlineData("CronJob", "jobTemplate: {spec: {POD}}", 0, 1, "700m")]
    [InlineData("CronJob", "jobTemplate: {spec: {parallelism: 5, completions: 3, POD}}", 0, 3, "2100m")]
    [InlineData("Job", "parallelism: 4, completions: 2, POD", 2, 2, "1400m")]
    [InlineData("Job", "parallelism: 0, POD", 0, 0, "0")]
    public void Of_a_job_those_pods_count_that_run_side_by_side(string kind, string spec, long least, long most, string cpu)
    {
        var needs = Of($$"""
            apiVersion: batch/v1
            kind: {{kind}}
            metadata: {name: web}
            spec: { {{spec.Replace("POD", "template: {spec: {containers: [{name: web, resources: {requests: {cpu: 700m, memory: 64Mi}}}]}}", StringComparison.Ordinal)}} }
            """);
        (needs.Pods, needs.Cpu.Most.Cores()).ShouldBe(((least, most), cpu));
    }

    [Theory]
    [InlineData("4", "5200m", "4000m–5200m")]
    [InlineData("500m", "2", "500m–2000m")]
    [InlineData("1", "3", "1–3")]
    [InlineData("0", "1500m", "0–1500m")]
    [InlineData("2", "2", "2")]
    public void Both_ends_of_a_range_are_in_one_unit(string least, string most, string shown)
        => new AmountRange(ResourceAmount.Of(least), ResourceAmount.Of(most)).Cores().ShouldBe(shown);

    [Theory]
    [InlineData("1Gi", "1536Mi", "1024Mi–1536Mi")]
    [InlineData("512Mi", "2Gi", "512Mi–2048Mi")]
    [InlineData("1Gi", "2Gi", "1Gi–2Gi")]
    public void Bytes_too(string least, string most, string shown)
        => new AmountRange(ResourceAmount.Of(least), ResourceAmount.Of(most)).Bytes().ShouldBe(shown);

    [Fact]
    public void Kinds_ports_and_secrets_that_the_site_must_have_are_named()
    {
        var needs = Of("""
            apiVersion: cert-manager.io/v1
            kind: Certificate
            metadata: {name: web}
            ---
            apiVersion: gateway.networking.k8s.io/v1
            kind: HTTPRoute
            metadata: {name: web}
            ---
            apiVersion: networking.k8s.io/v1
            kind: Ingress
            metadata: {name: web}
            ---
            apiVersion: v1
            kind: Service
            metadata: {name: web}
            spec: {type: LoadBalancer, ports: [{port: 443}, {port: 53, protocol: UDP}]}
            ---
            apiVersion: apps/v1
            kind: DaemonSet
            metadata: {name: web}
            spec:
              template:
                spec:
                  imagePullSecrets: [{name: pull}]
                  containers:
                  - name: web
                    ports: [{containerPort: 80, hostPort: 8080}]
                    env: [{name: A, valueFrom: {secretKeyRef: {name: a, key: k}}}, {name: B, valueFrom: {secretKeyRef: {name: b, key: k, optional: true}}}]
                    envFrom: [{secretRef: {name: made}}]
                  volumes: [{name: v, secret: {secretName: c}}]
            """, "made");
        needs.Kinds.ShouldBe(["Certificate.cert-manager.io", "HTTPRoute.gateway.networking.k8s.io"]);
        needs.Ports.ShouldBe(["LoadBalancer 443/TCP", "LoadBalancer 53/UDP", "node 8080/TCP"]);
        needs.Secrets.ShouldBe(["a", "c", "pull"]);
        (needs.IsOnEachNode, needs.Pods).ShouldBe((true, (0, 0)));
    }

    [Theory]
    [InlineData("apiVersion: apps/v1\nkind: Deployment\nspec: nothing")]
    [InlineData("apiVersion: 7\nkind: [x]\nspec: {template: {spec: {containers: x}}}")]
    [InlineData("apiVersion: apps/v1\nkind: Deployment\nspec: {replicas: -3, template: {spec: {containers: [{resources: {requests: {cpu: much}}}, 7]}}}")]
    public void What_is_no_sound_object_is_counted_as_nothing(string odd) => Of(odd).Cpu.Most.Cores().ShouldBe("0");
}
