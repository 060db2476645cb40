using Slipway.Testing;

namespace Slipway.Cli.Tests.Config;

/// <summary>
/// The generic chart of every version that was ever given away, with a component's values of that time, and the definition they were made from. Releases of them
/// stand in clusters: an update to the present chart must not touch what Kubernetes lets nobody change.
/// </summary>
public sealed class EarlierChartTests
{
    private static string Folder => Path.Combine(TestEnvironment.Root, "tests", "Slipway.Cli.Tests", "EarlierCharts");

    public static TheoryData<string, string> Versions
    {
        get
        {
            var data = new TheoryData<string, string>();
            foreach (var version in Directory.GetDirectories(Folder).Select(f => Path.GetFileName(f)!).Order(StringComparer.Ordinal))
                foreach (var helm in new[] { "helm3", "helm4" })
                    data.Add(version, helm);
            return data;
        }
    }

    [Theory, MemberData(nameof(Versions))]
    public async Task A_release_of_an_earlier_chart_is_updated_to_the_present_one(string version, string program)
    {
        var folder = Path.Combine(Folder, version);
        using var site = await ClusterSite.Make(await File.ReadAllTextAsync(Path.Combine(folder, "service.yaml"), TestContext.Current.CancellationToken));
        var helm = TestEnvironment.Needs(program);
        async Task Upgrade(string chart, string values)
        {
            var ran = await TheProgram.Start(helm, [], "upgrade", "--install", "hello", chart, "-f", values, "-n", site.Namespace);
            ran.ExitCode.ShouldBe(0, ran.Shown);
        }
        await Upgrade(Directory.GetFiles(folder, "*.tgz").Single(), Path.Combine(folder, "values.yaml"));
        var rendered = Path.Combine(site.Folder, "rendered");
        (await TheProgram.Run("render", Path.Combine(folder, "service.yaml"), "--with", Path.Combine(folder, "with.yaml"), "--out", rendered)).ExitCode.ShouldBe(0);
        await Upgrade(Path.Combine(rendered, "chart"), Path.Combine(rendered, "values.yaml"));
    }
}
