using System.Text.Json;

namespace Slipway.Cli.Tests;

/// <summary>What an installation was answered holds until somebody takes it back, on the real cluster.</summary>
public class AnswersOnClusterTests
{
    [Fact]
    public async Task Answers_hold_over_later_installs_until_they_are_taken_back_and_one_that_holds_no_more_stops_an_upgrade()
    {
        using var site = await SettingsOnClusterTests.Shop();
        await site.Kubectl("create", "secret", "generic", "db-login", "--from-literal=pw=inner");
        await site.Kubectl("create", "secret", "generic", "site-db", "--from-literal=p=outer");
        var managed = Path.Combine(site.Folder, "managed.yaml");
        await File.WriteAllTextAsync(managed, $$$"""
            contract: {name: postgresql, version: "15.4"}
            address: {host: other.{{{site.Namespace}}}.svc.cluster.local}
            outputs: {credentials: {secret: site-db, keys: {password: p} } }
            """, TestContext.Current.CancellationToken);
        // What was kept aside has a value that was never stored; a clean start forgets it.
        await site.Kubectl("create", "configmap", "slipway-application.answers", """--from-literal=answers=[{"kind":"trait","path":["web","env","set","DB_TOKEN"],"value":null,"withheld":true}]""");
        (await Install(site, ExitCode.Findings)).Error.ShouldContain("it may be a password");
        await Install(site, 0, "--defaults", "--config", "logLevel=debug", "--trait", "web.replicas.count=2", "--replace", $"db={managed}", "--why", "the site has a database");
        await ClusterSite.Until(() => SettingsOnClusterTests.Sees(site), "debug db 8080 outer other");
        File.Delete(managed);
        var record = await TheProgram.RunWith(new() { ["XDG_STATE_HOME"] = site.Folder }, "history", "show", "application", "latest", "-n", site.Namespace);
        record.Out.ShouldContain("\"set\":[\"--config logLevel=debug\",\"--trait web.replicas.count=");
        record.Out.ShouldNotContain("count=2");
        record.Out.ShouldContain("the site has a database");

        var again = await Install(site, 0);
        again.Shown.ShouldContain("SLW0920");
        again.Shown.ShouldContain("Nothing to do");

        // A newer version that knows neither the setting nor so many pods, and no longer lets the database be replaced.
        var application = Path.Combine(site.Folder, "application.yaml");
        var before = await File.ReadAllTextAsync(application, TestContext.Current.CancellationToken);
        var newer = before.Replace("version: 1.0.0", "version: 2.0.0", StringComparison.Ordinal).Replace("logLevel", "log", StringComparison.Ordinal)
            .Replace("maximum: 5", "maximum: 1", StringComparison.Ordinal).Replace("postgresql >= 14", "postgresql >= 16", StringComparison.Ordinal);
        await File.WriteAllTextAsync(application, newer, TestContext.Current.CancellationToken);
        var refused = await Install(site, ExitCode.Findings);
        refused.Error.Split("error SLW0925").Length.ShouldBe(4, refused.Shown);
        refused.Error.ShouldContain("--config log=… --unset logLevel");
        (await SettingsOnClusterTests.Sees(site)).ShouldBe("debug db 8080 outer other");

        await File.WriteAllTextAsync(application, before, TestContext.Current.CancellationToken);
        await Install(site, 0, "--unset", "db", "--unset", "web");
        await ClusterSite.Until(() => SettingsOnClusterTests.Sees(site), "debug db 8080 inner db");
        (await Answers(site)).ShouldBe(["config logLevel"]);

        (await site.Slipway("uninstall", "application", "-n", site.Namespace, "--yes", "--keep-answers")).Shown.ShouldContain("SLW0573");
        (await Answers(site)).ShouldBe(["config logLevel"]);
        await Install(site, 0);
        await ClusterSite.Until(() => SettingsOnClusterTests.Sees(site), "debug db 8080 inner db");
        (await site.Kubectl("get", "configmaps", "-l", "slipway/answers", "-o", "name")).ShouldBeEmpty();
        (await site.Slipway("uninstall", "application", "-n", site.Namespace, "--yes")).ExitCode.ShouldBe(0);
        (await TheProgram.Run("config", "answers", "application", "-n", site.Namespace)).ExitCode.ShouldBe(ExitCode.Refused);
    }

