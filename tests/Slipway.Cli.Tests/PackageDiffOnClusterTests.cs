using System.Text.Json;

namespace Slipway.Cli.Tests;

/// <summary>What <c>package diff</c> foretells is what pods really do.</summary>
public class PackageDiffOnClusterTests
{
    private const string Registry = "test.local";

    /// <summary>One after the other, each on top of those before: the comparison is told of each step, and pods are looked at before and after it.</summary>
    private static readonly (string File, string From, string To)[][] Steps =
    [
        [("services/web.yaml", "livenessProbe: {httpGet: {path: /live, port: http}}", "livenessProbe: {httpGet: {path: /live, port: http}, periodSeconds: 10, failureThreshold: 3}")],
        [("services/web.yaml", "default: Welcome", "default: Hello"), ("platform/Workloads/worker/model.yaml", "maxSurge: 1,", "maxSurge: 2,")],
        [("services/cart.yaml", "env: {COLOUR: blue}", "env: {COLOUR: red}"), ("application.yaml", "replicas: {count: 2}", "replicas: {count: 3}")],
        [("application.yaml", "  mail: {service: services/mail.yaml}", "  postman: {service: services/mail.yaml}"), ("application.yaml", "default: redis", "default: memcache")],
    ];

    [Fact]
    public async Task Pods_do_what_was_foretold_step_by_step()
    {
        using var site = await ClusterSite.Make("name: unused\nversion: 1.0.0\n");
        using var shops = new ShopFolders("now");
        await Install(site, shops.At("now/application.yaml"), "shop", shops.At("now/platform"));
        for (var step = 0; step < Steps.Length; step++)
        {
            shops.Copy($"step{step}");
            foreach (var (file, from, to) in Steps.Take(step + 1).SelectMany(edits => edits))
                shops.Edit($"step{step}/{file}", from, to);
            var (old, now) = (shops.At(step == 0 ? "now" : $"step{step - 1}"), shops.At($"step{step}"));
            var forecast = await Forecast(site, old, now, "--old-platform", $"{old}/platform", "--platform", $"{now}/platform");
            var before = await Pods(site);
            await Install(site, $"{now}/application.yaml", "shop", $"{now}/platform");
            await Matches(site, forecast, before);
        }
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
        await Task.WhenAll(Install(site, shop, "shop"), Install(site, desk, "desk"));

        // From here on there are only the two packages and the platform team's folder.
        Directory.Delete(shops.At("files/services"), recursive: true);
        shops.Edit("files/platform/Workloads/worker/workload.yaml", "version: 1.0.0", "version: 1.1.0");
        shops.Edit("files/platform/Workloads/worker/model.yaml", "annotations: {worker: \"1\"}", "annotations: {worker: \"2\"}");
        var forecast = (await Forecast(site, shop, "--platform", platform)).Concat(await Forecast(site, desk, "--platform", platform)).ToDictionary();
        forecast.Where(one => one.Value == "rollingRestart").Select(one => one.Key).ShouldBe(["backend-cart", "jobs"], ignoreOrder: true);
        var before = await Pods(site);
        await Task.WhenAll(Install(site, shop, "shop", platform), Install(site, desk, "desk", platform));
        await Matches(site, forecast, before);
    }

    private static async Task Install(ClusterSite site, string what, string installation, string? platform = null)
    {
        var ran = await site.Slipway(["install", what, "-n", site.Namespace, "--installation", installation, "--registry", Registry, "--prune", "--yes", "--timeout", "120s",
            .. platform is null ? (string[])[] : ["--platform", platform]]);
        ran.ExitCode.ShouldBe(0, ran.Shown);
    }

    /// <summary>By component, with the former name of a renamed one as well.</summary>
    private static async Task<Dictionary<string, string>> Forecast(ClusterSite site, params string[] arguments)
    {
        var ran = await site.Slipway(["package", "diff", .. arguments, "--registry", Registry, "--output", "json"]);
        ran.ExitCode.ShouldBe(0, ran.Shown);
        var forecast = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var component in ran.Json.GetProperty("components").EnumerateArray())
        {
            var isRenamed = component.TryGetProperty("formerly", out var formerly);
            forecast[component.GetProperty("name").GetString()!] = isRenamed ? "starts" : component.GetProperty("forecast").GetString()!;
            if (isRenamed)
                forecast[formerly.GetString()!] = "stops";
        }
        return forecast;
    }

    private static async Task Matches(ClusterSite site, Dictionary<string, string> forecast, ILookup<string, string> before)
    {
        // A pod on its way out is not there any more; one that is still to come keeps the test waiting, not guessing.
        await ClusterSite.Until(async () => Wrong(forecast, before, await Pods(site)), "");
        // The controllers have come to rest: nothing restarts later.
        await site.Kubectl("rollout", "status", "deployment", "--timeout=60s");
        Wrong(forecast, before, await Pods(site)).ShouldBe("");
    }

    private static string Wrong(Dictionary<string, string> forecast, ILookup<string, string> before, ILookup<string, string> after)
    {
        var wrong = new List<string>();
        foreach (var (name, foretold) in forecast)
        {
            var (old, now) = (before[name].ToHashSet(), after[name].ToHashSet());
            var isRight = foretold switch
            {
                "nothing" or "changes" or "hotReload" => old.IsSubsetOf(now),
                "rollingRestart" or "recreate" => now.Count > 0 && !old.Overlaps(now),
                "starts" => old.Count == 0 && now.Count > 0,
                _ => old.Count > 0 && now.Count == 0,
            };
            if (!isRight)
                wrong.Add($"{name}: {foretold}, but {string.Join(' ', old)} → {string.Join(' ', now)}");
        }
        return string.Join('\n', wrong);
    }

    /// <summary>Ids of the pods that are not on their way out, by component.</summary>
    private static async Task<ILookup<string, string>> Pods(ClusterSite site)
    {
        using var pods = JsonDocument.Parse(await site.Kubectl("get", "pods", "-o", "json"));
        return pods.RootElement.GetProperty("items").EnumerateArray().Select(pod => pod.GetProperty("metadata")).Where(meta => !meta.TryGetProperty("deletionTimestamp", out _))
            .Select(meta => (Component: meta.GetProperty("labels").GetProperty("app.kubernetes.io/name").GetString()!, Id: meta.GetProperty("uid").GetString()!))
            .ToList().ToLookup(pod => pod.Component, pod => pod.Id);
    }
}
