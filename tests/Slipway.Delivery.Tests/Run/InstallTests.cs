using Slipway.Delivery.Kubernetes;
using Slipway.Yaml;

namespace Slipway.Delivery.Tests;

public class InstallTests
{
    [Fact]
    public async Task Install_upgrade_and_an_unchanged_run_end_ready_and_only_the_first_two_call_Helm()
    {
        using var site = new TestSite();
        var first = await Install.Run(site.Request("hello", site.Component("web")), TestContext.Current.CancellationToken);
        first.Problems.Text().ShouldBe("");
        first.Outcome.ShouldBe(RunOutcome.Succeeded);
        first.Components.Single().Workloads.Single().ShouldSatisfyAllConditions(w => w.IsReady.ShouldBeTrue(), w => w.Ready.ShouldBe(1));

        var second = await Install.Run(site.Request("hello", site.Component("web", values: ("replicas", Node.Of(2)))), TestContext.Current.CancellationToken);
        second.Outcome.ShouldBe(RunOutcome.Succeeded, second.Problems.Text());
        second.Components.Single().Revision.ShouldBe(2);

        var third = await Install.Run(site.Request("hello", site.Component("web", values: ("replicas", Node.Of(2)))), TestContext.Current.CancellationToken);
        third.Outcome.ShouldBe(RunOutcome.Unchanged, third.Problems.Text());
        site.HelmRun("history", "web", "-o", "json").ShouldContain("\"revision\":2");
        site.HelmRun("history", "web", "-o", "json").ShouldNotContain("\"revision\":3");

        History.List(first.Record!).Runs.Select(r => r.Outcome).ShouldBe([RunOutcome.Unchanged, RunOutcome.Succeeded, RunOutcome.Succeeded]);
        var status = await Status.Read("hello", site.Options, TestContext.Current.CancellationToken);
        status.Components.Single().ShouldSatisfyAllConditions(c => c.IsReady.ShouldBeTrue(), c => c.Pods.Count.ShouldBe(2), c => c.Release!.Revision.ShouldBe(2));
        History.Verify(first.Record!, status.Receipt!.Head).ShouldBeEmpty();
        status.Receipt.Runs.Count.ShouldBe(3);
    }

    [Fact]
    public async Task An_object_that_somebody_deleted_comes_back_though_the_input_is_unchanged()
    {
        using var site = new TestSite();
        var component = site.Component("web");
        await Install.Run(site.Request("hello", component), TestContext.Current.CancellationToken);
        TestSite.Kubectl("-n", site.Space, "delete", "service,deployment", "web");
        var broken = await Status.Read("hello", site.Options, TestContext.Current.CancellationToken);
        broken.Components.Single().IsReady.ShouldBeFalse();
        broken.Components.Single().Workloads.Single().Blockers.Single().Problem.Rule.ShouldBe(ReadinessRules.Missing);
        var again = await Install.Run(site.Request("hello", component), TestContext.Current.CancellationToken);
        again.Outcome.ShouldBe(RunOutcome.Succeeded, again.Problems.Text());
        site.Names("service").ShouldBe(["service/web"]);
        (await Status.Read("hello", site.Options, TestContext.Current.CancellationToken)).Components.Single().IsReady.ShouldBeTrue();
    }

    [Fact]
    public async Task Logs_carry_component_pod_and_container()
    {
        using var site = new TestSite();
        await Install.Run(
            site.Request("hello", site.Component("web", values: ("args", Node.List(Node.Of("sh"), Node.Of("-c"), Node.Of("echo one; echo two; exec sleep 3600"))))),
            TestContext.Current.CancellationToken);
        var lines = new List<LogLine>();
        await foreach (var line in Logs.Read(new("hello", null, new LogOptions(), site.Options), TestContext.Current.CancellationToken))
            lines.Add(line);
        lines.Select(l => (l.Component, l.Container, l.Text)).ShouldBe([("web", "main", "one"), ("web", "main", "two")]);

        using var stop = new CancellationTokenSource();
        await foreach (var line in Logs.Read(new("hello", "web", new LogOptions(Follow: true, Tail: 1), site.Options), stop.Token))
        {
            line.Text.ShouldBe("two");
            break;
        }
    }
}
