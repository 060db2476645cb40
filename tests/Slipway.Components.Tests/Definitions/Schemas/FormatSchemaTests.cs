using Slipway.Schema;
using Slipway.Testing;
using Slipway.Yaml;

namespace Slipway.Components.Tests.Definitions.Schemas;

/// <summary>The schemas that editors are given, run by our own engine over every definition that the tests and examples hold.</summary>
public sealed class FormatSchemaTests
{
    private static readonly Dictionary<string, JsonSchema> Compiled = FieldFormat.All.ToDictionary(format => format.Name, format => Compile(format, Language.English));

    public static TheoryData<string> Formats => [.. FieldFormat.All.Select(format => format.Name)];

    [Theory, MemberData(nameof(Formats))]
    public void A_schema_is_one_of_2020_12(string format)
    {
        foreach (var language in Enum.GetValues<Language>())
        {
            var schema = FormatSchema.Write(FieldFormat.Named(format)!, language, PlatformReader.BuiltIn);
            var (metaschema, faults) = JsonSchema.Compile(Node.Map(("$ref", Node.Of("https://json-schema.org/draft/2020-12/schema"))));
            faults.ShouldBeEmpty();
            metaschema.Check(schema).Select(finding => $"{finding.InstancePointer}: {finding.Diagnostic.Message(Language.English)}").ShouldBeEmpty();
            JsonSchema.Compile(schema).Findings.Select(finding => finding.Message(Language.English)).ShouldBeEmpty();
            Compile(FieldFormat.Named(format)!, language);
        }
    }

    [Theory, MemberData(nameof(Formats))]
    public void Both_languages_say_the_same_but_for_the_texts(string format)
        => Bare(FormatSchema.Write(FieldFormat.Named(format)!, Language.Chinese, PlatformReader.BuiltIn))
            .ShouldBe(Bare(FormatSchema.Write(FieldFormat.Named(format)!, Language.English, PlatformReader.BuiltIn)));

    [Theory, MemberData(nameof(Formats))]
    public void Every_example_of_a_field_fits_its_own_schema(string format)
    {
        var whole = new Uri("https://slipway/whole");
        var schema = FormatSchema.Write(FieldFormat.Named(format)!, Language.English, PlatformReader.BuiltIn);
        var options = new SchemaOptions { Resolve = uri => uri == whole ? schema : null };
        foreach (var (pointer, one) in Schemas(schema, ""))
            foreach (var example in ((one["examples"] as ListNode)?.Items ?? []).Concat(one["default"] is { } standard ? [standard] : []))
                JsonSchema.Compile(Node.Map(("$ref", Node.Of($"{whole}#{pointer}"))), options).Schema.Check(example)
                    .Select(finding => $"{pointer}: {FlowText.Write(example)}: {finding.Diagnostic.Message(Language.English)}").ShouldBeEmpty();
    }

    [Fact]
    public void Every_definition_without_errors_fits()
    {
        var checkedFiles = 0;
        foreach (var file in Definitions())
        {
            var bytes = File.ReadAllBytes(file);
            var read = FileReader.Read(new DefinitionFile(file, FromFolder: false), Here.Options(bytes));
            if (read.Diagnostics.Any(finding => finding.Severity == Severity.Error) || Format(read) is not { } format || YamlReader.Read(file, bytes).Documents is not [var root])
                continue;
            // What only a platform knows: the names and parameters of traits.
            if (read.Entry is { } entry && (file.Contains("/wrong/", StringComparison.Ordinal) || entry.Traits.Keys.Any(name => PlatformReader.BuiltIn.Trait(name) is null)))
                continue;
            checkedFiles++;
            Compiled[format].Check(root).Select(finding => $"{file}: {finding.InstancePointer}: {finding.Diagnostic.Message(Language.English)}").ShouldBeEmpty();
        }
        checkedFiles.ShouldBeGreaterThan(15);
    }

