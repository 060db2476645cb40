using Slipway.Testing;

namespace Slipway.Cli.Tests.Foreign;

/// <summary>Claims, namespaces and kinds outlive what brought them, whichever way it goes.</summary>
public class DataStaysOnClusterTests
{
    private const string Claim = """
        apiVersion: v1
        kind: PersistentVolumeClaim
        metadata: {name: NAME}
        spec: {accessModes: [ReadWriteOnce], resources: {requests: {storage: 1Mi}}}

        """;

    [Fact]
    public async Task What_holds_data_stays_when_its_component_is_pruned_loses_it_or_is_uninstalled_and_is_named()
    {
        using var made = await Site();
        var site = made.Site;
        var both = "{cache: {chart: cache}, plain: {manifests: plain.yaml}}";
        await Install(site, both);
        var pruned = await Install(site, "{plain: {manifests: plain.yaml}}", "--prune");
        pruned.Error.ShouldContain($"SLW0516: PersistentVolumeClaim {site.Namespace}/in-chart remains");
        pruned.Error.ShouldContain($"`kubectl delete persistentvolumeclaim in-chart -n {site.Namespace}`");
        (await Claims(site)).ShouldBe(["in-chart", "in-list", "in-plain"]);

        // Installed again it is that component's claim again, until a newer chart has none.
        await Install(site, both);
        File.Delete(Path.Combine(site.Folder, "cache", "templates", "claim.yaml"));
        await Write(site, "cache/Chart.yaml", "apiVersion: v2\nname: cache\nversion: 1.1.0\n");
        (await Install(site, both)).Error.ShouldContain($"SLW0516: PersistentVolumeClaim {site.Namespace}/in-chart remains");
        (await Claims(site)).ShouldBe(["in-chart", "in-list", "in-plain"]);

        var gone = await site.Slipway("uninstall", "data", "-n", site.Namespace, "--yes");
        gone.ExitCode.ShouldBe(0, gone.Shown);
        foreach (var what in new[] { $"PersistentVolumeClaim {site.Namespace}/in-plain", $"PersistentVolumeClaim {site.Namespace}/in-list", $"PersistentVolumeClaim {made.Own}/in-own", $"the namespace {made.Own}" })
            gone.Error.ShouldContain($"{what} remains");
        (await Claims(site)).ShouldBe(["in-chart", "in-list", "in-plain"]);
        (await site.Kubectl("get", "configmaps", "-o", "name")).ShouldNotContain("settings");
        (await site.Kubectl("get", "namespace", made.Own, "-o", "jsonpath={.status.phase}")).ShouldBe("Active");
        (await site.Kubectl("get", "pvc", "in-own", "-n", made.Own, "-o", "jsonpath={.metadata.deletionTimestamp}")).ShouldBeEmpty();
        (await site.Helm("list", "--short")).ShouldBeEmpty();
    }

    private static async Task<string[]> Claims(ClusterSite site)
        => [.. (await site.Kubectl("get", "pvc", "-o", "go-template={{range .items}}{{if not .metadata.deletionTimestamp}}{{.metadata.name}} {{end}}{{end}}")).Split(' ', StringSplitOptions.RemoveEmptyEntries)];

    private static async Task<Ran> Install(ClusterSite site, string components, params string[] more)
    {
        await Write(site, "application.yaml", $"name: data\nversion: 1.0.0\ncomponents: {components}\n");
        var ran = await site.Slipway(["install", site.Folder, "-n", site.Namespace, "--yes", "--timeout", "60s", .. more]);
        ran.ExitCode.ShouldBe(0, ran.Shown);
        return ran;
    }

    private static async Task<DataSite> Site()
    {
        var site = await ClusterSite.Make("");
        var made = new DataSite(site, $"{site.Namespace}-own");
        File.Delete(Path.Combine(site.Folder, "service.yaml"));
        await Write(site, "cache/Chart.yaml", "apiVersion: v2\nname: cache\nversion: 1.0.0\n");
        await Write(site, "cache/templates/settings.yaml", "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: cache-settings}\n");
        await Write(site, "cache/templates/claim.yaml", Named("in-chart"));
        await Write(site, "plain.yaml", string.Join("---\n",
            Named("in-plain"),
            "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: plain-settings}\ndata: {note: \"kind: PersistentVolumeClaim\"}\n",
            $"apiVersion: v1\nkind: Namespace\nmetadata: {{name: {made.Own}}}\n",
            Named($"in-own, namespace: {made.Own}"),
            $"apiVersion: v1\nkind: List\nitems:\n- {Named("in-list").TrimEnd().Replace("\n", "\n  ", StringComparison.Ordinal)}\n"));
        return made;
    }

    private static string Named(string name) => Claim.Replace("NAME", name, StringComparison.Ordinal);

    private static async Task Write(ClusterSite site, string name, string text)
    {
        var path = Path.Combine(site.Folder, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        await File.WriteAllTextAsync(path, text);
    }

    /// <param name="Own">A namespace that the manifests bring.</param>
    private sealed record DataSite(ClusterSite Site, string Own) : IDisposable
    {
        public void Dispose()
        {
            using var delete = System.Diagnostics.Process.Start(TestEnvironment.Needs("kubectl"), ["delete", "namespace", Own, "--ignore-not-found", "--wait=false"]);
            delete.WaitForExit();
            Site.Dispose();
        }
    }
}
