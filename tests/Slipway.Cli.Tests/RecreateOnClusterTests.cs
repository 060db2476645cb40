namespace Slipway.Cli.Tests;

/// <summary>What <c>package diff</c> calls "recreate" is refused by an install with the same objects, and done where somebody agrees; claims and what is in them stay.</summary>
public class RecreateOnClusterTests
{
    private const string Stateful = "workload: stateful\nstorage: {data: {path: /data, size: 16Mi}}";

    [Fact]
    public async Task A_set_with_larger_volumes_is_made_anew_under_the_pods_that_run()
    {
        using var site = await ClusterSite.Make(ClusterSite.Service("store", more: Stateful));
        await site.Install();
        await site.InPod("echo kept > /data/note");
        var pods = await PodForecast.Stand(site);
        await Write(site, ClusterSite.Service("store", more: Stateful.Replace("16Mi", "32Mi", StringComparison.Ordinal)));

        var refused = await Refused(site);
        refused.Error.ShouldContain("StatefulSet store of component store has to be deleted and made anew, for Kubernetes does not let `spec.volumeClaimTemplates[data].spec.resources.requests.storage` change from 16Mi to 32Mi");
        refused.Error.ShouldContain("its volume claims stay as they are, whatever it says of size and class now: data-store-0");
        (await PodForecast.Stand(site)).Pods["store"].ShouldBe(pods.Pods["store"]);

        (await site.Install("--allow-recreate")).Error.ShouldContain("SLW0937");
        (await PodForecast.Stand(site)).Pods["store"].ShouldBe(pods.Pods["store"]);
        (await site.Kubectl("get", "statefulset", "store", "-o", "jsonpath={.spec.volumeClaimTemplates[0].spec.resources.requests.storage}")).ShouldBe("32Mi");
        (await site.InPod("cat /data/note")).Trim().ShouldBe("kept");
        (await site.Install("--allow-recreate")).Error.ShouldContain("Nothing to do");

        // With another template at the same time, it is installed only once the pods are of that one.
        await Write(site, ClusterSite.Service("store", more: Stateful.Replace("16Mi", "48Mi", StringComparison.Ordinal)).Replace("/ready, port", "/ready, scheme: HTTP, httpHeaders: [{name: x, value: y}], port", StringComparison.Ordinal));
        (await Refused(site)).Error.ShouldContain("its pods are replaced one after another");
        await site.Install("--allow-recreate");
        var then = await PodForecast.Stand(site);
        then.Pods["store"].ShouldNotBe(pods.Pods["store"]);
        (await site.Kubectl("get", "pod", "store-0", "-o", "jsonpath={.spec.containers[0].readinessProbe.httpGet.httpHeaders[0].name}")).ShouldBe("x");
        (await site.InPod("cat /data/note")).Trim().ShouldBe("kept");
    }

    [Fact]
    public async Task Another_kind_of_controller_starts_when_the_pods_of_the_old_one_have_ended_and_a_failure_brings_the_old_one_back()
    {
        using var site = await ClusterSite.Make(ClusterSite.Service("store"));
        await site.Install();
        await Write(site, ClusterSite.Service("store", more: "workload: stateful"));
        (await Refused(site)).Error.ShouldContain("`kind` change from Deployment to StatefulSet; its pods end before the new ones start, and until those are ready requests get no answer");

        await Write(site, ClusterSite.Service("store", more: "workload: stateful").Replace("path: /ready", "path: /never", StringComparison.Ordinal));
        var failed = await site.Slipway("install", Path.Combine(site.Folder, "service.yaml"), "-n", site.Namespace, "--yes", "--timeout", "6s", "--allow-recreate");
        failed.ExitCode.ShouldBe(ExitCode.RunFailed, failed.Shown);
        failed.Error.ShouldNotContain("SLW0513");
        (await site.Kubectl("get", "deployments,statefulsets", "-o", "name")).Trim().ShouldBe("deployment.apps/store");

        await Write(site, ClusterSite.Service("store", more: "workload: stateful"));
        await site.Install("--allow-recreate");
        (await site.Kubectl("get", "deployments,statefulsets", "-o", "name")).Trim().ShouldBe("statefulset.apps/store");
    }

