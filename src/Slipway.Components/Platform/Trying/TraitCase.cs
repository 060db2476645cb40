using Slipway.Yaml;

namespace Slipway.Components;

/// <summary>A case of a team's trait: a service and an entry, and what they are expected to make.</summary>
/// <param name="With">The component with the trait; null where <paramref name="Findings"/> say why there is none.</param>
/// <param name="Without">The same component without it; null where it cannot be without.</param>
public sealed record TraitCase(TraitDefinition Trait, string Name, string Folder, Component? With, Component? Without, IReadOnlyList<Diagnostic> Findings)
{
    public const string ExpectedName = "expected.yaml";

    public string Title => $"{Trait.Name}/{Name}";

    public string Workload => (With?.Values["workload"] as ScalarNode)?.Text ?? "stateless";

    public string ExpectedFile => Path.Combine(Folder, ExpectedName);

    /// <summary>The folder of a team's trait; null for a built-in one.</summary>
    public static string? Home(TraitDefinition trait)
        => ReferenceEquals(PlatformReader.BuiltIn.Trait(trait.Name), trait) ? null : Path.GetDirectoryName((trait.Patch ?? trait.Objects)?.Source.Name);

    /// <summary>Its cases in the order of their names; what is wrong with any of them is among its findings.</summary>
    public static (IReadOnlyList<TraitCase> Cases, IReadOnlyList<Diagnostic> Findings) Find(TraitDefinition trait, PlatformDefinition platform)
    {
        var folder = Path.Combine(Home(trait)!, "cases");
        if (!Directory.Exists(folder) || Directory.GetDirectories(folder) is not { Length: > 0 } cases)
            return ([], [Diagnostic.Of(TryingRules.NoCase, (Location?)null, trait.Name, folder)]);
        return ([.. cases.Order(StringComparer.Ordinal).Select(one => Read(trait, one, platform))], []);
    }

    private static TraitCase Read(TraitDefinition trait, string folder, PlatformDefinition platform)
    {
        var made = new TraitCase(trait, Path.GetFileName(folder), folder, null, null, []);
        var findings = new List<Diagnostic>();
        foreach (var name in (string[])["service.yaml", "with.yaml"])
            if (!File.Exists(Path.Combine(folder, name)))
                findings.Add(Diagnostic.Of(TryingRules.CaseFile, (Location?)null, made.Title, name));
        if (findings.Count > 0)
            return made with { Findings = findings };
        var definition = Definition(Path.Combine(folder, "service.yaml"), platform, findings);
        var entry = Entry(Path.Combine(folder, "with.yaml"), findings);
        if (definition is null || entry is null)
            return made with { Findings = findings };
        if (entry.Traits[trait.Name] is not MapNode own || own["enabled"] is ScalarNode { Text: "false" })
            return made with { Findings = [Diagnostic.Of(TryingRules.NotOn, new Location(new SourceText(Path.Combine(folder, "with.yaml"), ""), new Span(0, 0)), trait.Name)] };
        var (with, wrong) = ComponentBuilder.Build(definition, entry, platform);
        var (without, _) = ComponentBuilder.Build(definition, entry with { Traits = entry.Traits.With(trait.Name, Node.Map(("enabled", Node.Of(false)))) }, platform);
        return made with { With = with, Without = without, Findings = [.. findings, .. wrong] };
    }

    private static ServiceDefinition? Definition(string file, PlatformDefinition platform, List<Diagnostic> findings)
    {
        var (bytes, refused) = DefinitionFiles.ReadBytes(file);
        if (bytes is null)
        {
            findings.Add(refused!);
            return null;
        }
        var read = DefinitionReader.Read(file, bytes, platform.Policy.Options);
        findings.AddRange(read.Diagnostics);
        return read.Definition;
    }

    private static ComponentEntry? Entry(string file, List<Diagnostic> findings)
    {
        var (bytes, refused) = DefinitionFiles.ReadBytes(file);
        if (bytes is null)
        {
            findings.Add(refused!);
            return null;
        }
        var (entry, wrong) = EntryReader.Read(file, bytes);
        findings.AddRange(wrong);
        return entry;
    }
}
