namespace Slipway.Cli.Tests;

/// <summary>A platform team's change reaches what is installed, without anybody touching a service or building anything.</summary>
public class NewerPlatformOnClusterTests
{
    [Fact]
    public async Task To_forget_the_platform_is_not_yet_to_agree_to_an_older_one()
    {
        using var site = await ClusterSite.Make(ClusterSite.Service("web"));
        string At(string name) => Path.Combine(site.Folder, name);
        Directory.CreateDirectory(At("team"));
        await File.WriteAllTextAsync(At("team/platform.yaml"), "name: team\nversion: 1.1.0\n", TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(At("application.yaml"), "name: shop\nversion: 1.0.0\ncomponents: {web: {service: service.yaml}}\n", TestContext.Current.CancellationToken);
        Task<Ran> Install(params string[] more) => site.Slipway(["install", At("application.yaml"), "-n", site.Namespace, "--yes", "--timeout", "120s", .. more]);
        (await Install("--platform", At("team"))).ExitCode.ShouldBe(0);
        foreach (var word in (string[][])[["--unset", "platform"], ["--defaults"]])
        {
            var refused = await Install(word);
            refused.ExitCode.ShouldBe(ExitCode.NeedsApproval, refused.Shown);
            refused.Error.ShouldContain("SLW0941");
            refused.Error.ShouldContain("--allow-older-platform");
        }
        (await TheProgram.Run("config", "answers", "shop", "-n", site.Namespace)).Out.ShouldContain("team 1.1.0");
        var back = await Install("--unset", "platform", "--allow-older-platform");
        back.ExitCode.ShouldBe(0, back.Shown);
        (await Install()).ExitCode.ShouldBe(0);
    }

    [Fact]
    public async Task One_changed_workload_reaches_two_applications_and_restarts_what_was_foretold_and_nothing_else()
    {
        using var site = await ClusterSite.Make("name: unused\nversion: 1.0.0\n");
        using var shops = new ShopFolders("files");
        await File.WriteAllTextAsync(shops.At("files/desk.yaml"),
            """
            format: application/alpha1
            name: desk
            version: 1.0.0
            components:
              jobs: {service: services/cart.yaml}
              store: {service: services/data.yaml}
              hall: {service: services/tracing.yaml}
            config: {type: object, properties: {workers: {type: integer, minimum: 1, maximum: 9, default: 2}}}
            mapping:
              jobs:
                config: {workers: self.workers, verbose: self.workers > 5}
            """,
            TestContext.Current.CancellationToken);
        var (shop, desk, platform) = (shops.At("shop.slip"), shops.At("desk.slip"), shops.At("files/platform"));
        foreach (var (source, slip) in new[] { ("application.yaml", shop), ("desk.yaml", desk) })
            (await TheProgram.Run("package", "build", shops.At($"files/{source}"), "--platform", platform, "--out", slip)).ExitCode.ShouldBe(0);
        await Task.WhenAll(PodForecast.Install(site, shop, "shop"), PodForecast.Install(site, desk, "desk"));

        // From here on there are only the two packages and the platform team's folder.
        Directory.Delete(shops.At("files/services"), recursive: true);
        shops.Edit("files/platform/Workloads/worker/workload.yaml", "version: 1.0.0", "version: 1.1.0");
        shops.Edit("files/platform/Workloads/worker/model.yaml", "annotations: {worker: \"1\"}", "annotations: {worker: \"2\"}");
        var forecast = (await PodForecast.Forecast(site, shop, "--platform", platform)).Concat(await PodForecast.Forecast(site, desk, "--platform", platform)).ToDictionary();
        forecast.Where(one => one.Value == "rollingRestart").Select(one => one.Key).ShouldBe(["backend-cart", "jobs"], ignoreOrder: true);
        var before = await PodForecast.Stand(site);
        await Task.WhenAll(PodForecast.Install(site, shop, "shop", platform), PodForecast.Install(site, desk, "desk", platform));
        await PodForecast.Matches(site, forecast, before);
    }
}
