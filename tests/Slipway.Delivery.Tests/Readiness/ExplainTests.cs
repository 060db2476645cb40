using System.Text;
using System.Text.Json;
using Slipway.Delivery.Kubernetes;
using Slipway.Testing;
using Slipway.Yaml;

namespace Slipway.Delivery.Tests;

/// <summary>Against what a real cluster (Kubernetes 1.34) said about workloads that were broken on purpose.</summary>
public class ExplainTests
{
    public static TheoryData<string> Recordings
        => [.. Directory.GetFiles(Folder, "*.json").Select(f => Path.GetFileNameWithoutExtension(f)!).Order(StringComparer.Ordinal)];

    private static string Folder => Path.Combine(TestEnvironment.Root, "tests", "Slipway.Delivery.Tests", "Fixtures", "readiness");

    [Theory]
    [MemberData(nameof(Recordings))]
    public void Every_recorded_state_is_explained(string name)
    {
        var readiness = Explain.Of(Recorded(name));
        var text = new StringBuilder($"{readiness.Workload}: {(readiness.IsReady ? "ready" : "not ready")}, {readiness.Ready} of {readiness.Wanted}\n");
        foreach (var blocker in readiness.Blockers)
            text.Append($"{blocker.Problem.Rule.Code}{(blocker.CannotHeal ? " cannot heal" : "")}{(blocker.LogHelps ? ", log helps" : "")}\n")
                .Append($"  {blocker.Problem.Message(Language.English)}\n  {blocker.Problem.Message(Language.Chinese)}\n");
        Golden.Check($"explain-{name}.txt", text.ToString());
    }

    [Theory]
    [InlineData("StatefulSet", "{\"rollingUpdate\":{\"partition\":1}}", "\"updatedReplicas\":1,\"readyReplicas\":2,\"updateRevision\":\"b\",\"currentRevision\":\"a\"", true)]
    [InlineData("StatefulSet", "{\"rollingUpdate\":{\"partition\":1}}", "\"updatedReplicas\":0,\"readyReplicas\":2,\"updateRevision\":\"b\",\"currentRevision\":\"a\"", false)]
    [InlineData("StatefulSet", "{\"rollingUpdate\":{\"partition\":5}}", "\"updatedReplicas\":0,\"readyReplicas\":2,\"updateRevision\":\"b\",\"currentRevision\":\"a\"", true)]
    [InlineData("StatefulSet", "{\"type\":\"RollingUpdate\"}", "\"updatedReplicas\":1,\"readyReplicas\":2,\"updateRevision\":\"b\",\"currentRevision\":\"a\"", false)]
    [InlineData("StatefulSet", "{\"type\":\"RollingUpdate\"}", "\"currentReplicas\":2,\"readyReplicas\":2,\"updateRevision\":\"b\",\"currentRevision\":\"b\"", true)]
    [InlineData("StatefulSet", "{\"type\":\"RollingUpdate\"}", "\"readyReplicas\":2,\"updateRevision\":\"b\",\"currentRevision\":\"b\"", false)]
    [InlineData("DaemonSet", "{\"type\":\"OnDelete\"}", "\"desiredNumberScheduled\":2,\"updatedNumberScheduled\":0,\"numberAvailable\":2", true)]
    [InlineData("DaemonSet", "{\"type\":\"OnDelete\"}", "\"desiredNumberScheduled\":2,\"updatedNumberScheduled\":0,\"numberAvailable\":1", false)]
    [InlineData("DaemonSet", "{\"type\":\"RollingUpdate\"}", "\"desiredNumberScheduled\":2,\"updatedNumberScheduled\":1,\"numberAvailable\":2", false)]
    public void Pods_that_the_strategy_leaves_as_they_are_are_not_waited_for(string kind, string strategy, string status, bool isReady)
    {
        using var controller = JsonDocument.Parse($$"""
            {"kind":"{{kind}}","metadata":{"name":"web","uid":"u","generation":2},"spec":{"replicas":2,"updateStrategy":{{strategy}}},"status":{"observedGeneration":2,{{status}}} }
            """);
        Explain.Of(Recorded("crash") with { Id = new(kind, "web"), Controller = controller.RootElement, ReplicaSets = [], Pods = [], Events = [] }).IsReady.ShouldBe(isReady);
    }

