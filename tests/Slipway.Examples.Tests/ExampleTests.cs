using Slipway.Testing;

namespace Slipway.Examples.Tests;

/// <summary>The examples all the way: from the definition to pods that run, answer, and fail as they should.</summary>
public class ExampleTests
{
    private const string Hello = "examples/hello/service.yaml";
    private const string Sleep = "examples/sleep/service.yaml";

    [Fact]
    public async Task Hello_answers_through_its_Service_and_leaves_nothing_behind()
    {
        await using var cluster = await OnCluster.With("hello");
        var (code, output) = await cluster.Install(Hello, "90s");
        code.ShouldBe(0, output);
        (await cluster.Kubectl("get", "--raw", $"/api/v1/namespaces/{cluster.Namespace}/services/hello:http/proxy/")).ShouldBe("Hello from Slipway\n");
        var (removed, said) = await cluster.Uninstall("hello");
        removed.ShouldBe(0, said);
        (await cluster.Kubectl("get", "deployments,services,configmaps", "-n", cluster.Namespace, "-o", "name")).Trim().ShouldBe("configmap/kube-root-ca.crt");
    }

    [Fact]
    public async Task The_requirements_first_example_runs_as_it_stands_there()
    {
        await using var cluster = await OnCluster.With("sleep");
        var (code, output) = await cluster.Install(cluster.Write(FirstExample()), "90s");
        code.ShouldBe(0, output);
        (await cluster.Kubectl("exec", "-n", cluster.Namespace, "deployment/sleep", "--", "ps")).ShouldContain("/sbin/sleep 10d");
    }

    [Fact]
    public async Task The_sleep_example_becomes_ready()
    {
        await using var cluster = await OnCluster.With("sleep");
        var (code, output) = await cluster.Install(Sleep, "90s");
        code.ShouldBe(0, output);
        (await cluster.Status("sleep")).Output.ShouldContain("1/1");
    }

    [Fact]
    public async Task A_startup_probe_that_is_not_answered_fails_the_installation_and_is_named()
    {
        await using var cluster = await OnCluster.With("hello");
        var broken = File.ReadAllText(Path.Combine(TestEnvironment.Root, Hello)).Replace("/health/started", "/health/nowhere", StringComparison.Ordinal);
        var (code, output) = await cluster.Install(cluster.Write(broken), "15s");
        code.ShouldBe(4, output);
        output.ShouldContain("startup probe");
        output.ShouldContain("404");
        (await cluster.Kubectl("get", "deployments", "-n", cluster.Namespace, "-o", "name", "--ignore-not-found")).ShouldBeEmpty("a failed first installation is taken back");
    }

    [Theory]
    [InlineData("ready", "readiness probe")]
    [InlineData("live", "liveness probe")]
    public async Task A_probe_that_is_no_longer_answered_is_named_by_the_status(string page, string named)
    {
        await using var cluster = await OnCluster.With("hello");
        var (code, output) = await cluster.Install(Hello, "90s");
        code.ShouldBe(0, output);
        await cluster.Kubectl("exec", "-n", cluster.Namespace, "deployment/hello", "--", "rm", $"/www/health/{page}");
        var status = await OnCluster.Until(text => text.Contains(named, StringComparison.Ordinal), async () => (await cluster.Status("hello")).Output);
        status.ShouldContain("404");
    }

    private static string FirstExample()
    {
        var text = TestEnvironment.Requirements.ReplaceLineEndings("\n");
        var start = text.IndexOf("```yaml\n", StringComparison.Ordinal) + "```yaml\n".Length;
        return text[start..text.IndexOf("```", start, StringComparison.Ordinal)];
    }
}
