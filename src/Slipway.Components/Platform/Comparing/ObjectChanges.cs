using Slipway.Yaml;

namespace Slipway.Components;

/// <summary>Objects before and after, and what going from one to the other does.</summary>
public static class ObjectChanges
{
    /// <summary>Those whose pods go on for ever.</summary>
    private static readonly string[] Lasting = ["Deployment", "StatefulSet", "DaemonSet"];

    /// <summary>Whether objects of a kind make pods that go on for ever.</summary>
    public static bool MakesPods(string kind) => Lasting.Contains(kind);

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
                changes.Add((IsExchanged(change) ? change with { Effect = Effect.Recreates } : change) with { Group = key.Group });
        return changes;

        // Its pods are gone before those of another kind are there.
        bool IsExchanged(ObjectChange change) => change is { IsThere: false, Effect: Effect.Ends } && now.Values.Any(one => one.Name == change.Name && Lasting.Contains(one.Kind));
    }

    /// <summary>
    /// Whether going from one to the other changes nothing at all in a cluster. Stricter than that no change is told: objects of one name in several namespaces, and one that is printed twice, count each.
    /// </summary>
    public static bool AreSame(IReadOnlyList<RenderedObject> before, IReadOnlyList<RenderedObject> after)
    {
        if (before.Count != after.Count)
            return false;
        var old = before.ToLookup(one => (Identity(one), one.Namespace));
        return after.GroupBy(one => (Identity(one), one.Namespace))
            .All(now => old[now.Key].ToList() is var then && then.Count == now.Count() && then.Zip(now).All(pair => Compare(pair.First, pair.Second) is null));
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
            var stays = after is null && LastingKinds.Stays(one);
            return new ObjectChange(one.Kind, one.Name, before is not null, after is not null, after is null && !stays && Lasting.Contains(one.Kind) ? Effect.Ends : Effect.Changes, [])
            {
                Stays = stays,
                TouchesData = after is null && !stays && DeletesClaims(one),
            };
        }
        if (before.Json.Span.SequenceEqual(after.Json.Span))
            return null;
        var (old, now) = (KubernetesDefaults.Without(before.Kind, before.Content), KubernetesDefaults.Without(after.Kind, after.Content));
        var fields = FieldChanges.Of(old, now).Where(field => !IsSameAmount(field)).ToList();
        return fields.Count == 0 ? null : Changed(after, (old, now), fields);
    }

    private static ObjectChange Changed(RenderedObject after, (Node Old, Node Now) both, IReadOnlyList<FieldChange> fields)
    {
        var effect = fields.Max(field => EffectOf(after, both, field));
        var pods = effect == Effect.Restarts ? PodReplacement.Of(both.Old, both.Now) : null;
        return new ObjectChange(after.Kind, after.Name, true, true, pods?.Way == ReplacementWay.Waiting ? Effect.Changes : effect, fields)
        {
            Pods = pods,
            Held = [.. fields.Where(field => HeldFields.Holds(after.Kind, both.Old, both.Now, field)).Select(field => field.Path)],
            // What is refused stays as it is, with its data.
            TouchesData = effect != Effect.Refused && fields.Any(field => TouchesData(after.Kind, field)),
        };
    }

    private static Effect EffectOf(RenderedObject after, (Node Old, Node Now) both, FieldChange field)
    {
        if (HeldFields.Holds(after.Kind, both.Old, both.Now, field))
            return HeldFields.IsMadeAnew(after.ApiVersion, after.Kind) ? Effect.Recreates : Effect.Refused;
        if (after.Kind == "ConfigMap" && HeldFields.IsBelow(field.Path, "data") && IsHot(both.Now))
            return Effect.Reloads;
        return Lasting.Contains(after.Kind) && HeldFields.IsBelow(field.Path, "spec.template") ? Effect.Restarts : Effect.Changes;
    }

    /// <summary>A set's claims stay where it goes, unless it says otherwise.</summary>
    private static bool DeletesClaims(RenderedObject one)
        => one.Kind == "StatefulSet" && JsonPointer.Resolve(one.Content, ["spec", "persistentVolumeClaimRetentionPolicy", "whenDeleted"]) is ScalarNode { Text: "Delete" };

    /// <summary>A new volume holds nothing yet; one that changes or is let go of does.</summary>
    private static bool TouchesData(string kind, FieldChange field) => kind switch
    {
        "PersistentVolumeClaim" => HeldFields.IsBelow(field.Path, "spec"),
        "StatefulSet" when HeldFields.IsBelow(field.Path, "spec.volumeClaimTemplates") => field.Before is not null,
        "Deployment" or "StatefulSet" or "DaemonSet" => field.Before is not null && field.Path.StartsWith("spec.template.spec.volumes", StringComparison.Ordinal)
            && (field.Path.Contains("persistentVolumeClaim", StringComparison.Ordinal) || (field.Before is MapNode volume && volume["persistentVolumeClaim"] is not null)),
        _ => false,
    };

    /// <summary><c>1000m</c> and <c>1</c>: the API server keeps one spelling of them.</summary>
    private static bool IsSameAmount(FieldChange field)
        => field.Path.Contains(".resources.", StringComparison.Ordinal) && field is { Before: ScalarNode before, After: ScalarNode after }
            && Quantity.Parse(before.Text) is { } one && Quantity.Parse(after.Text) is { } other && one.Billionths == other.Billionths;

    private static bool IsHot(Node map) => JsonPointer.Resolve(map, ["metadata", "labels", "slipway/config"]) is ScalarNode { Text: "hot" };
}
