using System.Text.Json.Nodes;
using Slipway.Delivery.Kubernetes;
using Slipway.Testing;

namespace Slipway.Delivery.Tests;

/// <summary>Runs of two machines: each has a record, and so a lock, of its own.</summary>
public class LeaseTests
{
    private static CancellationToken Test => TestContext.Current.CancellationToken;

    [Fact]
    public async Task While_a_run_goes_on_every_other_one_is_refused_with_its_holder_and_afterwards_nothing_is_left_of_it()
    {
        using var site = new TestSite();
        using var elsewhere = new Elsewhere();
        var begun = new TaskCompletionSource();
        using var refused = new ManualResetEventSlim();
        var request = site.Request("hello", site.Component("web")) with
        {
            Options = site.Options with { Command = "slipway install hello", Progress = said => Told(said, begun, refused: refused) },
        };
        var running = Install.Run(request, Test);
        await begun.Task.WaitAsync(TimeSpan.FromSeconds(30), Test);

        foreach (var second in new[]
        {
            await Install.Run(request with { Options = elsewhere.Of(site.Options) }, Test),
            await Uninstall.Run(new("hello", site.Helm, elsewhere.Of(site.Options)), Test),
        })
        {
            second.Outcome.ShouldBe(RunOutcome.Refused, second.Problems.Text());
            second.Problems.Codes().ShouldBe([LeaseRules.Held.Code], second.Problems.Text());
            second.Problems.Text().ShouldContain($"{RunOptions.Who}, since 20");
            second.Problems.Text().ShouldContain("by `slipway install hello`");
        }
        refused.Set();
        var first = await running;
        first.Outcome.ShouldBe(RunOutcome.Succeeded, first.Problems.Text());
        site.Names("lease").ShouldBeEmpty();

        // One that died without a word is waited for until its lease is over.
        TestSite.Run(TestEnvironment.Needs("kubectl"), Lease(site, "hello", DateTimeOffset.UtcNow.AddSeconds(-12)), "create", "-f", "-");
        var after = await Install.Run(request with { Options = elsewhere.Of(site.Options) }, Test);
        after.Outcome.ShouldBe(RunOutcome.Unchanged, after.Problems.Text());
        site.Names("lease").ShouldBeEmpty();
    }

    [Fact]
    public async Task A_lease_of_which_the_last_renewal_was_not_heard_is_given_back_all_the_same()
    {
        using var site = new TestSite();
        var result = await Install.Run(site.Request("hello", site.Component("web")) with
        {
            Options = site.Options with
            {
                // Another version of the object, as a renewal makes it, at the very end.
                Progress = said =>
                {
                    if (said is RunEvent.Over)
                        TestSite.Kubectl("-n", site.Space, "annotate", "lease", "slipway-hello", "note=renewed");
                },
            },
        }, Test);
        result.Outcome.ShouldBe(RunOutcome.Succeeded, result.Problems.Text());
        site.Names("lease").ShouldBeEmpty();
    }

    [Fact]
    public async Task Of_several_objects_those_stay_that_a_run_has_not_deleted_when_it_loses_the_lease()
    {
        using var site = new TestSite();
        foreach (var name in new[] { "first", "second" })
            TestSite.Kubectl("-n", site.Space, "create", "configmap", name);
        Hold(site, "\"slipway.test/hold\"");
        using var client = (await Reached.Cluster(site.Options, Test)).Client!;
        var (session, notes) = await Session.Open(site.Options, client, site.Space, "hello", null, new JsonObject(), spaceExists: true, Test);
        await using (session.ShouldNotBeNull(notes.Text()))
        using (var helm = new HelmCommands(site.Helm, client.Access, site.Space))
        {
            await using var state = new InstallState(site.Request("hello"), session, helm, namespaceExists: true);
            var work = new ComponentWork(site.Component("web"), new("web", []), "", IsWhole: true, null);
            foreach (var name in new[] { "first", "second" })
                work.Doomed.Add(new(ApiResource.ConfigMaps, site.Space, name, "of-an-earlier-one", new("web", $"ConfigMap {name}", "data", "", "", Interruption.None)));
            var deleting = MakingAnew.DeleteMade(state, work);
            TestSite.Kubectl("-n", site.Space, "wait", "--for=jsonpath={.metadata.deletionTimestamp}", "configmap/first", "--timeout=20s");
            TestSite.Kubectl("-n", site.Space, "annotate", "lease", "slipway-hello", "slipway/run=another", "--overwrite");
            var lost = new TaskCompletionSource();
            await using (session.Lost.Register(lost.SetResult))
                await lost.Task.WaitAsync(TimeSpan.FromSeconds(20), Test);
            Hold(site, "");
            (await Should.ThrowAsync<ClusterException>(deleting)).Problem.Rule.ShouldBe(LeaseRules.Lost);
            site.Names("configmap").ShouldBe(["configmap/kube-root-ca.crt", "configmap/second"]);
        }
    }

