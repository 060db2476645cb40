using Slipway.Schema;
using Slipway.Testing;
using Slipway.Yaml;

namespace Slipway.Components.Tests;

public sealed class PlatformTests
{
    [Fact]
    public void The_built_in_definitions_fit_their_own_schemas_and_use_allowed_functions_only()
    {
        var findings = new List<Diagnostic>();
        foreach (var file in PlatformFiles.BuiltIn())
        {
            var name = Path.GetFileName(file.Path);
            if (name is "trait.yaml" or "workload.yaml")
            {
                var root = YamlReader.Read(file.Source).Documents.Single();
                findings.AddRange((name == "trait.yaml" ? DefinitionSchemas.Trait : DefinitionSchemas.Workload).Check(root).Select(f => f.Diagnostic));
            }
            else if (name != "platform.yaml")
                findings.AddRange(TemplateCheck.Check(file.Source));
        }
        Printed.Text(findings).ShouldBeEmpty();
        var traits = PlatformReader.BuiltIn.Traits;
        traits.ShouldBe([.. traits.OrderBy(t => t.Order).ThenBy(t => t.Name, StringComparer.Ordinal)]);
        traits.Select(t => t.Name).ShouldBeSubsetOf(Directory.GetDirectories(Path.Combine(TestEnvironment.Root, "src/Slipway.Components/Traits")).Select(Path.GetFileName)!);
        // A name that is misspelt would apply to nothing, exclude nothing, need nothing.
        var workloads = PlatformReader.BuiltIn.Workloads.Select(w => w.Name).ToList();
        traits.SelectMany(t => t.AppliesTo).ShouldBeSubsetOf(workloads);
        traits.SelectMany(t => t.ConflictsWith.Concat(t.Requires)).ShouldBeSubsetOf(traits.Select(t => t.Name));
    }

    [Fact]
    public void The_short_part_of_a_built_in_trait_says_all_that_the_whole_says_of_it()
    {
        string[] longer = ["summary", "documentation", "parameters"];
        foreach (var file in PlatformFiles.BuiltIn().Where(file => file.Path.EndsWith("/trait.yaml", StringComparison.Ordinal)))
        {
            var whole = (MapNode)YamlReader.Read(file.Source).Documents.Single();
            var head = (MapNode)YamlReader.Read(TraitHead.Of(file.Source)).Documents.Single();
            JsonText.Write(head).ShouldBe(JsonText.Write(new MapNode(whole.Entries.Where(entry => !longer.Contains(entry.Name)))), file.Path);
        }
    }

    [Fact]
    public void Parameter_schemas_of_the_built_in_traits_have_no_faults()
    {
        foreach (var trait in PlatformReader.BuiltIn.Traits)
            JsonSchema.Compile(trait.Parameters).Findings.ShouldBeEmpty(trait.Name);
        JsonSchema.Compile(ValuesSchema.Build(PlatformReader.BuiltIn)).Findings.ShouldBeEmpty();
    }

    [Fact]
    public void A_teams_folder_is_checked_whole_and_each_fault_has_its_place()
    {
        var folder = new PlatformFolder()
            .WithTrait("clock", "pod:\n  annotations:\n    at: {{ now | date \"2006\" }}\n    who: {{ $.Release.Name }}\n    s: {{ \"not a call: now\" | quote }}{{/* now */}}\n")
            .WithTrait("open", "pod: {{ .params.x")
            .WithTrait("expose", "pod: {}")
            .With("Traits/other/trait.yaml", "name: another\nversion: 1.0.0\nsummary: {en: a, zh: b}\nappliesTo: [stateless]\n")
            .With("Traits/bad/trait.yaml", "name: bad\nversion: one\nsummary: {en: a}\nappliesTo: []\norders: 3\n")
            .With("Traits/bad/patch.yaml", "pod: {}\n")
            .With("readme.yaml", "x: 1\n");
        var (platform, findings) = PlatformReader.Read(folder.Path);
        platform.ShouldBeNull();
        Golden.Check("folder.txt", Printed.Text(findings, folder.Path));
    }

    [Fact]
    public void Names_of_workloads_and_traits_that_there_are_not_are_told_where_they_stand()
    {
        var folder = new PlatformFolder()
            .With("Traits/mine/trait.yaml", "name: mine\nversion: 1.0.0\nsummary: {en: a, zh: b}\nappliesTo: [stateless, statefull]\nconflictsWith: [replica]\nrequires: [nonsense]\n")
            .With("Traits/mine/patch.yaml", "pod: {annotations: {a: b}}\n")
            .With("Workloads/spot/workload.yaml", "name: spot\nversion: 1.0.0\nsummary: {en: a, zh: b}\ncontroller: {apiVersion: apps/v1, kind: Deployment}\nrequires: [expos]\n")
            .With("Workloads/spot/model.yaml", "pod:\n  {{- include \"slipway.pod\" . | nindent 2 }}\n");
        var findings = PlatformReader.Read(folder.Path).Findings;
        findings.Select(finding => (finding.Rule, finding.At!.Line)).ShouldBe(
            [(RenderingRules.UnknownTraitNear, 5), (RenderingRules.UnknownWorkload, 4), (RenderingRules.UnknownTraitNear, 5), (RenderingRules.UnknownTrait, 6)], ignoreOrder: true);
    }

    [Fact]
    public void A_workload_that_is_like_another_has_its_traits_and_its_default_traits()
    {
        var folder = new PlatformFolder()
            .With("platform.yaml", "name: acme\nversion: 1.0.0\ndefaults: {spot: {traits: {replicas: {count: 4}}}}\n")
            .With("Workloads/spot/workload.yaml", "name: spot\nversion: 1.0.0\nsummary: {en: a, zh: b}\ncontroller: {apiVersion: apps/v1, kind: Deployment}\nlike: stateless\n")
            .With("Workloads/spot/model.yaml", "pod:\n  {{- include \"slipway.pod\" . | nindent 2 }}\n");
        var (platform, findings) = PlatformReader.Read(folder.Path);
        Printed.Text(findings).ShouldBeEmpty();
        platform!.DefaultTraits("spot").Keys.ShouldBe(["expose", "replicas"]);
        platform.Traits.Where(trait => platform.Applies(trait, "spot")).Select(trait => trait.Name)
            .ShouldBe(platform.Traits.Where(trait => platform.Applies(trait, "stateless")).Select(trait => trait.Name));
        platform.Traits.ShouldContain(trait => !platform.Applies(trait, "spot"));
    }

    [Fact]
    public void A_definition_that_says_what_it_replaces_takes_its_place()
    {
        var own = PlatformReader.BuiltIn.Trait("expose")!;
        var folder = new PlatformFolder().WithTrait("expose", "pod: {}");
        folder.With("Traits/expose/trait.yaml", $"name: expose\nversion: 9.0.0\nsummary: {{en: a, zh: b}}\nappliesTo: [stateless]\nreplaces: expose@{own.Version}\n");
        folder.Read().Trait("expose")!.Version.ShouldBe("9.0.0");
        folder.With("Traits/expose/trait.yaml", "name: expose\nversion: 9.0.0\nsummary: {en: a, zh: b}\nappliesTo: [stateless]\nreplaces: expose@7.7.7\n");
        Golden.Check("replaces.txt", Printed.Text(PlatformReader.Read(folder.Path).Findings, folder.Path));
    }

    [Fact]
    public void A_folder_that_is_not_there_is_a_finding()
        => PlatformReader.Read("/no/such/folder").Findings.Single().Rule.ShouldBe(PlatformRules.NoFolder);
}
