using Slipway.Testing;

namespace Slipway.Examples.Tests;

/// <summary>A service that never comes up.</summary>
public class StartupProbeTests
{
    [Fact]
    public async Task A_startup_probe_that_is_not_answered_fails_the_installation_and_is_named()
    {
        await using var cluster = await OnCluster.With("hello");
        var broken = File.ReadAllText(Path.Combine(TestEnvironment.Root, HelloTests.Definition)).Replace("/health/started", "/health/nowhere", StringComparison.Ordinal);
        var (code, output) = await cluster.Install(cluster.Write(broken), "15s");
        code.ShouldBe(4, output);
        output.ShouldContain("startup probe");
        output.ShouldContain("404");
        (await cluster.Kubectl("get", "deployments", "-n", cluster.Namespace, "-o", "name", "--ignore-not-found")).ShouldBeEmpty("a failed first installation is taken back");
    }
}
