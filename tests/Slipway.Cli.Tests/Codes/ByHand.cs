using System.Text.Json;
using Slipway.Components;
using Slipway.Delivery;
using Slipway.Packages;
using Slipway.Schema;
using Slipway.Schema.Cel;
using Slipway.Testing;
using Slipway.Yaml;

namespace Slipway.Cli.Tests.Codes;

/// <summary>Codes that no command line can be brought to tell; each begins at the lowest entry that can.</summary>
internal static class ByHand
{
    public static IReadOnlyDictionary<string, Func<Task<IReadOnlyList<Diagnostic>>>> Cases { get; } = new Dictionary<string, Func<Task<IReadOnlyList<Diagnostic>>>>
    {
        ["SLW0008"] = () => Found(YamlReader.Read("service.yaml", new byte[YamlReader.SizeLimit + 1]).Diagnostics),
        ["SLW0327"] = TooDeep,
        ["SLW0358"] = UnknownVocabulary,
        ["SLW0329"] = () => Configured("x-slipway: {rules: [{rule: 100 / self.share > 1, message: too small a share}]}\nproperties: {share: {type: integer}}", "share: 0"),
        ["SLW0341"] = TooManyKeys,
        ["SLW0387"] = TooLargeConfig,
        ["SLW0398"] = () => Configured("x-slipway: {rules: [{rule: self.min <= self.max, message: {en: min lies above max, zh: min 大于 max}}]}\nproperties: {min: {type: integer}, max: {type: integer}}", "min: 3\nmax: 2"),
        ["SLW0399"] = () => Configured("properties: {tls: {type: boolean, default: false}, certificate: {type: string, x-slipway: {when: self.tls}}}", "certificate: shop"),
        ["SLW0446"] = SameTwice,
        ["SLW0476"] = () => Found([.. Explain.AtTheEnd(Pulling()).Blockers.Select(b => b.Problem)]),
        ["SLW0508"] = NotRendered,
        ["SLW0490"] = async () => [(await NodeImages.Load("hello.tar", new NodeAccess(null, null, NodeAccess.Kubelet) { Environment = _ => "" }, CancellationToken.None)).Problem!],
        ["SLW0629"] = Grows,
        ["SLW0638"] = () => InImage(new ImageLimits { Unpacked = 1 << 20 }, new ImageFile("zeros", new byte[2 << 20], Executable: false)),
        ["SLW0639"] = () => InImage(new ImageLimits { Entries = 2 }, new ImageFile("a", [], Executable: false), new ImageFile("b", [], Executable: false)),
        ["SLW0381"] = () => Evaluated("self.max / self.min > 1", "min: 0\nmax: 5\n"),
        ["SLW0382"] = () => Evaluated("self.hosts.all(a, self.hosts.all(b, self.hosts.all(c, a + b + c != '')))", $"hosts: [{string.Join(", ", Enumerable.Range(0, 100).Select(i => $"host{i}"))}]\n"),
        ["SLW0745"] = TooManyComponents,
        ["SLW0763"] = () => Packed(new() { ["application.yaml"] = "x"u8.ToArray() }, more: "carried along"u8.ToArray()),
        ["SLW0764"] = () => Packed(new() { ["application.yaml"] = new byte[(16 << 20) + 1] }),
        ["SLW0767"] = BuiltElsewhere,
        ["SLW0776"] = WithoutSbom,
        ["SLW0789"] = NotCarried,
        ["SLW0822"] = NoRoom,
        ["SLW0960"] = Broken,
    };

    private static Task<IReadOnlyList<Diagnostic>> Found(IReadOnlyList<Diagnostic> diagnostics) => Task.FromResult(diagnostics);

    private static Task<IReadOnlyList<Diagnostic>> Packed(Dictionary<string, byte[]> files, byte[]? more = null)
        => InPackage(files, "0.2.0", more, path => Found([ApplicationPackage.Open(path).Problem! with { Arguments = ["shop.slip", .. ApplicationPackage.Open(path).Problem!.Arguments.Skip(1)] }]));

