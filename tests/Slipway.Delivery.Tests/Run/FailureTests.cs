using System.Diagnostics;
using Slipway.Components;
using Slipway.Yaml;

namespace Slipway.Delivery.Tests;

public class FailureTests
{
    /// <summary>Not the shortest that does: a busy node needs seconds until the first container of a pod runs, and before that nothing shows of what is wrong with it.</summary>
    private static readonly WaitOptions Soon = new(TimeSpan.FromSeconds(10), TimeSpan.FromSeconds(2));

    [Fact]
    public async Task A_missing_image_at_a_first_install_is_named_and_everything_is_taken_back()
    {
        using var site = new TestSite();
        var result = await Install.Run(
            site.Request("hello", site.Component("db"), site.Component("web", values: ("image", Node.Of("127.0.0.1:9/absent:1")))) with
            {
                Options = site.Options with { Wait = Soon },
            }, TestContext.Current.CancellationToken);
        result.Outcome.ShouldBe(RunOutcome.Failed);
        result.Problems.Codes().ShouldContain(ReadinessRules.ImageNotPulled.Code);
        result.Problems.Text().ShouldContain("127.0.0.1:9/absent:1");
        result.Problems.Codes().ShouldContain(RunRules.Undone.Code);
        site.Names("secret").ShouldBeEmpty();
        site.Names("deployment,service").ShouldBeEmpty();
        site.Names("configmap").ShouldNotContain("configmap/slipway-hello");
        History.List(result.Record!).Runs.Single().Outcome.ShouldBe(RunOutcome.Failed);
    }

    [Fact]
    public async Task A_failed_upgrade_goes_back_to_the_revision_before()
    {
        using var site = new TestSite();
        await Install.Run(site.Request("hello", site.Component("web")), TestContext.Current.CancellationToken);
        var result = await Install.Run(site.Request("hello", site.Component("web", values: ("args", Node.List(Node.Of("sh"), Node.Of("-c"), Node.Of("echo no database; exit 3"))))) with
        {
            Options = site.Options with { Wait = Soon },
        }, TestContext.Current.CancellationToken);
        result.Outcome.ShouldBe(RunOutcome.Failed);
        result.Problems.Codes().ShouldContain(ReadinessRules.Crashes.Code, result.Problems.Text());
        result.Logs.Single().Lines.ShouldBe(["no database"]);
        result.Problems.Single(p => p.Rule == ReadinessRules.Crashes).Help(Language.English).ShouldContain("with --keep-failed they stay");
        result.Problems.Text().ShouldContain("web is back at what revision 1 was");
        TestSite.Kubectl("-n", site.Space, "get", "deployment", "web", "-o", "jsonpath={.spec.template.spec.containers[0].args[0]}").ShouldBe("sleep");
        site.HelmRun("status", "web", "-o", "json").ShouldContain("\"status\":\"deployed\"");
    }

    [Fact]
    public async Task What_runs_beside_a_failure_comes_to_its_end_and_what_needs_it_is_not_begun()
    {
        using var site = new TestSite();
        var request = site.Request("hello",
            site.Component("bad", values: ("args", Node.List(Node.Of("sh"), Node.Of("-c"), Node.Of("exit 3")))), site.Component("later"), site.Component("good")) with
        {
            IsWhole = true,
            Facts = new Dictionary<string, ComponentFacts> { ["bad"] = new([]), ["later"] = new(["bad"]), ["good"] = new([]) },
            Options = site.Options with { Wait = new(TimeSpan.FromSeconds(20), TimeSpan.FromSeconds(2)) },
        };
        var result = await Install.Run(request, TestContext.Current.CancellationToken);
        result.Outcome.ShouldBe(RunOutcome.Failed);
        site.Names("deployment").ShouldBe(["deployment.apps/good"]);
        result.Problems.Text().ShouldContain("SLW0526 ready, and left as it is: good");
        result.Problems.Text().ShouldContain("SLW0512 what this run had made was taken back: bad");
        var receipt = (await Status.Read("hello", site.Options, TestContext.Current.CancellationToken)).Receipt!;
        receipt.Components.Where(c => c.Revision > 0).Select(c => c.Name).ShouldBe(["good"]);
        // What failed and was taken back is looked for first of all.
        receipt.Components.Select(c => c.Name).ShouldBe(["bad", "later", "good"]);
        History.Verify(result.Record!, receipt.Head).ShouldBeEmpty();
        var steps = History.Show(result.Record!, result.Run).Events.Where(e => (string?)e.Data["step"] == "release");
        steps.Select(e => $"{e.Kind} {e.Data["component"]}").ShouldBe(["step-started bad", "step-started good", "step-finished bad", "step-finished good"], ignoreOrder: true);
    }

