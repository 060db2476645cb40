using Slipway.Testing;

namespace Slipway.Cli.Tests.Traffic;

/// <summary>
/// What people do to a running service, each by <c>slipway install</c>, under a steady stream of requests: none fails, and ready pods are never fewer than
/// the count less maxUnavailable. Switching an autoscaler on and off is where other tools fall to one pod.
/// </summary>
public sealed class TrafficTests(ITestOutputHelper output)
{
    private const string Sidecar = """
        traits:
          sidecar:
            containers:
              side:
                image: test.local/busybox:1
                command: [sh, -c, "trap 'exit 0' TERM; sleep 3600 & wait"]
                readinessProbe: {exec: {command: [cat, /etc/hostname]}, periodSeconds: 1}
        """;

    [Fact]
    public async Task A_release_of_Slipways_loses_no_request()
    {
        await using var site = await TrafficSite.Make();
        await AllSteps(site);
        site.Tell(output);
    }

    [Fact]
    public async Task A_release_that_Helm_3_made_is_taken_over_and_loses_no_request()
    {
        var helm3 = TestEnvironment.Needs("helm3");
        await using var site = await TrafficSite.Make(made => ByHelm(made, helm3));
        var pods = await site.Pods();

        var refused = await site.Try(3);
        refused.ExitCode.ShouldBe(ExitCode.Refused);
        refused.Error.ShouldContain("SLW0503");
        var taken = await site.Step("it is taken over", 3, 3, "--take-over");
        taken.Error.ShouldContain("SLW0521: the Helm release hello (revision 1, chart slipway-component ");
        taken.Error.ShouldContain("none of its pods restarts");
        (await site.Pods()).ShouldBe(pods);
        var record = await site.LastRun();
        record.ShouldContain("\"step\":\"takeover\"");
        record.ShouldContain("\"appliedBy\":\"client-side apply\"");
        (await site.Install(3)).Error.ShouldContain("unchanged", customMessage: "from now on it is an installation like any other");

        await AllSteps(site);
        site.Tell(output);
    }

    /// <summary>What these tests would see if something were lost: the service ends at once when it is told to, and nobody waits before telling it.</summary>
    [Fact]
    public async Task Without_draining_requests_are_lost_and_the_stream_tells_it()
    {
        await using var site = await TrafficSite.Make(
            made => TrafficSite.Install(made, 3, "--trait", "termination.drainSeconds=0"), text => text.Replace("> /tmp/going; sleep 2; exit 0", "exit 0", StringComparison.Ordinal));
        site.Version("1.1.0");
        await site.Step("a rolling update without draining", 3, 3, "--trait", "termination.drainSeconds=0");
        await ClusterSite.Until(() => Task.FromResult($"{site.Lost.Count > 0}"), "True");
        site.Tell(output);
    }

    private static async Task AllSteps(TrafficSite site)
    {
        site.Version("1.1.0");
        await site.Step("a rolling update", 3, 3);

        var on = await site.Step("an autoscaler comes", 3, 3, "--trait", "autoscale.min=4", "--trait", "autoscale.max=6", "--trait", "autoscale.cpu=1000");
        on.Error.ShouldContain("SLW0533");
        (await site.LastRun()).ShouldContain("\"decision\":\"autoscaler\"");
        await site.Until(4);
        site.Version("1.2.0");
        await site.Step("a rolling update with an autoscaler", 4, 3, "--trait", "autoscale.min=4", "--trait", "autoscale.max=6", "--trait", "autoscale.cpu=1000");
        (await site.Count()).ShouldBe("4/4");
        (await site.Step("the autoscaler goes", 3, 3)).Error.ShouldContain("SLW0534");
        await site.Until(3);
        (await site.LastRun()).ShouldContain("\"autoscaler\":\"hello\"");

        await site.Step("from 3 to 5", 3, 5);
        await site.Until(5);
        await site.Step("from 5 to 2", 2, 2);
        await site.Until(2);

        File.WriteAllText(Path.Combine(site.Cluster.Folder, "entry.yaml"), Sidecar + "\n");
        await site.Step("a sidecar comes", 2, 2);
        File.Delete(Path.Combine(site.Cluster.Folder, "entry.yaml"));
        await site.Step("the sidecar goes", 2, 2);
        await site.Holds();
    }

    private static async Task ByHelm(ClusterSite site, string helm)
    {
        var rendered = await TrafficSite.Rendered(site, 3);
        var ran = await TheProgram.Start(helm, [], "install", "hello", Path.Combine(rendered, "chart"), "-f", Path.Combine(rendered, "values.yaml"), "-n", site.Namespace);
        ran.ExitCode.ShouldBe(0, ran.Shown);
    }
}
