namespace Slipway.Components;

/// <summary>What bringing a component from one rendering to another does, the gravest last.</summary>
public enum Effect
{
    Nothing,

    /// <summary>Objects change, pods go on.</summary>
    Changes,

    /// <summary>The pod template differs: pods are replaced by the controller, as its strategy says.</summary>
    Restarts,

    /// <summary>A field changes that the API server does not let change: the object has to be deleted and made anew.</summary>
    Recreates,
}

/// <param name="Fields">Empty where the whole object is new or gone.</param>
public sealed record ObjectChange(string Kind, string Name, bool WasThere, bool IsThere, Effect Effect, IReadOnlyList<FieldChange> Fields);

/// <param name="Objects">Those that differ.</param>
public sealed record ComponentEffect(string Name, IReadOnlyList<ObjectChange> Objects)
{
    private static readonly string[] Controllers = ["Deployment", "StatefulSet", "DaemonSet", "Job", "CronJob"];

    /// <summary>What may change in a StatefulSet's spec (Kubernetes 1.34).</summary>
    private static readonly string[] OfStatefulSet =
        ["replicas", "ordinals", "template", "updateStrategy", "persistentVolumeClaimRetentionPolicy", "minReadySeconds", "revisionHistoryLimit"];

    public Effect Effect => Objects.Select(change => change.Effect).DefaultIfEmpty(Effect.Nothing).Max();

    public static ComponentEffect Of(RenderedComponent before, RenderedComponent after)
    {
        var old = before.Objects.ToDictionary(Identity);
        var now = after.Objects.ToDictionary(Identity);
        var changes = new List<ObjectChange>();
        foreach (var key in old.Keys.Union(now.Keys))
            if (Compare(old.GetValueOrDefault(key), now.GetValueOrDefault(key)) is { } change)
                changes.Add(change);
        return new ComponentEffect(before.Component.Name, changes);
    }

    // Another version of the API is the same object.
    private static (string, string, string) Identity(RenderedObject made) => (made.ApiVersion.Contains('/', StringComparison.Ordinal) ? made.ApiVersion.Split('/')[0] : "", made.Kind, made.Name);

    private static ObjectChange? Compare(RenderedObject? before, RenderedObject? after)
    {
        if (before is null || after is null)
        {
            var one = (before ?? after)!;
            // Pods of a controller that goes are gone before those of another kind are there.
            var effect = after is null && Controllers.Contains(one.Kind) ? Effect.Recreates : Effect.Changes;
            return new ObjectChange(one.Kind, one.Name, before is not null, after is not null, effect, []);
        }
        if (before.Json.Span.SequenceEqual(after.Json.Span))
            return null;
        var fields = FieldChanges.Of(before.Content, after.Content);
        return fields.Count == 0 ? null : new ObjectChange(after.Kind, after.Name, true, true, fields.Max(field => EffectOf(after.Kind, field)), fields);
    }

    private static Effect EffectOf(string kind, FieldChange field)
    {
        var parts = field.Path.Split('.', '[');
        if (parts[0] != "spec" || parts.Length < 2)
            return Effect.Changes;
        return (kind, parts[1]) switch
        {
            ("Deployment" or "StatefulSet" or "DaemonSet", "template") => Effect.Restarts,
            ("Deployment" or "DaemonSet", "selector") => Effect.Recreates,
            ("StatefulSet", var key) when !OfStatefulSet.Contains(key) => Effect.Recreates,
            ("Job", "template" or "selector" or "completionMode") => Effect.Recreates,
            ("Service", "clusterIP") => Effect.Recreates,
            ("PersistentVolumeClaim", not "resources") => Effect.Recreates,
            _ => Effect.Changes,
        };
    }
}