    [Fact]
    public async Task After_a_rollback_the_receipt_names_what_stands_and_not_what_failed()
    {
        using var site = new TestSite();
        var good = site.Component("web");
        await Install.Run(site.Request("hello", good), TestContext.Current.CancellationToken);
        var failed = await Install.Run(Crashing(site, site.Component("db"), "2.0.0"), TestContext.Current.CancellationToken);
        failed.Outcome.ShouldBe(RunOutcome.Failed, failed.Problems.Text());

        var status = await Status.Read("hello", site.Options, TestContext.Current.CancellationToken);
        status.Receipt!.Components.Select(c => (c.Name, c.Version, c.Revision)).ShouldBe([("web", "1.0.0", 1)]);
        status.Components.Select(c => (c.Name, c.Version)).ShouldBe([("web", "1.0.0")]);
    }

    [Fact]
    public async Task A_run_after_our_own_rollback_is_unchanged_but_not_after_one_by_hand()
    {
        using var site = new TestSite();
        var good = site.Request("hello", site.Component("web"));
        await Install.Run(good, TestContext.Current.CancellationToken);
        for (var time = 0; time < 2; time++)
        {
            var failed = await Install.Run(Crashing(site, site.Component("db"), "2.0.0"), TestContext.Current.CancellationToken);
            failed.Outcome.ShouldBe(RunOutcome.Failed, failed.Problems.Text());
            var again = await Install.Run(good, TestContext.Current.CancellationToken);
            again.Outcome.ShouldBe(RunOutcome.Unchanged, again.Problems.Text());
        }
        site.HelmRun("rollback", "web", "4");
        site.HelmRun("rollback", "web", "5");
        (await Install.Run(good, TestContext.Current.CancellationToken)).Outcome.ShouldBe(RunOutcome.Succeeded);
    }

    /// <summary>The component web in a version that ends at once, with others before it.</summary>
    private static InstallRequest Crashing(TestSite site, RenderedComponent before, string version)
    {
        var web = site.Component("web", values: ("args", Node.List(Node.Of("sh"), Node.Of("-c"), Node.Of("exit 3"))));
        return site.Request("hello", before, web with { Component = web.Component with { Version = version } }, site.Component("later")) with
        {
            Options = site.Options with { Wait = Soon },
        };
    }

    [Fact]
    public async Task Keep_failed_leaves_what_stands_and_says_so()
    {
        using var site = new TestSite();
        var result = await Install.Run(
            site.Request("hello", site.Component("web", values: ("probe", Node.Of("failing")))) with
            {
                KeepFailed = true,
                Options = site.Options with { Wait = Soon },
            }, TestContext.Current.CancellationToken);
        result.Outcome.ShouldBe(RunOutcome.Failed);
        result.Problems.Codes().ShouldBe([RunRules.NotReadyInTime.Code, ReadinessRules.ProbeFails.Code, RunRules.LeftStanding.Code], result.Problems.Text());
        result.Problems.Text().ShouldContain("the readiness probe fails: dial tcp");
        site.Names("deployment").ShouldBe(["deployment.apps/web"]);
        var status = await Status.Read("hello", site.Options, TestContext.Current.CancellationToken);
        status.Components.Single().Pods.Single().Reasons.Single().Problem.Rule.ShouldBe(ReadinessRules.ProbeFails);
    }