    /// <summary>The codes that an editor shows while one types; the others need more than structure, such as two fields that are compared.</summary>
    private const string Structural = """
        SLW0103 SLW0105 SLW0106 SLW0107 SLW0108 SLW0109 SLW0110 SLW0111 SLW0113 SLW0114 SLW0115 SLW0116 SLW0117 SLW0120 SLW0122 SLW0124 SLW0125 SLW0126 SLW0127
        SLW0128 SLW0129 SLW0130 SLW0132 SLW0133 SLW0134 SLW0135 SLW0136 SLW0140 SLW0141 SLW0144 SLW0150 SLW0151 SLW0152 SLW0153 SLW0154 SLW0158 SLW0159 SLW0160
        SLW0169 SLW0181 SLW0182 SLW0183 SLW0184 SLW0257
        """;

    [Fact]
    public void What_can_be_said_by_structure_is_refused_in_the_editor_too()
    {
        var caught = new SortedSet<string>(StringComparer.Ordinal);
        var missed = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var file in Definitions())
        {
            var bytes = File.ReadAllBytes(file);
            var read = FileReader.Read(new DefinitionFile(file, FromFolder: false), Here.Options(bytes));
            var codes = read.Diagnostics.Where(finding => finding.Severity == Severity.Error).Select(finding => finding.Rule.Code).Distinct().ToList();
            if (codes is not [var only] || Format(read) is not { } format || YamlReader.Read(file, bytes).Documents is not [MapNode root])
                continue;
            (Compiled[format].Check(root).Count > 0 ? caught : missed).Add(only);
        }
        TestContext.Current.TestOutputHelper?.WriteLine($"caught: {string.Join(' ', caught)}\nonly told by `slipway check`: {string.Join(' ', missed.Except(caught))}");
        Structural.Split([' ', '\n'], StringSplitOptions.RemoveEmptyEntries).Except(caught).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("service", "name: a\nversion: 1.0.0\nContainer: {ImagesName: a, HEALTH: {LivenessProbe: {TCPSOCKET: {Port: 80}}, startupprobe: {exec: {command: [a]}}, readinessProbe: {grpc: {port: 1}}}}", true)]
    [InlineData("service", "name: a\nversion: 1.0.0\ncontainer: {imagesName: a}", false)]
    [InlineData("service", "name: a\nversion: 1.0.0\nbuild: {binary: out/a}\ncontainer: {health: {livenessProbe: {tcpSocket: {port: 80}}, startupProbe: {exec: {command: a}}, readinessProbe: {grpc: {port: 1}}}}", true)]
    [InlineData("service", "name: a\nversion: 1.0.0\ncontainer: {imagesName: a}\nadopted: {without: [livenessProbe, startupProbe, readinessProbe], until: 2.0.0}", true)]
    [InlineData("service", "name: a\nversion: 1.0.0\nadopted: {without: [], until: 2.0.0}\ncontainer: {imagesName: a}\nCONTAINERS: [{imagesName: a}]", false)]
    [InlineData("service", "name: a\nversion: 1.0.0\nWorkload: external\nports: {http: 80}\ndepsService: {b: 1.0.0}", true)]
    [InlineData("service", "name: a\nversion: 1.0.0\nWorkload: stateless\nports: {http: 80}", false)]
    [InlineData("service", "name: a\nversion: 1.0.0\nworkload: external\nSTORAGE: {a: {path: /a}}", false)]
    [InlineData("upgrade", "updater: {type: container, from: 3.0.1, to: 3.0.6, container: {imagesName: /a}}", true)]
    [InlineData("upgrade", "updater: {Type: script, from: 3.0.1, to: 3.0.6, Script: a}", true)]
    [InlineData("upgrade", "updater: {type: container, from: 3.0.1, to: 3.0.6, container: {imagesName: /a, health: {}}}", false)]
    [InlineData("upgrade", "updater: {type: script, from: 3.0.1, to: 3.0.6, script: a, source: {type: FTP, path: a}}", false)]
    [InlineData("upgrade", "rollback: [{type: script, source: {type: FTP, path: /a}}, {type: shell, script: a, in: pod}]", true)]
    [InlineData("upgrade", "rollback: [{type: script, source: {type: gopher, path: /a}}]", false)]
    [InlineData("deps", "depsService: {a: 3.0.4, b: {version: '>=1.0.0 <2.0.0', from: site}}", true)]
    [InlineData("deps", "depsService: {a: {from: site}}", false)]
    [InlineData("policy", "containers: true\nsources: {ftp: {host: a, credentials: b}}", true)]
    [InlineData("policy", "sources: {file: {host: a}}", false)]
    [InlineData("entry", "traits:\n  autoscale:\n  expose: null\n  replicas: {enabled: false}", true)]
    [InlineData("entry", "traits: {autoscale: {max: many}}", false)]
    [InlineData("entry", "traits: {autoscal: {}}", false)]
    public void A_schema_accepts_and_refuses_as_the_readers_do(string format, string text, bool fits)
    {
        var read = YamlReader.Read(new SourceText("it.yaml", text));
        read.Diagnostics.ShouldBeEmpty();
        var findings = Compiled[format].Check(read.Documents[0]);
        findings.Count.ShouldBe(fits ? 0 : findings.Count, string.Join('\n', findings.Select(finding => $"{finding.SchemaPointer} {finding.Diagnostic.Message(Language.English)}")));
        if (!fits)
            findings.ShouldNotBeEmpty();
    }

    private static string? Format(FileRead read) => read.Format?.ToString().ToLowerInvariant();

    private static IEnumerable<string> Definitions()
        => new[] { "examples", "tests/Slipway.Components.Tests", "src/Slipway.Components/Traits", "tests/codes" }
            .Select(folder => Path.Combine(TestEnvironment.Root, folder)).Where(Directory.Exists)
            .SelectMany(folder => Directory.EnumerateFiles(folder, "*.yaml", SearchOption.AllDirectories))
            .Where(file => Path.GetFileName(file) is not ("trait.yaml" or "patch.yaml" or "objects.yaml" or "case.yaml") && !file.Contains("/Goldens/", StringComparison.Ordinal));

    private static JsonSchema Compile(FieldFormat format, Language language)
    {
        var (schema, findings) = JsonSchema.Compile(FormatSchema.Write(format, language, PlatformReader.BuiltIn));
        findings.ShouldBeEmpty();
        return schema;
    }

    private static string Bare(Node node) => JsonText.Write(Without(node));

    private static Node Without(Node node) => node switch
    {
        MapNode map => new MapNode(map.Entries.Where(entry => entry.Value is not ScalarNode || entry.Name is not ("title" or "description" or "markdownDescription")).Select(entry => entry with { Value = Without(entry.Value) })),
        ListNode list => new ListNode(list.Items.Select(Without)),
        _ => node,
    };

    /// <summary>Every schema within a schema. Patterns are left out: they refer to what stands under the usual names.</summary>
    private static IEnumerable<(string Pointer, MapNode Schema)> Schemas(Node node, string pointer) => node switch
    {
        MapNode map => map.Entries.SelectMany(entry => (entry.Name, entry.Value) switch
        {
            ("examples" or "default" or "const" or "enum" or "patternProperties", _) => [],
            ("properties" or "$defs", MapNode named) => named.Entries.SelectMany(one => Schemas(one.Value, $"{pointer}/{entry.Name}/{JsonPointer.Escape(one.Name)}")),
            _ => Schemas(entry.Value, $"{pointer}/{entry.Name}"),
        }).Prepend((pointer, map)),
        ListNode list => list.Items.SelectMany((item, i) => Schemas(item, $"{pointer}/{i}")),
        _ => [],
    };
}
