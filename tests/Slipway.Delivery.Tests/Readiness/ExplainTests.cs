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
