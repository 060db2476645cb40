using Slipway.Testing;

namespace Slipway.Cli.Tests;

/// <summary>Services of installations in other namespaces (<c>from: site</c>), for users who may see those and for users who may not. Services without pods do: what counts is receipts.</summary>
public class OtherInstallationsOnClusterTests
{
    [Fact]
    public async Task Of_several_namespaces_one_is_named_and_kept_and_what_others_use_is_not_taken_away()
    {
        using var one = await ClusterSite.Make(Stock());
        using var two = await ClusterSite.Make(Stock());
        using var site = await ClusterSite.Make(Web);
        foreach (var provider in new[] { one, two })
            await Install(provider);

        var unclear = await Try(site);
        unclear.ExitCode.ShouldBe(ExitCode.Refused, unclear.Shown);
        unclear.Error.ShouldContain("SLW0582");
        unclear.Error.ShouldContain($"{one.Namespace}/stock (stock 1.0.0)");
        unclear.Error.ShouldContain($"{two.Namespace}/stock (stock 1.0.0)");
        (await Install(site, "--use", $"stock={two.Namespace}/stock")).Error.ShouldContain($"reached by the name stock.{two.Namespace}");
        (await Install(site)).Error.ShouldContain("Nothing to do");

        (await one.Slipway("uninstall", "stock", "-n", one.Namespace, "--yes")).ExitCode.ShouldBe(0);
        var refused = await two.Slipway("uninstall", "stock", "-n", two.Namespace, "--yes");
        refused.ExitCode.ShouldBe(ExitCode.NeedsApproval, refused.Shown);
        refused.Error.ShouldContain($"the component stock is the service stock, which web of {site.Namespace}/web needs");
        await File.WriteAllTextAsync(Path.Combine(two.Folder, "service.yaml"), Stock("2.0.0"), TestContext.Current.CancellationToken);
        (await Try(two)).Error.ShouldContain($"the component stock would become 2.0.0, but web 1.0.0 of {site.Namespace}/web needs the service stock in a version of 1.0.0");
        var forced = await two.Slipway("uninstall", "stock", "-n", two.Namespace, "--yes", "--force");
        forced.ExitCode.ShouldBe(0, forced.Shown);
        forced.Error.ShouldContain($"stock is taken away although it is needed by web ({site.Namespace}/web)");
    }

    [Fact]
    public async Task Who_may_read_one_namespace_only_is_told_so_and_keeps_what_others_have_found()
    {
        using var provider = await ClusterSite.Make(Stock());
        using var site = await ClusterSite.Make(Web);
        await Install(provider);
        var own = await Account(site, site.Namespace);

        var blind = await Try(site, "--kubeconfig", own);
        blind.Error.ShouldContain($"none has it; looked into the namespaces {site.Namespace}");
        // Named, but not to be read.
        (await Try(site, "--kubeconfig", own, "--use", $"stock={provider.Namespace}/stock")).Error.ShouldContain("SLW0580");

        // What somebody found who may see it stays, unseen.
        await Install(site);
        var kept = await Install(site, "--kubeconfig", own);
        kept.Error.ShouldContain($"SLW0942: other installations were looked for only in {site.Namespace}");
        (await site.Kubectl("get", "configmap", "slipway-web", "-o", "jsonpath={.data.components}")).ShouldContain($"\"namespace\":\"{provider.Namespace}\"");

        // The other side cannot see that it is needed, and says so; whoever can refuses.
        var theirs = await Account(provider, provider.Namespace);
        await provider.Kubectl("create", "rolebinding", "reads", "--clusterrole=view", $"--serviceaccount={site.Namespace}:keeper");
        (await Install(site, "--kubeconfig", own, "--use", $"stock={provider.Namespace}/stock")).Error.ShouldNotContain("SLW0942");
        var gone = await provider.Slipway("uninstall", "stock", "-n", provider.Namespace, "--yes", "--kubeconfig", theirs);
        gone.ExitCode.ShouldBe(0, gone.Shown);
        gone.Error.ShouldContain($"SLW0942: other installations were looked for only in {provider.Namespace}");
    }

    private static string Stock(string version = "1.0.0") => $"name: stock\nversion: {version}\nworkload: external\nports: {{http: 80}}\n";

    private const string Web = "name: web\nversion: 1.0.0\nworkload: external\nports: {http: 80}\ndepsService: {stock: {version: 1.0.0, from: site}}\n";

    private static async Task<Ran> Try(ClusterSite site, params string[] more)
    {
        var entry = Path.Combine(site.Folder, "outside.yaml");
        await File.WriteAllTextAsync(entry, "traits: {address: {host: example.com}}\n", TestContext.Current.CancellationToken);
        return await site.Slipway(["install", Path.Combine(site.Folder, "service.yaml"), "--with", entry, "-n", site.Namespace, "--yes", .. more]);
    }

    private static async Task<Ran> Install(ClusterSite site, params string[] more)
    {
        var ran = await Try(site, more);
        ran.ExitCode.ShouldBe(0, ran.Shown);
        return ran;
    }

    /// <summary>A kubeconfig of somebody who may do everything in one namespace and nothing elsewhere.</summary>
    private static async Task<string> Account(ClusterSite site, string space)
    {
        var file = Path.Combine(site.Folder, "keeper.kubeconfig");
        await site.Kubectl("create", "serviceaccount", "keeper");
        await site.Kubectl("create", "rolebinding", "keeper", "--clusterrole=admin", $"--serviceaccount={space}:keeper");
        await File.WriteAllTextAsync(file, await site.Kubectl("config", "view", "--raw", "--flatten", "--minify"), TestContext.Current.CancellationToken);
        var token = (await site.Kubectl("create", "token", "keeper")).Trim();
        foreach (var change in (string[][])[["set-credentials", "keeper", $"--token={token}"], ["set-context", "--current", "--user=keeper"]])
            (await TheProgram.Start(TestEnvironment.Needs("kubectl"), [], ["--kubeconfig", file, "config", .. change])).ExitCode.ShouldBe(0);
        return file;
    }
}
