using Slipway.Schema;
using Slipway.Yaml;

namespace Slipway.Components;

/// <summary>What the parts of a definition need to know of each other while they are read, and where findings go.</summary>
internal sealed record DefinitionScope(DefinitionOptions Options, List<Diagnostic> Findings)
{
    /// <summary>Null when the name is missing or was reported.</summary>
    public Placed<string>? ServiceName { get; init; }

    /// <summary>The tag that the service's version makes; null when the version was reported.</summary>
    public string? VersionTag { get; init; }

    public IReadOnlyList<PortDefinition> Ports { get; init; } = [];

    /// <summary>Whether something was wrong with the ports, so that a probe's unknown port name may be its consequence.</summary>
    public bool PortsAreFaulty { get; init; }

    /// <summary>Null where there is none, or none that could be read.</summary>
    public ConfigSchema? Config { get; init; }

    /// <summary>Whether the image is made from a binary.</summary>
    public bool IsBuilt { get; init; }

    /// <summary>Seconds that a container has to end itself, as the service says it; Kubernetes' own default otherwise.</summary>
    public int Grace { get; init; } = 30;

    public Adopted? Adopted { get; init; }

    public void Add(Rule rule, Location? at, params string[] arguments) => Findings.Add(new Diagnostic(rule, at, arguments));
}