    [Fact]
    public async Task Every_kind_of_answer_is_held_against_a_newer_application_before_anything_is_touched()
    {
        using var site = await SettingsOnClusterTests.Shop();
        var application = Path.Combine(site.Folder, "application.yaml");
        var written = await File.ReadAllTextAsync(application, TestContext.Current.CancellationToken);
        var views = "views: {basic: {title: {en: Basics, zh: 基本}, keys: [logLevel], presets: {loud: {title: {en: Loud, zh: 详细}, config: {logLevel: debug}}}}}\n";
        await File.WriteAllTextAsync(application, written.TrimEnd('\n') + "\n" + views, TestContext.Current.CancellationToken);
        await site.Kubectl("create", "configmap", "slipway-application.answers", "--from-literal=answers=" + """
            [{"kind":"preset","path":["loud"],"value":true,"version":"1.0.0"},
             {"kind":"trait","path":["web","replicas","count"],"value":4,"version":"1.0.0"},
             {"kind":"replacement","path":["db"],"file":"managed.yaml","version":"1.0.0","value":{"contract":{"name":"postgresql","version":"15.4"},"address":{"host":"db.example.com"},
              "outputs":{"credentials":{"secret":"site-db","keys":{"password":"p"}}}}}]
            """);
        var holds = await Show(site);
        holds.ExitCode.ShouldBe(0, holds.Shown);
        holds.Out.ShouldContain("preset, ");
        holds.Shown.ShouldContain("--preset loud, --trait web.replicas.count=4, --replace db=managed.yaml");

        var newer = written[..written.IndexOf("adjustable:", StringComparison.Ordinal)].Replace("version: 1.0.0", "version: 2.0.0", StringComparison.Ordinal);
        var (start, end) = (newer.IndexOf("    replaceable:", StringComparison.Ordinal), newer.IndexOf("config: {type", StringComparison.Ordinal));
        newer = newer[..start] + newer[end..newer.IndexOf("    env:", StringComparison.Ordinal)];
        await File.WriteAllTextAsync(application, newer, TestContext.Current.CancellationToken);
        var refused = await Show(site);
        refused.ExitCode.ShouldBe(ExitCode.Findings, refused.Shown);
        refused.Error.Split("error SLW0925").Length.ShouldBe(4, refused.Shown);
        foreach (var unset in new[] { "--unset loud", "--unset web.replicas.count", "--unset db" })
            refused.Error.ShouldContain(unset);
        (await site.Kubectl("get", "pods,secrets", "-o", "name")).ShouldBeEmpty();

        static Task<Ran> Show(ClusterSite site) => TheProgram.Run("config", "show", site.Folder, "--installation", "application", "-n", site.Namespace);
    }

    private static async Task<Ran> Install(ClusterSite site, int exit, params string[] more)
    {
        var ran = await site.Slipway(["install", site.Folder, "-n", site.Namespace, "--yes", "--timeout", "120s", .. more]);
        ran.ExitCode.ShouldBe(exit, ran.Shown);
        return ran;
    }

    private static async Task<string[]> Answers(ClusterSite site)
    {
        var ran = await TheProgram.Run("config", "answers", "application", "-n", site.Namespace, "--output", "json");
        ran.ExitCode.ShouldBe(0, ran.Shown);
        using var document = JsonDocument.Parse(ran.Out);
        return [.. document.RootElement.GetProperty("answers").EnumerateArray().Select(one => $"{one.GetProperty("kind").GetString()} {one.GetProperty("key").GetString()}")];
    }
}
