using Slipway.Testing;

namespace Slipway.Examples.Tests;

/// <summary>A service that never comes up.</summary>
public class StartupProbeTests
{
    [Fact]
    public Task A_startup_probe_that_is_never_answered_fails_the_installation_and_is_named()
        => FailsNaming("startup probe", text => text.Replace("/health/started", "/health/nowhere", StringComparison.Ordinal));

    /// <summary>Installs the changed example; it has to fail for that probe, and to leave nothing.</summary>
    internal static async Task FailsNaming(string probe, Func<string, string> change)
    {
        await using var cluster = await OnCluster.With("hello");
        var broken = change(File.ReadAllText(Path.Combine(TestEnvironment.Root, HelloTests.Definition)));
        var (code, output) = await cluster.Install(cluster.Write(broken), "40s");
        code.ShouldBe(4, output);
        output.ShouldContain(probe);
        output.ShouldContain("404");
        (await cluster.Kubectl("get", "deployments", "-n", cluster.Namespace, "-o", "name", "--ignore-not-found")).ShouldBeEmpty("a failed first installation is taken back");
    }
}
