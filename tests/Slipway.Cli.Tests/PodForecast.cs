using System.Globalization;
using System.Text.Json;

namespace Slipway.Cli.Tests;

/// <summary>What <c>package diff</c> foretells, and what pods and releases do.</summary>
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

    public static async Task Matches(ClusterSite site, Dictionary<string, string> forecast, Standing before)
    {
        // A pod on its way out is not there any more; one that is still to come keeps the test waiting, not guessing.
        await ClusterSite.Until(async () => Wrong(forecast, before, await Stand(site)), "");
        // The controllers have come to rest: nothing restarts later.
        await site.Kubectl("rollout", "status", "deployment", "--timeout=60s");
        Wrong(forecast, before, await Stand(site)).ShouldBe("");
    }

    private static string Wrong(Dictionary<string, string> forecast, Standing before, Standing after)
    {
        var wrong = new List<string>();
        foreach (var (name, foretold) in forecast)
        {
            var (old, now) = (before.Pods[name].ToHashSet(), after.Pods[name].ToHashSet());
            var isRight = foretold switch
            {
                "nothing" or "changes" or "hotReload" => old.IsSubsetOf(now),
                "rollingRestart" or "recreate" => now.Count > 0 && !old.Overlaps(now),
                "starts" => old.Count == 0 && now.Count > 0,
                _ => old.Count > 0 && now.Count == 0,
            };
            if (!isRight)
                wrong.Add($"{name}: {foretold}, but {string.Join(' ', old)} → {string.Join(' ', now)}");
            // What is the same costs no revision, and all else one.
            var (was, will) = (before.Revisions.GetValueOrDefault(name), after.Revisions.GetValueOrDefault(name));
            if (foretold != "stops" && (foretold == "nothing" ? will != was : will != was + 1))
                wrong.Add($"{name}: {foretold}, but revision {was} → {will}");
        }
        return string.Join('\n', wrong);
    }

    /// <param name="Pods">Ids of the pods that are not on their way out, by component.</param>
    /// <param name="Revisions">The newest of each release.</param>
    public sealed record Standing(ILookup<string, string> Pods, IReadOnlyDictionary<string, int> Revisions);

    public static async Task<Standing> Stand(ClusterSite site)
    {
        using var pods = JsonDocument.Parse(await site.Kubectl("get", "pods", "-o", "json"));
        var ids = pods.RootElement.GetProperty("items").EnumerateArray().Select(pod => pod.GetProperty("metadata")).Where(meta => !meta.TryGetProperty("deletionTimestamp", out _))
            .Select(meta => (Component: meta.GetProperty("labels").GetProperty("app.kubernetes.io/name").GetString()!, Id: meta.GetProperty("uid").GetString()!))
            .ToList().ToLookup(pod => pod.Component, pod => pod.Id);
        return new(ids, await Revisions(site));
    }

    /// <summary>The newest revision of each release of the namespace.</summary>
    public static async Task<IReadOnlyDictionary<string, int>> Revisions(ClusterSite site)
        => (await site.Kubectl("get", "secrets", "-l", "owner=helm", "-o", "go-template={{range .items}}{{.metadata.labels.name}} {{.metadata.labels.version}}\n{{end}}"))
            .Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split(' ')).GroupBy(words => words[0], words => int.Parse(words[1], CultureInfo.InvariantCulture), StringComparer.Ordinal)
            .ToDictionary(group => group.Key, group => group.Max(), StringComparer.Ordinal);
}
