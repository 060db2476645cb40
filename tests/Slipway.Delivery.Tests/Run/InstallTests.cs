using Slipway.Delivery.Kubernetes;
using Slipway.Testing;
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
        TestSite.Kubectl("-n", site.Space, "delete", "service", "web");
        var again = await Install.Run(site.Request("hello", component), TestContext.Current.CancellationToken);
        again.Outcome.ShouldBe(RunOutcome.Succeeded, again.Problems.Text());
        site.Names("service").ShouldBe(["service/web"]);
    }

    [Fact]
    public async Task A_missing_image_at_a_first_install_is_named_and_everything_is_taken_back()
    {
        using var site = new TestSite();
        var result = await Install.Run(
            site.Request("hello", site.Component("db"), site.Component("web", values: ("image", Node.Of("127.0.0.1:9/absent:1")))) with
            {
                Options = site.Options with { Wait = new(TimeSpan.FromSeconds(8), TimeSpan.FromSeconds(2)) },
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
        var result = await Install.Run(site.Request("hello", site.Component("web", values: ("args", Node.List(Node.Of("false"))))), TestContext.Current.CancellationToken);
        result.Outcome.ShouldBe(RunOutcome.Failed);
        result.Problems.Codes().ShouldContain(ReadinessRules.Crashes.Code, result.Problems.Text());
        result.Problems.Text().ShouldContain("web (back to revision 1)");
        TestSite.Kubectl("-n", site.Space, "get", "deployment", "web", "-o", "jsonpath={.spec.template.spec.containers[0].args[0]}").ShouldBe("sleep");
        site.HelmRun("status", "web", "-o", "json").ShouldContain("\"status\":\"deployed\"");
    }

    [Fact]
    public async Task Keep_failed_leaves_what_stands_and_says_so()
    {
        using var site = new TestSite();
        var result = await Install.Run(
            site.Request("hello", site.Component("web", values: ("probe", Node.Of("failing")))) with
            {
                KeepFailed = true,
                Options = site.Options with { Wait = new(TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(2)) },
            }, TestContext.Current.CancellationToken);
        result.Outcome.ShouldBe(RunOutcome.Failed);
        result.Problems.Codes().ShouldBe([RunRules.NotReadyInTime.Code, ReadinessRules.ProbeFails.Code, RunRules.LeftStanding.Code], result.Problems.Text());
        result.Problems.Text().ShouldContain("the readiness probe fails: dial tcp");
        site.Names("deployment").ShouldBe(["deployment.apps/web"]);
        var status = await Status.Read("hello", site.Options, TestContext.Current.CancellationToken);
        status.Components.Single().Pods.Single().Reasons.Single().Problem.Rule.ShouldBe(ReadinessRules.ProbeFails);
    }

    [Fact]
    public async Task A_missing_namespace_is_named_with_the_option_that_makes_it_and_the_option_makes_it()
    {
        using var site = new TestSite(createNamespace: false);
        var refused = await Install.Run(site.Request("hello", site.Component("web")), TestContext.Current.CancellationToken);
        refused.Outcome.ShouldBe(RunOutcome.Refused);
        refused.Problems.Codes().ShouldBe([RunRules.NamespaceMissing.Code]);
        refused.Problems.Single().Help(Language.English).ShouldContain("--create-namespace");

        var failed = await Install.Run(
            site.Request("hello", site.Component("web", values: ("image", Node.Of("UPPER:1")))) with { CreateNamespace = true }, TestContext.Current.CancellationToken);
        failed.Problems.Text().ShouldContain($"Namespace {site.Space} (deleted)");
        while (TestSite.Kubectl("get", "namespace", site.Space, "--ignore-not-found").Length > 0)
            TestSite.Kubectl("wait", "--for=delete", $"namespace/{site.Space}", "--timeout=60s");

        var made = await Install.Run(site.Request("hello", site.Component("web")) with { CreateNamespace = true }, TestContext.Current.CancellationToken);
        made.Outcome.ShouldBe(RunOutcome.Succeeded, made.Problems.Text());
    }

    [Fact]
    public async Task Names_that_others_hold_are_refused_with_the_holder()
    {
        using var site = new TestSite();
        await Install.Run(site.Request("other", site.Component("web", "other")), TestContext.Current.CancellationToken);
        TestSite.Run(site.Helm.Path, JsonText.Write(site.Component("plain").Component.Values), "install", "plain", TestSite.Chart, "-n", site.Space, "-f", "-");
        TestSite.Kubectl("-n", site.Space, "create", "service", "clusterip", "bare", "--tcp=80");

        var result = await Install.Run(site.Request("hello", site.Component("web"), site.Component("plain"), site.Component("bare")), TestContext.Current.CancellationToken);
        result.Outcome.ShouldBe(RunOutcome.Refused);
        result.Problems.Text().ShouldBe($"""
            SLW0502 The name web is held by the installation other in namespace {site.Space}.
            SLW0503 The name plain is held by a Helm release (revision 1) in namespace {site.Space} that Slipway did not make.
            SLW0504 Service bare exists already and belongs to kubectl-create, instance bare.
            """.Replace("kubectl-create, instance bare", "no release (it was made by hand or by another tool)"));
        site.Names("configmap").ShouldNotContain("configmap/slipway-hello");
    }

    [Fact]
    public async Task What_admission_or_schema_refuses_is_said_before_anything_is_sent()
    {
        using var site = new TestSite();
        TestSite.Kubectl("-n", site.Space, "create", "quota", "none", "--hard=count/services=0");
        var result = await Install.Run(site.Request("hello", site.Component("web", values: ("replicas", Node.Of(-1)))), TestContext.Current.CancellationToken);
        result.Outcome.ShouldBe(RunOutcome.Refused);
        result.Problems.Codes().ShouldBe([RunRules.ObjectRefused.Code, RunRules.ObjectRefused.Code]);
        result.Problems.Text().ShouldContain("exceeded quota");
        result.Problems.Text().ShouldContain("spec.replicas");
        site.Names("secret").ShouldBeEmpty();
    }

    [Fact]
    public async Task A_service_account_that_may_only_read_is_refused_with_the_missing_verbs()
    {
        using var site = new TestSite();
        TestSite.Kubectl("-n", site.Space, "create", "serviceaccount", "reader");
        TestSite.Kubectl("-n", site.Space, "create", "rolebinding", "reader", "--clusterrole=view", $"--serviceaccount={site.Space}:reader");
        var kubeconfig = Path.Combine(site.State, "reader.kubeconfig");
        File.WriteAllText(kubeconfig, TestSite.Kubectl("config", "view", "--raw", "--flatten", "--minify"));
        var token = TestSite.Kubectl("-n", site.Space, "create", "token", "reader").Trim();
        TestSite.Run(TestEnvironment.Needs("kubectl"), null, "--kubeconfig", kubeconfig, "config", "set-credentials", "reader", $"--token={token}");
        TestSite.Run(TestEnvironment.Needs("kubectl"), null, "--kubeconfig", kubeconfig, "config", "set-context", "--current", "--user=reader");

        var result = await Install.Run(
            site.Request("hello", site.Component("web")) with { Options = site.Options with { Kubeconfig = new(kubeconfig) } }, TestContext.Current.CancellationToken);
        result.Outcome.ShouldBe(RunOutcome.Refused);
        result.Problems.Codes().ShouldBe([RunRules.AccessMissing.Code]);
        result.Problems.Text().ShouldContain("create, delete, patch deployments.apps");
        result.Problems.Text().ShouldContain("create, delete, get, list, patch, update secrets");
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
        result.Problems.Text().ShouldBe($"SLW0515 Interrupted. Left in namespace {site.Space}: web. Not begun: later.");
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
