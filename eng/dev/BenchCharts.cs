namespace Slipway.Dev;

/// <summary>The generic chart: a thousand components with ten traits each, its size, one component beside a chart written by hand, and dry runs by the API server.</summary>
public static class BenchCharts
{
    private const int Components = 1000;
    private const int Rounds = 7;
    private const int Singles = 15;
    private const double Aim = 4;

    public static async Task<IReadOnlyList<Bench.Row>> Rows(string slipway, string helm, string work)
    {
        var folder = BenchDefinitions.Write(Path.Combine(work, "components"), Components);
        return [await TenTraits(slipway, folder, work), .. await BesideHandWritten(slipway, helm, folder, work), .. await DryRuns(slipway, folder, work)];
    }

    private static async Task<Bench.Row> TenTraits(string slipway, string folder, string work)
    {
        Shell.Say($"Rendering {Components} components with 10 traits each, {Rounds} rounds");
        var entry = BenchDefinitions.WriteLargeEntry(work);
        List<double> all = [];
        for (var round = 0; round < Rounds; round++)
            all.Add((await Measured.Run(slipway, ["template", folder, "--with", entry])).Milliseconds / 1000);
        return new($"`slipway template` of {Components} with 10 traits each, Helm included", $"{Bench.Median(all):0.00} s", $"under {Aim} s", Bench.Median(all) < Aim);
    }

    private static async Task<IReadOnlyList<Bench.Row>> BesideHandWritten(string slipway, string helm, string folder, string work)
    {
        Shell.Say($"One component by the generic chart and by a chart written by hand, {Singles} rounds");
        var (generic, written) = (Path.Combine(work, "generic"), BenchHandWritten.Write(Path.Combine(work, "written")));
        await Measured.Run(slipway, ["render", Path.Combine(folder, "s0000.yaml"), "--with", BenchDefinitions.WriteEntry(work), "--out", generic]);
        string[] ours = ["template", "s0000", Path.Combine(generic, "chart"), "-f", Path.Combine(generic, "values.yaml")];
        string[] theirs = ["template", "s0000", written];
        var (one, other) = (await Lines(helm, ours), await Lines(helm, theirs));
        if (!one.SequenceEqual(other, StringComparer.Ordinal))
            throw new DevException($"The charts do not print the same objects; only one has: {string.Join(" | ", one.Except(other).Concat(other.Except(one)))}", 1);
        List<double> left = [], right = [];
        for (var round = 0; round < Singles; round++)
        {
            left.Add(Measured.Time(helm, ours));
            right.Add(Measured.Time(helm, theirs));
        }
        var files = Directory.GetFiles(Path.Combine(generic, "chart"), "*", SearchOption.AllDirectories);
        var templates = files.Where(file => file.Contains("/templates/", StringComparison.Ordinal)).ToList();
        return
        [
            new("the generic chart", $"{templates.Count} templates, {files.Sum(file => new FileInfo(file).Length) / 1024} KiB of text", "", true),
            new("`helm template` of one component / of a chart written by hand with the same objects", $"{Bench.Median(left) / Bench.Median(right):0.0} ({Bench.Median(left):0} ms / {Bench.Median(right):0} ms)", "", true),
        ];
    }

    /// <summary>What is printed, whatever the order and quotes of it.</summary>
    private static async Task<IReadOnlyList<string>> Lines(string program, string[] arguments)
    {
        var (code, output, error) = await Shell.Capture(program, arguments);
        return code == 0
            ? [.. output.Split('\n').Where(line => line.Length > 0 && line[0] != '#' && line != "---").Select(line => line.Trim().TrimStart('-').Replace("\"", "", StringComparison.Ordinal).Trim()).Order(StringComparer.Ordinal)]
            : throw new DevException($"{program} ended with exit code {code}:\n{error}", 1);
    }

    /// <summary>`bench/Slipway.Delivery.Bench` in a disposable cluster; without one the row is left out, and that is said.</summary>
    private static async Task<IReadOnlyList<Bench.Row>> DryRuns(string slipway, string folder, string work)
    {
        if (Environment.GetEnvironmentVariable("SLIPWAY_TEST_CLUSTER") != "1" || Shell.Find("kubectl") is null)
        {
            Shell.Note("Left out: server-side dry runs. They need kubectl and a disposable cluster: KUBECONFIG naming it, and SLIPWAY_TEST_CLUSTER=1.");
            return [];
        }
        Shell.Say("Server-side dry runs");
        const string project = "bench/Slipway.Delivery.Bench";
        if (await Shell.Run("dotnet", ["build", project, "-c", "Release", .. Shell.BuildArguments, "-v:minimal", "-tl:off"], Shell.English()) != 0)
            throw new DevException("The build of the delivery bench failed.", 1);
        var some = Directory.CreateDirectory(Path.Combine(work, "some")).FullName;
        foreach (var file in Directory.GetFiles(folder).Order(StringComparer.Ordinal).Take(100))
            File.Copy(file, Path.Combine(some, Path.GetFileName(file)));
        var (code, manifests, error) = await Shell.Capture(slipway, ["template", some, "--with", BenchDefinitions.WriteLargeEntry(work)]);
        if (code != 0)
            throw new DevException($"slipway template ended with exit code {code}:\n{error}", 1);
        await File.WriteAllTextAsync(Path.Combine(work, "manifests.yaml"), manifests);
        var (ended, output, wrong) = await Shell.Capture(Shell.At("artifacts", "bin", "Slipway.Delivery.Bench", "release", "Slipway.Delivery.Bench"), [Path.Combine(work, "manifests.yaml")]);
        if (ended != 0)
            throw new DevException($"The delivery bench ended with exit code {ended}:\n{output}{wrong}", 1);
        var columns = output.Trim().Split('\t');
        var (ours, other) = (BenchSchemas.Number(columns[1]), BenchSchemas.Number(columns[2]));
        return [new($"server-side dry runs a second, of {columns[0]} objects / by `kubectl apply --server-side --dry-run=server`", $"{ours / other:0.0} ({ours:0} / {other:0})", "at least 1", ours >= other)];
    }
}