    private static void Hold(TestSite site, string finalizer)
        => TestSite.Kubectl("-n", site.Space, "patch", "configmap", "first", "--type=merge", "-p", $"{{\"metadata\":{{\"finalizers\":[{finalizer}]}}}}");

    [Fact]
    public async Task A_run_whose_lease_is_taken_stops_where_it_is_and_takes_nothing_back()
    {
        using var site = new TestSite();
        var released = new TaskCompletionSource();
        // It never gets ready, so the run is waiting when the lease goes.
        var request = site.Request("hello", site.Component("web", values: ("image", Slipway.Yaml.Node.Of("127.0.0.1:9/absent:1")))) with
        {
            Options = site.Options with
            {
                Wait = new(TimeSpan.FromMinutes(2), TimeSpan.FromMinutes(2)),
                Progress = said => Told(said, released, RunStep.Wait),
            },
        };
        var running = Install.Run(request, Test);
        await released.Task.WaitAsync(TimeSpan.FromSeconds(30), Test);
        var version = TestSite.Kubectl("-n", site.Space, "get", "configmap", "slipway-hello", "-o", "jsonpath={.metadata.resourceVersion}");
        TestSite.Kubectl("-n", site.Space, "annotate", "lease", "slipway-hello", "slipway/run=another", "--overwrite");
        var lost = await running.WaitAsync(TimeSpan.FromSeconds(30), Test);
        lost.Outcome.ShouldBe(RunOutcome.Failed, lost.Problems.Text());
        lost.Problems.Codes().ShouldContain(LeaseRules.Lost.Code);
        lost.Problems.Codes().ShouldNotContain(RunRules.Undone.Code);
        site.Names("deployment").ShouldBe(["deployment.apps/web"]);
        site.Names("lease").ShouldBe(["lease.coordination.k8s.io/slipway-hello"]);
        TestSite.Kubectl("-n", site.Space, "get", "configmap", "slipway-hello", "-o", "jsonpath={.metadata.resourceVersion}").ShouldBe(version);
    }

    /// <summary>As two accounts of one jump host: the machine is the same, the record is not.</summary>
    [Fact]
    public async Task Operators_with_a_record_each_take_turns_over_the_lives_of_an_installation()
    {
        using var site = new TestSite();
        using var elsewhere = new Elsewhere();
        var (ours, theirs) = (site.Options, elsewhere.Of(site.Options));
        Task<RunResult> Installs(RunOptions who) => Install.Run(site.Request("hello", site.Component("web")) with { Options = who }, Test);
        Task<RunResult> Uninstalls(RunOptions who) => Uninstall.Run(new("hello", site.Helm, who), Test);
        foreach (var (run, outcome) in new (Func<Task<RunResult>>, RunOutcome)[]
        {
            (() => Installs(ours), RunOutcome.Succeeded),
            (() => Installs(theirs), RunOutcome.Unchanged),
            (() => Installs(ours), RunOutcome.Unchanged),
            (() => Uninstalls(theirs), RunOutcome.Succeeded),
            (() => Installs(theirs), RunOutcome.Succeeded),
            (() => Installs(ours), RunOutcome.Unchanged),
            (() => Uninstalls(ours), RunOutcome.Succeeded),
            (() => Installs(theirs), RunOutcome.Succeeded),
            (() => Installs(ours), RunOutcome.Unchanged),
            (() => Uninstalls(theirs), RunOutcome.Succeeded),
        })
        {
            var result = await run();
            result.Outcome.ShouldBe(outcome, result.Problems.Text());
            result.Problems.ShouldBeEmpty();
        }
        foreach (var who in new[] { ours, theirs })
            History.Verify(JournalFolder.Of(who.State!, "hello", site.Space, "test")).ShouldBeEmpty();
    }

