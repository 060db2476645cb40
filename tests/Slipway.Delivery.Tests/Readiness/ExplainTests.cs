using System.Text;
using System.Text.Json;
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
