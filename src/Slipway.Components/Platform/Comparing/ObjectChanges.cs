using Slipway.Yaml;

namespace Slipway.Components;

/// <summary>Objects before and after, and what going from one to the other does.</summary>
public static class ObjectChanges
{
    private static readonly string[] Controllers = ["Deployment", "StatefulSet", "DaemonSet", "Job", "CronJob"];

    /// <summary>What may change in a StatefulSet's spec (Kubernetes 1.34).</summary>
    private static readonly string[] OfStatefulSet =
        ["replicas", "ordinals", "template", "updateStrategy", "persistentVolumeClaimRetentionPolicy", "minReadySeconds", "revisionHistoryLimit"];

    /// <summary>Of all that a component brings; null for a component that is not there. What Helm applies at moments of a release is made anew at each, and replaces no pod of it.</summary>
    public static IReadOnlyList<ObjectChange> Of(RenderedComponent? before, RenderedComponent? after) =>
    [
        .. Of(before?.Objects ?? [], after?.Objects ?? []),
        .. Of(before?.Crds ?? [], after?.Crds ?? []),
        .. Of(before?.Hooks ?? [], after?.Hooks ?? []).Select(hook => hook with { Effect = Effect.Changes, Pods = null, TouchesData = false }),
    ];

    /// <returns>Those that differ, the old ones' order first.</returns>
    public static IReadOnlyList<ObjectChange> Of(IReadOnlyList<RenderedObject> before, IReadOnlyList<RenderedObject> after)
    {
        var (old, now) = (ByIdentity(before), ByIdentity(after));
        var changes = new List<ObjectChange>();
        foreach (var key in old.Keys.Union(now.Keys))
            if (Compare(old.GetValueOrDefault(key), now.GetValueOrDefault(key)) is { } change)
                changes.Add(change with { Group = key.Group });
        return changes;
    }

    // Another version of the API is the same object. A foreign chart may print one twice; the first counts.
    private static Dictionary<(string Group, string Kind, string Name), RenderedObject> ByIdentity(IReadOnlyList<RenderedObject> objects)
        => objects.DistinctBy(Identity).ToDictionary(Identity);

    private static (string Group, string Kind, string Name) Identity(RenderedObject made)
        => (made.ApiVersion.Contains('/', StringComparison.Ordinal) ? made.ApiVersion.Split('/')[0] : "", made.Kind, made.Name);

    private static ObjectChange? Compare(RenderedObject? before, RenderedObject? after)
    {
        if (before is null || after is null)
        {
            var one = (before ?? after)!;
            // Pods of a controller that goes are gone before those of another kind are there.
            var effect = after is null && Controllers.Contains(one.Kind) ? Effect.Recreates : Effect.Changes;
            return new ObjectChange(one.Kind, one.Name, before is not null, after is not null, effect, [])
            {
                TouchesData = after is null && one.Kind == "PersistentVolumeClaim",
            };
        }
        if (before.Json.Span.SequenceEqual(after.Json.Span))
            return null;
        var (old, now) = (KubernetesDefaults.Without(before.Kind, before.Content), KubernetesDefaults.Without(after.Kind, after.Content));
        var fields = FieldChanges.Of(old, now).Where(field => !IsSameAmount(field)).ToList();
        return fields.Count == 0 ? null : Changed(after, old, now, fields);
    }

    private static ObjectChange Changed(RenderedObject after, Node old, Node now, IReadOnlyList<FieldChange> fields)
    {
        var effect = fields.Max(field => EffectOf(after.Kind, now, field));
        var pods = effect == Effect.Restarts ? PodReplacement.Of(old, now) : null;
        return new ObjectChange(after.Kind, after.Name, true, true, pods?.Way == ReplacementWay.Waiting ? Effect.Changes : effect, fields)
        {
            Pods = pods,
            TouchesData = fields.Any(field => TouchesData(after.Kind, field)),
        };
    }

    private static Effect EffectOf(string kind, Node now, FieldChange field)
    {
        if (kind == "ConfigMap" && IsBelow(field.Path, "data") && IsHot(now))
            return Effect.Reloads;
        return kind switch
        {
            "Deployment" or "StatefulSet" or "DaemonSet" when IsBelow(field.Path, "spec.template") => Effect.Restarts,
            "Deployment" or "DaemonSet" when IsBelow(field.Path, "spec.selector") => Effect.Recreates,
            "StatefulSet" when IsBelow(field.Path, "spec") && !OfStatefulSet.Any(key => IsBelow(field.Path, "spec." + key)) => Effect.Recreates,
            "Job" when IsBelow(field.Path, "spec.template") || IsBelow(field.Path, "spec.selector") || IsBelow(field.Path, "spec.completionMode") => Effect.Recreates,
            "Service" when IsBelow(field.Path, "spec.clusterIP") => Effect.Recreates,
            "PersistentVolumeClaim" when IsBelow(field.Path, "spec") && !IsBelow(field.Path, "spec.resources") => Effect.Recreates,
            "ConfigMap" or "Secret" when IsBelow(field.Path, "immutable") => Effect.Recreates,
            _ => Effect.Changes,
        };
    }

    /// <summary>A new volume holds nothing yet; one that changes or is let go of does.</summary>
    private static bool TouchesData(string kind, FieldChange field) => kind switch
    {
        "PersistentVolumeClaim" => IsBelow(field.Path, "spec"),
        "StatefulSet" when IsBelow(field.Path, "spec.volumeClaimTemplates") => field.Before is not null,
        "Deployment" or "StatefulSet" or "DaemonSet" => field.Before is not null && field.Path.StartsWith("spec.template.spec.volumes", StringComparison.Ordinal)
            && (field.Path.Contains("persistentVolumeClaim", StringComparison.Ordinal) || (field.Before is MapNode volume && volume["persistentVolumeClaim"] is not null)),
        _ => false,
    };

    /// <summary><c>1000m</c> and <c>1</c>: the API server keeps one spelling of them.</summary>
    private static bool IsSameAmount(FieldChange field)
        => field.Path.Contains(".resources.", StringComparison.Ordinal) && field is { Before: ScalarNode before, After: ScalarNode after }
            && Quantity.Parse(before.Text) is { } one && Quantity.Parse(after.Text) is { } other && one.Billionths == other.Billionths;

    private static bool IsHot(Node map) => JsonPointer.Resolve(map, ["metadata", "labels", "slipway/config"]) is ScalarNode { Text: "hot" };

    private static bool IsBelow(string path, string above)
        => path.StartsWith(above, StringComparison.Ordinal) && (path.Length == above.Length || path[above.Length] is '.' or '[');
}
