using System.Net;
using System.Net.Sockets;
using CsCheck;
using Slipway.Testing;
using Slipway.Components.Tests.Definitions;
using Slipway.Yaml;

namespace Slipway.Components.Tests;

/// <summary>Services that somebody else runs, and workloads without pods in general.</summary>
public sealed class ExternalTests
{
    private const string Database = "name: orders-db\nversion: 14.2.0\nworkload: external\nports: {postgres: 5432}\n";

    [Fact]
    public void The_readers_know_the_built_in_workloads_that_run_no_pods()
        => DefinitionOptions.Default.Podless.ShouldBe(PlatformReader.BuiltIn.Podless, ignoreOrder: true);

    [Fact]
    public void A_definition_of_an_external_service_has_its_ports_and_nothing_of_a_pod()
    {
        var definition = Read(Database + "depsService: {proxy: 1.0.0}\n");
        (definition.Containers.Count, definition.Ports.Count, definition.DepsService.Count).ShouldBe((0, 1, 1));
        var (component, findings) = ComponentBuilder.Build(definition, Entry("{host: db.example.com, credentials: {secret: login, keys: {username: user, password: pass}}}"), PlatformReader.BuiltIn);
        findings.ShouldBeEmpty();
        // What a dependent will be told stands in the values as it was written: names, no content.
        JsonText.Write(component.ShouldNotBeNull().Values).ShouldBe(
            """{"name":"orders-db","installation":"orders-db","version":"14.2.0","workload":"external","ports":{"postgres":{"port":5432,"protocol":"TCP"}},"traits":{"address":{"host":"db.example.com","credentials":{"secret":"login","keys":{"username":"user","password":"pass"}},"enabled":true}}}""");
    }

    [Theory]
    [InlineData("external.md")]
    [InlineData("external.zh.md")]
    public async Task What_the_guide_shows_renders(string page)
    {
        var text = await File.ReadAllTextAsync(Path.Combine(TestEnvironment.Root, "docs", "guides", page), TestContext.Current.CancellationToken);
        var blocks = text.Split("```yaml\n").Skip(1).Select(part => part[..part.IndexOf("```", StringComparison.Ordinal)]).ToList();
        blocks.Count.ShouldBe(4);
        var definition = Read(blocks[0]);
        var components = blocks.Skip(1).Select(entry => ComponentBuilder.Build(definition, With(entry), PlatformReader.BuiltIn).Component.ShouldNotBeNull(entry)).ToList();
        (await Render(components)).ShouldAllBe(rendered => !rendered.HasErrors && rendered.Objects.Count > 0);
    }

    [Fact]
    public async Task Wrong_places_are_told_with_what_to_write_instead()
    {
        string[] places =
        [
            "{}", "{host: db.example.com, addresses: [10.0.0.1]}", "{host: 10.0.0.1}", "{host: db}", "{host: orders-db.test.svc.cluster.local}", "{host: DB.example.com}",
            "{host: db.example.com, ports: {postgres: 15432}}", "{addresses: [10.0.0.1], ports: {pg: 15432}}", "{addresses: [db.example.com]}", "{addresses: [10.0.0.1, 10.0.0.1]}",
            "{addresses: []}", "{addresses: [10.0.0.1], ports: {postgres: 70000}}", "{addresses: [127.0.0.1, 169.254.169.254, 0.0.0.0, 224.0.0.5, '::1', '::', 'fe80::1', 'ff02::1', '::ffff:10.0.0.1']}",
            "{host: db.example.com, credentials: {secret: login, password: hidden}}", "{host: db.example.com, credentials: {secret: Login, keys: {}}}",
        ];
        var text = new StringWriter();
        foreach (var place in places)
            text.Write($"### {place}\n{Printed.Text(await Findings(Database, place))}\n");
        text.Write($"### no ports\n{Printed.Text(await Findings(Database.Replace("ports: {postgres: 5432}\n", "", StringComparison.Ordinal), "{addresses: [10.0.0.1]}"))}\n");
        var bare = ComponentBuilder.Build(Read(Database), ComponentEntry.Empty, PlatformReader.BuiltIn);
        var scaled = ComponentBuilder.Build(Read(Database), With("traits: {address: {host: db.example.com}, replicas: {count: 2}, labels: {pod: {a: b}}}"), PlatformReader.BuiltIn);
        text.Write($"### no trait\n{Printed.Text(bare.Findings)}\n### traits of pods\n{Printed.Text(scaled.Findings)}");
        Golden.Check("external-wrong.txt", text.ToString());
    }

    /// <summary>What is refused is what the API server refuses (IsUnspecified, IsLoopback, IsLinkLocal… of Go's net), in whatever form it is written.</summary>
    [Fact]
    public async Task Addresses_are_refused_exactly_where_the_API_server_refuses_them()
    {
        var four = Gen.Select(Here.OneOf(0, 10, 126, 127, 128, 169, 192, 224, 239, 255), Here.OneOf(0, 253, 254, 255), Gen.Int[0, 1], Gen.Int[0, 255]).Select((a, b, c, d) => $"{a}.{b}.{c}.{d}");
        var word = Here.OneOf("0", "0000", "1", "0001", "ffff", "FFFF", "fe80", "febf", "fec0", "ff02", "ff12", "ff05", "2001", "a00");
        var six = Gen.Select(Gen.Int[0, 7], word.Array[8]).Select((zeros, words) => zeros == 0 ? string.Join(':', words) : $"{(words[0] is "0" or "0000" ? "" : words[0])}::{string.Join(':', words[(zeros + 1)..])}");
        var mapped = Gen.Select(Here.OneOf("::ffff:", "0:0:0:0:0:FFFF:", "::0:ffff:", "64:ff9b::"), four).Select((prefix, address) => prefix + address);
        var addresses = Gen.OneOf(four, six, mapped).Array[600].Single(_ => true, "0000iHa4wms1").Distinct().Where(text => IPAddress.TryParse(text, out _)).ToList();
        var components = addresses.Select(a => Build($"{{addresses: ['{a}']}}")).ToList();
        components.ShouldAllBe(built => built.Component != null);
        var rendered = await Render([.. components.Select(c => c.Component!)]);
        var wrong = addresses.Zip(rendered).Where(pair => pair.Second.HasErrors != IsRefused(IPAddress.Parse(pair.First))).Select(pair => pair.First);
        wrong.ShouldBeEmpty();
        rendered.Count(r => r.HasErrors).ShouldBeGreaterThan(50);
        rendered.Count(r => !r.HasErrors).ShouldBeGreaterThan(50);
    }

