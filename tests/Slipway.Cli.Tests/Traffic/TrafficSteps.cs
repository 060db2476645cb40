namespace Slipway.Cli.Tests.Traffic;

/// <summary>All that is done to a service of three pods.</summary>
internal static class TrafficSteps
{
    private const string Sidecar = """
        traits:
          sidecar:
            containers:
              side:
                image: test.local/busybox:1
                command: [sh, -c, "trap 'exit 0' TERM; sleep 3600 & wait"]
                readinessProbe: {exec: {command: [cat, /etc/hostname]}, periodSeconds: 1}
        """;

    private static readonly string[] Autoscale = ["--trait", "autoscale.min=4", "--trait", "autoscale.max=6", "--trait", "autoscale.cpu=1000"];

    public static async Task All(TrafficSite site)
    {
        site.Version("1.1.0");
        await site.Step("a rolling update", 3, 3);

        var on = await site.Step("an autoscaler comes", 3, 3, Autoscale);
        on.Error.ShouldContain("SLW0533");
        (await site.LastRun()).ShouldContain("\"decision\":\"autoscaler\"");
        await site.Until(4);
        site.Version("1.2.0");
        await site.Step("a rolling update with an autoscaler", 4, 3, Autoscale);
        (await site.Count()).ShouldBe("4/4");
        (await site.Step("the autoscaler goes", 3, 3)).Error.ShouldContain("SLW0534");
        await site.Until(3);
        (await site.LastRun()).ShouldContain("\"autoscaler\":\"hello\"");

        await site.Step("from 3 to 5", 3, 5);
        await site.Until(5);
        await site.Step("from 5 to 2", 2, 2);
        await site.Until(2);

        File.WriteAllText(Path.Combine(site.Cluster.Folder, "entry.yaml"), Sidecar + "\n");
        await site.Step("a sidecar comes", 2, 2);
        File.Delete(Path.Combine(site.Cluster.Folder, "entry.yaml"));
        await site.Step("the sidecar goes", 2, 2);
        await site.Holds();
    }
}
