using Slipway.Testing;
using Slipway.Yaml;

namespace Slipway.Delivery.Tests;

public class RefusalTests
{
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
        failed.Problems.Text().ShouldContain($"Namespace {site.Space}");
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
            SLW0502 the name web is held by the installation other in namespace {site.Space}
            SLW0503 the name plain is held by a Helm release (revision 1) in namespace {site.Space} that Slipway did not make
            SLW0504 Service bare exists already and belongs to no release: it was made by hand or by another tool
            """);
        result.Problems[0].Help(Language.English).ShouldBe("install into another namespace, or give the service another name; nothing was changed");
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
        var kubeconfig = KubeconfigOf(site, "reader");

        var result = await Install.Run(
            site.Request("hello", site.Component("web")) with { Options = site.Options with { Kubeconfig = new(kubeconfig) } }, TestContext.Current.CancellationToken);
        result.Outcome.ShouldBe(RunOutcome.Refused);
        result.Problems.Codes().ShouldBe([RunRules.AccessMissing.Code]);
        result.Problems.Text().ShouldContain("create, delete, patch deployments.apps");
        result.Problems.Text().ShouldContain("create, delete, get, list, patch, update secrets");
    }

    [Fact]
    public async Task Who_may_do_all_but_create_the_missing_namespace_is_told_before_anything_begins()
    {
        using var home = new TestSite();
        using var site = new TestSite(createNamespace: false);
        TestSite.Kubectl("-n", home.Space, "create", "serviceaccount", "editor");
        TestSite.Kubectl("create", "clusterrolebinding", site.Space, "--clusterrole=edit", $"--serviceaccount={home.Space}:editor");
        try
        {
            var result = await Install.Run(site.Request("hello", site.Component("web")) with
            {
                CreateNamespace = true,
                Options = site.Options with { Kubeconfig = new(KubeconfigOf(home, "editor")) },
            }, TestContext.Current.CancellationToken);
            result.Outcome.ShouldBe(RunOutcome.Refused);
            result.Problems.Codes().ShouldBe([RunRules.AccessMissing.Code]);
            result.Problems.Text().ShouldEndWith("missing: create namespaces");
            site.Said.OfType<RunEvent.Started>().Select(s => s.Step).ShouldBe([RunStep.Preflight]);
        }
        finally
        {
            TestSite.Kubectl("delete", "clusterrolebinding", site.Space);
        }
    }

    /// <summary>The test cluster, as a service account of the site's namespace.</summary>
    private static string KubeconfigOf(TestSite site, string account)
    {
        var kubeconfig = Path.Combine(site.State, $"{account}.kubeconfig");
        File.WriteAllText(kubeconfig, TestSite.Kubectl("config", "view", "--raw", "--flatten", "--minify"));
        var token = TestSite.Kubectl("-n", site.Space, "create", "token", account).Trim();
        TestSite.Run(TestEnvironment.Needs("kubectl"), null, "--kubeconfig", kubeconfig, "config", "set-credentials", account, $"--token={token}");
        TestSite.Run(TestEnvironment.Needs("kubectl"), null, "--kubeconfig", kubeconfig, "config", "set-context", "--current", $"--user={account}");
        return kubeconfig;
    }
}
