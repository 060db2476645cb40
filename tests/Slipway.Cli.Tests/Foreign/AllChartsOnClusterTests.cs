using System.Text.RegularExpressions;
using Slipway.Testing;

namespace Slipway.Cli.Tests.Foreign;

/// <summary>
/// All charts of the test data, installed side by side on the real cluster from a package that carries stand-ins for their images: hooks run, probes are answered, kinds and webhooks stand. What a
/// chart cannot have here, its values say, each with the reason.
/// </summary>
public sealed partial class AllChartsOnClusterTests
{
    /// <summary>NS is the test's namespace, whose name is unlike any other.</summary>
    private static readonly (string Chart, string Values, string Why)[] Special =
    [
        ("cert-manager", "{webhook: {validatingWebhookConfiguration: {namespaceSelector: {matchLabels: {kubernetes.io/metadata.name: NS}}}, mutatingWebhookConfiguration: {namespaceSelector: {matchLabels: {kubernetes.io/metadata.name: NS}}}}}",
            "a stand-in cannot answer for its webhooks, which refuse everything then: the rest of the cluster must not meet them"),
        ("ingress-nginx", "{controller: {image: {digest: null}, ingressClassResource: {name: NS}, admissionWebhooks: {namespaceSelector: {matchLabels: {kubernetes.io/metadata.name: NS}}, patch: {image: {digest: null}}}}}",
            "it names its images by digests, which no stand-in has; its webhook and the name of its class hold for the whole cluster"),
        ("metallb", "{speaker: {memberlist: {enabled: false}}}", "its controller makes the Secret that its speakers mount, and a stand-in does not"),
        ("metrics-server", "{apiService: {create: false}}", "the cluster has metrics of its own, which are asked by this very name"),
        ("prometheus-node-exporter", "{hostRootFsMount: {mountPropagation: None}, tolerations: []}", "the root of the test's node is no shared mount; and it would go to nodes that exist on paper alone"),
        ("traefik", "{ingressClass: {isDefaultClass: false}}", "every Ingress of the cluster without a class would become its"),
        ("vault", "{injector: {webhook: {namespaceSelector: {matchLabels: {kubernetes.io/metadata.name: NS}}}}}", "every pod of the cluster would be shown to its webhook first"),
    ];

    [Fact]
    public async Task All_twelve_are_installed_from_a_package_with_their_images_and_go_again()
    {
        await using var made = await Made.New();
        const string registry = "charts.test.local/all";
        var site = made.Site;
        var slip = Path.Combine(site.Folder, "charts.slip");
        Good(await site.Slipway("package", "build", await Application(site), "--images", "all", "--out", slip));
        Good(await TheProgram.Run("package", "load", slip, "--registry", registry, "--ctr", CarriedImageTests.Client(site.Folder)));
        var objects = Path.Combine(site.Folder, "objects.yaml");
        await File.WriteAllTextAsync(objects, Good(await site.Slipway("template", slip, "-n", site.Namespace, "--registry", registry)).Out, TestContext.Current.CancellationToken);

        string[] install = ["install", slip, "-n", site.Namespace, "--registry", registry, "--yes", "--timeout", "150s", "--parallel", "12"];
        Good(await site.Slipway(install));
        Good(await TheProgram.Run("status", "charts", "-n", site.Namespace));
        (await site.Helm("list", "--short")).Split('\n', StringSplitOptions.RemoveEmptyEntries).Length.ShouldBe(12);
        var pods = (await site.Kubectl("get", "pods", "-o", "jsonpath={range .items[*]}{.metadata.name} {.status.conditions[?(@.type==\"Ready\")].status} {.spec.containers[*].image}{\"\\n\"}{end}")).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        pods.Length.ShouldBeGreaterThanOrEqualTo(17, string.Join('\n', pods));
        pods.ShouldAllBe(pod => pod.Contains($" True {registry}/", StringComparison.Ordinal));
        Good(await site.Slipway(install)).Error.ShouldContain("Nothing to do");

        var gone = Good(await site.Slipway("uninstall", "charts", "-n", site.Namespace, "--yes", "--parallel", "12")).Error;
        // Everything that was rendered, wherever it stood, is gone but for what is named.
        var left = (await site.Kubectl("get", "--ignore-not-found", "-o", "name", "-f", objects)).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        left.Order(StringComparer.Ordinal).ShouldBe(Kind().Matches(gone).Select(kind => $"customresourcedefinition.apiextensions.k8s.io/{kind.Groups[1].Value}").Order(StringComparer.Ordinal), gone);
        (await site.Kubectl("get", "persistentvolumeclaims", "-o", "jsonpath={range .items[*]}{.metadata.name}{\"\\n\"}{end}")).Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .ShouldAllBe(claim => gone.Contains($"PersistentVolumeClaim {site.Namespace}/{claim} remains", StringComparison.Ordinal));
        (await site.Kubectl("get", "all,roles,rolebindings,ingresses,poddisruptionbudgets", "-o", "name")).ShouldBeEmpty();
    }

