using Semver;
using Slipway.Schema;
using Slipway.Yaml;

namespace Slipway.Components;

/// <summary>An application as its integrators describe it (<c>application/alpha1</c>), as it was written: what it refers to has not been looked at.</summary>
public sealed record ApplicationDefinition
{
    /// <summary>A DNS-1035 label of at most 40 characters.</summary>
    public required Placed<string> Name { get; init; }

    public required Placed<SemVersion> Version { get; init; }

    /// <summary>The version exactly as it was written.</summary>
    public required string VersionText { get; init; }

    /// <summary>In written order; names are unique.</summary>
    public required IReadOnlyList<ApplicationComponent> Components { get; init; }

    /// <summary>By workload name: the entry (<c>traits: …</c>) below that of each component of it.</summary>
    public MapNode Defaults { get; init; } = Yaml.Node.Map();

    /// <summary>Groups of components of which exactly one runs.</summary>
    public IReadOnlyList<AlternativeDefinition> OneOf { get; init; } = [];

    /// <summary>The unified configuration; null for an application without any.</summary>
    public ConfigSchema? Config { get; init; }

    /// <summary>Values of the unified configuration that differ from its schema's defaults.</summary>
    public MapNode ConfigValues { get; init; } = Yaml.Node.Map();

    public IReadOnlyList<MappingDefinition> Mapping { get; init; } = [];

    public required MapNode Node { get; init; }
}

/// <summary>What a component is made from.</summary>
public enum ComponentKind
{
    /// <summary>A service definition.</summary>
    Service,

    /// <summary>A Helm chart of somebody else's.</summary>
    Chart,

    /// <summary>Kubernetes objects as they are.</summary>
    Manifests,

    /// <summary>Another application, a middle product.</summary>
    Application,
}

/// <summary>One component of an application, as it was written.</summary>
public sealed record ApplicationComponent
{
    /// <summary>The key: a DNS-1035 label of at most 40 characters.</summary>
    public required Placed<string> Name { get; init; }

    public required ComponentKind Kind { get; init; }

    /// <summary>A file or folder, relative to the application's file; it may lead above it.</summary>
    public required Placed<string> Source { get; init; }

    /// <summary>What stands on top of it. Of a chart and of manifests, objects and patches alone.</summary>
    public ComponentEntry Entry { get; init; } = ComponentEntry.Empty;

    /// <summary>Values of a foreign chart.</summary>
    public MapNode Values { get; init; } = Yaml.Node.Map();

    /// <summary>Of another application: entries on top of its components, by their names.</summary>
    public IReadOnlyList<(Placed<string> Name, ComponentEntry Entry)> Inner { get; init; } = [];

    /// <summary>Of another application: whether its components' names begin with this component's. True unless written.</summary>
    public Placed<bool> Prefix { get; init; } = new(true);

    /// <summary>Names of components that must be ready first.</summary>
    public IReadOnlyList<Placed<string>> DependsOn { get; init; } = [];

    /// <summary>Null for a component that always runs; else whether it runs when nobody says anything.</summary>
    public Placed<bool>? Optional { get; init; }

    public required MapNode Node { get; init; }
}

/// <summary>Components of which exactly one runs.</summary>
/// <param name="Name">The key: a name for the choice.</param>
/// <param name="Components">At least two.</param>
/// <param name="Default">One of them: the first unless written.</param>
public sealed record AlternativeDefinition(Placed<string> Name, IReadOnlyList<Placed<string>> Components, Placed<string> Default);

/// <summary>Where a value of the unified configuration goes.</summary>
/// <param name="To">Component and key, such as <c>orders/database.host</c>; at least one.</param>
/// <param name="Value">A CEL expression over <c>config</c>.</param>
public sealed record MappingDefinition(IReadOnlyList<Placed<string>> To, Placed<string> Value);
