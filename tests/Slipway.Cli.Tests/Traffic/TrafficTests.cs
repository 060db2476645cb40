namespace Slipway.Cli.Tests.Traffic;

/// <summary>
/// What people do to a running service, each by <c>slipway install</c>, under a steady stream of requests: none fails, and ready pods are never fewer than
/// the count less maxUnavailable. Switching an autoscaler on and off is where other tools fall to one pod.
/// </summary>
public sealed class TrafficTests(ITestOutputHelper output)
{
    [Fact]
    public async Task A_release_of_Slipways_loses_no_request()
    {
        await using var site = await TrafficSite.Make();
        await TrafficSteps.All(site);
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
}
