using System.Text.RegularExpressions;

namespace Slipway.Cli.Tests;

/// <summary>An application as one package on the real cluster: in order, again, in part, and away.</summary>
public partial class ApplicationOnClusterTests
{
    [Fact]
    public async Task A_package_is_installed_in_order_and_a_second_time_changes_nothing()
    {
        using var site = await Shop();
        var slip = Path.Combine(site.Folder, "shop.slip");
        (await TheProgram.RunWith([], ["package", "build", site.Folder, "--out", slip])).ExitCode.ShouldBe(0);
        // The site has the package alone.
        foreach (var file in Directory.GetFiles(site.Folder, "*.yaml"))
            File.Delete(file);
        var before = await Everything(site);
        var first = await Install(site, slip);
        Released().Matches(first.Error).Select(match => match.Groups[1].Value).ShouldBe(["backend-data", "backend-cart", "web"]);
        (await site.Kubectl("exec", "deploy/web", "--", "busybox", "wget", "-qO-", "http://backend-cart:8080/index.html")).Trim().ShouldBe("cart");

        var second = await Install(site, slip);
        second.Error.ShouldContain("Nothing to do");
        Released().Matches(second.Error).ShouldBeEmpty();
        (await site.Kubectl("get", "configmap", "slipway-application", "-o", "jsonpath={.data}")).ShouldContain("sha256:");

        await OneComponent(site, slip);
        var gone = await site.Slipway("uninstall", "application", "-n", site.Namespace, "--yes");
        gone.ExitCode.ShouldBe(0, gone.Shown);
        Uninstalled().Matches(gone.Error).Select(match => match.Groups[1].Value).ShouldBe(["web", "backend-cart", "backend-data"]);
        // What is said to be uninstalled is not there any more, of whatever kind, not even on its way out.
        (await Everything(site)).ShouldBe(before);
    }

    private static async Task OneComponent(ClusterSite site, string slip)
    {
        var refused = await site.Slipway("uninstall", "application", "-n", site.Namespace, "--yes", "--component", "backend-data");
        refused.ExitCode.ShouldBe(ExitCode.NeedsApproval, refused.Shown);
        refused.Error.ShouldContain("the component backend-data is needed by what stays installed: backend-cart");
        var gone = await site.Slipway("uninstall", "application", "-n", site.Namespace, "--yes", "--component", "web");
        gone.ExitCode.ShouldBe(0, gone.Shown);
        (await site.Kubectl("get", "deployments,services", "-o", "name")).Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .ShouldBe(["deployment.apps/backend-cart", "deployment.apps/backend-data", "service/backend-cart", "service/backend-data"], ignoreOrder: true);
        Released().Matches((await Install(site, slip)).Error).Select(match => match.Groups[1].Value).ShouldBe(["web"]);
    }

    /// <summary>All objects of the namespace, of every kind that can be listed; without events, and what every namespace has.</summary>
    private static async Task<string[]> Everything(ClusterSite site)
    {
        var kinds = (await site.Kubectl("api-resources", "--verbs=list", "--namespaced", "-o", "name")).Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Where(kind => !kind.StartsWith("events", StringComparison.Ordinal) && !kind.Contains("metrics.k8s.io", StringComparison.Ordinal));
        return [.. (await site.Kubectl("get", string.Join(',', kinds), "-o", "name")).Split('\n', StringSplitOptions.RemoveEmptyEntries).Order(StringComparer.Ordinal)];
    }

