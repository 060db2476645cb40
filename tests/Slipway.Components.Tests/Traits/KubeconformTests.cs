using System.Text.Json.Nodes;
using Slipway.Testing;
using Slipway.Yaml;

namespace Slipway.Components.Tests;

/// <summary>
/// Every case of every trait on every workload, all pairs and crowds, judged by another program, by the schemas of the cluster's own API server. That server judges them too, in
/// <see cref="CompanyObjectTests"/>; kubeconform tells in addition what a server lets pass that a team's checks before it would not.
/// </summary>
public sealed class KubeconformTests
{
    private sealed record Verdict(int Valid, int Invalid, int Errors, int Skipped, string Said);

    [Fact]
    public async Task It_accepts_every_object()
    {
        var objects = await Objects();
        var verdict = await Judge(objects);
        // As many as were given: what it passes over in silence it does not count.
        verdict.ShouldBe(new Verdict(objects.Count, 0, 0, 0, ""));
        objects.Count.ShouldBeGreaterThan(300);
        objects.Select(o => o.Kind).Distinct().Count().ShouldBeGreaterThan(20);
    }

    public static TheoryData<string, string, string> Wrong => new()
    {
        { "Deployment", "/spec/template/spec/containers/0/imag", "additional properties 'imag' not allowed" },
        { "StatefulSet", "/spec/replica", "additional properties 'replica' not allowed" },
        { "Service", "/spec/port", "additional properties 'port' not allowed" },
        { "ServiceMonitor", "/spec/endpoint", "additional properties 'endpoint' not allowed" },
        { "HTTPRoute", "/spec/rules/0/backendRef", "additional properties 'backendRef' not allowed" },
        { "Deployment", "/spec/replicas", "integer" },
        { "Certificate", "/spec/privateKey", "object" },
        { "Deployment", "/metadata/label", "additional properties 'label' not allowed" },
    };

    [Theory, MemberData(nameof(Wrong))]
    public async Task It_refuses_a_misspelt_field_and_one_of_another_type(string kind, string pointer, string said)
    {
        var good = (await Objects()).First(o => o.Kind == kind);
        (await Judge([good])).ShouldBe(new Verdict(1, 0, 0, 0, ""));
        var wrong = Set(good.Content, JsonPointer.Parse(pointer)!, Node.Of("1"));
        var verdict = await Judge([good with { Yaml = YamlWriter.Write(wrong) + "\n" }]);
        (verdict.Valid, verdict.Invalid).ShouldBe((0, 1));
        verdict.Said.ShouldContain(said);
    }

    [Fact]
    public async Task A_kind_that_nobody_knows_is_an_error_and_not_passed_over()
    {
        var good = (await Objects()).First(o => o.Kind == "Deployment");
        var verdict = await Judge([good with { Yaml = good.Yaml.Replace("kind: Deployment", "kind: Deploiment", StringComparison.Ordinal) }]);
        (verdict.Valid, verdict.Errors, verdict.Skipped).ShouldBe((0, 1, 0));
    }

    private static readonly Lazy<Task<IReadOnlyList<RenderedObject>>> Made = new(Render);

    private static async Task<IReadOnlyList<RenderedObject>> Objects()
    {
        TestEnvironment.NeedsCluster();
        TestEnvironment.Needs("kubeconform");
        await TestKinds.Make();
        return await Made.Value;
    }

    private static async Task<IReadOnlyList<RenderedObject>> Render()
    {
        var cases = await TraitCompany.Render(RenderCase.All.Select(c => c.Build()));
        return [.. (await TraitCompany.Together).Select(t => t.Rendered).Concat(cases).SelectMany(r => r.Objects).DistinctBy(o => o.Yaml)];
    }

    /// <summary>One process for all of them.</summary>
    private static async Task<Verdict> Judge(IReadOnlyList<RenderedObject> objects)
    {
        var schemas = await ClusterSchemas.Location((await Objects()).Select(o => o.ApiVersion));
        var folder = Directory.CreateTempSubdirectory("slipway-kubeconform-").FullName;
        try
        {
            // It reads by the ending, and several documents of a file.
            foreach (var (some, number) in objects.Chunk(500).Select((some, number) => (some, number)))
                await File.WriteAllTextAsync(Path.Combine(folder, $"{number}.yaml"), string.Join("---\n", some.Select(o => o.Yaml)), TestContext.Current.CancellationToken);
            var (_, output, error) = await Command.Try(TestEnvironment.Needs("kubeconform"), ["-strict", "-summary", "-output", "json", "-schema-location", schemas, folder]);
            var said = JsonNode.Parse(output) ?? throw new InvalidOperationException(error);
            var summary = said["summary"]!;
            int Count(string name) => summary[name]!.GetValue<int>();
            return new Verdict(Count("valid"), Count("invalid"), Count("errors"), Count("skipped"), string.Join("\n", ((JsonArray?)said["resources"] ?? []).Select(r => $"{r!["kind"]} {r["name"]}: {r["msg"]}")));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static Node Set(Node node, IReadOnlyList<string> path, Node value) => node switch
    {
        MapNode map when path.Count == 1 => map.With(path[0], value),
        MapNode map => map.With(path[0], Set(map[path[0]]!, [.. path.Skip(1)], value)),
        ListNode list => new ListNode(list.Items.Select((item, i) => $"{i}" == path[0] ? Set(item, [.. path.Skip(1)], value) : item)),
        _ => node,
    };
}
