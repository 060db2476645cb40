using Slipway.Yaml;

namespace Slipway.Packages.Tests.Carrying;

public class ImageScanTests
{
    [Theory]
    [InlineData("a pod", "{kind: Pod, spec: {containers: [{image: redis}]}}", "docker.io/library/redis:latest /spec/containers/0/image sure")]
    [InlineData("an init container in a job in a cron job", "{kind: CronJob, spec: {jobTemplate: {spec: {template: {spec: {initContainers: [{image: 'busybox:1.36'}]}}}}}}", "docker.io/library/busybox:1.36 /spec/jobTemplate/spec/template/spec/initContainers/0/image sure")]
    [InlineData("an ephemeral container", "{kind: Pod, spec: {ephemeralContainers: [{image: 'a.example.com/debug:1'}]}}", "a.example.com/debug:1 /spec/ephemeralContainers/0/image sure")]
    [InlineData("an image volume", "{kind: Pod, spec: {volumes: [{name: m, image: {reference: 'a.example.com/model:1'}}]}}", "a.example.com/model:1 /spec/volumes/0/image/reference sure")]
    [InlineData("a list of objects", "{kind: List, items: [{kind: Pod, spec: {containers: [{image: 'a:1'}]}}]}", "docker.io/library/a:1 /items/0/spec/containers/0/image sure")]
    [InlineData("a pod in a custom resource", "{kind: Cluster, spec: {workers: {podTemplate: {spec: {containers: [{image: 'a:1'}]}}}}}", "docker.io/library/a:1 /spec/workers/podTemplate/spec/containers/0/image sure")]
    [InlineData("a field of a custom resource", "{kind: Prometheus, spec: {image: 'quay.io/prometheus/prometheus:v2.53.0'}}", "quay.io/prometheus/prometheus:v2.53.0 /spec/image sure")]
    [InlineData("another field of one", "{kind: Kafka, spec: {initImage: 'quay.io/strimzi/kafka:0.40.0'}}", "quay.io/strimzi/kafka:0.40.0 /spec/initImage sure")]
    [InlineData("a name in parts", "{kind: Backup, spec: {image: {registry: ghcr.io, repository: x/y, tag: 1.2.3}}}", "ghcr.io/x/y:1.2.3 /spec/image sure")]
    [InlineData("a name in parts with a digest", "{kind: Backup, spec: {image: {repository: x/y, tag: '', digest: 'sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef'}}}", "docker.io/x/y@sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef /spec/image sure")]
    [InlineData("an argument", "{kind: Pod, spec: {containers: [{args: ['--config-reloader=quay.io/x/reloader:v0.75.0']}]}}", "quay.io/x/reloader:v0.75.0 /spec/containers/0/args/0 doubtful")]
    [InlineData("a word behind a flag", "{kind: Pod, spec: {containers: [{args: [--helper-image, 'busybox:1.36']}]}}", "docker.io/library/busybox:1.36 /spec/containers/0/args/1 doubtful")]
    [InlineData("a flag that says image", "{kind: Pod, spec: {containers: [{args: ['--helper-image=busybox:1.36']}]}}", "docker.io/library/busybox:1.36 /spec/containers/0/args/0 doubtful")]
    [InlineData("a script", "{kind: Pod, spec: {containers: [{command: [sh, -c, 'run --name x registry.example.com/tool:1.2 && true']}]}}", "registry.example.com/tool:1.2 /spec/containers/0/command/2 doubtful")]
    [InlineData("a variable", "{kind: Pod, spec: {containers: [{env: [{name: RELATED_IMAGE_AGENT, value: 'agent:2'}]}]}}", "docker.io/library/agent:2 /spec/containers/0/env/0/value doubtful")]
    [InlineData("a file in a config map", "{kind: ConfigMap, data: {template.yaml: \"containers:\\n- name: x\\n  image: sidecar:1.0\\n\"}}", "docker.io/library/sidecar:1.0 /data/template.yaml doubtful")]
    [InlineData("json in a config map", "{kind: ConfigMap, data: {a.json: '{\"image\":\"sidecar:1.0\"}'}}", "docker.io/library/sidecar:1.0 /data/a.json doubtful")]
    [InlineData("an annotation", "{kind: Pod, metadata: {annotations: {inject/image: 'a.example.com/agent:3'}}}", "a.example.com/agent:3 /metadata/annotations/inject~1image doubtful")]
    [InlineData("the default of a kind", "{kind: CustomResourceDefinition, spec: {schema: {properties: {image: {default: 'a.example.com/x:1', description: 'such as b.example.com/y:2'}}}}}", "a.example.com/x:1 /spec/schema/properties/image/default doubtful")]
    public void An_image_is_found(string where, string yaml, string expected) => Told(yaml).ShouldBe([expected], where);

    [Theory]
    [InlineData("{kind: Pod, spec: {containers: [{imagePullPolicy: IfNotPresent, args: ['--db=pg:5432', 'http://cart.shop.svc:8080/api', --port, '8080']}], imagePullSecrets: [{name: 'a:b'}]}}")]
    [InlineData("{kind: Pod, spec: {containers: [{env: [{name: IMAGE_TAG, value: 1.2.3}, {name: IMAGE_REGISTRY, value: quay.io}, {name: ADDR, value: 'redis-cart:6379'}, {name: URL, value: 'oci://a.example.com/chart:1'}]}]}}")]
    [InlineData("{kind: Ingress, metadata: {annotations: {nginx.ingress.kubernetes.io/rewrite-target: /$1}}, spec: {rules: [{host: shop.example.com}]}}")]
    [InlineData("{kind: ConfigMap, data: {nginx.conf: 'proxy_pass http://cart:7070/; types { image/png png; } upstream a { server backend.example.com/x:8080; }'}}")]
    [InlineData("{kind: Secret, data: {image: YS5leGFtcGxlLmNvbS94OjE=}}")]
    [InlineData("{kind: CustomResourceDefinition, spec: {description: 'registry.example.com/operator:1.0 is the default'}}")]
    [InlineData("{kind: Service, spec: {externalName: mail.example.com}}")]
    public void What_is_no_image_is_not_taken_for_one(string yaml) => Told(yaml).ShouldBeEmpty();

    [Fact]
    public void A_long_text_takes_no_longer_than_its_length()
    {
        var text = string.Concat(Enumerable.Repeat("a.b.c.d/x/y/z-1-2-3.", 200_000));
        var clock = System.Diagnostics.Stopwatch.StartNew();
        ImageScan.Of(Node.Map(("data", Node.Of(text)), ("image", Node.Of(text)))).ShouldBeEmpty();
        clock.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(2));
    }

    private static IEnumerable<string> Told(string yaml)
        => ImageScan.Of(YamlReader.Read(new SourceText("object.yaml", yaml)).Documents[0]).Select(image => $"{image.Name} {image.Pointer} {(image.IsSure ? "sure" : "doubtful")}");
}
