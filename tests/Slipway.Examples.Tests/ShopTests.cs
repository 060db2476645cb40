using Slipway.Components;
using Slipway.Testing;
using Slipway.Yaml;

namespace Slipway.Examples.Tests;

/// <summary>The shop's definitions beside the manifests that its makers publish.</summary>
public class ShopTests
{
    /// <summary>Non-blank lines of Score's own sample of the same shop, which has no probe at all.</summary>
    private const int LinesOfScoresSample = 325;

    public static TheoryData<string> Services => [.. Directory.GetDirectories(Folder).Where(folder => File.Exists(Path.Combine(folder, "service.yaml"))).Select(folder => Path.GetFileName(folder)).Order(StringComparer.Ordinal)];

    private static string Folder => Path.Combine(TestEnvironment.Root, "examples", "shop");

    [Fact]
    public void There_are_the_eleven_services_and_the_carts_Redis()
        => Services.Select(row => row.Data).ShouldBe(
        [
            "adservice", "cartservice", "checkoutservice", "currencyservice", "emailservice", "frontend", "loadgenerator", "paymentservice",
            "productcatalogservice", "recommendationservice", "redis-cart", "shippingservice",
        ]);

    [Theory, MemberData(nameof(Services))]
    public void Check_finds_nothing_in_a_service_and_its_three_probes_are_its_own(string name)
    {
        var read = FileReader.Read(new DefinitionFile(PathOf(name), FromFolder: true));
        read.Diagnostics.Select(finding => DiagnosticText.Write(finding)).ShouldBeEmpty();
        var container = read.Definition.ShouldNotBeNull().Containers.ShouldHaveSingleItem();
        read.Definition.Name.Value.ShouldBe(name);
        container.ImagesName.Value.SiteRegistry.ShouldBeTrue();
        container.Health.Probes.Count().ShouldBe(3);
        container.Health.Liveness!.Handler.Form.ShouldNotBe(container.Health.Readiness!.Handler.Form);
    }

    [Theory, MemberData(nameof(Services))]
    public void Ports_environment_and_resources_are_those_of_the_manifest(string name)
    {
        var (ours, theirs) = (Definition(name), Manifest(name));
        Env(ours).ShouldBe(Env(theirs));
        Ports(ours).ShouldBe(Ports(theirs));
        Nodes.Equal(ours["resources"], theirs["resources"]).ShouldBeTrue($"{JsonText.Write(ours["resources"]!)} is not {JsonText.Write(theirs["resources"]!)}");
    }

    [Fact]
    public void All_of_them_take_fewer_lines_than_Scores_sample_without_probes()
        => Services.Sum(row => File.ReadLines(PathOf(row.Data)).Count(line => line.Trim().Length > 0)).ShouldBeLessThan(LinesOfScoresSample);

    [Theory, MemberData(nameof(Services))]
    public void Flow_style_is_kept_to_what_a_probe_asks_and_to_lists(string name)
        => File.ReadLines(PathOf(name)).Where(line => line.Contains('{', StringComparison.Ordinal))
            .ShouldAllBe(line => KnownHandlers.Contains(line.Trim().Split(':')[0]));

    [Theory, MemberData(nameof(Services))]
    public void Formatting_leaves_a_service_as_it_is(string name)
    {
        var source = new SourceText(name, File.ReadAllText(PathOf(name)));
        var read = YamlReader.Read(source);
        YamlFormat.Format(source, read, FormatLayout.Of(read).ShouldNotBeNull()).Text.ShouldBe(source.Text);
    }

    private static readonly string[] KnownHandlers = ["exec", "httpGet", "tcpSocket", "grpc"];

    private static string PathOf(string name) => Path.Combine(Folder, name, "service.yaml");

    private static MapNode Definition(string name) => (MapNode)Read(PathOf(name)).Single();

    /// <summary>The container of the Deployment of that name, in whichever file it stands.</summary>
    private static MapNode Manifest(string name)
    {
        var deployment = Directory.EnumerateFiles(Path.Combine(TestEnvironment.Data, "manifests"), "*.yaml").SelectMany(Read).OfType<MapNode>()
            .Single(document => Text(document["kind"]) == "Deployment" && Text(JsonPointer.Resolve(document, "/metadata/name")) == name);
        return (MapNode)JsonPointer.Resolve(deployment, "/spec/template/spec/containers/0")!;
    }

    private static IReadOnlyList<Node> Read(string file)
    {
        var read = YamlReader.Read(file, File.ReadAllBytes(file));
        read.HasErrors.ShouldBeFalse(file);
        return read.Documents;
    }

    private static List<string> Env(MapNode map) => (map["env"] ?? JsonPointer.Resolve(map, "/container/env")) switch
    {
        MapNode ours => [.. ours.Entries.Select(entry => $"{entry.Name}={Text(entry.Value)}").Order(StringComparer.Ordinal)],
        ListNode theirs => [.. theirs.Items.Cast<MapNode>().Select(item => $"{Text(item["name"])}={Text(item["value"])}").Order(StringComparer.Ordinal)],
        _ => [],
    };

    private static List<string?> Ports(MapNode map) => map["ports"] switch
    {
        MapNode ours => [.. ours.Entries.Select(entry => Text(entry.Value))],
        ListNode theirs => [.. theirs.Items.Cast<MapNode>().Select(item => Text(item["containerPort"]))],
        _ => [],
    };

    private static string? Text(Node? node) => (node as ScalarNode)?.Text;
}
