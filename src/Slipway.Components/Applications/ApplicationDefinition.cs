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

    /// <summary>What is said of images, by their names as they were written.</summary>
    public IReadOnlyList<DeclaredImage> Images { get; init; } = [];

    /// <summary>The unified configuration: what the application as a whole can be told. Null where it says nothing of one.</summary>
    public ConfigSchema? Config { get; init; }

    /// <summary>What the unified configuration and the outputs of components give to components.</summary>
    public IReadOnlyList<ComponentMapping> Mapping { get; init; } = [];

    /// <summary>Run before a package is composed, in written order, and never anywhere else.</summary>
    public IReadOnlyList<BuildStepDefinition> Build { get; init; } = [];

    /// <summary>What a site may change of its components' traits; all else is locked.</summary>
    public IReadOnlyList<AdjustableComponent> Adjustable { get; init; } = [];

    /// <summary>What a site must have that no object shows.</summary>
    public NeedsDefinition Needs { get; init; } = NeedsDefinition.None;

    /// <summary>Screens for those on site.</summary>
    public IReadOnlyList<ViewDefinition> Views { get; init; } = [];

    /// <summary>Files that travel with it for people to read.</summary>
    public IReadOnlyList<DocumentDefinition> Documents { get; init; } = [];

    public required MapNode Node { get; init; }

    /// <summary>Of an application with errors: the names of components that could not be read. Whoever names one of them names something all the same.</summary>
    public IReadOnlyList<string> Unread { get; init; } = [];

    /// <summary>It has errors: what it lacks may be what could not be read.</summary>
    public bool IsIncomplete { get; init; }

    /// <summary>Of an application with errors: it says what it can be told, but not so that it could be read.</summary>
    public bool IsConfigUnread => Config is null && Node["config"] is not null;
}

/// <summary>What a component is made from.</summary>
public enum ComponentKind
{
    /// <summary>A service definition.</summary>
    Service,

    /// <summary>Another application, a middle product.</summary>
    Application,

    /// <summary>A foreign Helm chart: a folder, or an archive.</summary>
    Chart,

    /// <summary>Plain Kubernetes objects: a file, or a folder.</summary>
    Manifests,

    /// <summary>Something that is done: a container that installs, upgrades and removes.</summary>
    Task,
}

/// <summary>One component of an application, as it was written.</summary>
public sealed record ApplicationComponent
{
    /// <summary>The key: a DNS-1035 label of at most 40 characters.</summary>
    public required Placed<string> Name { get; init; }

    public required ComponentKind Kind { get; init; }

    /// <summary>A file or folder, relative to the application's file; it may lead above it. Of an <see cref="Origin"/>, what it says in short.</summary>
    public required Placed<string> Source { get; init; }

    /// <summary>Null for what lies beside the application.</summary>
    public ComponentOrigin? Origin { get; init; }

    /// <summary>Of a task; null for any other kind.</summary>
    public TaskDefinition? Task { get; init; }

    /// <summary>What stands on top of it.</summary>
    public ComponentEntry Entry { get; init; } = ComponentEntry.Empty;

    /// <summary>Of a chart: files with values, relative to the application's file; a later one stands above an earlier one, and all of them below the entry's values.</summary>
    public IReadOnlyList<Placed<string>> ValuesFiles { get; init; } = [];

    /// <summary>Of another application: entries on top of its components, by their names.</summary>
    public IReadOnlyList<(Placed<string> Name, ComponentEntry Entry)> Inner { get; init; } = [];

    /// <summary>Of another application: whether its components' names begin with this component's. True unless written.</summary>
    public Placed<bool> Prefix { get; init; } = new(true);

    /// <summary>Names of components that must be ready first.</summary>
    public IReadOnlyList<Placed<string>> DependsOn { get; init; } = [];

    /// <summary>What it is to those that use it; null where nothing is said.</summary>
    public ContractOffer? Contract { get; init; }

    /// <summary>That a site may put something else in its place, which must offer this; null where it may not.</summary>
    public ReplaceableDefinition? Replaceable { get; init; }

    /// <summary>Null for a component that always runs; else whether it runs when nobody says anything.</summary>
    public Placed<bool>? Optional { get; init; }

    public required MapNode Node { get; init; }
}

/// <summary>Components of which exactly one runs.</summary>
/// <param name="Name">The key: a name for the choice.</param>
/// <param name="Components">At least two.</param>
/// <param name="Default">One of them: the first unless written.</param>
public sealed record AlternativeDefinition(Placed<string> Name, IReadOnlyList<Placed<string>> Components, Placed<string> Default);
