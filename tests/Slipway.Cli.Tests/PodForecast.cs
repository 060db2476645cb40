using System.Text.Json;

namespace Slipway.Cli.Tests;

/// <summary>What <c>package diff</c> foretells, and what pods do.</summary>
internal static class PodForecast
{
    private const string Registry = "test.local";

    public static async Task Install(ClusterSite site, string what, string installation, string? platform = null)
    {
        var ran = await site.Slipway(["install", what, "-n", site.Namespace, "--installation", installation, "--registry", Registry, "--prune", "--yes", "--timeout", "120s",
            .. platform is null ? (string[])[] : ["--platform", platform]]);
        ran.ExitCode.ShouldBe(0, ran.Shown);
    }

    /// <summary>By component, with the former name of a renamed one as well.</summary>
    public static async Task<Dictionary<string, string>> Forecast(ClusterSite site, params string[] arguments)
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

    public static async Task Matches(ClusterSite site, Dictionary<string, string> forecast, ILookup<string, string> before)
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
    public static async Task<ILookup<string, string>> Pods(ClusterSite site)
    {
        using var pods = JsonDocument.Parse(await site.Kubectl("get", "pods", "-o", "json"));
        return pods.RootElement.GetProperty("items").EnumerateArray().Select(pod => pod.GetProperty("metadata")).Where(meta => !meta.TryGetProperty("deletionTimestamp", out _))
            .Select(meta => (Component: meta.GetProperty("labels").GetProperty("app.kubernetes.io/name").GetString()!, Id: meta.GetProperty("uid").GetString()!))
            .ToList().ToLookup(pod => pod.Component, pod => pod.Id);
    }
}