    [Fact]
    public async Task What_was_chosen_stays_chosen_until_it_is_said_otherwise_and_what_is_switched_off_goes_only_when_that_is_said()
    {
        using var site = await Shop();
        await Install(site, site.Folder, "--enable", "tracing");
        var again = await Install(site, site.Folder);
        again.Error.ShouldContain("as at the last install: --enable tracing");
        again.Error.ShouldContain("Nothing to do");
        (await site.Kubectl("get", "configmap", "slipway-application", "-o", "jsonpath={.data.selection}")).ShouldBe("{\"switches\":{\"tracing\":true},\"choices\":{}}");
        foreach (var how in new[] { "--disable=tracing", "--defaults" })
        {
            var refused = await site.Slipway("install", site.Folder, "-n", site.Namespace, "--yes", how);
            refused.ExitCode.ShouldBe(ExitCode.NeedsApproval, refused.Shown);
            refused.Error.ShouldContain("SLW0525");
        }
        await site.Kubectl("get", "deployment", "tracing");
        (await Install(site, site.Folder, "--disable", "tracing", "--prune")).Error.ShouldContain("tracing: uninstalling");
        (await site.Kubectl("get", "deployments", "-o", "name")).Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .ShouldBe(["deployment.apps/backend-cart", "deployment.apps/backend-data", "deployment.apps/web"], ignoreOrder: true);
        var off = await Install(site, site.Folder);
        off.Error.ShouldContain("as at the last install: --disable tracing");
        off.Error.ShouldContain("Nothing to do");
    }

    [Fact]
    public async Task A_failure_leaves_what_was_ready_and_the_next_run_goes_on_there()
    {
        using var site = await Shop();
        var web = Path.Combine(site.Folder, "web.yaml");
        var sound = await File.ReadAllTextAsync(web, TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(web, sound.Replace("path: /ready", "path: /never", StringComparison.Ordinal), TestContext.Current.CancellationToken);
        var failed = await site.Slipway("install", site.Folder, "-n", site.Namespace, "--yes", "--timeout", "10s");
        failed.ExitCode.ShouldBe(ExitCode.RunFailed, failed.Shown);
        failed.Error.ShouldContain("SLW0526");
        (await site.Kubectl("get", "deployments", "-o", "name")).Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .ShouldBe(["deployment.apps/backend-cart", "deployment.apps/backend-data"], ignoreOrder: true);
        await File.WriteAllTextAsync(web, sound, TestContext.Current.CancellationToken);
        Released().Matches((await Install(site, site.Folder)).Error).Select(match => match.Groups[1].Value).ShouldBe(["web"]);
    }

    [GeneratedRegex(@"^([-a-z]+): installing", RegexOptions.Multiline)]
    private static partial Regex Released();

    [GeneratedRegex(@"^([-a-z]+): uninstalling", RegexOptions.Multiline)]
    private static partial Regex Uninstalled();

    private static async Task<Ran> Install(ClusterSite site, string what, params string[] more)
    {
        var ran = await site.Slipway(["install", what, "-n", site.Namespace, "--yes", "--timeout", "120s", .. more]);
        ran.ExitCode.ShouldBe(0, ran.Shown);
        return ran;
    }

    private static async Task<ClusterSite> Shop()
    {
        var site = await ClusterSite.Make(ClusterSite.Service("web", more: "depsService: {cart: 1.0.0}"));
        File.Move(Path.Combine(site.Folder, "service.yaml"), Path.Combine(site.Folder, "web.yaml"));
        await Write("cart.yaml", ClusterSite.Service("cart", more: "depsService: {data: 1.0.0}"));
        await Write("data.yaml", ClusterSite.Service("data"));
        await Write("tracing.yaml", ClusterSite.Service("tracing"));
        await Write("backend.yaml", "format: application/alpha1\nname: backend\nversion: 1.0.0\ncomponents:\n  cart: {service: cart.yaml}\n  data: {service: data.yaml}\n");
        await Write("application.yaml",
            "name: application\nversion: 1.0.0\ncomponents:\n  web: {service: web.yaml}\n  backend: {application: backend.yaml}\n  tracing: {service: tracing.yaml, optional: true}\n");
        return site;

        Task Write(string name, string text) => File.WriteAllTextAsync(Path.Combine(site.Folder, name), text);
    }
}
