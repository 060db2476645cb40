using System.Diagnostics;

namespace Slipway.Cli.Tests.Config;

/// <summary>A configuration in the running container, on the real cluster.</summary>
public sealed class ConfigOnClusterTests(ITestOutputHelper output)
{
    private const string Definition = """
        name: hello
        version: 1.0.0
        container:
          imagesName: test.local/busybox
          imagesTag: "1"
          command: [sh, -c, "cd /tmp; > started; > live; > ready; exec busybox httpd -f -p 8080"]
          health:
            startupProbe: {httpGet: {path: /started, port: 8080}, periodSeconds: 1}
            livenessProbe: {httpGet: {path: /live, port: 8080}}
            readinessProbe: {httpGet: {path: /ready, port: 8080}, periodSeconds: 1}
        config:
          type: object
          properties:
            logLevel: {type: string, enum: [debug, info], default: info, x-slipway: {reload: hot}}
            greeting: {type: string, default: hello}
            threads: {type: integer, default: 4, x-slipway: {env: THREADS}}
            password: {type: string, x-slipway: {secret: true, env: PASSWORD}}
            token: {type: string, x-slipway: {secret: true, file: {path: /etc/hello/token, format: text}}}
        """;

    [Fact]
    public async Task A_hot_key_reaches_the_running_container_a_restart_key_new_pods_and_a_rolled_back_pod_its_own()
    {
        using var site = await ClusterSite.Make(Definition);
        await site.Kubectl("create", "secret", "generic", "login", "--from-literal=password=open", "--from-literal=token=sesame");
        File.WriteAllText(Path.Combine(site.Folder, "entry.yaml"), "config: {password: {secret: login, key: password}, token: {secret: login, key: token}}\n");
        await site.Install();
        var first = await site.Pod();
        (await site.InPod("cat /etc/slipway/config.yaml /etc/slipway/hot/config.yaml /etc/hello/token; echo; echo $THREADS $PASSWORD"))
            .ShouldBe("greeting: hello\nlogLevel: info\nsesame\n4 open\n");

        await site.Install("--config", "logLevel=debug");
        var clock = Stopwatch.StartNew();
        await ClusterSite.Until(() => site.InPod("cat /etc/slipway/hot/config.yaml"), "logLevel: debug\n");
        output.WriteLine($"a changed hot key was in the container's file {clock.Elapsed.TotalSeconds:0.0} s after the installation had ended");
        (await site.Pod()).ShouldBe(first, "a hot key restarts nothing");
        (await site.Kubectl("get", "pod", first, "-o", "jsonpath={.status.containerStatuses[0].restartCount}")).ShouldBe("0");

        await site.Install("--config", "logLevel=debug", "--config", "greeting=welcome", "--config", "threads=8");
        var second = await site.Pod();
        second.ShouldNotBe(first, "a restart key makes new pods");
        (await site.InPod("cat /etc/slipway/config.yaml; echo $THREADS")).ShouldBe("greeting: welcome\n8\n");

        await site.Kubectl("rollout", "undo", "deployment/hello");
        await site.Kubectl("rollout", "status", "deployment/hello", "--timeout=60s");
        (await site.InPod("cat /etc/slipway/config.yaml; echo $THREADS")).ShouldBe("greeting: hello\n4\n", "the ConfigMap of an earlier revision stays");

        await site.Helm("rollback", "hello", "3", "--force-conflicts", "--wait");
        (await site.InPod("cat /etc/slipway/config.yaml; echo $THREADS")).ShouldBe("greeting: welcome\n8\n");

        (await site.Slipway("uninstall", "hello", "-n", site.Namespace, "--yes")).ExitCode.ShouldBe(0);
        (await site.Kubectl("get", "configmaps", "-o", "name")).ShouldBe("configmap/kube-root-ca.crt\n", "nothing is left that nobody goes back to");
    }

    /// <summary>The program says when it begins and when it ends, into the folder that its successor gets.</summary>
    [Fact]
    public async Task A_single_active_service_never_runs_twice_not_even_while_one_drains()
    {
        using var site = await ClusterSite.Make(Definition
            .Replace("exec busybox httpd -f -p 8080", "trap 'sleep 2; echo end >> /data/log; exit 0' TERM; echo begin >> /data/log; busybox httpd -f -p 8080 & wait", StringComparison.Ordinal)
            + "\nsingleActive: true\nstorage: {data: {path: /data, size: 10Mi}}\n");
        await site.Install();
        await site.Install("--config", "threads=8");
        await site.Install("--config", "threads=9");
        (await site.InPod("cat /data/log")).ShouldBe("begin\nend\nbegin\nend\nbegin\n");
        var removed = await site.Slipway("uninstall", "hello", "-n", site.Namespace, "--yes");
        removed.Error.ShouldContain("PersistentVolumeClaim");
        (await site.Kubectl("get", "pvc", "-o", "name")).ShouldBe("persistentvolumeclaim/data-hello-0\n", "data stays");
    }
}
