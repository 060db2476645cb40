using Slipway.Testing;

namespace Slipway.Schema.Tests.Cel;

public class KubernetesTests
{
    /// <summary>Where we differ from the API server, rule by rule, and why.</summary>
    private static readonly Dictionary<string, string> Differences = new(StringComparer.Ordinal)
    {
        ["self == self && self.sub != oldSelf.sub"] = "rules about a change are not asked when an object is created",
        ["cel.bind(x, self.n + 1, x * x == 16)"] = Extension,
        ["self.s.reverse() == 'bew'"] = Extension,
        ["math.greatest(1, 2) == 2"] = Extension,
        ["base64.encode(b'x') == 'eA=='"] = Extension,
        ["'%.2f|%e|%x'.format([1.005, 1234.5, 255]) == '1.00|1.234500e+03|ff'"] = "the API server formats %e for a locale; the conformance cases want it plain",
        ["string(timestamp('2026-03-01T08:30:00.120+01:00')) == '2026-03-01T07:30:00.12Z'"] = "Go keeps the zone that was written; CEL's specification writes UTC",
        ["timestamp('2026-03-01T08:30:00,5Z').getSeconds() == 0"] = GoSyntax,
        ["double('0x1p4') == 16.0"] = GoSyntax,
        ["double('1_000') == 1000.0"] = GoSyntax,
        ["{'a': 1, 'a': 2}.size() == 1"] = Keys,
        ["{1.5: 'a'}.size() == 1"] = Keys,
        ["{null: 'a'}.size() == 1"] = Keys,
    };

    private const string GoSyntax = "Go's parser takes it, RFC 3339 and JSON do not";
    private const string Keys = "the conformance cases want an error for a repeated key and for a key of such a type";
    private const string Extension = "an extension of CEL that the API server does not load";

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