    [Fact]
    public void A_teams_own_workload_without_pods_takes_no_container_either_and_a_trait_may_require_what_it_has_by_other_means()
    {
        var folder = Team();
        var options = PolicyReader.Of(PlatformFiles.Folder(folder.Path)).Options;
        options.Podless.ShouldBe(["external", "bucket"], ignoreOrder: true);
        folder.Read().Policy.Options.Podless.ShouldBe(options.Podless, ignoreOrder: true);
        DefinitionReader.Read(new SourceText("service.yaml", Bucket), options).Definition.ShouldNotBeNull();
        DefinitionReader.Read(new SourceText("service.yaml", Bucket)).Definition.ShouldBeNull();
        DefinitionReader.Read(new SourceText("service.yaml", Bucket + "container: {}\n"), options).Diagnostics.ShouldContain(d => d.Rule == DefinitionRules.NoPods);
        // One that takes the built-in one's place and runs pods.
        var replaced = new PlatformFolder().With("Workloads/external/workload.yaml", "name: external\nversion: 1.0.0\nreplaces: external@0.1.0\nsummary: {en: A test, zh: 测试}\ncontroller: {apiVersion: apps/v1, kind: Deployment}\n");
        PolicyReader.Of(PlatformFiles.Folder(replaced.Path)).Options.Podless.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_patch_of_a_workload_without_pods_is_told_instead_of_lost()
    {
        var folder = Team();
        var platform = folder.Read();
        var definition = DefinitionReader.Read(new SourceText("service.yaml", Bucket), platform.Policy.Options).Definition.ShouldNotBeNull();
        var component = ComponentBuilder.Build(definition, With("traits: {note: {}}"), platform).Component.ShouldNotBeNull();
        var rendered = (await Renderer.Render([component], platform, new RenderTarget("test"), HelmUnderTest.Pinned(), TestContext.Current.CancellationToken))[0];
        rendered.Objects.ShouldBeEmpty();
        Golden.Check("podless-patch.txt", Printed.Text(rendered.Findings, folder.Path));
        // The platform's own check tries the pair and tells the same.
        (await PlatformCheck.Run(platform, HelmUnderTest.Pinned(), TestContext.Current.CancellationToken)).Findings.ShouldContain(f => f.Rule.Code == RenderingRules.PatchForm.Code);
    }

    private const string Bucket = "name: files\nversion: 1.0.0\nworkload: bucket\n";

    private static PlatformFolder Team() => new PlatformFolder()
        .With("Workloads/bucket/workload.yaml", "name: bucket\nversion: 1.0.0\nsummary: {en: A test, zh: 测试}\n")
        .With("Workloads/bucket/model.yaml", "{}\n")
        .With("Workloads/bucket/objects.yaml", "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: {{ .service.name | quote }}}\n")
        .WithTrait("note", "pod: {annotations: {note: a}}")
        .With("Traits/note/trait.yaml", "name: note\nversion: 1.0.0\nsummary: {en: A test, zh: 测试}\nappliesTo: [stateless, bucket]\nrequires: [expose]\n");

    private static bool IsRefused(IPAddress address)
    {
        var bytes = address.GetAddressBytes();
        return address.AddressFamily == AddressFamily.InterNetwork
            ? address.Equals(IPAddress.Any) || IPAddress.IsLoopback(address) || (bytes[0], bytes[1]) == (169, 254) || (bytes[0], bytes[1], bytes[2]) == (224, 0, 0)
            : address.IsIPv4MappedToIPv6 || address.Equals(IPAddress.IPv6Any) || address.Equals(IPAddress.IPv6Loopback)
                || (bytes[0] == 0xFE && (bytes[1] & 0xC0) == 0x80) || (bytes[0] == 0xFF && (bytes[1] & 0x0F) == 0x02);
    }

    private static async Task<IReadOnlyList<Diagnostic>> Findings(string definition, string place)
    {
        var (component, findings) = ComponentBuilder.Build(Read(definition), Entry(place), PlatformReader.BuiltIn);
        return component is null ? findings : (await Render([component]))[0].Findings;
    }

    private static Task<IReadOnlyList<RenderedComponent>> Render(IReadOnlyList<Component> components)
        => Renderer.Render(components, PlatformReader.BuiltIn, new RenderTarget("test"), HelmUnderTest.Pinned(), TestContext.Current.CancellationToken);

    private static (Component? Component, IReadOnlyList<Diagnostic> Findings) Build(string place) => ComponentBuilder.Build(Read(Database), Entry(place), PlatformReader.BuiltIn);

    private static ComponentEntry Entry(string place) => With($"traits: {{address: {place}}}");

    private static ComponentEntry With(string text) => EntryReader.Read(new SourceText("with.yaml", text)).Entry.ShouldNotBeNull();

    private static ServiceDefinition Read(string text) => DefinitionReader.Read(new SourceText("service.yaml", text)).Definition.ShouldNotBeNull();
}
