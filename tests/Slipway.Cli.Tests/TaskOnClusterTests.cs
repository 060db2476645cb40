namespace Slipway.Cli.Tests;

/// <summary>A component that is done rather than kept running, on the real cluster.</summary>
public class TaskOnClusterTests
{
    [Fact]
    public async Task A_task_installs_upgrades_and_removes_and_runs_only_when_something_is_new()
    {
        using var site = await Site();
        await Application(site, "1.0.0", "cat $SLIPWAY_TASK_INPUT; printf '{\\\"state\\\":\\\"ok\\\",\\\"message\\\":\\\"%s of 3 rows\\\"}' $SLIPWAY_TASK_ACTION > /dev/termination-log");
        var first = await Install(site, 0);
        first.Error.ShouldContain("note SLW0478: the task seed says: ok: install of 3 rows");
        // What comes after it waits for its end.
        first.Error.IndexOf("web: installing", StringComparison.Ordinal).ShouldBeGreaterThan(first.Error.IndexOf(": ready (1 of 1)", StringComparison.Ordinal));
        (await Told(site)).ShouldBe($$"""{"action":"install","attempt":1,"component":"seed","config":{"rows":3},"installation":"seeded","namespace":"{{site.Namespace}}","version":"1.0.0","versionBefore":""}""");
        (await Install(site, 0)).Error.ShouldContain("Nothing to do");
        // Somebody takes its Job away: it is asked for the same once more.
        await site.Kubectl("delete", "job", "-l", "slipway/task=seed");
        (await Install(site, 0)).Error.ShouldContain("ok: upgrade of 3 rows");
        (await Told(site)).ShouldStartWith("""{"action":"upgrade","attempt":2,"component":"seed",""");

        await Application(site, "1.1.0", "cat $SLIPWAY_TASK_INPUT");
        (await Install(site, 0)).Error.ShouldNotContain("web: installing");
        (await Told(site)).ShouldContain("""
            "action":"upgrade","attempt":1,
            """.Trim());
        (await Told(site)).ShouldEndWith("""
            "version":"1.1.0","versionBefore":"1.0.0"}
            """.TrimEnd());
        (await TheProgram.Run("status", "seeded", "-n", site.Namespace)).Out.ShouldMatch("seed +1\\.1\\.0 +3 \\(deployed\\) +Job seed-task-[0-9a-f]{10} +1/1");

        await Application(site, "1.2.0", "test $SLIPWAY_TASK_ACTION = remove || { echo no such table; exit 3; }");
        var failed = await Install(site, ExitCode.RunFailed);
        failed.Error.ShouldContain("ended with exit code 3: no such table");
        failed.Error.ShouldContain("seed is back at what revision 3 was");

        var gone = await site.Slipway("uninstall", "seeded", "-n", site.Namespace, "--yes");
        gone.ExitCode.ShouldBe(0, gone.Shown);
        (await site.Kubectl("get", "jobs,secrets,deployments,services", "-o", "name")).Trim().ShouldBeEmpty();
    }

    [Fact]
    public async Task A_task_that_cannot_remove_what_it_made_keeps_the_component()
    {
        using var site = await Site();
        await Application(site, "1.0.0", "test $SLIPWAY_TASK_ACTION != remove || { cat $SLIPWAY_TASK_INPUT >&2; exit 3; }");
        await Install(site, 0);
        var kept = await site.Slipway("uninstall", "seeded", "-n", site.Namespace, "--yes");
        kept.ExitCode.ShouldNotBe(0, kept.Shown);
        kept.Error.ShouldContain("seed");
        (await Told(site)).ShouldStartWith("""{"action":"remove","attempt":1,""");
        (await site.Slipway("uninstall", "seeded", "-n", site.Namespace, "--yes")).ExitCode.ShouldNotBe(0);
        (await Told(site)).ShouldStartWith("""{"action":"remove","attempt":2,""");
        (await site.Helm("status", "seed")).ShouldContain("seed");
    }

    private static Task<ClusterSite> Site() => ClusterSite.Make(ClusterSite.Service("web"));

    private static Task Application(ClusterSite site, string version, string script)
        => File.WriteAllTextAsync(Path.Combine(site.Folder, "application.yaml"), $$"""
            name: seeded
            version: 1.0.0
            components:
              seed:
                task: {image: "test.local/busybox:1", version: {{version}}, command: [sh, -c, "{{script}}"], timeout: 1m}
                config: {rows: 3}
              web: {service: service.yaml, dependsOn: [seed]}
            """, TestContext.Current.CancellationToken);

    private static async Task<Ran> Install(ClusterSite site, int exit)
    {
        var ran = await site.Slipway("install", Path.Combine(site.Folder, "application.yaml"), "-n", site.Namespace, "--yes", "--timeout", "120s");
        ran.ExitCode.ShouldBe(exit, ran.Shown);
        return ran;
    }

    /// <summary>What the newest run of the task printed.</summary>
    private static async Task<string> Told(ClusterSite site)
    {
        var pods = await site.Kubectl("get", "pods", "-l", "slipway/task=seed", "--sort-by=.metadata.creationTimestamp", "-o", "name");
        return (await site.Kubectl("logs", pods.Split('\n', StringSplitOptions.RemoveEmptyEntries)[^1])).Trim();
    }
}