    [Fact]
    public async Task Two_first_installs_that_make_the_namespace_at_once_are_one_that_installs_and_one_that_is_refused_and_may_come_again()
    {
        using var site = new TestSite(createNamespace: false);
        using var elsewhere = new Elsewhere();
        var request = site.Request("hello", site.Component("web")) with { CreateNamespace = true };
        var both = await Task.WhenAll(Install.Run(request, Test), Install.Run(request with { Options = elsewhere.Of(site.Options) }, Test));
        both.Count(one => one.Outcome == RunOutcome.Succeeded).ShouldBeGreaterThanOrEqualTo(1, string.Join('\n', both.Select(one => one.Problems.Text())));
        foreach (var other in both.Where(one => one.Outcome != RunOutcome.Succeeded))
        {
            other.Outcome.ShouldBeOneOf(RunOutcome.Refused, RunOutcome.Unchanged);
            other.Problems.Codes().Except([LeaseRules.Held.Code, RunRules.Moved.Code]).ShouldBeEmpty(other.Problems.Text());
        }
        foreach (var who in new[] { site.Options, elsewhere.Of(site.Options) })
        {
            var again = await Install.Run(request with { Options = who }, Test);
            again.Outcome.ShouldBe(RunOutcome.Unchanged, again.Problems.Text());
        }
    }

    [Fact]
    public async Task An_uninstallation_that_was_killed_halfway_goes_on_whoever_needed_what_is_left()
    {
        using var site = new TestSite();
        var request = site.Request("hello", site.Component("db"), site.Component("web")) with
        {
            Facts = new Dictionary<string, ComponentFacts> { ["db"] = new([]), ["web"] = new(["db"]) },
        };
        (await Install.Run(request, Test)).Outcome.ShouldBe(RunOutcome.Succeeded);
        // What a run has done that is killed after the first of two.
        site.HelmRun("uninstall", "web", "--wait");
        var rest = await Uninstall.Run(new("hello", site.Helm, site.Options), Test);
        rest.Outcome.ShouldBe(RunOutcome.Succeeded, rest.Problems.Text());
        site.Names("configmap").ShouldNotContain("configmap/slipway-hello");
        site.Names("deployment").ShouldBeEmpty();
    }

    /// <param name="refused">The run stands still until it is set: else it might be over before others have asked.</param>
    private static void Told(RunEvent said, TaskCompletionSource begun, RunStep step = RunStep.Release, ManualResetEventSlim? refused = null)
    {
        if (said is not RunEvent.Started started || started.Step != step)
            return;
        begun.TrySetResult();
        refused?.Wait(TimeSpan.FromSeconds(30));
    }

    private static string Lease(TestSite site, string installation, DateTimeOffset renewed) => $$"""
        apiVersion: coordination.k8s.io/v1
        kind: Lease
        metadata: {name: {{Receipt.ObjectName(installation)}}, namespace: {{site.Space}}}
        spec: {holderIdentity: root@gone, leaseDurationSeconds: 15, renewTime: "{{renewed:yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'}}"}
        """;

    /// <summary>Another machine's state folder.</summary>
    private sealed class Elsewhere : IDisposable
    {
        private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("slipway-elsewhere-");

        public RunOptions Of(RunOptions options) => options with { State = folder.FullName, Progress = _ => { } };

        public void Dispose() => folder.Delete(recursive: true);
    }
}
