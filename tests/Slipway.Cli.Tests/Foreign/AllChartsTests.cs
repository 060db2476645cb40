using System.Text.Json;
using System.Text.RegularExpressions;
using Slipway.Testing;
using Slipway.Yaml;

namespace Slipway.Cli.Tests.Foreign;

/// <summary>All charts of the test data as components of one application.</summary>
public sealed partial class AllChartsTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("slipway-charts-");

    private static string Helm => TestEnvironment.Needs("helm", "SLIPWAY_HELM");

    [Fact]
    public async Task They_travel_in_a_package_and_render_as_by_Helm()
    {
        var charts = Application();
        charts.Count.ShouldBeGreaterThanOrEqualTo(12);
        var slip = await Package();
        var made = Objects((await Template(slip)).Json);
        var expected = new List<string>();
        foreach (var (name, chart) in charts)
        {
            var printed = await TheProgram.Start(Helm, [], "template", name, chart, "--namespace", "shop", "--include-crds", "--kube-version", "v1.34.0");
            printed.ExitCode.ShouldBe(0, printed.Error);
            expected.AddRange(YamlReader.Read(new SourceText(name, printed.Out)).Documents.OfType<MapNode>().Select(one => JsonText.Write(Sorted(Components.HelmScalars.Read(one)))));
        }
        made.Order(StringComparer.Ordinal).ShouldBe(expected.Order(StringComparer.Ordinal));
        made.Count.ShouldBeGreaterThan(150);
    }

    [Fact]
    public async Task The_API_server_takes_all_their_objects()
    {
        Application();
        using var site = await ClusterSite.Make("");
        var text = await TheProgram.RunWith(new() { ["SLIPWAY_HELM"] = Helm }, "template", folder.FullName, "-n", site.Namespace);
        text.ExitCode.ShouldBe(0, text.Error);
        var file = Path.Combine(folder.FullName, "all.yaml");
        await File.WriteAllTextAsync(file, text.Out, TestContext.Current.CancellationToken);
        var asked = await TheProgram.Start(TestEnvironment.Needs("kubectl"), [], "apply", "--server-side", "--force-conflicts", "--dry-run=server", "-f", file);
        asked.ExitCode.ShouldBe(0, asked.Error);
        Applied().Count(asked.Out).ShouldBeGreaterThan(150);
    }

    public void Dispose() => folder.Delete(recursive: true);

    private List<(string Name, string Chart)> Application()
    {
        var charts = Directory.GetFiles(Path.Combine(TestEnvironment.Data, "charts"), "*.tgz").Order(StringComparer.Ordinal)
            .Select(file => (Name: Version().Replace(Path.GetFileName(file), ""), Chart: file)).ToList();
        foreach (var (_, chart) in charts)
            File.Copy(chart, Path.Combine(folder.FullName, Path.GetFileName(chart)));
        File.WriteAllText(Path.Combine(folder.FullName, "application.yaml"),
            $"name: charts\nversion: 1.0.0\ncomponents:\n{string.Concat(charts.Select(one => $"  {one.Name}: {{chart: {Path.GetFileName(one.Chart)}}}\n"))}");
        return charts;
    }

    private async Task<string> Package()
    {
        var slip = Path.Combine(folder.FullName, "charts.slip");
        var built = await TheProgram.Run("package", "build", folder.FullName, "--out", slip);
        built.ExitCode.ShouldBe(0, built.Shown);
        // The site has the package alone.
        foreach (var file in Directory.GetFiles(folder.FullName).Where(file => file != slip))
            File.Delete(file);
        (await TheProgram.Run("package", "verify", slip)).ExitCode.ShouldBe(0);
        return slip;
    }

    private static async Task<Ran> Template(string slip)
    {
        var ran = await TheProgram.RunWith(new() { ["SLIPWAY_HELM"] = Helm }, "template", slip, "-n", "shop", "--output", "json");
        ran.ExitCode.ShouldBe(0, ran.Error);
        return ran;
    }

    private static List<string> Objects(JsonElement printed)
        => [.. printed.GetProperty("objects").EnumerateArray().Select(one => JsonText.Write(Sorted(JsonText.Read(System.Text.Encoding.UTF8.GetBytes(one.GetRawText())))))];

    private static Node Sorted(Node node) => node switch
    {
        MapNode map => new MapNode(map.Entries.OrderBy(entry => entry.Name, StringComparer.Ordinal).Select(entry => entry with { Value = Sorted(entry.Value) })),
        ListNode list => new ListNode(list.Items.Select(Sorted)),
        _ => node,
    };

    [GeneratedRegex(@"-v?[0-9][0-9.]*\.tgz$")]
    private static partial Regex Version();

    [GeneratedRegex("serverside-applied")]
    private static partial Regex Applied();
}
