namespace Slipway.Cli.Tests;

/// <summary>A component of which nothing differs gets no revision, whatever its chart was made from.</summary>
public class NoNeedlessRevisionOnClusterTests
{
    [Fact]
    public async Task One_raised_service_and_another_chart_make_one_revision_of_one_component_and_the_rest_is_said_to_be_unchanged()
    {
        using var site = await ClusterSite.Make("name: unused\nversion: 1.0.0\n");
        using var shops = new ShopFolders("files");
        var (first, second, platform) = (shops.At("first.slip"), shops.At("second.slip"), shops.At("files/platform"));
        foreach (var name in (string[])["web", "cart", "data"])
            await File.WriteAllTextAsync(shops.At($"files/{name}.yaml"), ClusterSite.Service(name) + "\n", TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(shops.At("files/trio.yaml"),
            """
            format: application/alpha1
            name: trio
            version: 1.0.0
            components:
              web: {service: web.yaml}
              cart: {service: cart.yaml}
              data: {service: data.yaml}
              notes: {manifests: manifests/hints.yaml}
              side: {chart: charts/sidekick}
            """, TestContext.Current.CancellationToken);
        await Build(first);
        await Install(first);

        // Another chart, for a trait that nobody uses; another version of everything; and one service that is another.
        shops.Edit("files/platform/Traits/unused/patch.yaml", "unused: \"1\"", "unused: \"2\"");
        shops.Edit("files/platform/platform.yaml", "version: 1.0.0", "version: 1.1.0");
        shops.Edit("files/trio.yaml", "version: 1.0.0", "version: 1.1.0");
        shops.Edit("files/web.yaml", "version: 1.0.0", "version: 1.1.0");
        shops.Edit("files/charts/sidekick/Chart.yaml", "version: 1.0.0", "version: 1.1.0");
        await Build(second);
        var forecast = (await TheProgram.Run("package", "diff", first, second, "--output", "json")).Json.GetProperty("components").EnumerateArray()
            .Select(one => $"{one.GetProperty("name")} {one.GetProperty("forecast")}");
        forecast.ShouldBe(["web changes", "cart nothing", "data nothing", "notes nothing", "side nothing"]);
        var ran = await Install(second);
        (await PodForecast.Revisions(site)).OrderBy(one => one.Key, StringComparer.Ordinal).Select(one => $"{one.Key} {one.Value}").ShouldBe(["cart 1", "data 1", "notes 1", "side 1", "web 2"]);
        foreach (var name in (string[])["cart", "data", "notes", "side"])
            ran.Error.ShouldContain($"{name}: unchanged (revision 1)");
        ran.Error.ShouldContain("web: installing");

        // What was found to be the same is known from then on, without another look at it; and what somebody deleted comes back.
        (await site.Kubectl("get", "configmap", "slipway-trio", "-o", "jsonpath={.data.components}")).Split("\"same\":{\"revision\":1").Length.ShouldBe(5);
        (await Install(second)).Error.ShouldContain("Nothing to do");
        await site.Kubectl("delete", "service", "cart");
        (await Install(second)).Error.ShouldContain("cart: installing");
        (await PodForecast.Revisions(site))["cart"].ShouldBe(2);

        async Task Build(string slip) => (await TheProgram.Run("package", "build", shops.At("files/trio.yaml"), "--platform", platform, "--out", slip)).ExitCode.ShouldBe(0);

        async Task<Ran> Install(string slip)
        {
            var ran = await site.Slipway("install", slip, "-n", site.Namespace, "--yes", "--timeout", "120s");
            ran.ExitCode.ShouldBe(0, ran.Shown);
            return ran;
        }
    }
}