    [Fact]
    public async Task Ctrl_C_while_waiting_leaves_what_stands_says_it_and_the_next_run_goes_on()
    {
        using var site = new TestSite();
        using var pressed = new CancellationTokenSource();
        var component = site.Component("web", values: ("probe", Node.Of("failing")));
        var options = site.Options with
        {
            Progress = said =>
            {
                if (said is RunEvent.Waiting)
                    pressed.Cancel();
            },
        };
        var result = await Install.Run(site.Request("hello", component, site.Component("later")) with { Options = options }, pressed.Token);
        result.Outcome.ShouldBe(RunOutcome.Interrupted);
        result.Problems.Text().ShouldBe($"SLW0515 interrupted; left in namespace {site.Space}: web; not begun: later");
        site.Names("deployment").ShouldBe(["deployment.apps/web"]);
        History.List(result.Record!).Runs.Single().Outcome.ShouldBe(RunOutcome.Interrupted);

        var next = await Install.Run(site.Request("hello", site.Component("web"), site.Component("later")), TestContext.Current.CancellationToken);
        next.Outcome.ShouldBe(RunOutcome.Succeeded, next.Problems.Text());
        var gone = await Uninstall.Run(new("hello", site.Helm, site.Options), TestContext.Current.CancellationToken);
        gone.Outcome.ShouldBe(RunOutcome.Succeeded, gone.Problems.Text());
        site.Names("secret").ShouldBeEmpty();
        site.Names("configmap").ShouldNotContain("configmap/slipway-hello");
        History.Verify(gone.Record!).ShouldBeEmpty();
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_release_that_a_killed_Helm_left_pending_is_healed_and_the_run_goes_on(bool upgrade)
    {
        using var site = new TestSite();
        if (upgrade)
            await Install.Run(site.Request("hello", site.Component("web")), TestContext.Current.CancellationToken);
        var values = site.Component("web", values: ("probe", Node.Of("failing"))).Component.Values;
        var start = new ProcessStartInfo(site.Helm.Path,
            ["upgrade", "--install", "web", TestSite.Chart, "-n", site.Space, "--wait", "--server-side=true", "--labels", "slipway-installation=hello", "-f", "-"])
        { RedirectStandardInput = true };
        using (var helm = Process.Start(start)!)
        {
            await helm.StandardInput.WriteAsync(JsonText.Write(values));
            helm.StandardInput.Close();
            while (!TestSite.Kubectl("-n", site.Space, "get", "secret", "-l", "owner=helm", "-o", "jsonpath={.items[*].metadata.labels.status}").Contains("pending-", StringComparison.Ordinal))
                await Task.Delay(100, TestContext.Current.CancellationToken);
            helm.Kill();
            await helm.WaitForExitAsync(TestContext.Current.CancellationToken);
        }
        var refused = await Install.Run(site.Request("hello", site.Component("web")), TestContext.Current.CancellationToken);
        refused.Problems.Codes().ShouldBe([HelmRules.Busy.Code], refused.Problems.Text());

        // A minute later by the server's clock, which is the one that counts.
        foreach (var secret in site.Names("secret"))
            TestSite.Kubectl("-n", site.Space, "label", secret, "--overwrite", "modifiedAt=1700000000", "createdAt=1700000000");
        var healed = await Install.Run(site.Request("hello", site.Component("web", values: ("replicas", Node.Of(2)))), TestContext.Current.CancellationToken);
        healed.Outcome.ShouldBe(RunOutcome.Succeeded, healed.Problems.Text());
        healed.Problems.Codes().ShouldBe([upgrade ? HelmRules.HealedByRollback.Code : HelmRules.Healed.Code]);
        site.HelmRun("status", "web", "-o", "json").ShouldContain("\"status\":\"deployed\"");
    }
}
