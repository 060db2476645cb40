using Slipway.Testing;

namespace Slipway.Cli.Tests;

/// <summary>What a second run of an application of the shop's size costs when nothing has changed. Counts are asserted: times depend on the machine.</summary>
public class UnchangedRunTests
{
    private const int Components = 14;

    [Fact]
    public async Task An_unchanged_run_asks_the_cluster_as_seldom_for_fourteen_components_as_for_two_and_calls_Helm_only_to_render()
    {
        using var site = await ClusterSite.Make("name: unused\nversion: 1.0.0\n");
        File.Delete(Path.Combine(site.Folder, "service.yaml"));
        await using var counted = await CountingServer.Start(Path.Combine(site.Folder, "counted.kubeconfig"));
        var helm = CountedHelm(site);
        var costs = new List<(string[] Requests, string[] Helm)>();
        foreach (var count in new[] { 2, Components })
        {
            await Application(site, count);
            (await Install(site, [])).Error.ShouldNotContain("Nothing to do");
            counted.Requests();
            await File.WriteAllTextAsync(helm.Log, "", TestContext.Current.CancellationToken);
            (await Install(site, ["--kubeconfig", counted.Kubeconfig, "--helm", helm.Program])).Error.ShouldContain("Nothing to do");
            costs.Add(([.. counted.Requests().Order(StringComparer.Ordinal)], await File.ReadAllLinesAsync(helm.Log, TestContext.Current.CancellationToken)));
        }
        var (few, many) = (costs[0], costs[1]);
        many.Requests.Length.ShouldBeLessThanOrEqualTo(24, string.Join('\n', many.Requests));
        many.Requests.Length.ShouldBeLessThanOrEqualTo(few.Requests.Length + 6, $"{string.Join('\n', few.Requests)}\n→\n{string.Join('\n', many.Requests)}");
        // Beside the receipt nothing is written, and beside the lease, which stands while the run goes on.
        many.Requests.Where(request => !request.StartsWith("GET ", StringComparison.Ordinal) && !request.Contains("selfsubjectaccessreviews", StringComparison.Ordinal))
            .ShouldAllBe(request => request.StartsWith($"PATCH /api/v1/namespaces/{site.Namespace}/configmaps/slipway-many", StringComparison.Ordinal)
                || request.StartsWith($"POST /apis/coordination.k8s.io/v1/namespaces/{site.Namespace}/leases", StringComparison.Ordinal)
                || request.StartsWith($"DELETE /apis/coordination.k8s.io/v1/namespaces/{site.Namespace}/leases/slipway-many", StringComparison.Ordinal));
        many.Helm.Length.ShouldBeLessThanOrEqualTo(2, string.Join('\n', many.Helm));
        many.Helm.ShouldAllBe(call => call == "version" || call == "template");
    }

    private static async Task<Ran> Install(ClusterSite site, string[] more)
    {
        List<string> all = ["install", site.Folder, "-n", site.Namespace, "--yes", "--timeout", "120s", .. more];
        var ran = more.Contains("--helm")
            ? await TheProgram.RunWith(new() { ["XDG_STATE_HOME"] = site.Folder }, [.. all])
            : await site.Slipway([.. all]);
        ran.ExitCode.ShouldBe(0, ran.Shown);
        return ran;
    }

    private static async Task Application(ClusterSite site, int count)
    {
        var names = Enumerable.Range(0, count).Select(i => $"service-{i:00}").ToList();
        foreach (var name in names)
            await File.WriteAllTextAsync(Path.Combine(site.Folder, $"{name}.yaml"), ClusterSite.Service(name) + "\n", TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(Path.Combine(site.Folder, "application.yaml"),
            $"name: many\nversion: 1.0.0\ncomponents:\n{string.Concat(names.Select(name => $"  {name}: {{service: {name}.yaml}}\n"))}", TestContext.Current.CancellationToken);
    }

    /// <summary>The Helm of the tests, which writes down the first word of every call.</summary>
    private static (string Program, string Log) CountedHelm(ClusterSite site)
    {
        var (program, log) = (Path.Combine(site.Folder, "helm"), Path.Combine(site.Folder, "helm.log"));
        TestProgram.Script(program, $"echo \"$1\" >> '{log}'\nexec '{TestEnvironment.Find("helm", "SLIPWAY_HELM")}' \"$@\"");
        return (program, log);
    }
}
