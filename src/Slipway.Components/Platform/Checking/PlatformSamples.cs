using Slipway.Yaml;

namespace Slipway.Components;

/// <summary>A made-up service on a workload, bare or with one trait.</summary>
/// <param name="Trait">Null for the workload as it is.</param>
/// <param name="Component">Null where none could be built; <paramref name="Findings"/> say why.</param>
internal sealed record PlatformSample(WorkloadDefinition Workload, TraitDefinition? Trait, Component? Component, IReadOnlyList<Diagnostic> Findings);

internal static class PlatformSamples
{
    /// <summary>Every workload, and every trait on every workload that it applies to.</summary>
    /// <param name="untried">Traits and workloads for which no parameters could be thought of.</param>
    public static IReadOnlyList<PlatformSample> All(PlatformDefinition platform, out IReadOnlyList<string> untried)
    {
        var samples = new List<PlatformSample>();
        var without = new List<string>();
        var parameters = platform.Traits.Select(trait => (Trait: trait, Parameters: SampleParameters.Of(trait))).ToList();
        foreach (var workload in platform.Workloads)
        {
            var bare = Entry(platform, workload, null, null) is { } least
                ? Make(platform with { Policy = PlatformPolicy.Default with { Limits = platform.Policy.Limits } }, workload, null, least)
                : null;
            if (bare is null)
            {
                without.Add(workload.Name);
                continue;
            }
            samples.Add(bare);
            foreach (var (trait, some) in parameters.Where(p => platform.Applies(p.Trait, workload.Name)))
                if (some is not null && Entry(platform, workload, trait, some) is { } entry)
                    samples.Add(Make(platform with { Policy = PlatformPolicy.Default, Defaults = Unlocked(platform) }, workload, trait, entry));
                else if (!without.Contains(trait.Name))
                    without.Add(trait.Name);
        }
        untried = without;
        return samples;
    }

    /// <summary>What a lock forbids is no fault of the trait that is tried.</summary>
    public static MapNode Unlocked(PlatformDefinition platform)
        => new(platform.Defaults.Entries.Select(workload => workload with { Value = Node.Map(("traits", platform.DefaultTraits(workload.Name))) }));

    /// <summary>The trait, what it and the workload require, and without the defaults that it excludes.</summary>
    private static ComponentEntry? Entry(PlatformDefinition platform, WorkloadDefinition workload, TraitDefinition? trait, MapNode? parameters)
    {
        var traits = trait is null ? new MapNode([]) : new MapNode([]).With(trait.Name, parameters!);
        foreach (var needed in workload.Requires.Concat(trait is null ? [] : platform.Required(trait, workload.Name)).Where(name => traits[name] is null))
        {
            if (platform.Trait(needed) is not { } other || SampleParameters.Of(other) is not { } some)
                return null;
            traits = traits.With(needed, some);
        }
        foreach (var other in platform.DefaultTraits(workload.Name).Entries)
            if (trait is not null && traits[other.Name] is null && (trait.ConflictsWith.Contains(other.Name) || platform.Trait(other.Name)?.ConflictsWith.Contains(trait.Name) == true))
                traits = traits.With(other.Name, Node.Map(("enabled", Node.Of(false))));
        return traits.Count == 0 ? ComponentEntry.Empty : ComponentEntry.Empty with { Traits = traits };
    }

    private static PlatformSample Make(PlatformDefinition platform, WorkloadDefinition workload, TraitDefinition? trait, ComponentEntry entry)
    {
        var read = DefinitionReader.Read(new SourceText("sample", Text(workload)), DefinitionOptions.Default with { Podless = platform.Podless.ToHashSet(StringComparer.Ordinal) });
        if (read.Definition is null)
            return new PlatformSample(workload, trait, null, read.Diagnostics);
        var (component, findings) = ComponentBuilder.Build(read.Definition, entry, platform);
        var name = trait is null ? workload.Name : $"{trait.Name} on {workload.Name}";
        return new PlatformSample(workload, trait, component is null ? null : component with { Name = name }, findings);
    }

    private static string Text(WorkloadDefinition workload) => $$"""
        name: sample
        version: 1.0.0
        workload: {{workload.Name}}
        ports: {http: 8080}
        {{(workload.Controller is null ? "" : Container)}}
        """;

    private const string Container = """
        container:
          imagesName: registry.example.com/sample
          health:
            startupProbe: {httpGet: {path: /started, port: http}}
            livenessProbe: {httpGet: {path: /live, port: http}}
            readinessProbe: {httpGet: {path: /ready, port: http}}
        """;
}
