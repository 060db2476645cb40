using Slipway.Components;
using Slipway.Yaml;

namespace Slipway.Cli;

/// <summary>The definitions found, and everything that is wrong with any of them.</summary>
internal sealed record LoadedDefinitions(int Files, IReadOnlyList<ServiceDefinition> Definitions, IReadOnlyList<Diagnostic> Findings);

/// <summary>Components ready to be rendered or installed.</summary>
/// <param name="Platform">Null only where <paramref name="Findings"/> says why.</param>
internal sealed record LoadedComponents(PlatformDefinition? Platform, IReadOnlyList<Component> Components, IReadOnlyList<Diagnostic> Findings)
{
    public bool HasErrors => Findings.Any(f => f.Severity == Severity.Error);
}

/// <summary>From paths to definitions to components. Everything that is wrong is found in one go.</summary>
internal static class Load
{
    public static LoadedDefinitions Definitions(IEnumerable<string> paths)
    {
        var found = DefinitionFiles.Find(paths);
        var findings = found.Diagnostics.ToList();
        var definitions = new List<ServiceDefinition>();
        foreach (var file in found.Files)
        {
            var read = FileReader.Read(file);
            findings.AddRange(read.Diagnostics);
            if (read.Definition is { } definition)
                definitions.Add(definition);
        }
        return new LoadedDefinitions(found.Files.Count, definitions, findings);
    }

    /// <param name="installation">Null: each component is its own installation's.</param>
    /// <param name="registry">The site's registry, for image names with a leading slash.</param>
    public static LoadedComponents Components(
        IReadOnlyList<ServiceDefinition> definitions, ComponentChoice choice, string? installation = null, string? registry = null)
    {
        var (platform, findings) = Platform(choice);
        var (entry, wrong) = Entry(choice);
        findings.AddRange(wrong);
        if (platform is null)
            return new LoadedComponents(platform, [], findings);
        // With a faulty entry no component is built, but what else is wrong is found all the same.
        var faulty = findings.Any(f => f.Severity == Severity.Error);
        var components = new List<Component>();
        foreach (var definition in definitions)
        {
            var (component, found) = ComponentBuilder.Build(definition, entry, platform, installation, registry);
            findings.AddRange(found);
            if (component is not null && !faulty)
                components.Add(component);
        }
        return new LoadedComponents(platform, components, Distinct(findings));
    }

    private static (PlatformDefinition? Platform, List<Diagnostic> Findings) Platform(ComponentChoice choice)
    {
        if (choice.Platform is null)
            return (PlatformReader.BuiltIn, []);
        var (platform, findings) = PlatformReader.Read(choice.Platform);
        return (platform, [.. findings]);
    }

    private static (ComponentEntry Entry, IReadOnlyList<Diagnostic> Findings) Entry(ComponentChoice choice)
    {
        var (entry, findings) = choice.With is null ? (ComponentEntry.Empty, (List<Diagnostic>)[]) : EntryFile(choice.With);
        foreach (var assignment in choice.Traits)
        {
            var (changed, wrong) = entry.With(assignment);
            entry = changed;
            findings.AddRange(wrong);
        }
        return (entry, findings);
    }

    private static (ComponentEntry Entry, List<Diagnostic> Findings) EntryFile(string path)
    {
        var (bytes, refused) = DefinitionFiles.ReadBytes(path);
        if (bytes is null)
            return (ComponentEntry.Empty, [refused!]);
        var (entry, findings) = EntryReader.Read(path, bytes);
        return (entry ?? ComponentEntry.Empty, [.. findings]);
    }

    // One entry stands on top of many definitions: what is wrong with it is wrong once.
    private static List<Diagnostic> Distinct(IEnumerable<Diagnostic> findings)
        => [.. findings.DistinctBy(f => (f.Rule.Code, f.At, string.Join('\0', f.Arguments)))];
}
