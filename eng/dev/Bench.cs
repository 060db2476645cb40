using System.Globalization;
using System.Text;

namespace Slipway.Dev;

/// <summary>
/// The verb `bench`: the native executable beside its alternative, taken in turns in one run, so that a busy machine slows both. What counts is the ratio.
/// Schemas are measured in a program of their own, since what is beside them does not run ahead of time.
/// </summary>
public static class Bench
{
    private const int Rounds = 15;
    private const int Definitions = 1000;
    private const int Singles = 50;

    public sealed record Row(string What, string Figure, string Aim, bool Kept);

    public static async Task<int> Run(Arguments arguments)
    {
        if (!File.Exists(Shell.At("dist", "slipway")) || !File.Exists(Shell.At("dist", "helm")))
            await BuildNative.Run(arguments);
        var (slipway, helm) = (Shell.At("dist", "slipway"), Shell.At("dist", "helm"));
        if (!File.Exists(helm))
            throw new DevException("There is no dist/helm to measure beside.", 3);
        var work = Directory.CreateTempSubdirectory("slipway-bench-").FullName;
        try
        {
            List<Row> rows = arguments.Has("--installs") ? [.. await BenchInstalls.Rows(slipway, helm, work)]
                : arguments.Has("--packages") ? [.. await BenchPackages.Rows(slipway, helm, work)]
                : [.. await BenchSchemas.Rows(), .. Starts(slipway, helm), .. await Checks(slipway, work), .. await Batch(slipway, helm, work), .. await BenchCharts.Rows(slipway, helm, work), .. await BenchPackages.Rows(slipway, helm, work), .. await BenchInstalls.Rows(slipway, helm, work)];
            var table = Table(rows);
            Console.WriteLine("\n" + table);
            if (arguments.Has("--write") && !arguments.Has("--installs") && !arguments.Has("--packages"))
                await File.WriteAllTextAsync(Shell.At("bench", "RESULTS.md"), await Page(table, slipway, helm));
            return rows.All(row => row.Kept) ? 0 : 1;
        }
        finally
        {
            Directory.Delete(work, recursive: true);
        }
    }

    private static IReadOnlyList<Row> Starts(string slipway, string helm)
    {
        Shell.Say($"Start-up, {Rounds} rounds");
        List<double> version = [], check = [], other = [];
        for (var round = 0; round <= Rounds; round++)
        {
            var (v, c, h) = (Measured.Time(slipway, ["--version"]), Measured.Time(slipway, ["check", "examples/sleep/service.yaml"]), Measured.Time(helm, ["version"]));
            if (round == 0)
                continue; // The first round fills the file cache.
            version.Add(v);
            check.Add(c);
            other.Add(h);
        }
        return
        [
            Ratio("`slipway --version` / `helm version`", Median(version), Median(other), 0.2),
            Ratio("`slipway check examples/sleep/service.yaml` / `helm version`", Median(check), Median(other), 0.3),
        ];
    }

    private static async Task<IReadOnlyList<Row>> Checks(string slipway, string work)
    {
        Shell.Say($"Checking {Definitions} definitions in one process, {Rounds} rounds");
        var folder = BenchDefinitions.Write(Path.Combine(work, "checked"), Definitions);
        List<Measured> checks = [], formats = [];
        for (var round = 0; round < Rounds; round++)
        {
            checks.Add(await Measured.Run(slipway, ["check", folder]));
            formats.Add(await Measured.Run(slipway, ["fmt", folder, "--check"]));
        }
        var (check, format) = (Median(checks.Select(m => m.Milliseconds)), Median(formats.Select(m => m.Milliseconds)));
        return
        [
            new($"`slipway check` of {Definitions}, wall", $"{check / 1000:0.00} s", "under 1 s", check < 1000),
            new($"`slipway fmt --check` of {Definitions}, wall", $"{format / 1000:0.00} s", "", true),
        ];
    }

    private static async Task<IReadOnlyList<Row>> Batch(string slipway, string helm, string work)
    {
        Shell.Say($"Rendering {Definitions} definitions (8 variables, 3 probes, 5 traits), {Rounds} rounds");
        var folder = BenchDefinitions.Write(Path.Combine(work, "services"), Definitions);
        var entry = BenchDefinitions.WriteEntry(work);
        var chart = Path.Combine(work, "chart");
        await Measured.Run(slipway, ["render", Path.Combine(folder, "s0000.yaml"), "--with", entry, "--out", chart]);
        var (root, values) = (Path.Combine(chart, "chart"), Path.Combine(chart, "values.yaml"));
        List<Measured> batches = [], singles = [];
        for (var round = 0; round < Rounds; round++)
        {
            batches.Add(await Measured.Run(slipway, ["template", folder, "--with", entry]));
            // The alternative is a Helm process a component; a few of them stand for the rest.
            for (var i = 0; i < Singles / Rounds + 1; i++)
                singles.Add(await Measured.Run(helm, ["template", "s0000", root, "-f", values]));
        }
        var (batch, single) = (Median(batches.Select(m => m.Milliseconds)), Median(singles.Select(m => m.Milliseconds)) * Definitions);
        var (own, child) = (batches.Max(m => m.OwnMegabytes), batches.Max(m => m.ChildMegabytes));
        return
        [
            new($"`slipway template` of {Definitions}, wall", $"{batch / 1000:0.00} s", "under 2 s", batch < 2000),
            new($"the same / {Definitions} × `helm template` ({single / 1000:0.0} s, from {singles.Count} runs)", $"{batch / single:0.000}", "", true),
            new("peak memory of slipway", $"{own:0} MB", "under 200 MB", own < 200),
            new("peak memory of helm", $"{child:0} MB", "under 200 MB", child < 200),
        ];
    }

    private static Row Ratio(string what, double left, double right, double aim) => new(what, $"{left / right:0.00} ({left:0.0} ms / {right:0.0} ms)", $"at most {aim}", left / right <= aim);

    internal static double Median(IEnumerable<double> all)
    {
        var sorted = all.Order().ToList();
        return sorted[sorted.Count / 2];
    }

    private static string Table(IEnumerable<Row> rows)
    {
        var text = new StringBuilder("| what | median | aim | kept |\n| --- | --- | --- | --- |\n");
        foreach (var row in rows)
            text.Append($"| {row.What} | {row.Figure} | {row.Aim} | {(row.Aim.Length == 0 ? "" : row.Kept ? "yes" : "**no**")} |\n");
        return text.ToString();
    }

    private static async Task<string> Page(string table, string slipway, string helm)
    {
        var processor = File.ReadLines("/proc/cpuinfo").FirstOrDefault(line => line.StartsWith("model name", StringComparison.Ordinal))?.Split(':')[^1].Trim();
        var versions = $"slipway {(await Shell.Capture(slipway, ["--version"])).Output.Trim()}, helm {(await Shell.Capture(helm, ["version", "--short"])).Output.Trim()}";
        return $"""
            # Measured

            {TimeProvider.System.GetUtcNow().ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)}, {Environment.ProcessorCount} processors ({processor}), {versions}, {Environment.OSVersion.VersionString}.
            Medians of {Rounds}, both sides in turns; memory is the highest of all rounds. Written by `dotnet dev.cs bench --write`; how: `eng/dev/Bench.cs`.

            {table}
            """;
    }
}