    [Fact]
    public async Task Of_plain_manifests_everything_that_cannot_change_is_refused_at_once_and_a_claim_is_never_made_anew()
    {
        using var site = await ClusterSite.Make("name: unused\nversion: 1.0.0\n");
        File.Delete(Path.Combine(site.Folder, "service.yaml"));
        await File.WriteAllTextAsync(Path.Combine(site.Folder, "application.yaml"), "name: made\nversion: 1.0.0\ncomponents:\n  things: {manifests: things.yaml}\n", TestContext.Current.CancellationToken);
        await Things(site, "blue", "16Mi");
        await InstallMade(site);
        var pods = await Labelled(site);

        await Things(site, "red", "16Mi");
        var refused = await site.Slipway("install", site.Folder, "-n", site.Namespace, "--yes");
        refused.ExitCode.ShouldBe(ExitCode.NeedsApproval, refused.Shown);
        foreach (var said in new[]
        {
            "Deployment web of component things has to be deleted and made anew, for Kubernetes does not let `spec.selector.matchLabels.colour` change from blue to red",
            "StatefulSet set of component things has to be deleted and made anew, for Kubernetes does not let `spec.serviceName` change from blue to red",
            "Job once of component things has to be deleted and made anew, for Kubernetes does not let `spec.template.spec.containers[main].args[1]` change from true; : blue to true; : red",
            "ConfigMap fixed of component things has to be deleted and made anew, for Kubernetes does not let `data.colour` change from blue to red; it has no pods of its own",
            "Secret hidden of component things has to be deleted and made anew, for Kubernetes does not let `data.colour` change from … to …",
        })
            refused.Error.ShouldContain(said);
        (await Labelled(site)).ShouldBe(pods);
        await InstallMade(site, "--allow-recreate");
        (await Labelled(site)).Intersect(pods).ShouldBeEmpty();

        await Things(site, "red", "32Mi");
        var claim = await site.Slipway("install", site.Folder, "-n", site.Namespace, "--yes", "--allow-recreate");
        claim.ExitCode.ShouldBe(ExitCode.Refused, claim.Shown);
        claim.Error.ShouldContain("SLW0505");
        claim.Error.ShouldContain("PersistentVolumeClaim room");
    }

    private static async Task InstallMade(ClusterSite site, params string[] more)
    {
        var ran = await site.Slipway(["install", site.Folder, "-n", site.Namespace, "--yes", "--timeout", "60s", .. more]);
        ran.ExitCode.ShouldBe(0, ran.Shown);
    }

    private static async Task<string[]> Labelled(ClusterSite site)
        => (await site.Kubectl("get", "pods", "-l", "made=here", "-o", "go-template={{range .items}}{{if not .metadata.deletionTimestamp}}{{.metadata.uid}} {{end}}{{end}}")).Split(' ', StringSplitOptions.RemoveEmptyEntries);

    private static Task Things(ClusterSite site, string colour, string size) => File.WriteAllTextAsync(Path.Combine(site.Folder, "things.yaml"),
        Manifests.Replace("COLOUR", colour, StringComparison.Ordinal).Replace("SIZE", size, StringComparison.Ordinal)
            .Replace("BYTES", Convert.ToBase64String(System.Text.Encoding.ASCII.GetBytes(colour)), StringComparison.Ordinal)
            .Replace("CONTAINER", "name: main, image: 'test.local/busybox:1', imagePullPolicy: IfNotPresent, command: [sh]", StringComparison.Ordinal), TestContext.Current.CancellationToken);

    private const string Manifests = """
        apiVersion: apps/v1
        kind: Deployment
        metadata: {name: web}
        spec:
          selector: {matchLabels: {of: web, colour: COLOUR}}
          template:
            metadata: {labels: {of: web, colour: COLOUR, made: here}}
            spec: {terminationGracePeriodSeconds: 0, containers: [{CONTAINER, args: [-c, sleep 3600]}]}
        ---
        apiVersion: apps/v1
        kind: StatefulSet
        metadata: {name: set}
        spec:
          serviceName: COLOUR
          selector: {matchLabels: {of: set}}
          template:
            metadata: {labels: {of: set, made: here}}
            spec: {terminationGracePeriodSeconds: 0, containers: [{CONTAINER, args: [-c, sleep 3600]}]}
        ---
        apiVersion: batch/v1
        kind: Job
        metadata: {name: once}
        spec:
          template:
            metadata: {labels: {made: here}}
            spec: {restartPolicy: Never, containers: [{CONTAINER, args: [-c, 'true; : COLOUR']}]}
        ---
        apiVersion: v1
        kind: ConfigMap
        metadata: {name: fixed}
        immutable: true
        data: {colour: COLOUR}
        ---
        apiVersion: v1
        kind: Secret
        metadata: {name: hidden}
        immutable: true
        data: {colour: BYTES}
        ---
        apiVersion: v1
        kind: PersistentVolumeClaim
        metadata: {name: room}
        spec: {accessModes: [ReadWriteOnce], storageClassName: none, resources: {requests: {storage: SIZE}}}
        """;

    private static Task Write(ClusterSite site, string definition) => File.WriteAllTextAsync(Path.Combine(site.Folder, "service.yaml"), definition.TrimEnd() + "\n", TestContext.Current.CancellationToken);

    private static async Task<Ran> Refused(ClusterSite site)
    {
        var ran = await site.Slipway("install", Path.Combine(site.Folder, "service.yaml"), "-n", site.Namespace, "--yes");
        ran.ExitCode.ShouldBe(ExitCode.NeedsApproval, ran.Shown);
        ran.Error.ShouldContain("SLW0936");
        return ran;
    }
}
