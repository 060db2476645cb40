using Slipway.Yaml;

namespace Slipway.Components;

/// <summary>A Kubernetes object as Helm prints it, in the order in which Helm would install it.</summary>
/// <param name="Yaml">The document's exact bytes, without separator and <c># Source</c> line, ending in one line feed.</param>
public sealed record RenderedObject(string ApiVersion, string Kind, string Name, string? Namespace, string Yaml)
{
    /// <summary>The object as Helm's JSON. A thousand components' objects stay bytes until somebody looks into one.</summary>
    public required ReadOnlyMemory<byte> Json { get; init; }

    /// <summary>Who made it, as a pointer: <c>/controller</c>, <c>/config</c>, <c>/storage/NAME</c>, <c>/traits/NAME/objects.yaml</c>, <c>/workloads/NAME/objects.yaml</c>, <c>/objects/NAME</c>.</summary>
    public string Origin { get; init; } = "";

    /// <summary>The entry's patches that changed it, in the order of their application.</summary>
    public IReadOnlyList<string> PatchedBy { get; init; } = [];

    public bool IsController => Origin == "/controller";

    /// <summary>Parsed at each access.</summary>
    public Node Content => JsonText.Read(Json.Span);
}

/// <summary>What makes one release. With the generic chart, which is the same for all, the values are the component.</summary>
/// <param name="Name">Component name = release name = Service name.</param>
/// <param name="Version">The service's version (the generic chart has its own); a foreign chart's own.</param>
/// <param name="Values">The values for the chart: what differs from the chart's own.</param>
public sealed record Component(string Name, string Version, MapNode Values)
{
    public required string Installation { get; init; }

    /// <summary>The chart that it brings along; null for the platform's generic one.</summary>
    public ComponentChart? Chart { get; init; }

    /// <summary>With a chart of its own, the objects and patches on top of what that renders; with the generic chart they are in the values.</summary>
    public ComponentEntry Entry { get; init; } = ComponentEntry.Empty;

    /// <summary>
    /// Set where the chart holds what another one rendered: 64 hex digits for what that was made from. Rendering again need not give the same bytes (random
    /// passwords, what a chart looks up), and is no change.
    /// </summary>
    public string? Inputs { get; init; }

    /// <summary>Set for a task, which says at its end how it went.</summary>
    public TaskDefinition? Task { get; init; }

    /// <summary>The executables of a task that runs on the operator's machine; empty for all else.</summary>
    public IReadOnlyList<ProgramFile> Programs { get; init; } = [];

    /// <summary>Other components wait for it.</summary>
    public bool IsNeeded { get; init; }

    /// <summary>Where the application names it; null for a service.</summary>
    public Location? At { get; init; }

    /// <summary>Changes the finished objects of a chart of its own; null where they stay as they are. The generic chart's objects are changed by their values.</summary>
    public ObjectRewriting? Rewriting { get; init; }

    /// <summary>An adopted service may have fewer or equal probes for a while.</summary>
    public bool IncompleteProbes { get; init; }
}

/// <summary>A change of finished objects.</summary>
/// <param name="Key">Differs where the change does.</param>
/// <param name="Change">The same map where there is nothing to change.</param>
public sealed record ObjectRewriting(string Key, Func<MapNode, MapNode> Change)
{
    internal RenderedObject Apply(RenderedObject before)
        => before.Content is MapNode map && Change(map) is var after && !ReferenceEquals(map, after) ? ForeignObjects.Object(after) with { Origin = before.Origin, PatchedBy = before.PatchedBy } : before;
}

/// <summary>A trait's patch as it came out for one component.</summary>
/// <param name="Patch">An RFC 7386 merge patch of the model; or <c>operations</c>, a list of RFC 6902 operations on it.</param>
public sealed record TraitPatch(string Trait, MapNode Patch)
{
    public const string Operations = "operations";

    public bool IsOperations => Patch[Operations] is ListNode;
}

/// <summary>How a component's controller came about: the workload's model, and the patches in their order.</summary>
public sealed record ComponentTrace(MapNode Model, IReadOnlyList<TraitPatch> Patches)
{
    public static ComponentTrace Empty { get; } = new(new MapNode([]), []);

    /// <summary>The model with all patches; equal to what the templates merged.</summary>
    public MapNode Finished => Patches.Aggregate(Model, (model, patch) => patch.Patch[TraitPatch.Operations] is ListNode operations ? JsonPatch.Apply(model, operations) : MergePatch.Apply(model, patch.Patch));
}

/// <summary>A component's objects, how they came about, and what was found on the way.</summary>
/// <param name="Objects">Empty when <paramref name="Findings"/> holds an error that stopped the rendering.</param>
public sealed record RenderedComponent(
    Component Component,
    IReadOnlyList<RenderedObject> Objects,
    IReadOnlyList<Diagnostic> Findings)
{
    private readonly Func<ComponentTrace>? readTrace;

    /// <summary>Read from Helm's output at each access, for the same reason as <see cref="RenderedObject.Content"/>.</summary>
    public ComponentTrace Trace => readTrace?.Invoke() ?? ComponentTrace.Empty;

    internal RenderedComponent WithTrace(Func<ComponentTrace> read) => this with { ReadTrace = read };

    private Func<ComponentTrace>? ReadTrace { init => readTrace = value; }

    /// <summary>Objects that Helm applies at moments of a release (<c>helm.sh/hook</c>), and that are no part of it. The generic chart has none.</summary>
    public IReadOnlyList<RenderedObject> Hooks { get; init; } = [];

    /// <summary>What stands in the chart's <c>crds/</c>. The generic chart has none.</summary>
    public IReadOnlyList<RenderedObject> Crds { get; init; } = [];

    public bool HasErrors => Findings.Any(f => f.Severity == Severity.Error);
}
