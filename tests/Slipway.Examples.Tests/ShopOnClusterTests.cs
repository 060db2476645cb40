using System.Diagnostics;
using Slipway.Testing;

namespace Slipway.Examples.Tests;

/// <summary>The whole shop, from its application definition to the last object that is gone.</summary>
public class ShopOnClusterTests(ITestOutputHelper output)
{
    private readonly Stopwatch clock = Stopwatch.StartNew();

    [Fact]
    public async Task The_shop_sells_is_upgraded_under_load_without_a_failed_request_and_goes()
    {
        await using var site = await ShopSite.Make();
        await ShopSite.TakeImagesAway();
        var package = await site.Deliver("harbour-1.slip");
        Say("delivered");
        await site.Install(package);
        await site.OpenWayIn();
        Say("installed");
        await SellsOnce(site);
        await TheForeignChartSeesTheShopsRedis(site);
        Say("sold");
        await ASecondInstallChangesNothing(site, package);
        Say("installed again");
        await AnUpgradeUnderLoadLosesNothing(site, package);
        await OnlyDataStays(site);
        Say("gone");
    }

    private void Say(string done) => output.WriteLine($"{clock.Elapsed.TotalSeconds:0} s: {done}");

    private static async Task SellsOnce(ShopSite site)
    {
        var order = await site.Buy("kettle", 2);
        // Two kettles at 39.00, a parcel at 4.90, two items at 0.55.
        (await site.Sql($"select email, total, currency from orders where id = '{order}'")).ShouldBe("ada@example.com|84.00|EUR\n");
        await OnCluster.Until(mailed => mailed == "t\n", () => site.Sql($"select mailed is not null from orders where id = '{order}'"));
        (await site.Sql("select count(*) from orders")).ShouldBe("1\n");
    }

    private static async Task TheForeignChartSeesTheShopsRedis(ShopSite site)
        => (await site.Cluster.Kubectl("get", "--raw", $"/api/v1/namespaces/{site.Cluster.Namespace}/services/exporter:redis-exporter/proxy/")).ShouldContain("redis_version:7");

    private static async Task ASecondInstallChangesNothing(ShopSite site, string package)
    {
        var before = await site.Pods();
        (await site.Install(package)).ShouldContain("Nothing to do");
        (await site.Pods()).ShouldBe(before);
    }

    private async Task AnUpgradeUnderLoadLosesNothing(ShopSite site, string package)
    {
        await site.Install(package, "--enable", "loadgenerator", "--choose", "mail=maildigest", "--prune");
        await using var requests = new Requests(site.Address, "Enamel kettle, 39.00 EUR");
        await OnCluster.Until(enough => enough == "True", async () => $"{requests.Answered > 50 && (await site.Load()).Purchases > 1}");
        Say("under load");
        var before = await site.Pods();
        before.ShouldContain(pod => pod.StartsWith("maildigest-", StringComparison.Ordinal));
        before.ShouldNotContain(pod => pod.StartsWith("emailservice-", StringComparison.Ordinal), "of a choice exactly one runs");
        var newer = await NewVersion(site, "currencyservice", "1.1.0");
        Say("delivered again");
        requests.While = "an upgrade of currencyservice";
        // What the site chose before stays chosen.
        await site.Install(newer, "--config", "banner=Under new management");
        Say("upgraded");
        requests.While = "the old pod ends";
        await site.OnlyThose();

        var after = await site.Pods();
        after.Except(before).ShouldHaveSingleItem().ShouldStartWith("currencyservice-", customMessage: "one service was upgraded; a hot setting restarts nothing");
        var load = await site.Load();
        output.WriteLine($"{requests.Answered} pages answered, {requests.Lost.Count} lost; {load}\n{string.Join('\n', requests.Lost)}");
        requests.Lost.ShouldBeEmpty();
        load.Failures.ShouldBe(0, load.LastFailure);
        (await site.Sql("select count(*) > 1 from orders")).ShouldBe("t\n");
        await OnCluster.Until(page => page.Contains("Under new management", StringComparison.Ordinal), () => site.Page("/"));

        Say("the page has its new banner");

        // What both would see if something were lost: a frontend that goes without draining, again and again until they have.
        requests.While = "the frontend is killed";
        await OnCluster.Until(seen => seen == "True", async () =>
        {
            await site.Cluster.Kubectl("delete", "pods", "-n", site.Cluster.Namespace, "-l", "app.kubernetes.io/name=frontend", "--grace-period=1", "--wait=false");
            return $"{requests.Lost.Count > 0 && (await site.Load()).Failures > 0}";
        });
    }

    private async Task OnlyDataStays(ShopSite site)
    {
        Say("losses are seen");
        var (code, said) = await site.Cluster.Uninstall("harbour");
        Say("uninstalled");
        code.ShouldBe(0, said);
        said.ShouldContain("data-orders-db-0 remains");
        await OnCluster.Until(left => left == "0", async () => $"{(await site.Pods()).Length}");
        await site.OnlyThose();
        (await site.Everything()).Where(name => !name.Contains(ShopSite.WayIn, StringComparison.Ordinal))
            .ShouldBe(["configmap/kube-root-ca.crt", "persistentvolumeclaim/data-orders-db-0", "serviceaccount/default"]);
    }

    /// <summary>As a developer would: another version in the definition, an image of that version, the same program; then the integrator's package with both.</summary>
    private static async Task<string> NewVersion(ShopSite site, string service, string version)
    {
        var file = Path.Combine("services", service + ".yaml");
        site.Change(file, "version: 1.0.0", $"version: {version}");
        await site.Slipway("image", "build", Path.Combine(site.Copy, file), "--platform", Path.Combine(TestEnvironment.Root, "dist", "shop", "platform"), "--out", Path.Combine(site.Copy, "newer.tar"));
        site.Change("harbour.yaml", "images:", $"images:\n  /shop/services:{version}: {{layout: newer.tar}}");
        site.Change("harbour.yaml", "version: 1.0.0", $"version: {version}");
        return await site.Deliver("harbour-2.slip");
    }
}
