using Slipway.Yaml;

namespace Slipway.Components;

/// <summary>What the platform's policy lets a definition do beyond the ordinary.</summary>
public sealed record DefinitionOptions
{
    public static DefinitionOptions Default { get; } = new();

    /// <summary>Accept <c>containers</c>, several containers in one pod.</summary>
    public bool AllowContainers { get; init; }

    /// <summary>Accept <c>adopted</c>, which excuses missing or equal probes for a while.</summary>
    public bool AllowAdopted { get; init; }

    /// <summary>The workloads of the platform that run no pods: a definition of one has no container, nor anything else that is a pod's.</summary>
    public IReadOnlySet<string> Podless { get; init; } = PodlessWorkloads.BuiltIn;

    /// <summary>The kinds of source for which the platform names a host, so that a definition need not.</summary>
    public IReadOnlySet<SourceKind> Hosts { get; init; } = new HashSet<SourceKind>();
}

/// <param name="Definition">Null as soon as <paramref name="Diagnostics"/> holds an error.</param>
/// <param name="Diagnostics">Everything that was found, in the order of position.</param>
public sealed record DefinitionRead(ServiceDefinition? Definition, IReadOnlyList<Diagnostic> Diagnostics);
