namespace Slipway.Cli.Tests.Config;

/// <summary>Objects and patches of an entry where they end: in a cluster, coming, changing and going with the release.</summary>
public sealed class InjectionOnClusterTests
{
    private const string Service = """
        name: hello
        version: 1.0.0
        container:
          imagesName: test.local/busybox
          imagesTag: "1"
          command: [sh, -c, "cd /tmp; > started; > live; > ready; exec busybox httpd -f -p 8080"]
          health:
            startupProbe: {httpGet: {path: /started, port: http}, periodSeconds: 1}
            livenessProbe: {httpGet: {path: /live, port: http}}
            readinessProbe: {httpGet: {path: /ready, port: http}, periodSeconds: 1}
        ports: {http: 8080}
        """;

    [Fact]
    public async Task What_an_entry_brings_comes_changes_and_goes_with_it()
    {
        using var site = await ClusterSite.Make(Service);
        await Entry(site, """
            objects:
              colours: {apiVersion: v1, kind: ConfigMap, metadata: {name: hello-colours}, data: {front: blue}}
            patches:
              deadline: {kind: Deployment, merge: {spec: {progressDeadlineSeconds: 90}}}
              colour: {kind: ConfigMap, name: hello-colours, merge: {data: {front: red}}}
              door: {kind: Service, merge: {metadata: {annotations: {note: open}}}}
              change: {kind: Deployment, remove: [/spec/strategy/rollingUpdate], merge: {spec: {strategy: {type: Recreate}}}}
            """);
        await site.Install();
        (await Read(site, "deployment/hello", "{.spec.progressDeadlineSeconds}")).ShouldBe("90");
        (await Read(site, "configmap/hello-colours", "{.data.front}")).ShouldBe("red");
        (await Read(site, "service/hello", "{.metadata.annotations.note}")).ShouldBe("open");
        (await Read(site, "deployment/hello", "{.spec.strategy}")).ShouldBe("""{"type":"Recreate"}""");

        // The object and all patches but one go, that one stays with another value; the pods do not change.
        var pod = await site.Pod();
        await Entry(site, "patches: {deadline: {kind: Deployment, merge: {spec: {progressDeadlineSeconds: 80}}}}");
        await site.Install();
        (await Read(site, "deployment/hello", "{.spec.progressDeadlineSeconds}")).ShouldBe("80");
        (await site.Kubectl("get", "configmap", "hello-colours", "--ignore-not-found", "-o", "name")).ShouldBeEmpty();
        (await Read(site, "service/hello", "{.metadata.annotations.note}")).ShouldBeEmpty();
        (await Read(site, "deployment/hello", "{.spec.strategy.type}")).ShouldBe("RollingUpdate");
        (await site.Pod()).ShouldBe(pod);
    }

    [Fact]
    public async Task A_patched_Job_runs_again_when_its_patch_changes()
    {
        using var site = await ClusterSite.Make("""
            name: once
            version: 1.0.0
            workload: job
            container:
              imagesName: test.local/busybox
              imagesTag: "1"
              command: [sh, -c, "exit 0"]
              health:
                startupProbe: {exec: {command: [test, -d, /tmp]}}
                livenessProbe: {exec: {command: [test, -d, /bin]}}
                readinessProbe: {exec: {command: [test, -d, /]}}
            """);
        foreach (var limit in new[] { "1", "2" })
        {
            await Entry(site, $"patches: {{limit: {{kind: Job, merge: {{spec: {{backoffLimit: {limit}}}}}}}}}");
            await site.Install();
            (await site.Kubectl("get", "jobs", "-o", "jsonpath={.items[*].spec.backoffLimit} {.items[*].status.succeeded}")).ShouldBe($"{limit} 1");
        }
    }

    [Fact]
    public async Task What_the_checks_refuse_never_reaches_the_cluster()
    {
        using var site = await ClusterSite.Make(Service);
        var entry = Path.Combine(site.Folder, "entry.yaml");
        foreach (var (text, code) in new[]
        {
            ("patches: {a: {kind: Deployment, merge: {spec: {selector: {matchLabels: {a: b}}}}}}", "SLW0253"),
            ("patches: {a: {kind: Deployment, remove: [/spec/nothing]}}", "SLW0235"),
            ("objects: {a: {apiVersion: apps/v1, kind: Deployment, metadata: {name: hello}}}", "SLW0247"),
            ("objects: {a: {apiVersion: v1, kind: ConfigMap, metadata: {name: a, namespace: default}}}", "SLW0245"),
        })
        {
            await Entry(site, text);
            var ran = await site.Slipway("install", Path.Combine(site.Folder, "service.yaml"), "-n", site.Namespace, "--yes", "--with", entry);
            ran.ExitCode.ShouldBe(ExitCode.Findings, ran.Shown);
            ran.Error.ShouldContain($"entry.yaml:1:");
            ran.Error.ShouldContain(code);
        }
        (await site.Kubectl("get", "secrets", "-l", "owner=helm", "-o", "name")).ShouldBeEmpty();
    }

    private static Task Entry(ClusterSite site, string text) => File.WriteAllTextAsync(Path.Combine(site.Folder, "entry.yaml"), text + "\n", TestContext.Current.CancellationToken);

    private static Task<string> Read(ClusterSite site, string item, string path) => site.Kubectl("get", item, "-o", $"jsonpath={path}");
}
