namespace Slipway.Cli.Tests;

/// <summary>A service that runs elsewhere, and one that moves there and comes back. Pods of nobody's stand for what is outside; what holds is asked of the traffic.</summary>
public class ExternalOnClusterTests
{
    private const string Image = "test.local/busybox:1";

    private const string Outside = """
        name: db
        version: 1.0.0
        workload: external
        ports: {http: 8080}
        """;

    [Theory]
    [InlineData("stateless", "")]
    [InlineData("stateful", "storage: {data: {path: /data, size: 16Mi}}")]
    public async Task A_service_moves_out_and_comes_back_under_one_name(string workload, string storage)
    {
        using var site = await ClusterSite.Make(Inside(workload, storage));
        var outside = await Neighbours(site);
        await site.Install();
        await ClusterSite.Until(() => Call(site), "inside 1");
        var address = await ServiceAddress(site);

        await Write(site, Outside, $"traits: {{address: {{addresses: [{outside}], ports: {{http: 18080}}}}}}");
        (await site.Install()).Error.ShouldContain($"db: leads to {outside} (http 8080 → 18080); nothing is probed there");
        await ClusterSite.Until(() => Call(site), "outside");
        // Nobody else is behind the name: neither the pods that went nor what remembers them.
        await ClusterSite.Until(() => site.Kubectl("get", "endpointslices", "-l", "kubernetes.io/service-name=db", "-o", "jsonpath={.items[*].endpoints[*].addresses[*]}"), outside);
        (await Calls(site, 25)).ShouldBe("outside");
        (await ServiceAddress(site)).ShouldBe(address);
        (await site.Kubectl("get", "pods", "-l", "app.kubernetes.io/name=db", "--field-selector=status.phase=Running", "-o", "go-template={{range .items}}{{if not .metadata.deletionTimestamp}}{{.metadata.name}}{{end}}{{end}}")).ShouldBeEmpty();

        await Write(site, Inside(workload, storage, 2), null);
        await site.Install();
        // What was stored before is still there.
        await ClusterSite.Until(() => Call(site), storage.Length > 0 ? "inside 1" : "inside 2");
        (await Calls(site, 25)).ShouldBe(storage.Length > 0 ? "inside 1" : "inside 2");
        (await site.Kubectl("get", "endpointslices", "-l", "endpointslice.kubernetes.io/managed-by=slipway", "-o", "name")).ShouldBeEmpty();
        (await ServiceAddress(site)).ShouldBe(address);
    }

    [Fact]
    public async Task A_way_back_that_fails_leaves_callers_with_the_service_outside()
    {
        using var site = await ClusterSite.Make(Outside);
        var outside = await Neighbours(site);
        await Write(site, Outside, $"traits: {{address: {{addresses: [{outside}], ports: {{http: 18080}}}}}}");
        await site.Install();
        await ClusterSite.Until(() => Call(site), "outside");
        await Write(site, Inside("stateless").Replace("path: /ready", "path: /never", StringComparison.Ordinal), null);
        var failed = await site.Slipway("install", Path.Combine(site.Folder, "service.yaml"), "-n", site.Namespace, "--yes", "--timeout", "10s");
        failed.ExitCode.ShouldBe(ExitCode.RunFailed, failed.Shown);
        failed.Error.ShouldContain("SLW0520");
        failed.Error.ShouldNotContain("SLW0513");
        await ClusterSite.Until(() => Call(site), "outside");
        (await Calls(site, 25)).ShouldBe("outside");
        (await Ask(site, "status", "db", "-n", site.Namespace)).ExitCode.ShouldBe(ExitCode.Done);
    }

    [Fact]
    public async Task A_service_becomes_an_alias_and_comes_back()
    {
        using var site = await ClusterSite.Make(Inside("stateless"));
        await Neighbours(site);
        await site.Install();
        await ClusterSite.Until(() => Call(site), "inside 1");
        await Write(site, Outside, $"traits: {{address: {{host: outside.{site.Namespace}.svc.cluster.local}}}}");
        await site.Install();
        await ClusterSite.Until(() => Call(site), "alias");
        await Write(site, Inside("stateless"), null);
        await site.Install();
        await ClusterSite.Until(() => Call(site), "inside 1");
    }

