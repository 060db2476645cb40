namespace Slipway.Cli.Tests.Traffic;

/// <summary>Counts that are not the configuration's, under a steady stream of requests.</summary>
public sealed class CountTrafficTests(ITestOutputHelper output)
{
    /// <summary>Asked about, never reset: neither by an install, nor by switching an autoscaler on and off.</summary>
    [Fact]
    public async Task A_count_scaled_by_hand_is_asked_about_and_loses_no_request()
    {
        await using var site = await TrafficSite.Make();
        await site.Cluster.Kubectl("scale", "deployment/hello", "--replicas=4");
        await site.Until(4);

        var asked = await site.Try(3);
        asked.ExitCode.ShouldBe(ExitCode.NeedsApproval, asked.Shown);
        asked.Error.ShouldContain("SLW0530: Deployment hello was scaled by hand to 4, the configuration says 3; set by kubectl\n");
        asked.Error.ShouldContain("--replicas keep");
        (await site.Count()).ShouldBe("4/4");

        site.Version("1.1.0");
        (await site.Step("it is kept over a rolling update", 4, 3, "--replicas", "keep")).Error.ShouldContain("SLW0531");
        (await site.LastRun()).ShouldContain("\"decision\":\"kept\"");
        site.Version("1.2.0");
        (await site.Step("it is still kept", 4, 3)).Error.ShouldContain("SLW0531");
        (await site.Count()).ShouldBe("4/4");
        (await site.Step("nothing changes", 4, 3)).Error.ShouldContain("unchanged");

        (await site.Try(2)).ExitCode.ShouldBe(ExitCode.NeedsApproval, "another configured count is another question");
        await site.Step("an autoscaler comes", 4, 3, "--trait", "autoscale.max=6", "--trait", "autoscale.cpu=1000");
        (await site.Count()).ShouldBe("4/4");
        (await site.Try(3)).ExitCode.ShouldBe(ExitCode.NeedsApproval, "the autoscaler never touched what was scaled by hand");
        (await site.Count()).ShouldBe("4/4");
        (await site.Step("the autoscaler goes", 4, 3, "--replicas", "keep")).Error.ShouldContain("SLW0531");
        (await site.Count()).ShouldBe("4/4");

        (await site.Step("it is reset", 3, 3, "--replicas", "reset")).Error.ShouldContain("SLW0532");
        await site.Until(3);
        (await site.LastRun()).ShouldContain("\"setBy\":\"kubectl\"");
        await site.Holds();
        site.Tell(output);
    }

    /// <summary>What these tests would see if a count were reset, which is what plain Helm does where its manifest stops naming one.</summary>
    [Fact]
    public async Task A_count_that_is_configured_no_more_is_reset_by_plain_Helm_and_stays_with_Slipway()
    {
        await using var site = await TrafficSite.Make();
        (await site.Step("no count is configured", 3, null)).Error.ShouldContain("SLW0535: no count is configured for Deployment hello any more; it stays at 3");
        (await site.Count()).ShouldBe("3/3");
        (await site.LastRun()).ShouldContain("\"decision\":\"left\"");
        await site.Step("a count is configured again", 3, 4);
        await site.Until(4);
        await site.Holds();

        await site.Cluster.Helm("upgrade", "hello", Path.Combine(await TrafficSite.Rendered(site.Cluster, null), "chart"), "--server-side=true",
            "-f", Path.Combine(site.Cluster.Folder, "rendered", "values.yaml"));
        await ClusterSite.Until(() => Task.FromResult($"{site.Seen.Any(s => s is { Replicas: 1, Ready: < 4 })}"), "True");
    }
}
