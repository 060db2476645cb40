using System.Diagnostics;

namespace Slipway.Dev;

/// <summary>
/// An application of many small components into a cluster, beside a `helm upgrade --install` each of the same chart with the same values, as many at a time.
/// Pods run on a node that exists on paper only (kwok), so that what is measured is the tools and the API server, not images.
/// </summary>
public static class BenchInstalls
{
    private const int Components = 40;
    private const int AtOnce = 8;
    private const int Rounds = 3;

    public static async Task<IReadOnlyList<Bench.Row>> Rows(string slipway, string helm, string work)
    {
        if (Environment.GetEnvironmentVariable("SLIPWAY_TEST_CLUSTER") != "1" || Shell.Find("kubectl") is null
            || (await Shell.Capture("kubectl", ["get", "nodes", "-l", "kwok=true", "-o", "name"])).Output.Trim().Length == 0)
        {
            Shell.Note("Left out: installs. They need kubectl, a disposable cluster (KUBECONFIG naming it, SLIPWAY_TEST_CLUSTER=1), and in it a node of kwok with the label and taint kwok=true.");
            return [];
        }
        Shell.Say($"Installing {Components} components, {AtOnce} at a time, {Rounds} rounds");
        var (application, chart, values) = await Write(slipway, Path.Combine(work, "installs"));
        var times = new List<Times>();
        for (var attempt = 0; times.Count < Rounds && attempt < 2 * Rounds; attempt++)
            try
            {
                times.Add(await Round(slipway, helm, work, attempt, application, chart, values));
                Shell.Note($"{times[^1]}");
            }
            catch (DevException failed) when (attempt < (2 * Rounds) - 1)
            {
                // On a busy machine a paper node misses its heartbeat, and its pods then never become ready again.
                Shell.Note($"A round that failed is left out: {string.Join(' ', failed.Message.Split('\n').Skip(1).Where(line => line.Contains("SLW", StringComparison.Ordinal)).Take(3))}");
            }
        return
        [
            Row($"install of {Components} components, until all are ready / {Components} × `helm upgrade --install`, {AtOnce} at a time, without waiting", [.. times.Select(t => (t.First, t.HelmFirst))], 1),
            Row("the same a second time, unchanged", [.. times.Select(t => (t.Again, t.HelmAgain))], 0.1),
        ];
    }

    /// <summary>In seconds.</summary>
    private sealed record Times(double First, double HelmFirst, double Again, double HelmAgain);

    private static async Task<Times> Round(string slipway, string helm, string work, int number, string application, string chart, IReadOnlyList<string> values)
    {
        var (ours, theirs) = ($"slipway-bench-{Environment.ProcessId}-{number}", $"helm-bench-{Environment.ProcessId}-{number}");
        try
        {
            foreach (var space in new[] { ours, theirs })
                await Must("kubectl", ["create", "namespace", space]);
            string[] install = ["install", application, "-n", ours, "--yes", "--timeout", "60s", "--parallel", $"{AtOnce}", "--state", Path.Combine(work, ours), "--helm", helm];
            return new(
                await Took(() => Must(slipway, install)), await Took(() => Upgrades(helm, chart, values, theirs)),
                await Took(() => Must(slipway, install)), await Took(() => Upgrades(helm, chart, values, theirs)));
        }
        finally
        {
            // Waited for: what one round leaves would be cleared away in the time of the next.
            await Shell.Capture("kubectl", ["delete", "namespace", ours, theirs, "--ignore-not-found", "--timeout", "120s"]);
        }
    }

    private static Bench.Row Row(string what, IReadOnlyList<(double Ours, double Theirs)> times, double aim)
    {
        // Each round beside its own alternative: on a busy machine the rounds differ more than the tools.
        var ratio = Bench.Median(times.Select(t => t.Ours / t.Theirs));
        return new(what, $"{ratio:0.000} ({Bench.Median(times.Select(t => t.Ours)):0.00} s / {Bench.Median(times.Select(t => t.Theirs)):0.00} s)", $"at most {aim}", ratio <= aim);
    }

    private static Task Upgrades(string helm, string chart, IReadOnlyList<string> values, string space)
        => Parallel.ForEachAsync(values, new ParallelOptions { MaxDegreeOfParallelism = AtOnce }, async (file, _) =>
            await Must(helm, ["upgrade", "--install", Path.GetFileNameWithoutExtension(file), chart, "-f", file, "-n", space, "--server-side=true"]));

    private static async Task<(string Application, string Chart, IReadOnlyList<string> Values)> Write(string slipway, string folder)
    {
        Directory.CreateDirectory(folder);
        var entry = Path.Combine(folder, "entry.yaml");
        await File.WriteAllTextAsync(entry, "traits: {node-selector: {labels: {kwok: \"true\"}}, tolerations: {taints: {paper: {key: kwok, value: \"true\", effect: NoSchedule}}}}\n");
        var application = "name: bench\nversion: 1.0.0\ncomponents:\n";
        var values = new List<string>();
        for (var i = 0; i < Components; i++)
        {
            var (name, file) = ($"s{i:00}", Path.Combine(folder, $"s{i:00}.yaml"));
            await File.WriteAllTextAsync(file, Definition(name));
            application += $"  {name}: {{service: {name}.yaml}}\n";
            await Must(slipway, ["render", file, "--with", entry, "--out", Path.Combine(folder, "rendered", name)]);
            values.Add(Path.Combine(folder, "rendered", $"{name}.yaml"));
            File.Copy(Path.Combine(folder, "rendered", name, "values.yaml"), values[^1]);
        }
        var traits = (await File.ReadAllTextAsync(entry)).Trim();
        await File.WriteAllTextAsync(Path.Combine(folder, "application.yaml"), $"{application}defaults: {{stateless: {{{traits}}}}}\n");
        return (Path.Combine(folder, "application.yaml"), Path.Combine(folder, "rendered", "s00", "chart"), values);
    }

    private static string Definition(string name) => $$$"""
        name: {{{name}}}
        version: 1.0.0
        container:
          imagesName: /bench/{{{name}}}
          env:
            WHO: {{{name}}}
          health:
            startupProbe: {httpGet: {path: /started, port: http}}
            livenessProbe: {httpGet: {path: /live, port: http}}
            readinessProbe: {httpGet: {path: /ready, port: http}}
        ports: {http: 8080}

        """;

    private static async Task<double> Took(Func<Task> act)
    {
        var clock = Stopwatch.StartNew();
        await act();
        return clock.Elapsed.TotalSeconds;
    }

    private static async Task Must(string program, string[] arguments)
    {
        var (code, output, error) = await Shell.Capture(program, arguments);
        if (code != 0)
            throw new DevException($"'{Path.GetFileName(program)} {string.Join(' ', arguments)}' ended with exit code {code}:\n{output}{error}", 1);
    }
}
