using System.Diagnostics;
using Slipway.Testing;

namespace Slipway.Cli.Tests;

/// <summary>Tasks whose program runs on the operator's machine, and what tasks of both kinds answer and hand out, on the real cluster.</summary>
public class ProgramTaskOnClusterTests
{
    /// <summary>Hands out a password, says what it is asked for, and waits as long as a file is there.</summary>
    private const string Script = """
        #!/bin/sh
        read -r request
        echo "asked: $request" >&2
        case $SLIPWAY_TASK_ACTION in
        status) echo '{"ready": true, "message": "3 rows"}'; exit ;;
        remove) touch removed; echo '{"state": "gone"}'; exit ;;
        esac
        test -e GATE && { echo held >&2; sleep 310; }
        echo '{"message": "registered with pa55-word", "outputs": {"host": "legacy.example.com", "port": 5432, "password": "pa55-word"}}'
        """;

    [Fact]
    public async Task A_program_installs_is_asked_again_after_kill_9_hands_out_answers_and_removes()
    {
        using var site = await Site();
        await Application(site, "1.0.0");
        var refused = await Install(site, ExitCode.NeedsApproval, allow: false);
        refused.Error.ShouldContain("legacy: tools/register.sh (sha256:");
        (await site.Kubectl("get", "secrets,deployments", "-o", "name")).Trim().ShouldBeEmpty();

        await File.WriteAllTextAsync(At(site, "gate"), "", TestContext.Current.CancellationToken);
        await Killed(site, "legacy | held");
        File.Delete(At(site, "gate"));
        (await Status(site)).Out.ShouldMatch("legacy +no +not done: asked to install, attempt 1");
        var again = await Install(site, 0);
        again.Error.ShouldContain("""{"action":"install","attempt":2,"component":"legacy","config":{"rows":3},"installation":"mixed","namespace":"NS","version":"1.0.0","versionBefore":""}""".Replace("NS", site.Namespace, StringComparison.Ordinal));
        again.Error.ShouldContain("left running after a run that was killed: tools/register.sh");
        again.Error.ShouldContain("registered with …");
        (await InWeb(site, "echo $LEGACY_HOST $LEGACY_PASSWORD")).Trim().ShouldBe("legacy.example.com pa55-word");
        (await Install(site, 0, allow: false)).Error.ShouldContain("Nothing to do");

        await Answers(site);
        await Secrecy(site);
        await Removed(site);
    }

    [Fact]
    public async Task A_failed_upgrade_asks_the_earlier_program_to_go_back_and_a_failed_first_install_removes()
    {
        using var site = await Site();
        await Application(site, "1.0.0");
        await Install(site, 0);
        await Application(site, "1.1.0", Script.Replace("test -e GATE", "echo 'no such table' >&2; exit 3; test -e GATE", StringComparison.Ordinal));
        var failed = await Install(site, ExitCode.RunFailed);
        failed.Error.ShouldContain("the task legacy failed to upgrade: exit code 3");
        failed.Error.ShouldContain("""
            "version":"1.0.0","versionBefore":"1.1.0"}
            """.Trim());
        failed.Error.ShouldContain("legacy is back at what revision 1 was");
        await Application(site, "1.0.0");
        (await Install(site, 0, allow: false)).Error.ShouldContain("Nothing to do");
        await Removed(site);

        await Application(site, "1.1.0", Script.Replace("test -e GATE", "exit 3; test -e GATE", StringComparison.Ordinal));
        (await Install(site, ExitCode.RunFailed)).Error.ShouldContain("\"action\":\"remove\"");
        (await site.Kubectl("get", "jobs,secrets,deployments,services,configmaps", "-o", "name")).Replace("configmap/kube-root-ca.crt", "", StringComparison.Ordinal).Trim().ShouldBeEmpty();
    }

    [Fact]
    public async Task A_container_that_runs_on_after_kill_9_is_waited_for_and_hands_out()
    {
        using var site = await Site();
        await File.WriteAllTextAsync(At(site, "application.yaml"), """
            name: mixed
            version: 1.0.0
            components:
              seed:
                task: {image: "test.local/busybox:1", command: [sh, -c, "if test $SLIPWAY_TASK_ACTION = status; then echo '{\"ready\": false, \"message\": \"2 of 3 rows\"}'; else sleep 5; echo '{\"outputs\": {\"host\": \"seed.example.com\"}}'; fi > /dev/termination-log"], timeout: 1m, status: true, remove: false, outputs: {host: string}}
              web: {service: service.yaml, dependsOn: [seed]}
            mapping:
              web: {env: {SEED_HOST: outputs.seed.host}}
            """, TestContext.Current.CancellationToken);
        await Killed(site, "seed, Job");
        (await Install(site, 0)).Error.ShouldNotContain("seed: installing");
        (await InWeb(site, "echo $SEED_HOST")).Trim().ShouldBe("seed.example.com");
        (await Install(site, 0)).Error.ShouldContain("Nothing to do");
        var status = await Status(site);
        status.ExitCode.ShouldBe(1, status.Shown);
        status.Out.ShouldMatch("seed +no +2 of 3 rows");
        (await site.Kubectl("get", "jobs", "-o", "name")).Split('\n', StringSplitOptions.RemoveEmptyEntries).ShouldHaveSingleItem();
        (await site.Slipway("uninstall", "mixed", "-n", site.Namespace, "--yes")).ExitCode.ShouldBe(0);
    }