    private static async Task<string> Application(ClusterSite site)
    {
        var folder = Path.Combine(site.Folder, "application");
        Directory.CreateDirectory(folder);
        var text = "name: charts\nversion: 1.0.0\ncomponents:\n";
        foreach (var chart in Directory.GetFiles(Path.Combine(TestEnvironment.Data, "charts"), "*.tgz").Order(StringComparer.Ordinal))
        {
            var (file, name) = (Path.GetFileName(chart), Version().Replace(Path.GetFileName(chart), ""));
            File.Copy(chart, Path.Combine(folder, file));
            var values = Special.FirstOrDefault(one => one.Chart == name).Values?.Replace("NS", site.Namespace, StringComparison.Ordinal) ?? "{}";
            // Roles and the like stand in the whole cluster: this run's are like no other's.
            text += $"  {site.Namespace}-{Short(name)}: {{chart: {file}, values: {values}}}\n";
        }
        text += "images:\n";
        foreach (var line in await File.ReadAllLinesAsync(Path.Combine(TestEnvironment.Root, "tests/Slipway.Cli.Tests/Goldens/images-of-charts.txt")))
        {
            var image = line.Split('@')[0];
            text += $"  {image}: {{layout: {await StandIn.Archive(folder, image)}, image: \"test.local/stand-in:1\"}}\n";
        }
        await File.WriteAllTextAsync(Path.Combine(folder, "application.yaml"), text);
        return folder;
    }

    /// <summary>A component's name has room for 40 characters.</summary>
    private static string Short(string chart) => chart.Replace("prometheus-", "", StringComparison.Ordinal);

    private static Ran Good(Ran ran)
    {
        ran.ExitCode.ShouldBe(0, ran.Shown);
        return ran;
    }

    [GeneratedRegex(@"-v?[0-9][0-9.]*\.tgz$")]
    private static partial Regex Version();

    [GeneratedRegex(@"the kind (\S+), from")]
    private static partial Regex Kind();

    /// <summary>What stands in the whole cluster goes with the test, too, however it ends.</summary>
    private sealed record Made(ClusterSite Site) : IAsyncDisposable
    {
        public static async Task<Made> New() => new(await ClusterSite.Make("name: unused"));

        public async ValueTask DisposeAsync()
        {
            try
            {
                if ((await Site.Helm("list", "--short")).Length > 0)
                    Good(await Site.Slipway("uninstall", "charts", "-n", Site.Namespace, "--yes", "--timeout", "20s"));
                var kinds = await Site.Kubectl("get", "customresourcedefinitions", "-l", "slipway/crd-of",
                    "-o", $"go-template={{{{range .items}}}}{{{{if eq (index .metadata.annotations \"slipway/crd-of\") \"{Site.Namespace}/charts\"}}}}{{{{.metadata.name}}}} {{{{end}}}}{{{{end}}}}");
                if (kinds.Length > 0)
                    await Site.Kubectl(["delete", "customresourcedefinitions", "--wait=false", .. kinds.Split(' ', StringSplitOptions.RemoveEmptyEntries)]);
            }
            finally
            {
                Site.Dispose();
            }
        }
    }
}
