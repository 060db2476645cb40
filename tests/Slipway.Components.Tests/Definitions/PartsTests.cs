using Slipway.Testing;

namespace Slipway.Components.Tests.Definitions;

/// <summary>Definitions in several files.</summary>
public sealed class PartsTests : IDisposable
{
    private const string Upgrade = "updater: {type: script, from: 3.0.0, to: 3.0.1, script: echo 1 >/data/version}\n";

    private readonly string folder = Directory.CreateTempSubdirectory("slipway-parts-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void What_lies_beside_a_definition_belongs_to_it()
    {
        Write("service.yaml", Here.Definition(root: "storage: {data: {path: /data, size: 1Gi, access: ReadWriteMany}}"));
        Write("upgrade.yaml", Upgrade + "rollback: [{type: shell, script: back}]\n");
        Write("deps.yaml", "format: deps/alpha1\nDepsService: {database: 3.0.4}\n");
        foreach (var paths in new[] { [folder], new[] { P("service.yaml") }, [P("deps.yaml"), P("service.yaml"), P("upgrade.yaml")] })
        {
            var read = Read(paths);
            read.SelectMany(file => file.Diagnostics).ShouldBeEmpty();
            var definition = read.Select(file => file.Definition).OfType<ServiceDefinition>().ShouldHaveSingleItem();
            definition.Updaters.ShouldHaveSingleItem().Rollback.Count.ShouldBe(1);
            definition.DepsService.ShouldHaveSingleItem().Name.Value.ShouldBe("database");
            definition.Node.Keys.ShouldBe(["name", "version", "storage", "container", "updater", "rollback", "depsService"], ignoreOrder: true);
        }
    }

    [Fact]
    public void Each_part_can_be_read_alone()
    {
        Write("upgrade.yaml", Upgrade);
        Write("needs.yaml", "depsService: {a: 3.0.4, b: 3.0.9}\n");
        Read(P("needs.yaml")).ShouldHaveSingleItem().DepsService.ShouldNotBeNull().Count.ShouldBe(2);
        var upgrade = Read(P("upgrade.yaml")).ShouldHaveSingleItem();
        upgrade.Updaters.ShouldHaveSingleItem();
        Here.Codes(upgrade.Diagnostics).ShouldBe([UpdateRules.Redirection.Code]);
    }

    [Fact]
    public void Parts_that_do_not_fit_together_name_both_files()
    {
        Write("twice/service.yaml", Here.Definition(root: "depsService: {a: 1.0.0}"));
        Write("twice/deps.yaml", "depsService: {b: 1.0.0}\n");
        Write("twice/upgrade.yaml", Upgrade);
        Write("twice/update.yaml", "rollback: []\n" + Upgrade);
        Write("self/service.yaml", Here.Definition());
        Write("self/deps.yaml", "depsService: {sleep: 1.0.0}\n");
        Write("several/one.yaml", Here.Definition());
        Write("several/two.yaml", Here.Definition());
        Write("several/deps.yaml", "depsService: {a: 1.0.0}\n");
        Write("outside/service.yaml", "name: db\nversion: 1.0.0\nworkload: external\n");
        Write("outside/upgrade.yaml", Upgrade.Replace("/data/version", "&2", StringComparison.Ordinal) + "Rollback: [{type: shell, script: back}]\n");
        Write("wrong/service.yaml", Here.Definition());
        Write("wrong/upgrade.yaml", "updter: {}\ndepsService: {}\n");
        Write("wrong/deps.yaml", "");
        var findings = Read(folder).SelectMany(file => file.Diagnostics).ToList();
        Golden.Check("parts.txt", Here.Printed(findings).Replace(folder, "DIR", StringComparison.Ordinal));
    }

    [Fact]
    public void A_part_beside_several_definitions_is_nobodys_also_when_one_was_named()
    {
        Write("one.yaml", Here.Definition());
        Write("two.yaml", Here.Definition());
        Write("manifest.yaml", "apiVersion: v1\nkind: ConfigMap\n");
        Read(P("one.yaml")).ShouldHaveSingleItem().Diagnostics.ShouldBeEmpty();
        Write("upgrade.yaml", Upgrade);
        var read = Read(P("one.yaml"));
        Here.Codes(read.SelectMany(file => file.Diagnostics)).ShouldBe([PartRules.WhoseIsIt.Code]);
        read[0].Definition.ShouldNotBeNull().Updaters.ShouldBeEmpty();
    }

    [Fact]
    public void What_slipwayignore_names_is_no_part_of_a_folder()
    {
        Write("service.yaml", Here.Definition());
        Write("upgrade.yaml", "on: push\n");
        Write(".slipwayignore", "upgrade.yaml\n");
        Read(folder).ShouldHaveSingleItem().Diagnostics.ShouldBeEmpty();
    }

    [Fact]
    public void A_source_takes_its_host_from_the_policy_also_in_a_part()
    {
        Write("service.yaml", Here.Definition());
        Write("upgrade.yaml", "updater: {type: script, from: 3.0.0, to: 3.0.1, source: {type: ftp, path: /a}}\n");
        var options = new PlatformPolicy(false, false, new Dictionary<SourceKind, PolicySource> { [SourceKind.Ftp] = new(new("files.example.com"), null) }).Options;
        DefinitionParts.Join([FileReader.Read(new DefinitionFile(P("service.yaml"), FromFolder: false), options)], options).SelectMany(file => file.Diagnostics).ShouldBeEmpty();
        Here.Codes(Read(P("service.yaml")).SelectMany(file => file.Diagnostics)).ShouldBe([UpdateRules.NoHost.Code]);
    }

    private string P(string name) => Path.Join(folder, name);

    private static IReadOnlyList<FileRead> Read(params string[] paths)
        => DefinitionParts.Join([.. DefinitionFiles.Find(paths).Files.Select(file => FileReader.Read(file))]);

    private void Write(string name, string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(P(name))!);
        File.WriteAllText(P(name), text);
    }
}
