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
    [InlineData("a bare word in a custom resource", "{apiVersion: example.com/v1, kind: Thing, spec: {image: busybox}}", "docker.io/library/busybox:latest /spec/image sure")]
    [InlineData("a bare word further in", "{apiVersion: example.com/v1, kind: Thing, spec: {agents: [{sidecar_image: envoy}]}}", "docker.io/library/envoy:latest /spec/agents/0/sidecar_image sure")]
    [InlineData("parts below images", "{apiVersion: example.com/v1, kind: Thing, spec: {images: {agent: {repository: quay.io/team/agent, tag: '1.2'}}}}", "quay.io/team/agent:1.2 /spec/images/agent sure")]
    [InlineData("parts under any name", "{apiVersion: example.com/v1, kind: Thing, spec: {proxy: {registry: quay.io, repository: team/proxy, tag: '2'}}}", "quay.io/team/proxy:2 /spec/proxy sure")]
    [InlineData("parts with other names", "{apiVersion: example.com/v1, kind: Thing, spec: {image: {repo: team/x, version: '1'}}}", "docker.io/team/x:1 /spec/image sure")]
    [InlineData("a path alone", "{apiVersion: example.com/v1, kind: Thing, spec: {img: {repository: q.io/a/b}}}", "q.io/a/b:latest /spec/img sure")]
    [InlineData("a custom resource in a list", "{apiVersion: v1, kind: List, items: [{apiVersion: example.com/v1, kind: Thing, spec: {image: busybox}}]}", "docker.io/library/busybox:latest /items/0/spec/image sure")]
    [InlineData("a list of images", "{apiVersion: example.com/v1, kind: Thing, spec: {images: ['team/app:x']}}", "docker.io/team/app:x /spec/images/0 doubtful")]
    [InlineData("parts in a file of a config map", "{kind: ConfigMap, data: {v.yaml: \"sidecar:\\n  image:\\n    registry: quay.io\\n    repository: team/agent\\n    tag: '2.1'\\n\"}}", "quay.io/team/agent:2.1 /data/v.yaml doubtful")]
    [InlineData("parts in JSON", "{kind: ConfigMap, data: {settings: '{\"proxy\":{\"registry\":\"quay.io\",\"repository\":\"team/agent\"}}'}}", "quay.io/team/agent:latest /data/settings guessed")]
    [InlineData("a secret's data", "{kind: Secret, data: {conf.yaml: aW1hZ2U6IHEuaW8vaC9zZWNyZXQ6MQo=}}", "q.io/h/secret:1 /data/conf.yaml doubtful")]
    [InlineData("a bare word behind a flag", "{kind: Pod, spec: {containers: [{args: [--sidecar-image, busybox]}]}}", "docker.io/library/busybox:latest /spec/containers/0/args/1 guessed")]
    [InlineData("a bare word of a flag", "{kind: Pod, spec: {containers: [{args: ['--other-image=redis']}]}}", "docker.io/library/redis:latest /spec/containers/0/args/0 guessed")]
    [InlineData("a variable with the shape of one", "{kind: Pod, spec: {containers: [{env: [{name: SIDECAR, value: 'busybox:1.36'}]}]}}", "docker.io/library/busybox:1.36 /spec/containers/0/env/0/value guessed")]
    [InlineData("a variable with a path", "{kind: Pod, spec: {containers: [{env: [{name: HELPER, value: 'team/app:3'}]}]}}", "docker.io/team/app:3 /spec/containers/0/env/0/value guessed")]
    [InlineData("a registry's path", "{kind: Pod, spec: {containers: [{env: [{name: HELPER, value: quay.io/team/x}]}]}}", "quay.io/team/x:latest /spec/containers/0/env/0/value guessed")]
    [InlineData("any field of a custom resource", "{apiVersion: example.com/v1, kind: Thing, spec: {y: 'redis:7'}}", "docker.io/library/redis:7 /spec/y guessed")]
    [InlineData("a bare word in a file", "{kind: ConfigMap, data: {v.yaml: \"image: busybox\\n\"}}", "docker.io/library/busybox:latest /data/v.yaml guessed")]
    public void An_image_is_found(string where, string yaml, string expected) => Told(yaml).ShouldBe([expected], where);

    [Theory]
    [InlineData("{kind: Pod, spec: {containers: [{imagePullPolicy: IfNotPresent, args: ['--db=pg:5432', 'http://cart.shop.svc:8080/api', --port, '8080']}], imagePullSecrets: [{name: 'a:b'}]}}")]
    [InlineData("{kind: Pod, spec: {containers: [{env: [{name: IMAGE_TAG, value: 1.2.3}, {name: IMAGE_REGISTRY, value: quay.io}, {name: ADDR, value: 'redis-cart:6379'}, {name: URL, value: 'oci://a.example.com/chart:1'}]}]}}")]
    [InlineData("{kind: Ingress, metadata: {annotations: {nginx.ingress.kubernetes.io/rewrite-target: /$1}}, spec: {rules: [{host: shop.example.com}]}}")]
    [InlineData("{kind: ConfigMap, data: {nginx.conf: 'proxy_pass http://cart:7070/; types { image/png png; } upstream a { server backend.example.com/x:8080; }'}}")]
    [InlineData("{kind: Secret, data: {password: cm9vdDoxLjI=, tls.crt: /w8A, user: dGVhbS9hcHA6Mw==}}")]
    [InlineData("{apiVersion: acme.example.com/v1, kind: Thing, metadata: {labels: {image: web, app: 'team/app:1.2'}}, spec: {image: 'true', useImage: default, repository: team/x, source: {repository: 'https://git.example.com/x', tag: v1}}}")]
    [InlineData("{kind: Pod, spec: {containers: [{args: ['--controller-class=k8s.io/ingress-nginx', '--election=team/lease'], env: [{name: AT, value: 'cart:7070'}, {name: TOKEN, value: 'app:1.2'}, {name: OPTS, value: 'a b:1.5'}]}]}}")]
    [InlineData("{kind: ConfigMap, data: {read.me: \"the image contains all\\nan image: of a kind\\nimage: {{ .Values.image }}\\n\", run.sh: \"IMAGE=$name\\n\"}}")]
    [InlineData("{kind: CustomResourceDefinition, spec: {description: 'registry.example.com/operator:1.0 is the default'}}")]
    [InlineData("{kind: Service, spec: {externalName: mail.example.com}}")]
    public void What_is_no_image_is_not_taken_for_one(string yaml) => Told(yaml).ShouldBeEmpty();

    [Fact]
    public void A_long_text_takes_no_longer_than_its_length()
    {
        var text = string.Concat(Enumerable.Repeat("a.b.c.d/x/y/z-1-2-3.", 200_000));
        var clock = System.Diagnostics.Stopwatch.StartNew();
        ImageScan.Of(Node.Map(("data", Node.Of(text)), ("image", Node.Of(text)))).ShouldBeEmpty();
        // With its square it would be hours.
        clock.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(30));
    }

    private static IEnumerable<string> Told(string yaml)
        => ImageScan.Of(YamlReader.Read(new SourceText("object.yaml", yaml)).Documents[0]).Select(image => $"{image.Name} {image.Pointer} {(image.IsSure ? "sure" : image.IsGuess ? "guessed" : "doubtful")}");
}
