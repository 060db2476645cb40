using Slipway.Testing;

namespace Slipway.Cli.Tests.Foreign;

/// <summary>Foreign charts on the real cluster: a public one with a stand-in for its image, and one with a hook and a kind of its own.</summary>
public class ForeignOnClusterTests
{
    [Fact]
    public async Task A_chart_from_the_internet_a_chart_with_hooks_and_kinds_and_plain_manifests_are_installed_and_go()
    {
        using var made = await Site();
        var site = made.Site;
        var slip = Path.Combine(site.Folder, "fx.slip");
        (await TheProgram.Run("package", "build", site.Folder, "--out", slip)).ExitCode.ShouldBe(0);
        var first = await Install(site, slip);
        first.Error.ShouldContain("queue, Job queue-prepare: ready (1 of 1)");
        first.Error.ShouldContain("Deployment gateway: ready (1 of 1)");
        (await site.Kubectl("get", Topics(site), "-o", "jsonpath={.items[*].spec.note}")).ShouldBe("hello {{ not a template }}");
        (await site.Helm("list", "--short")).Split('\n', StringSplitOptions.RemoveEmptyEntries).ShouldBe(["gateway", "queue", "settings"]);
        (await site.Helm("list", "--filter", "gateway", "-o", "json")).ShouldContain("prometheus-pushgateway-3.8.0");
        (await site.Helm("get", "values", "gateway", "-o", "json")).ShouldContain("\"fullnameOverride\":\"gateway\"");

        (await Install(site, slip)).Error.ShouldContain("Nothing to do");
        var status = await TheProgram.Run("status", "fx", "-n", site.Namespace, "--output", "json");
        status.ExitCode.ShouldBe(0, status.Shown);
        status.Out.ShouldContain("\"gateway-");

        // As a Helm leaves it that was killed between the hook and what its delete policy says.
        (await site.Kubectl("get", "configmap", "queue-note", "--ignore-not-found", "-o", "name")).ShouldBeEmpty();
        await site.Kubectl("create", "configmap", "queue-note");
        await site.Kubectl("annotate", "configmap", "queue-note", "helm.sh/hook=pre-install", "helm.sh/hook-delete-policy=hook-succeeded");
        var gone = await site.Slipway("uninstall", "fx", "-n", site.Namespace, "--yes");
        gone.ExitCode.ShouldBe(0, gone.Shown);
        gone.Error.ShouldContain($"the kind {Topics(site)}, from queue 1.0.0, remains");
        gone.Error.ShouldContain($"Job {site.Namespace}/queue-prepare remains: a hook of queue has made it");
        gone.Error.ShouldContain($"`kubectl delete job.batch queue-prepare -n {site.Namespace}`");
        gone.Error.ShouldNotContain("queue-note");
        (await site.Kubectl("get", "configmap", "queue-note", "--ignore-not-found", "-o", "name")).ShouldBeEmpty();
        (await site.Helm("list", "--short")).ShouldBeEmpty();
        await site.Kubectl("get", "crd", Topics(site));
    }

    [Fact]
    public async Task A_hook_that_fails_says_why_and_the_release_is_what_it_was_and_an_older_kind_never_overwrites_a_newer()
    {
        using var made = await Site(onlyQueue: true);
        var site = made.Site;
        await Install(site, site.Folder);
        var application = Path.Combine(site.Folder, "application.yaml");
        var sound = await File.ReadAllTextAsync(application, TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(application, sound.Replace("greeting: hello", "greeting: hello, fail: true", StringComparison.Ordinal), TestContext.Current.CancellationToken);
        var failed = await site.Slipway("install", site.Folder, "-n", site.Namespace, "--yes", "--timeout", "60s");
        failed.ExitCode.ShouldBe(ExitCode.RunFailed, failed.Shown);
        failed.Error.ShouldContain("container prepare ended with exit code 3");
        failed.Error.ShouldContain("no disk");
        (await site.Kubectl("get", "configmap", "queue", "-o", "jsonpath={.data.greeting}")).ShouldBe("hello");

        // What fails elsewhere takes nothing from who has brought the kind before.
        var elsewhere = await site.Slipway("install", site.Folder, "-n", $"{site.Namespace}-b", "--create-namespace", "--yes", "--timeout", "60s");
        elsewhere.ExitCode.ShouldBe(ExitCode.RunFailed, elsewhere.Shown);
        (await site.Kubectl("get", "crd", Topics(site), "-o", "jsonpath={.metadata.annotations.slipway/crd-of}")).ShouldBe($"{site.Namespace}/fx");

        var chart = Path.Combine(site.Folder, "queue", "Chart.yaml");
        await File.WriteAllTextAsync(chart, (await File.ReadAllTextAsync(chart, TestContext.Current.CancellationToken)).Replace("1.0.0", "0.9.0", StringComparison.Ordinal), TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(application, sound.Replace("hello", "hallo", StringComparison.Ordinal), TestContext.Current.CancellationToken);
        (await Install(site, site.Folder)).Error.ShouldContain("SLW0560");
        (await site.Kubectl("get", "crd", Topics(site), "-o", "jsonpath={.metadata.annotations.slipway/chart-version}")).ShouldBe("1.0.0");
        (await site.Kubectl("get", "configmap", "queue", "-o", "jsonpath={.data.greeting}")).ShouldBe("hallo");
    }

    private static string Topics(ClusterSite site) => $"topics.{site.Namespace}.example.com";

    private static async Task<Ran> Install(ClusterSite site, string what)
    {
        var ran = await site.Slipway("install", what, "-n", site.Namespace, "--yes", "--timeout", "120s");
        ran.ExitCode.ShouldBe(0, ran.Shown);
        return ran;
    }

    private static async Task<ForeignSite> Site(bool onlyQueue = false)
    {
        var site = await ClusterSite.Make("");
        File.Delete(Path.Combine(site.Folder, "service.yaml"));
        foreach (var file in Directory.GetFiles(Fixtures, "*", SearchOption.AllDirectories))
        {
            var target = Path.Combine(site.Folder, Path.GetRelativePath(Fixtures, file));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            // The kind stands in the whole cluster: each test has its own.
            await File.WriteAllTextAsync(target, (await File.ReadAllTextAsync(file)).Replace("GROUP", $"{site.Namespace}.example.com", StringComparison.Ordinal));
        }
        File.Move(Path.Combine(site.Folder, onlyQueue ? "queue-only.yaml" : "all.yaml"), Path.Combine(site.Folder, "application.yaml"));
        File.Delete(Path.Combine(site.Folder, onlyQueue ? "all.yaml" : "queue-only.yaml"));
        if (onlyQueue)
            File.Delete(Path.Combine(site.Folder, "settings.yaml"));
        else
            File.Copy(Path.Combine(TestEnvironment.Data, "charts", "prometheus-pushgateway-3.8.0.tgz"), Path.Combine(site.Folder, "pushgateway.tgz"));
        return new ForeignSite(site);
    }

    private static string Fixtures { get; } = Path.Combine(TestEnvironment.Root, "tests", "Slipway.Cli.Tests", "Foreign", "fx");

    /// <summary>What stands in the whole cluster goes with the test, too.</summary>
    private sealed record ForeignSite(ClusterSite Site) : IDisposable
    {
        public void Dispose()
        {
            using var delete = System.Diagnostics.Process.Start(TestEnvironment.Needs("kubectl"), ["delete", "crd", Topics(Site), "--ignore-not-found", "--wait=false"]);
            delete.WaitForExit();
            Site.Dispose();
        }
    }
}
