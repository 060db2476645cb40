using Slipway.Testing;

namespace Slipway.Examples.Tests;

/// <summary>The requirements' own example, as it stands there and as the repository has it.</summary>
public class SleepTests
{
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
        var (code, output) = await cluster.Install("examples/sleep/service.yaml", "90s");
        code.ShouldBe(0, output);
        (await cluster.Status("sleep")).Output.ShouldContain("1/1");
    }

    private static string FirstExample()
    {
        var text = TestEnvironment.Requirements;
        var start = text.IndexOf('\n', text.IndexOf("```yaml", StringComparison.Ordinal)) + 1;
        return text[start..text.IndexOf("```", start, StringComparison.Ordinal)];
    }
}