    private static async Task Answers(ClusterSite site)
    {
        (await Status(site)).Out.ShouldMatch("legacy +unknown +not asked: `--allow-tasks`");
        var asked = await Status(site, "--allow-tasks", "--output", "json");
        asked.ExitCode.ShouldBe(0, asked.Shown);
        var legacy = asked.Json.GetProperty("components").EnumerateArray().Single(one => one.GetProperty("name").GetString() == "legacy").GetProperty("task");
        (legacy.GetProperty("isReady").GetBoolean(), legacy.GetProperty("message").GetString()).ShouldBe((true, "3 rows"));
    }

    /// <summary>What was handed out is in the one Secret, and nowhere else that is kept.</summary>
    private static async Task Secrecy(ClusterSite site)
    {
        foreach (var file in Directory.EnumerateFiles(Path.Combine(site.Folder, "slipway"), "*", SearchOption.AllDirectories).Where(file => !Path.GetFileName(file).StartsWith("program-", StringComparison.Ordinal)))
            (await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken)).ShouldNotContain("pa55-word");
        (await site.Kubectl("get", "configmaps,deployments,events", "-o", "yaml")).ShouldNotContain("pa55-word");
    }

    private static async Task Removed(ClusterSite site)
    {
        (await site.Slipway("uninstall", "mixed", "-n", site.Namespace, "--yes")).ExitCode.ShouldBe(ExitCode.NeedsApproval);
        var gone = await site.Slipway("uninstall", "mixed", "-n", site.Namespace, "--yes", "--allow-tasks");
        gone.ExitCode.ShouldBe(0, gone.Shown);
        gone.Error.ShouldContain("the task legacy says: gone");
        (await site.Kubectl("get", "secrets,deployments", "-o", "name")).Trim().ShouldBeEmpty();
        Directory.EnumerateFiles(Path.Combine(site.Folder, "slipway"), "program-*", SearchOption.AllDirectories).ShouldBeEmpty();
    }

    private static Task<Ran> Status(ClusterSite site, params string[] more)
        => TheProgram.RunWith(new() { ["XDG_STATE_HOME"] = site.Folder }, ["status", "mixed", "-n", site.Namespace, .. more]);

    private static Task<string> InWeb(ClusterSite site, string script) => site.Kubectl("exec", "deployment/web", "--", "sh", "-c", script);

    private static Task<ClusterSite> Site() => ClusterSite.Make(ClusterSite.Service("web"));

    private static string At(ClusterSite site, string name) => Path.Combine(site.Folder, name);

    private static async Task Application(ClusterSite site, string version, string script = Script)
    {
        await File.WriteAllTextAsync(At(site, "application.yaml"), $$$"""
            name: mixed
            version: {{{version}}}
            components:
              legacy:
                task: {program: tools/register.sh, status: true, timeout: 1m, outputs: {host: string, port: integer, password: secret}}
                config: {rows: 3}
              web: {service: service.yaml, dependsOn: [legacy]}
            mapping:
              web: {env: {LEGACY_HOST: outputs.legacy.host, LEGACY_PASSWORD: outputs.legacy.password}}
            """, TestContext.Current.CancellationToken);
        Directory.CreateDirectory(At(site, "tools"));
        await File.WriteAllTextAsync(At(site, "tools/register.sh"), script.Replace("GATE", At(site, "gate"), StringComparison.Ordinal) + "\n", TestContext.Current.CancellationToken);
        File.SetUnixFileMode(At(site, "tools/register.sh"), UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }

    private static string[] Words(ClusterSite site, bool allow)
        => ["install", At(site, "application.yaml"), "-n", site.Namespace, "--yes", "--timeout", "120s", .. allow ? ["--allow-tasks"] : Array.Empty<string>()];

    private static async Task<Ran> Install(ClusterSite site, int exit, bool allow = true)
    {
        var ran = await site.Slipway(Words(site, allow));
        ran.ExitCode.ShouldBe(exit, ran.Shown);
        return ran;
    }

    /// <summary>Kills an install as soon as it says something.</summary>
    private static Task Killed(ClusterSite site, string when) => Killed(site, when, Words(site, allow: true));

    internal static async Task Killed(ClusterSite site, string when, string[] words)
    {
        var start = new ProcessStartInfo(TheProgram.Path, [.. words, "--helm", TestEnvironment.Find("helm", "SLIPWAY_HELM")!]) { RedirectStandardError = true, RedirectStandardInput = true, RedirectStandardOutput = true };
        start.Environment["XDG_STATE_HOME"] = site.Folder;
        using var process = Process.Start(start)!;
        process.StandardInput.Close();
        while (await process.StandardError.ReadLineAsync(TestContext.Current.CancellationToken) is { } line)
            if (line.Contains(when, StringComparison.Ordinal))
                process.Kill();
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        process.ExitCode.ShouldBe(137);
    }
}