    [Theory]
    [InlineData("\"paused\":true,", "\"replicas\":2,\"updatedReplicas\":0,\"availableReplicas\":2", true, "SLW0886")]
    [InlineData("\"paused\":true,", "\"replicas\":3,\"updatedReplicas\":1,\"availableReplicas\":3", true, "SLW0886")]
    [InlineData("\"paused\":true,", "\"replicas\":0", false, "SLW0886")]
    [InlineData("\"paused\":true,", "\"replicas\":1,\"updatedReplicas\":1,\"availableReplicas\":1", true, "")]
    [InlineData("\"paused\":true,", "\"replicas\":2,\"updatedReplicas\":2,\"availableReplicas\":2", true, "")]
    [InlineData("\"paused\":false,", "\"replicas\":2,\"updatedReplicas\":0,\"availableReplicas\":2", true, "")]
    public void A_paused_Deployment_is_told_where_it_makes_no_new_pods(string paused, string status, bool hasSet, string code)
    {
        using var controller = JsonDocument.Parse($$"""
            {"kind":"Deployment","metadata":{"name":"web","uid":"u","generation":2},"spec":{ {{paused}}"replicas":2},"status":{"observedGeneration":2,{{status}}} }
            """);
        using var set = JsonDocument.Parse("""{"kind":"ReplicaSet","metadata":{"name":"web-1","uid":"s","ownerReferences":[{"uid":"u"}]},"spec":{"replicas":0},"status":{"replicas":0}}""");
        var blockers = Explain.Of(Recorded("crash") with { Id = new("Deployment", "web"), Controller = controller.RootElement, ReplicaSets = hasSet ? [set.RootElement] : [], Pods = [], Events = [] }).Blockers;
        string.Join(' ', blockers.Select(blocker => blocker.Problem.Rule.Code)).ShouldBe(code);
        blockers.ShouldAllBe(blocker => blocker.CannotHeal);
    }

    [Fact]
    public void Pods_of_an_earlier_revision_block_nothing()
    {
        var state = Recorded("crash");
        var older = JsonDocument.Parse(state.ReplicaSets[0].GetRawText().Replace("\"deployment.kubernetes.io/revision\": \"1\"", "\"deployment.kubernetes.io/revision\": \"0\"", StringComparison.Ordinal)).RootElement;
        Explain.Of(state with { ReplicaSets = [older] }).Blockers.ShouldBeEmpty();
    }

    [Fact]
    public void Of_a_Jobs_attempts_only_the_newest_is_told()
    {
        var state = Recorded("job-fails");
        var older = JsonDocument.Parse(state.Pods[0].GetRawText().Replace(state.Pods[0].Name(), "an-earlier-attempt", StringComparison.Ordinal)
            .Replace(state.Pods[0].Text("metadata", "creationTimestamp")!, "2020-01-01T00:00:00Z", StringComparison.Ordinal)).RootElement;
        Told(state with { Pods = [older, .. state.Pods] }).ShouldBe(Told(state));

        static IEnumerable<string> Told(WorkloadState state) => Explain.Of(state).Blockers.Select(b => b.Problem.Message(Language.English));
    }

    /// <summary>The kubelet's count of failed probes outlives the container, so it says that it kills what has just ended by itself.</summary>
    [Theory]
    [InlineData(137, "12:00:01", "crash loop", "SLW0465")]
    [InlineData(143, "12:00:01", "crash loop", "SLW0465")]
    [InlineData(3, "12:00:01", "crash loop", "SLW0462")]
    [InlineData(3, "12:00:04", "crash loop", "SLW0465")]
    [InlineData(137, "12:00:01", "runs again", "SLW0465")]
    [InlineData(3, "12:00:01", "runs again", "SLW0462")]
    public void A_probe_is_blamed_for_the_ends_it_brought_about(int exitCode, string finished, string now, string code)
    {
        var state = State($$"""
            {"name": "main", "ready": false, "restartCount": 2, "state": {{(now == "runs again" ? """{"running": {}}""" : """{"waiting": {"reason": "CrashLoopBackOff"}}""")}},
             "lastState": {"terminated": {"exitCode": {{exitCode}}, "reason": "Error", "startedAt": "2026-01-01T12:00:00Z", "finishedAt": "2026-01-01T{{finished}}Z"} } }
            """,
            """{"reason": "Unhealthy", "message": "Startup probe failed: connection refused", "lastTimestamp": "2026-01-01T12:00:01Z"}""",
            """{"reason": "Killing", "message": "Container main failed startup probe, will be restarted", "lastTimestamp": "2026-01-01T12:00:01Z"}""");
        Explain.Of(state).Blockers.Single().Problem.Rule.Code.ShouldBe(code);
    }

