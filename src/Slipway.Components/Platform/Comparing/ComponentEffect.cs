namespace Slipway.Components;

/// <summary>What bringing a component from one rendering to another does to its pods, the gravest last.</summary>
public enum Effect
{
    Nothing,

    /// <summary>Objects change, pods go on.</summary>
    Changes,

    /// <summary>Running pods get new settings in the files that they watch.</summary>
    Reloads,

    /// <summary>The pod template differs: pods are replaced by the controller, as its strategy says.</summary>
    Restarts,

    /// <summary>A controller is no more there: its pods end, and no others take their place.</summary>
    Ends,

    /// <summary>A field changes that the API server does not let change, or a controller becomes one of another kind: the object is deleted and made anew where somebody agrees.</summary>
    Recreates,

    /// <summary>A field changes that the API server does not let change, of an object that no install makes anew (<see cref="HeldFields.IsMadeAnew"/>): nothing can be installed.</summary>
    Refused,
}

/// <param name="Fields">Empty where the whole object is new or gone.</param>
public sealed record ObjectChange(string Kind, string Name, bool WasThere, bool IsThere, Effect Effect, IReadOnlyList<FieldChange> Fields)
{
    /// <summary>The fields that the API server does not let change.</summary>
    public IReadOnlyList<string> Held { get; init; } = [];

    /// <summary>The API group; empty for the core.</summary>
    public string Group { get; init; } = "";

    /// <summary>Volumes change in which data may lie: they grow, are exchanged or are mounted no more.</summary>
    public bool TouchesData { get; init; }

    /// <summary>It is brought no more, and the cluster keeps it: claims, volumes, namespaces, kinds, and what says so of itself.</summary>
    public bool Stays { get; init; }

    /// <summary>Of a controller whose pods are replaced; null else.</summary>
    public PodReplacement? Pods { get; init; }
}

/// <param name="Objects">Those that differ.</param>
public sealed record ComponentEffect(string Name, IReadOnlyList<ObjectChange> Objects)
{
    public Effect Effect => Objects.Select(change => change.Effect).DefaultIfEmpty(Effect.Nothing).Max();

    public bool TouchesData => Objects.Any(change => change.TouchesData);

    public static ComponentEffect Of(RenderedComponent before, RenderedComponent after) => new(before.Component.Name, ObjectChanges.Of(before, after));
}
