using Slipway.Testing;

namespace Slipway.Schema.Tests.Cel;

public class KubernetesTests
{
    /// <summary>Where we differ from the API server, rule by rule, and why.</summary>
    private static readonly Dictionary<string, string> Differences = new(StringComparer.Ordinal)
    {
    };

    [Fact]
    public async Task The_recorded_answers_are_what_the_api_server_says()
    {
        TestEnvironment.NeedsCluster();
        using var server = await ApiServer.Start();
        Golden.Check("api-server.txt", KubernetesRules.Print(await server.Judge()));
    }

    [Fact]
    public void Our_verdict_on_every_rule_and_object_is_the_api_servers()
    {
        var recorded = File.ReadAllText(Path.Combine(TestEnvironment.Root, "tests", "Slipway.Schema.Tests", "Cel", "Goldens", "api-server.txt"));
        var ours = KubernetesRules.Ours();
        ours.Count.ShouldBeGreaterThan(200);
        var differing = ours.Where(v => !recorded.Contains(v.ToString(), StringComparison.Ordinal)).ToList();
        string.Concat(differing.Where(v => !Differences.ContainsKey(v.Rule)).Select(v => v.ToString())).ShouldBeEmpty();
        Differences.Keys.Except(differing.Select(v => v.Rule)).ShouldBeEmpty();
    }
}
