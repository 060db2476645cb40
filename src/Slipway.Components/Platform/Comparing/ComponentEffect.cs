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

    /// <summary>A field changes that the API server does not let change: the object has to be deleted and made anew.</summary>
    Recreates,
}

/// <param name="Fields">Empty where the whole object is new or gone.</param>
public sealed record ObjectChange(string Kind, string Name, bool WasThere, bool IsThere, Effect Effect, IReadOnlyList<FieldChange> Fields)
{
    /// <summary>The API group; empty for the core.</summary>
    public string Group { get; init; } = "";

    /// <summary>Volumes change in which data may lie: they grow, are exchanged or are mounted no more.</summary>
    public bool TouchesData { get; init; }

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
