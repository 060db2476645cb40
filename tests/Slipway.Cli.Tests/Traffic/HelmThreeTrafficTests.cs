using Slipway.Testing;

namespace Slipway.Cli.Tests.Traffic;

/// <summary>The same for a release that began its life under Helm 3. A class of its own, so that both run at once: they mostly wait.</summary>
public sealed class HelmThreeTrafficTests(ITestOutputHelper output)
{
    [Fact]
    public async Task A_release_that_Helm_3_made_is_taken_over_and_loses_no_request()
    {
        var helm3 = TestEnvironment.Needs("helm3");
        await using var site = await TrafficSite.Make(made => ByHelm(made, helm3));
        var pods = await site.Pods();

        var refused = await site.Try(3);
        refused.ExitCode.ShouldBe(ExitCode.Refused);
        refused.Error.ShouldContain("SLW0503");
        var taken = await site.Step("it is taken over", 3, 3, "--take-over");
        taken.Error.ShouldContain("SLW0521: the Helm release hello (revision 1, chart slipway-component ");
        taken.Error.ShouldContain("none of its pods restarts");
        (await site.Pods()).ShouldBe(pods);
        var record = await site.LastRun();
        record.ShouldContain("\"step\":\"takeover\"");
        record.ShouldContain("\"appliedBy\":\"client-side apply\"");
        (await site.Install(3)).Error.ShouldContain("unchanged", customMessage: "from now on it is an installation like any other");

        await TrafficSteps.All(site);
        site.Tell(output);
    }

    private static async Task ByHelm(ClusterSite site, string helm)
    {
        var rendered = await TrafficSite.Rendered(site, 3);
        var ran = await TheProgram.Start(helm, [], "install", "hello", Path.Combine(rendered, "chart"), "-f", Path.Combine(rendered, "values.yaml"), "-n", site.Namespace);
        ran.ExitCode.ShouldBe(0, ran.Shown);
    }
}
