using Slipway.Testing;

namespace Slipway.Cli.Tests;

/// <summary>Programs of a package run on the operator's machine only when the operator says so, at the keyboard too.</summary>
public class TaskQuestionTests
{
    private const string Question = "Let them run? [y/N]";

    [Fact]
    public async Task Whether_programs_may_run_is_asked_at_the_keyboard_and_anything_but_yes_changes_nothing()
    {
        using var site = await Site();
        string[] install = ["install", site.Folder, "-n", site.Namespace], uninstall = ["uninstall", "mixed", "-n", site.Namespace];
        foreach (var keys in new[] { "n\n", "\n", "yes please\n" })
        {
            var no = await Keyboard.Typed(site, [("Go on? [y/N]", "y\n"), (Question, keys)], install);
            no.ShouldContain("legacy: tools/register.sh (sha256:");
            no.ShouldContain("SLW0479");
            no.ShouldContain("exit code 5");
        }
        var interrupted = await Keyboard.Typed(site, [("Go on? [y/N]", "y\n"), (Question, "\u0003")], install);
        interrupted.ShouldContain("exit code 130");
        Keyboard.Before(interrupted).ShouldBe(Keyboard.After(interrupted));
        // Who answers all questions beforehand has not answered this one, and is not asked.
        var yes = await Keyboard.Typed(site, [], [.. install, "--yes"]);
        yes.ShouldNotContain(Question);
        yes.ShouldContain("exit code 5");
        (await site.Kubectl("get", "secrets,jobs", "-o", "name")).Trim().ShouldBeEmpty();
        File.Exists(Path.Combine(site.Folder, "ran")).ShouldBeFalse();

        (await Keyboard.Typed(site, [("Go on? [y/N]", "y\n"), (Question, "y\n")], install)).ShouldContain("exit code 0");
        (await File.ReadAllLinesAsync(Path.Combine(site.Folder, "ran"), TestContext.Current.CancellationToken)).ShouldBe(["install"]);
        (await Keyboard.Typed(site, [("Go on? [y/N]", "y\n"), (Question, "n\n")], uninstall)).ShouldContain("exit code 5");
        (await Keyboard.Typed(site, [("Go on? [y/N]", "y\n"), (Question, "YES\n")], uninstall)).ShouldContain("exit code 0");
        (await File.ReadAllLinesAsync(Path.Combine(site.Folder, "ran"), TestContext.Current.CancellationToken)).ShouldBe(["install", "remove"]);
    }

    [Fact]
    public async Task Without_a_terminal_nothing_is_asked_and_nothing_runs()
    {
        using var site = await Site();
        var ran = await site.Slipway("install", site.Folder, "-n", site.Namespace, "--yes");
        ran.ExitCode.ShouldBe(ExitCode.NeedsApproval, ran.Shown);
        ran.Error.ShouldNotContain(Question);
        ran.Error.ShouldContain("--allow-tasks");
        File.Exists(Path.Combine(site.Folder, "ran")).ShouldBeFalse();
    }

    [Fact]
    public async Task A_program_with_a_kubeconfig_is_led_to_the_cluster_and_nothing_of_it_stays_even_after_kill_9()
    {
        var kubectl = TestEnvironment.Needs("kubectl");
        using var site = await Site("kubeconfig: true", $$"""
            test "$SLIPWAY_TASK_ACTION" = remove && exit
            space=$(sed 's/.*"namespace":"\([^"]*\)".*/\1/')
            '{{kubectl}}' -n "$space" create configmap by-task --from-literal=context="$('{{kubectl}}' config current-context)" --dry-run=client -o yaml | '{{kubectl}}' apply -f - >&2 || exit 4
            echo "${KUBECONFIG%%:*}" >> FOLDER/configs
            test -e FOLDER/gate && { echo held >&2; sleep 310; }
            exit 0
            """);
        await File.WriteAllTextAsync(Path.Combine(site.Folder, "gate"), "", TestContext.Current.CancellationToken);
        await ProgramTaskOnClusterTests.Killed(site, "legacy | held", ["install", site.Folder, "-n", site.Namespace, "--yes", "--allow-tasks"]);
        File.Delete(Path.Combine(site.Folder, "gate"));
        var left = (await Configs()).ShouldHaveSingleItem();
        File.Exists(left).ShouldBeTrue("the run was killed in the middle");
        File.GetUnixFileMode(Path.GetDirectoryName(left)!).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);

        var again = await site.Slipway("install", site.Folder, "-n", site.Namespace, "--yes", "--allow-tasks");
        again.ExitCode.ShouldBe(0, again.Shown);
        (await site.Kubectl("get", "configmap", "by-task", "-o", "jsonpath={.data.context}")).ShouldBe((await site.Kubectl("config", "current-context")).Trim());
        var configs = await Configs();
        configs.Length.ShouldBe(2);
        configs.ShouldAllBe(config => !Directory.Exists(Path.GetDirectoryName(config)));
        Directory.GetFiles(Path.Combine(site.Folder, "slipway"), "running-*", SearchOption.AllDirectories).ShouldBeEmpty();

        Task<string[]> Configs() => File.ReadAllLinesAsync(Path.Combine(site.Folder, "configs"), TestContext.Current.CancellationToken);
    }

    /// <param name="more">Of the task's definition.</param>
    /// <param name="script">FOLDER stands for the site's.</param>
    private static async Task<ClusterSite> Site(string more = "timeout: 1m", string script = "echo $SLIPWAY_TASK_ACTION >> FOLDER/ran")
    {
        var site = await ClusterSite.Make("");
        File.Delete(Path.Combine(site.Folder, "service.yaml"));
        await File.WriteAllTextAsync(Path.Combine(site.Folder, "application.yaml"), $$"""
            name: mixed
            version: 1.0.0
            components:
              legacy:
                task:
                  program: tools/register.sh
                  {{more}}
            """ + "\n", TestContext.Current.CancellationToken);
        TestProgram.Script(Path.Combine(site.Folder, "tools", "register.sh"), script.Replace("FOLDER", site.Folder, StringComparison.Ordinal));
        return site;
    }
}
