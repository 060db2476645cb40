namespace Slipway.Examples.Tests;

/// <summary>A service that came up and does not stay well.</summary>
public class ReadinessProbeTests
{
    [Fact]
    public async Task A_readiness_probe_that_is_no_longer_answered_is_named_by_the_status()
    {
        await using var cluster = await OnCluster.With("hello");
        var (code, output) = await cluster.Install(HelloTests.Definition, "90s");
        code.ShouldBe(0, output);
        await cluster.Kubectl("exec", "-n", cluster.Namespace, "deployment/hello", "--", "rm", "/www/health/ready");
        var status = await OnCluster.Until(text => text.Contains("readiness probe", StringComparison.Ordinal), async () => (await cluster.Status("hello")).Output);
        status.ShouldContain("404");
    }
}
