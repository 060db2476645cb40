namespace Slipway.Cli.Tests.Traffic;

/// <summary>A switch of the autoscaler that fails and is taken back: a rollback resets no count either.</summary>
public sealed class CountUndoTests
{
    private static readonly string[] Autoscale = ["--trait", "autoscale.min=3", "--trait", "autoscale.cpu=1000"];
    private static readonly string[] Common = ["--trait", "resources.requests.cpu=10m"];

    [Fact]
    public async Task A_failed_switch_leaves_count_and_autoscaler_as_they_were()
    {
        using var site = await ClusterSite.Make(CountQuestionTests.Definition);
        await site.Install([.. Common, "--trait", "replicas.count=2"]);
        using var watch = new ReadyWatch(site.Namespace, "hello");
        watch.Expect("a switch on that fails", 2);
        await Fails(site, Autoscale);
        (await State(site)).ShouldBe("2 ");
        (await site.Install([.. Common, "--trait", "replicas.count=2"])).Error.ShouldContain("unchanged");

        await site.Install([.. Common, .. Autoscale]);
        await ClusterSite.Until(() => State(site), "3 hello");
        watch.Expect("a switch off that fails", 2);
        await Fails(site, "--trait", "replicas.count=2");
        await ClusterSite.Until(() => State(site), "3 hello");
        watch.Expect("a switch off without a count that fails", 3);
        await Fails(site);
        (await State(site)).ShouldBe("3 hello");
        watch.TooFew.ShouldBeEmpty();
        watch.Seen.ShouldContain(s => s.Ready == 3);
    }

    /// <summary>The new version is never ready.</summary>
    private static async Task Fails(ClusterSite site, params string[] traits)
    {
        var newer = Path.Combine(site.Folder, "newer", "service.yaml");
        Directory.CreateDirectory(Path.GetDirectoryName(newer)!);
        await File.WriteAllTextAsync(newer, CountQuestionTests.Definition.Replace("version: 1.0.0", "version: 1.1.0", StringComparison.Ordinal).Replace("path: /ready", "path: /never", StringComparison.Ordinal));
        var ran = await site.Slipway(["install", newer, "-n", site.Namespace, "--yes", "--timeout", "8s", .. Common, .. traits]);
        ran.ExitCode.ShouldBe(ExitCode.RunFailed, ran.Shown);
        ran.Error.ShouldContain("SLW0520", customMessage: "it is rolled back");
        ran.Error.ShouldNotContain("SLW0513");
    }

    private static async Task<string> State(ClusterSite site)
        => await site.Kubectl("get", "deployment", "hello", "-o", "jsonpath={.spec.replicas} ") + await site.Kubectl("get", "hpa", "-o", "jsonpath={.items[*].metadata.name}");
}