    /// <summary>More layers than any disk holds.</summary>
    private static async Task<IReadOnlyList<Diagnostic>> NoRoom()
    {
        var folder = Directory.CreateTempSubdirectory("slipway-full-");
        try
        {
            var sources = Enumerable.Range(0, 1 << 16).Select(i => new SlipSource(
                new Descriptor(MediaTypes.Layer, Digest.Of(BitConverter.GetBytes(i)), SlipWriter.LargestContent), "web.tar", _ => throw new IOException("nothing is read")));
            await SlipWriter.Write(Path.Combine(folder.FullName, "shop.slip"), [], new Dictionary<string, byte[]>(), [.. sources], new Meter(null), CancellationToken.None);
            return [];
        }
        catch (ImageException full) when (folder.GetFileSystemInfos().Length == 0)
        {
            return [full.Problem with { Arguments = ["shop.slip", full.Problem.Arguments[1]] }];
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static Task<IReadOnlyList<Diagnostic>> BuiltElsewhere()
    {
        var files = new Dictionary<string, byte[]>
        {
            ["application.yaml"] = "name: shop\nversion: 1.0.0\ncomponents: {hello: {service: service.yaml}}\n"u8.ToArray(),
            ["service.yaml"] = File.ReadAllBytes(Path.Combine(TestEnvironment.Root, "tests/codes/common/hello/service.yaml")),
        };
        return InPackage(files, "0.1.0", null, async path =>
            [.. Load.Components(await Load.Definitions([path], null, Gathering.Of(_ => null), TestContext.Current.CancellationToken), new ComponentChoice(null, [], [], null), Selection.Default).Findings.Select(finding => finding with { Arguments = [.. finding.Arguments.Take(4), "0.2.0"] })]);
    }

    private static Task<IReadOnlyList<Diagnostic>> WithoutSbom()
        => InPackage(new() { ["application.yaml"] = "name: shop\nversion: 1.0.0\ncomponents: {}\n"u8.ToArray() }, "0.2.0", null, async path =>
            (await ApplicationPackage.Verify(path, TestContext.Current.CancellationToken)).Problem is { } problem ? [problem with { Arguments = ["shop.slip"] }] : []);

    private static Task<IReadOnlyList<Diagnostic>> NotCarried()
        => InPackage(
            new() { ["application.yaml"] = "name: shop\nversion: 1.0.0\ncomponents: {cart: {service: {git: https://git.example.com/team/cart.git, revision: v1.4.0}}}\n"u8.ToArray() }, "0.2.0", null,
            path => ApplicationPackage.Open(path).Package is { } package ? Found([.. Composer.Compose(package.Application, where: package.Definitions).Findings.Select(finding => finding with { At = null })]) : Found([]));

    private static async Task<IReadOnlyList<Diagnostic>> InPackage(
        Dictionary<string, byte[]> files, string platform, byte[]? more, Func<string, Task<IReadOnlyList<Diagnostic>>> look)
    {
        var folder = Directory.CreateTempSubdirectory("slipway-packed-");
        try
        {
            var (index, blobs) = PackageArtifact.Layout(new PackageContent("shop", "1.0.0", "application.yaml", files, null, "slipway", platform));
            var all = new Dictionary<string, byte[]>(blobs);
            if (more is not null)
                all[Digest.Of(more).Hex] = more;
            var path = Path.Combine(folder.FullName, "shop.slip");
            SlipWriter.Write(path, index, all);
            return await look(path);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static async Task<IReadOnlyList<Diagnostic>> TooManyComponents()
    {
        var folder = Directory.CreateTempSubdirectory("slipway-many-");
        try
        {
            // Each level holds the next one twice.
            await File.WriteAllTextAsync(Path.Combine(folder.FullName, "service.yaml"), await File.ReadAllTextAsync(Path.Combine(TestEnvironment.Root, "tests/codes/common/hello/service.yaml")));
            for (var level = 0; level < 12; level++)
                await File.WriteAllTextAsync(Path.Combine(folder.FullName, $"{level}.yaml"),
                    $"format: application/alpha1\nname: level-{level}\nversion: 1.0.0\ncomponents:\n" + string.Concat(new[] { "a", "b" }.Select(name => $"  {name}: {{{(level == 11 ? "service: service.yaml" : $"application: {level + 1}.yaml")}}}\n")));
            return [.. Composer.Compose(Path.Combine(folder.FullName, "0.yaml")).Findings.Select(finding => finding with { At = null })];
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    /// <summary>The file is long enough to be told of in between, and grows then.</summary>
    private static async Task<IReadOnlyList<Diagnostic>> Grows()
    {
        var folder = Directory.CreateTempSubdirectory("slipway-grows-");
        try
        {
            var (program, text) = (Path.Combine(folder.FullName, "hello"), Path.Combine(folder.FullName, "service.yaml"));
            File.Copy(Path.Combine(CodeCase.Root, "common", "built", "bin", "hello"), program);
            using (var longer = File.OpenWrite(program))
                longer.SetLength(65 << 20);
            var read = DefinitionReader.Read(new SourceText(text, File.ReadAllText(Path.Combine(CodeCase.Root, "common", "built", "service.yaml")).Replace("bin/hello", "hello", StringComparison.Ordinal)));
            var built = await ImageBuilder.Build(read.Definition!, new ImageBuildOptions
            {
                Platform = PlatformReader.BuiltIn,
                Target = Path.Combine(folder.FullName, "hello.tar"),
                Progress = _ => File.AppendAllText(program, "more"),
            }, CancellationToken.None);
            return [.. built.Findings.Select(finding => finding with { At = null })];
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static Task<IReadOnlyList<Diagnostic>> TooDeep()
    {
        var schema = JsonSchema.Compile(Node.Map(("items", Node.Map(("$ref", Node.Of("#")))))).Schema;
        Node value = Node.List();
        for (var level = 0; level < 50_000; level++)
            value = Node.List(value);
        IReadOnlyList<Diagnostic> found = [];
        var thread = new Thread(() => found = [.. schema.Check(value).Select(f => f.Diagnostic)], maxStackSize: 512 * 1024);
        thread.Start();
        thread.Join();
        return Found(found);
    }

    private static Task<IReadOnlyList<Diagnostic>> Evaluated(string rule, string values)
    {
        var schema = "properties: {min: {type: integer}, max: {type: integer}, hosts: {type: array, items: {type: string}}}";
        var expression = CelExpression.Compile(rule, CelEnvironment.For(YamlReader.Read(new SourceText("schema.yaml", schema)).Documents[0])).Expression!;
        return Found([expression.Evaluate(YamlReader.Read(new SourceText("values.yaml", values)).Documents[0]).Error!.Diagnostic]);
    }

    private static Task<IReadOnlyList<Diagnostic>> UnknownVocabulary()
    {
        var metaschema = Node.Map(("$vocabulary", Node.Map(("https://example.com/vocabulary/units", Node.Of(true)))));
        var schema = YamlReader.Read(new SourceText("schema.yaml", "$schema: https://example.com/dialect\ntype: object\n")).Documents[0];
        return Found(JsonSchema.Compile(schema, new SchemaOptions { Resolve = _ => metaschema }).Findings);
    }

    private static Task<IReadOnlyList<Diagnostic>> Configured(string schema, string values)
    {
        var (config, findings) = ConfigSchema.Read(YamlReader.Read(new SourceText("service.yaml", schema)).Documents[0]);
        return Found([.. findings, .. config!.Check(YamlReader.Read(new SourceText("values.yaml", values)).Documents[0]).Select(f => f.Diagnostic)]);
    }

    private static Task<IReadOnlyList<Diagnostic>> TooManyKeys()
    {
        var schema = Node.Map(("type", Node.Of("object")), ("properties", Node.Map(Enumerable.Range(0, 6_000).Select(i => ($"key{i}", (Node)Node.Map(("type", Node.Of("string"))))))));
        return Found(ConfigSchema.Read(schema).Findings);
    }

    private static async Task<IReadOnlyList<Diagnostic>> InImage(ImageLimits limits, params ImageFile[] files)
    {
        var archive = Path.GetTempFileName();
        try
        {
            await File.WriteAllBytesAsync(archive, OciArchive.Make("docker.io/examples/hello:1.0.0", files), TestContext.Current.CancellationToken);
            using var image = (await ImageReader.Open(archive, new ImageOptions { Limits = limits }, TestContext.Current.CancellationToken)).Image!;
            var problem = (await image.ReadFiles(TestContext.Current.CancellationToken)).Problem!;
            return [problem with { Arguments = ["image.tar", .. problem.Arguments.Skip(1)] }];
        }
        finally
        {
            File.Delete(archive);
        }
    }

    private static Task<IReadOnlyList<Diagnostic>> TooLargeConfig()
    {
        var text = File.ReadAllText(Path.Combine(CodeCase.Root, "common", "configured", "service.yaml")).Replace("enum: [debug, info, warn], default: info, ", "", StringComparison.Ordinal);
        var entry = ComponentEntry.Empty with { Config = Node.Map(("logLevel", Node.Of(new string('x', 1 << 20)))) };
        return Found(ComponentBuilder.Build(DefinitionReader.Read(new SourceText("service.yaml", text)).Definition!, entry, PlatformReader.BuiltIn).Findings);
    }

    private static WorkloadState Pulling()
    {
        using var objects = JsonDocument.Parse("""
            [{"metadata": {"name": "hello", "uid": "1"}},
             {"metadata": {"name": "hello-76f5b8c79c", "uid": "2", "ownerReferences": [{"uid": "1"}]}},
             {"metadata": {"name": "hello-76f5b8c79c-x7k2p", "uid": "3", "ownerReferences": [{"uid": "2"}]},
              "status": {"containerStatuses": [{"name": "hello", "ready": false, "state": {"waiting": {"reason": "ContainerCreating"}}}]}},
             {"involvedObject": {"uid": "3"}, "reason": "Pulling", "message": "Pulling image \"registry.example.com/examples/hello:1.0.0\"", "lastTimestamp": "2026-01-01T12:00:00Z"}]
            """);
        var all = objects.RootElement.Clone();
        return new(new("Deployment", "hello"), all[0], [all[1]], [all[2]], [all[3]]);
    }

    private static async Task<IReadOnlyList<Diagnostic>> NotRendered()
    {
        var component = new RenderedComponent(new Component("hello", "1.0.0", (MapNode)Node.Map()) { Installation = "hello" }, [], []);
        var request = new InstallRequest("hello", new PackageIdentity("hello", "1.0.0", "sha256:0"), [component], new ChartFolders(""), new HelmProgram("helm", ""), new RunOptions());
        return (await Install.Run(request, TestContext.Current.CancellationToken)).Problems;
    }

    private static Task<IReadOnlyList<Diagnostic>> SameTwice()
    {
        var settings = new RenderedObject("v1", "ConfigMap", "settings", "shop", "kind: ConfigMap\n") { Json = "{}"u8.ToArray() };
        var component = new RenderedComponent(new Component("hello", "1.0.0", (MapNode)Node.Map()) { Installation = "hello" }, [settings, settings], []);
        using var folder = new TemporaryFolder();
        return Found(DirectoryTarget.Write(folder.Path, [component]).Problems);
    }

    private static async Task<IReadOnlyList<Diagnostic>> Broken()
    {
        var session = new Session(Language.English, OutputForm.Text, TextWriter.Null, TextWriter.Null)
        {
            Environment = name => throw new InvalidCastException($"no value fits {name}"),
        };
        var general = GeneralOptions.In(Language.English);
        string[] words = ["template", Path.Combine(Slipway.Testing.TestEnvironment.Root, "examples/hello/service.yaml")];
        return (await Shell.Ask(session, general, Commands.Root(general, Language.English).Parse(words), words, TestContext.Current.CancellationToken)).Diagnostics;
    }
}
