using System.Globalization;
using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;
using Shop;
using Slipway.Testing;

namespace Slipway.Examples.Tests;

/// <summary>The shop on a cluster, and a way in from outside that is the test's own: a second Service, on a port of the node.</summary>
internal sealed partial class ShopSite : IAsyncDisposable
{
    public const string WayIn = "way-in";
    private static readonly string Shop = Path.Combine(TestEnvironment.Root, "examples", "shop");

    /// <summary>The exporter's own image is not to be had here; in its place a program of the Redis image answers at its port, from the address that the chart gives it.</summary>
    private const string Harbour = """
        name: harbour
        version: 1.0.0
        components:
          shop:
            application: application.yaml
            prefix: false
          exporter:
            chart: exporter.tgz
            values:
              fullnameOverride: exporter
              redisAddress: redis://redis-cart:6379
              image: {repository: docker.io/shop/redis, tag: 7.0.0}
              command: [sh, -c, 'redis-cli -u "$REDIS_ADDR" info server > /tmp/index.html && { trap "exit 0" TERM; busybox httpd -f -p 9121 -h /tmp & wait; }']
            dependsOn: [shop]
        defaults:
          stateless:
            traits: {termination: {drainSeconds: 3}}
        config:
          type: object
          properties:
            banner: {type: string, maxLength: 200, default: Open}
        mapping:
          shop:
            config: {banner: self.banner}
        images:
          docker.io/shop/redis:7.0.0: {layout: ../../dist/images/shop-redis.tar}
        """;

