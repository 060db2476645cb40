namespace Slipway.Cli.Tests;

/// <summary>A package against what is installed: what the site said counts, and what is foretold is what an install does.</summary>
public class InstalledDiffOnClusterTests
{
    [Fact]
    public async Task What_is_foretold_of_an_installation_with_all_that_its_site_said_is_what_the_install_does()
    {
        using var site = await SettingsOnClusterTests.Shop();
        await site.Kubectl("create", "secret", "generic", "db-login", "--from-literal=pw=inner");
        await site.Kubectl("create", "secret", "generic", "site-db", "--from-literal=p=outer");
        var (application, web, managed) = (Path.Combine(site.Folder, "application.yaml"), Path.Combine(site.Folder, "web.yaml"), Path.Combine(site.Folder, "managed.yaml"));
        await File.WriteAllTextAsync(managed, $$$"""
            contract: {name: postgresql, version: "15.4"}
            address: {host: other.{{{site.Namespace}}}.svc.cluster.local}
            outputs: {credentials: {secret: site-db, keys: {password: p} } }
            """, TestContext.Current.CancellationToken);
        var (first, second) = (await Build(site, "first"), Path.Combine(site.Folder, "second.slip"));
        await Install(site, first, "--config", "logLevel=debug", "--replace", $"db={managed}");
        await site.Kubectl("scale", "deployment/web", "--replicas=2");
        await Install(site, first, "--replicas", "keep");

        // With and without the package that is installed: what the site said and scaled is no difference.
        (await Diff(site, first, "--exit-code")).Out.ShouldContain("application 1.0.0 → application 1.0.0, installation application");
        (await Diff(site, first, first, "--exit-code")).Error.ShouldContain("nothing differs");
        // Its answers taken back, or another one on top, are.
        (await Diff(site, first, "--unset", "db")).Out.ShouldMatch("db +.*16\\.3\\.0 +changes, no restart");
        (await Diff(site, first, first, "--config", "logLevel=info")).Out.ShouldMatch("web +1\\.0\\.0 +rolling restart, .* application administrator");

        await Edit(application, "version: 1.0.0", "version: 1.1.0");
        await Edit(web, "version: 1.0.0", "version: 1.1.0");
        await Edit(web, "shutdown: {grace: 3}", "shutdown: {grace: 4}");
        await Build(site, "second");
        var forecast = Forecasts(await Diff(site, second, "--output", "json"));
        forecast.ShouldBe(["db nothing", "other nothing", "web rollingRestart"], ignoreOrder: true);
        var whole = await Diff(site, first, second, "--output", "json");
        Forecasts(whole).ShouldBe(forecast, ignoreOrder: true);
        whole.Json.GetProperty("roles").EnumerateArray().Where(role => role.GetProperty("acts").GetBoolean()).Select(role => role.GetProperty("role").GetString()).ShouldBe(["application developer"]);
        var before = await PodForecast.Revisions(site);
        await Install(site, second, "--replicas", "keep");
        (await PodForecast.Revisions(site)).Select(one => (one.Key, one.Value - before[one.Key])).ShouldBe([("db", 0), ("other", 0), ("web", 1)], ignoreOrder: true);

        // The package of before is not what is installed any more, and is refused; an answer that does not fit is told with what follows without it.
        (await Diff(site, ExitCode.Findings, first, second)).Error.ShouldContain("SLW0847");
        await Edit(application, "{enum: [debug, info], default: info}", "{enum: [trace, info], default: info}");
        await Build(site, "second");
        var unfit = await Diff(site, ExitCode.Findings, second);
        unfit.Error.ShouldContain("error SLW0925");
        unfit.Error.ShouldContain("compared as if these answers were taken back: logLevel");
        unfit.Out.ShouldMatch("web +1\\.1\\.0 +rolling restart");
    }

    private static List<string> Forecasts(Ran ran)
        => [.. ran.Json.GetProperty("components").EnumerateArray().Select(one => $"{one.GetProperty("name").GetString()} {one.GetProperty("forecast").GetString()}")];

    private static async Task<string> Build(ClusterSite site, string name)
    {
        var slip = Path.Combine(site.Folder, $"{name}.slip");
        var ran = await TheProgram.Run("package", "build", Path.Combine(site.Folder, "application.yaml"), "--out", slip);
        ran.ExitCode.ShouldBe(0, ran.Shown);
        return slip;
    }

    private static async Task Install(ClusterSite site, string what, params string[] more)
    {
        var ran = await site.Slipway(["install", what, "-n", site.Namespace, "--yes", "--timeout", "120s", .. more]);
        ran.ExitCode.ShouldBe(0, ran.Shown);
    }

    private static Task<Ran> Diff(ClusterSite site, params string[] words) => Diff(site, 0, words);

    private static async Task<Ran> Diff(ClusterSite site, int exit, params string[] words)
    {
        var ran = await site.Slipway(["package", "diff", .. words, "--installation", "application", "-n", site.Namespace]);
        ran.ExitCode.ShouldBe(exit, ran.Shown);
        return ran;
    }

    private static async Task Edit(string file, string from, string to)
    {
        var text = await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken);
        text.ShouldContain(from);
        await File.WriteAllTextAsync(file, text.Replace(from, to, StringComparison.Ordinal), TestContext.Current.CancellationToken);
    }
}
