using Slipway.Components;
using Slipway.Schema;
using Slipway.Yaml;

namespace Slipway.Packages;

/// <summary>What happens to a component's pods, the gravest last.</summary>
public enum Forecast
{
    Nothing,

    /// <summary>Objects change, pods go on.</summary>
    Changes,

    /// <summary>A task is done again.</summary>
    Runs,

    /// <summary>Running pods get new settings in the files that they watch.</summary>
    Reloads,

    /// <summary>Pods that were not there before.</summary>
    Starts,

    /// <summary>Pods are replaced, as the controller's strategy says.</summary>
    Restarts,

    /// <summary>A controller goes, and its pods with it; the component stays.</summary>
    Ends,

    /// <summary>An object is deleted and made anew, because Kubernetes does not let it change; or the component gets another name.</summary>
    Recreates,

    /// <summary>Kubernetes does not let an object change, and no install makes it anew.</summary>
    Refused,

    /// <summary>Its pods end; its data stays.</summary>
    Stops,
}

/// <param name="Container">The container, or <c>updater 2.0.0</c>.</param>
/// <param name="Before">The full reference; null for a new one.</param>
/// <param name="After">Null for one that is gone.</param>
public sealed record ImageChange(string Container, string? Before, string? After);

/// <summary>One component of either side, also one that stays as it is.</summary>
public sealed record ComponentChange
{
    public required ComponentPair Pair { get; init; }

    public string Name => Pair.Name;

    /// <summary>Whether the site runs it.</summary>
    public required bool RanBefore { get; init; }

    public required bool RunsAfter { get; init; }

    public IReadOnlyList<ImageChange> Images { get; init; } = [];

    public IReadOnlyList<KeyChange> Keys { get; init; } = [];

    /// <summary>Rules across keys, by their expressions.</summary>
    public (IReadOnlyList<string> Gone, IReadOnlyList<string> New) Rules { get; init; } = ([], []);

    /// <summary>Of the service definition, without its configuration's schema.</summary>
    public IReadOnlyList<FieldChange> Definition { get; init; } = [];

    /// <summary>Of the traits as they come out of all levels.</summary>
    public IReadOnlyList<FieldChange> Traits { get; init; } = [];

    /// <summary>Of the settings that the application and the site give.</summary>
    public IReadOnlyList<FieldChange> Settings { get; init; } = [];

    /// <summary>Keys that are never to change, and would.</summary>
    public IReadOnlyList<(string Key, string Before, string After)> Held { get; init; } = [];

    public IReadOnlyList<CausedObject> Objects { get; init; } = [];

    /// <summary>An updater leads from the old version to the new one.</summary>
    public UpdaterDefinition? Updater { get; init; }

    /// <summary>Whose layers differ.</summary>
    public IReadOnlyList<Role> By { get; init; } = [];

    /// <summary>It cannot be said what happens, because one of the sides cannot be rendered; findings say why.</summary>
    public bool IsUnknown { get; init; }

    public Forecast Forecast
    {
        get
        {
            if (RanBefore != RunsAfter)
                return RunsAfter ? Forecast.Starts : Forecast.Stops;
            if (Pair is { IsRenamed: false, After.Content: TaskContent } && Objects.Any(one => one.Change is { Kind: "Job", WasThere: false }))
                return Forecast.Runs;
            return Pair.IsRenamed && RunsAfter ? Forecast.Recreates : Objects.Select(one => one.Change.Effect).DefaultIfEmpty(Effect.Nothing).Max() switch
            {
                Effect.Nothing => Forecast.Nothing,
                Effect.Changes => Forecast.Changes,
                Effect.Reloads => Forecast.Reloads,
                Effect.Restarts => Forecast.Restarts,
                Effect.Ends => Forecast.Ends,
                Effect.Refused => Forecast.Refused,
                _ => Forecast.Recreates,
            };
        }
    }

    /// <summary>Volumes with data are grown, exchanged or let go of, or an updater works on the data.</summary>
    public bool TouchesData => RanBefore && (Updater is not null || HasRenamedData || Objects.Any(one => one.Change.TouchesData));

    /// <summary>The old name's volumes are not the new name's.</summary>
    internal bool HasRenamedData { get; init; }

    /// <summary>How pods are replaced; null where none are.</summary>
    public PodReplacement? Pods => Objects.Select(one => one.Change.Pods).FirstOrDefault(pods => pods is { Way: not ReplacementWay.Waiting });

    /// <summary>Deployments whose pods should be replaced and are not, for they are paused; an install waits for the new pods in vain, and is taken back.</summary>
    public IReadOnlyList<string> Paused => [.. RunsAfter ? Objects.Select(one => one.Change).Where(change => change.Pods is { IsPaused: true }).Select(change => $"{change.Kind}/{change.Name}") : []];

    public bool IsUnchanged => (Pair.Standing is null ? By.Count == 0 : Objects.Count == 0) && RanBefore == RunsAfter && !IsUnknown;

    /// <summary>Null where it was not there; empty where a cluster does not know it any more.</summary>
    public string? VersionBefore => Pair.Standing?.Version ?? Pair.Before?.Version;

    public string? VersionAfter => Pair.After?.Version;

    internal static MapNode WithoutConfig(Node definition)
        => new(((MapNode)definition).Entries.Where(entry => !((string[])["config", "version", "format"]).Contains(entry.Name, StringComparer.OrdinalIgnoreCase)));
}