    [Fact]
    public async Task Status_and_logs_say_where_it_is_and_what_is_missing_is_told_and_mended()
    {
        using var site = await ClusterSite.Make(Outside);
        await Write(site, Outside, "traits: {address: {addresses: [192.0.2.10, 192.0.2.11], ports: {http: 80}, credentials: {secret: login, keys: {password: pw}}}}");
        await site.Install();
        (await site.Install()).Error.ShouldContain("db: unchanged (revision 1)");
        var status = await Ask(site, "status", "db", "-n", site.Namespace, "--output", "json");
        status.ExitCode.ShouldBe(ExitCode.Done, status.Shown);
        var component = status.Json.GetProperty("components")[0];
        component.GetProperty("isReady").GetBoolean().ShouldBeTrue();
        var outside = component.GetProperty("outside");
        outside.GetProperty("address").GetString().ShouldBe("192.0.2.10,192.0.2.11");
        outside.GetProperty("ports").EnumerateArray().Select(p => $"{p.GetProperty("name")} {p.GetProperty("port")} {p.GetProperty("there")}").ShouldBe(["http 8080 80"]);
        (await Ask(site, "status", "db", "-n", site.Namespace)).Out.ShouldContain("192.0.2.10,192.0.2.11 (http 8080 → 80)");
        (await site.Kubectl("get", "service", "db", "-o", "jsonpath={.metadata.annotations.slipway/credentials}")).ShouldBe("""{"keys":{"password":"pw"},"secret":"login"}""");

        var logs = await Ask(site, "logs", "db", "-n", site.Namespace);
        logs.ExitCode.ShouldBe(ExitCode.Refused);
        logs.Error.ShouldContain("SLW0523");
        logs.Error.ShouldContain("192.0.2.10,192.0.2.11");
        (await Ask(site, "logs", "other", "-n", site.Namespace)).Error.ShouldContain("SLW0507");

        await site.Kubectl("delete", "endpointslice", "db-ipv4");
        var broken = await Ask(site, "status", "db", "-n", site.Namespace);
        broken.ExitCode.ShouldBe(ExitCode.Findings, broken.Shown);
        broken.Out.ShouldContain("EndpointSlice db-ipv4");
        await site.Install();
        (await Ask(site, "status", "db", "-n", site.Namespace)).ExitCode.ShouldBe(ExitCode.Done);

        (await site.Slipway("uninstall", "db", "-n", site.Namespace, "--yes")).ExitCode.ShouldBe(ExitCode.Done);
        (await site.Kubectl("get", "services,endpointslices,configmaps,secrets", "-l", "app.kubernetes.io/name=db", "-o", "name")).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_headless_Service_is_not_quietly_left_headless()
    {
        using var site = await ClusterSite.Make(Inside("stateless"));
        await Write(site, Inside("stateless"), "traits: {expose: {headless: true}}");
        await site.Install();
        await Write(site, Outside, "traits: {address: {addresses: [192.0.2.10], ports: {http: 80}}}");
        string[] install = ["install", Path.Combine(site.Folder, "service.yaml"), "--with", Path.Combine(site.Folder, "entry.yaml"), "-n", site.Namespace, "--yes"];
        var refused = await site.Slipway(install);
        refused.ExitCode.ShouldBe(ExitCode.Refused, refused.Shown);
        refused.Error.ShouldContain("SLW0524");
        (await site.Helm("history", "db", "-o", "json")).ShouldNotContain("superseded");
        await site.Kubectl("delete", "service", "db");
        (await site.Slipway(install)).ExitCode.ShouldBe(ExitCode.Done);
        (await ServiceAddress(site)).ShouldNotBe("None");
    }

    /// <summary>Answers what stands in its file, which it writes only where there is none.</summary>
    private static string Inside(string workload, string storage = "", int number = 1) => $$$"""
        name: db
        version: 1.0.0
        workload: {{{workload}}}
        container:
          imagesName: test.local/busybox
          imagesTag: "1"
          command: [sh, -c, "mkdir -p /data; cd /data; > started; > live; > ready; [ -f index.html ] || echo inside {{{number}}} > index.html; exec busybox httpd -f -p 8080"]
          health:
            startupProbe: {httpGet: {path: /started, port: http}, periodSeconds: 1}
            livenessProbe: {httpGet: {path: /live, port: http}}
            readinessProbe: {httpGet: {path: /ready, port: http}, periodSeconds: 1}
        shutdown: {grace: 1}
        ports: {http: 8080}
        {{{storage}}}
        """;

    /// <summary>One who calls, and two who answer elsewhere: by its address at 18080, by the alias at 8080.</summary>
    private static async Task<string> Neighbours(ClusterSite site)
    {
        await site.Kubectl("run", "outside", $"--image={Image}", "--image-pull-policy=IfNotPresent", "--port=8080", "--expose", "--command", "--",
            "sh", "-c", "mkdir -p /tmp/a /tmp/b; echo alias > /tmp/a/index.html; echo outside > /tmp/b/index.html; busybox httpd -p 8080 -h /tmp/a; exec busybox httpd -f -p 18080 -h /tmp/b");
        await site.Kubectl("run", "caller", $"--image={Image}", "--image-pull-policy=IfNotPresent", "--command", "--", "sleep", "900");
        await site.Kubectl("wait", "--for=condition=Ready", "pod/outside", "pod/caller", "--timeout=60s");
        return await site.Kubectl("get", "pod", "outside", "-o", "jsonpath={.status.podIP}");
    }

    private static async Task<string> Call(ClusterSite site)
        => (await site.Kubectl("exec", "caller", "--", "sh", "-c", "timeout 5 wget -qO- http://db:8080/ 2>&1 || true")).Trim();

    /// <summary>The different answers to many calls.</summary>
    private static async Task<string> Calls(ClusterSite site, int count)
        => (await site.Kubectl("exec", "caller", "--", "sh", "-c", $"for i in $(seq {count}); do timeout 5 wget -qO- http://db:8080/ || echo nobody; done | sort -u")).Trim();

    private static Task<Ran> Ask(ClusterSite site, params string[] words) => TheProgram.RunWith(new() { ["XDG_STATE_HOME"] = site.Folder }, words);

    private static Task<string> ServiceAddress(ClusterSite site) => site.Kubectl("get", "service", "db", "-o", "jsonpath={.spec.clusterIP}");

    private static async Task Write(ClusterSite site, string definition, string? entry)
    {
        await File.WriteAllTextAsync(Path.Combine(site.Folder, "service.yaml"), definition.TrimEnd('\n') + "\n");
        File.Delete(Path.Combine(site.Folder, "entry.yaml"));
        if (entry is not null)
            await File.WriteAllTextAsync(Path.Combine(site.Folder, "entry.yaml"), entry + "\n");
    }
}
