namespace Slipway.Cli.Tests;

/// <summary>What <c>package diff</c> foretells is what pods really do.</summary>
public class PackageDiffOnClusterTests
{
    /// <summary>One after the other, each on top of those before: the comparison is told of each step, and pods are looked at before and after it.</summary>
    private static readonly (string File, string From, string To)[][] Steps =
    [
        [
            ("services/web.yaml", "livenessProbe: {httpGet: {path: /live, port: http}}", "livenessProbe: {httpGet: {path: /live, port: http}, periodSeconds: 10, failureThreshold: 3}"),
            ("services/web.yaml", "default: Welcome", "default: Hello"), ("platform/Workloads/worker/model.yaml", "maxSurge: 1,", "maxSurge: 2,"),
        ],
        [("services/cart.yaml", "env: {COLOUR: blue}", "env: {COLOUR: red}"), ("application.yaml", "replicas: {count: 2}", "replicas: {count: 3}")],
        [("application.yaml", "  mail: {service: services/mail.yaml}", "  postman: {service: services/mail.yaml}"), ("application.yaml", "default: redis", "default: memcache")],
    ];

    [Fact]
    public async Task Pods_do_what_was_foretold_step_by_step()
    {
        using var site = await ClusterSite.Make("name: unused\nversion: 1.0.0\n");
        using var shops = new ShopFolders("now");
        await PodForecast.Install(site, shops.At("now/application.yaml"), "shop", shops.At("now/platform"));
        for (var step = 0; step < Steps.Length; step++)
        {
            shops.Copy($"step{step}");
            foreach (var (file, from, to) in Steps.Take(step + 1).SelectMany(edits => edits))
                shops.Edit($"step{step}/{file}", from, to);
            var (old, now) = (shops.At(step == 0 ? "now" : $"step{step - 1}"), shops.At($"step{step}"));
            var forecast = await PodForecast.Forecast(site, old, now, "--old-platform", $"{old}/platform", "--platform", $"{now}/platform");
            var before = await PodForecast.Stand(site);
            await PodForecast.Install(site, $"{now}/application.yaml", "shop", $"{now}/platform");
            await PodForecast.Matches(site, forecast, before);
        }
    }
}