    private readonly HttpClient browser = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseProxy = false }) { Timeout = TimeSpan.FromSeconds(10) };

    private ShopSite(OnCluster cluster) => Cluster = cluster;

    public OnCluster Cluster { get; }

    public IPEndPoint Address { get; private set; } = new(IPAddress.Loopback, 0);

    /// <summary>A copy of the example, to be changed; where it is, it can be built again.</summary>
    public string Copy { get; } = Directory.CreateTempSubdirectory("slipway-shop-").FullName;

    /// <summary>What the test installs: the shop as a middle product, and somebody else's chart beside it that looks at the shop's Redis.</summary>
    public string Application => Path.Combine(Copy, "harbour.yaml");

    /// <summary>Skips the test where there is no cluster, or where the shop's images were not made of these sources.</summary>
    public static async Task<ShopSite> Make()
    {
        var cluster = await OnCluster.WithShop();
        var site = new ShopSite(cluster);
        foreach (var file in new[] { "application.yaml", "backend/application.yaml", "README.md", "README.zh.md" }.Concat(Directory.GetFiles(Path.Combine(Shop, "services"), "*", SearchOption.AllDirectories).Select(file => Path.GetRelativePath(Shop, file))))
        {
            Directory.CreateDirectory(Path.GetDirectoryName(Path.Combine(site.Copy, file))!);
            File.Copy(Path.Combine(Shop, file), Path.Combine(site.Copy, file));
        }
        File.Copy(Directory.GetFiles(Path.Combine(TestEnvironment.Data, "charts"), "prometheus-redis-exporter-*.tgz").Single(), Path.Combine(site.Copy, "exporter.tgz"));
        await File.WriteAllTextAsync(site.Application, Harbour);
        foreach (var application in new[] { "harbour.yaml", "application.yaml" })
            site.Change(application, "../../dist/images", Path.GetRelativePath(site.Copy, Path.Combine(TestEnvironment.Root, "dist", "images")));
        return site;
    }

    /// <summary>The application as one file with all its images, on the node without anything else.</summary>
    public async Task<string> Deliver(string name)
    {
        var package = Path.Combine(Copy, name);
        await Slipway("package", "build", Application, "--images", "all", "--out", package);
        await Slipway("package", "load", package, "--address", TestEnvironment.Containerd);
        return package;
    }

    /// <summary>The node forgets every image of the shop, with its contents.</summary>
    public static async Task TakeImagesAway()
    {
        string[] ctr = ["--address", TestEnvironment.Containerd, "--namespace", "k8s.io", "images"];
        var there = (await Command.Run("ctr", [.. ctr, "ls", "-q"])).Split('\n').Where(name => name.StartsWith("docker.io/shop/", StringComparison.Ordinal)).ToList();
        if (there.Count > 0)
            await Command.Run("ctr", [.. ctr, "rm", "--sync", .. there]);
    }

    public async Task<string> Slipway(params string[] words)
    {
        var (code, output) = await Cluster.Slipway([.. words, "--lang", "en"]);
        code.ShouldBe(0, output);
        return output;
    }

    public async Task<string> Install(string package, params string[] more)
    {
        var (code, output) = await Cluster.Slipway(["install", package, "-n", Cluster.Namespace, "--create-namespace", "--timeout", "240s", "--yes", "--state", Cluster.State, "--lang", "en", .. more]);
        code.ShouldBe(0, output);
        return output;
    }

    /// <summary>Changes one of the copied files; the test fails where there was nothing to change.</summary>
    public void Change(string file, string from, string to)
    {
        var text = File.ReadAllText(Path.Combine(Copy, file));
        text.ShouldContain(from);
        File.WriteAllText(Path.Combine(Copy, file), text.Replace(from, to, StringComparison.Ordinal));
    }

    public async Task OpenWayIn()
    {
        await Cluster.Kubectl("expose", "deployment", "frontend", "-n", Cluster.Namespace, "--name", WayIn, "--type", "NodePort", "--port", "80", "--target-port", "http");
        var port = int.Parse(await Cluster.Kubectl("get", "service", WayIn, "-n", Cluster.Namespace, "-o", "jsonpath={.spec.ports[0].nodePort}"), CultureInfo.InvariantCulture);
        Address = new(IPAddress.Loopback, port);
        // A node learns of a new port a moment after the API server does.
        await OnCluster.Until(answer => answer.Length > 0, async () =>
        {
            try
            {
                return await Page("/");
            }
            catch (HttpRequestException)
            {
                return "";
            }
        });
    }

    public Task<string> Page(string path) => browser.GetStringAsync(new Uri($"http://{Address}{path}"), TestContext.Current.CancellationToken);

    /// <summary>What a customer does in a browser. Gives the order's number from the last page.</summary>
    public async Task<Guid> Buy(string product, int quantity)
    {
        (await Post("/cart", ("product", product), ("quantity", $"{quantity}"))).Status.ShouldBe(HttpStatusCode.SeeOther);
        (await Page("/cart")).ShouldContain($"{quantity} x {product}");
        var (status, page) = await Post("/checkout", ("email", "ada@example.com"), ("address", "1 Harbour Road"), ("card", "4242424242424242"));
        status.ShouldBe(HttpStatusCode.OK, page);
        return Guid.Parse(OrderNumber().Match(page).Groups[1].Value);
    }

    public Task<string> Sql(string sql) => Cluster.Kubectl("exec", "-n", Cluster.Namespace, "orders-db-0", "--", "psql", "-qAtU", "shop", "-c", sql);

    public async Task<Load> Load()
        => JsonSerializer.Deserialize(await Cluster.Kubectl("get", "--raw", $"/api/v1/namespaces/{Cluster.Namespace}/services/loadgenerator:http/proxy/load"), Wire.Default.Load)!;

    /// <summary>Of the pods that are not on their way out.</summary>
    public async Task<string[]> Pods() => (await Cluster.Kubectl("get", "pods", "-n", Cluster.Namespace, "-o", "go-template={{range .items}}{{if not .metadata.deletionTimestamp}}{{.metadata.name}} {{end}}{{end}}"))
        .Split(' ', StringSplitOptions.RemoveEmptyEntries);

    /// <summary>Waits until every pod that was told to go is gone.</summary>
    public Task OnlyThose() => OnCluster.Until(same => same == "True", async ()
        => $"{(await Cluster.Kubectl("get", "pods", "-n", Cluster.Namespace, "-o", "name")).Split('\n', StringSplitOptions.RemoveEmptyEntries).Length == (await Pods()).Length}");

    /// <summary>Everything in the namespace, of every kind that there is; events, which only tell, and what is reckoned from other objects left out.</summary>
    public async Task<string[]> Everything()
    {
        var kinds = (await Cluster.Kubectl("api-resources", "--verbs=list", "--namespaced", "-o", "name")).Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Where(kind => !kind.StartsWith("events", StringComparison.Ordinal) && !kind.EndsWith(".metrics.k8s.io", StringComparison.Ordinal) && kind != "endpoints");
        return [.. (await Cluster.Kubectl("get", string.Join(',', kinds), "-n", Cluster.Namespace, "-o", "name")).Split('\n', StringSplitOptions.RemoveEmptyEntries).Where(name => !name.StartsWith("Warning", StringComparison.Ordinal)).Order(StringComparer.Ordinal)];
    }

    public async ValueTask DisposeAsync()
    {
        browser.Dispose();
        Directory.Delete(Copy, recursive: true);
        await Cluster.DisposeAsync();
    }

    private async Task<(HttpStatusCode Status, string Page)> Post(string path, params (string Name, string Value)[] fields)
    {
        using var form = new FormUrlEncodedContent(fields.Select(field => KeyValuePair.Create(field.Name, field.Value)));
        using var answer = await browser.PostAsync(new Uri($"http://{Address}{path}"), form, TestContext.Current.CancellationToken);
        return (answer.StatusCode, await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    [GeneratedRegex("<b id=\"order\">([0-9a-f-]+)</b>")]
    private static partial Regex OrderNumber();
}