    [Theory]
    [InlineData("""{"name": "main", "ready": false, "restartCount": 0, "state": {"waiting": {"reason": "ContainerCreating"}}}""", "SLW0476", "Pod web-1 has not started yet: Pulling image \"web:1\"")]
    [InlineData("""{"name": "main", "ready": false, "restartCount": 0, "state": {"running": {}}}""", "SLW0477", "Pod web-1, container main runs, but no probe has said anything about it yet")]
    public void When_time_is_up_and_nothing_is_wrong_it_is_told_what_the_pods_were_at(string container, string code, string message)
    {
        var state = State(container, """{"reason": "Pulling", "message": "Pulling image \"web:1\"", "lastTimestamp": "2026-01-01T12:00:00Z"}""");
        Explain.Of(state).Blockers.ShouldBeEmpty();
        var problem = Explain.AtTheEnd(state).Blockers.Single().Problem;
        (problem.Rule.Code, problem.Message(Language.English)).ShouldBe((code, message));
    }

    /// <summary>A Deployment of one pod with one container, and what was said of that container.</summary>
    private static WorkloadState State(string container, params string[] events)
    {
        using var objects = JsonDocument.Parse($$"""
            {"controller": {"metadata": {"name": "web", "uid": "1", "generation": 1}, "spec": {"replicas": 1}, "status": {"observedGeneration": 1} },
             "set": {"metadata": {"name": "web-x", "uid": "2", "ownerReferences": [{"uid": "1"}]} },
             "pod": {"metadata": {"name": "web-1", "uid": "3", "ownerReferences": [{"uid": "2"}]}, "status": {"phase": "Running", "containerStatuses": [{{container}}] } },
             "about": {"involvedObject": {"uid": "3", "fieldPath": "spec.containers{main}"} },
             "events": [{{string.Join(',', events)}}]}
            """);
        var root = objects.RootElement.Clone();
        var about = root.GetProperty("about").GetRawText().TrimStart('{');
        return new(new("Deployment", "web"), root.GetProperty("controller"), [root.GetProperty("set")], [root.GetProperty("pod")],
            [.. root.GetProperty("events").EnumerateArray().Select(e => JsonDocument.Parse($"{e.GetRawText().TrimEnd('}')}, {about}").RootElement)]);
    }

    [Fact]
    public void Pods_of_an_earlier_revision_are_not_counted_as_ready()
    {
        using var objects = JsonDocument.Parse("""
            {"controller": {"metadata": {"name": "web", "uid": "1", "generation": 2, "annotations": {"deployment.kubernetes.io/revision": "2"}}, "spec": {"replicas": 3},
              "status": {"observedGeneration": 2, "replicas": 4, "updatedReplicas": 2, "availableReplicas": 3}},
             "sets": [
              {"metadata": {"name": "old", "uid": "2", "ownerReferences": [{"uid": "1"}], "annotations": {"deployment.kubernetes.io/revision": "1"}}, "status": {"availableReplicas": 2}},
              {"metadata": {"name": "new", "uid": "3", "ownerReferences": [{"uid": "1"}], "annotations": {"deployment.kubernetes.io/revision": "2"}}, "status": {"availableReplicas": 1}}]}
            """);
        var root = objects.RootElement;
        var readiness = Explain.Of(new(new("Deployment", "web"), root.GetProperty("controller"), [.. root.GetProperty("sets").EnumerateArray()], [], []));
        (readiness.IsReady, readiness.Ready, readiness.Wanted).ShouldBe((false, 1, 3));
    }

    [Fact]
    public void A_workload_that_is_gone_cannot_become_ready()
        => Explain.Of(new(new("Deployment", "web"), null, [], [], [])).Blockers.Single().CannotHeal.ShouldBeTrue();

    private static WorkloadState Recorded(string name)
    {
        using var document = JsonDocument.Parse(File.ReadAllText(Path.Combine(Folder, name + ".json")));
        var root = document.RootElement.Clone();
        var controller = root.GetProperty("controller");
        return new(
            new(root.GetProperty("kind").GetString()!, controller.GetProperty("metadata").GetProperty("name").GetString()!), controller,
            [.. root.GetProperty("replicaSets").EnumerateArray()], [.. root.GetProperty("pods").EnumerateArray()], [.. root.GetProperty("events").EnumerateArray()]);
    }
}
