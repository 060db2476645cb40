using Slipway.Components;

namespace Slipway.Packages;

/// <param name="By">Whose change it is; more than one where the changes meet.</param>
public sealed record CausedField(FieldChange Field, IReadOnlyList<Role> By);

/// <summary>An object that changes, and whose change it is.</summary>
/// <param name="Fields">Empty where the whole object is new or gone.</param>
public sealed record CausedObject(ObjectChange Change, IReadOnlyList<CausedField> Fields, IReadOnlyList<Role> By);

/// <summary>
/// Whose change a change in an object is. A role's change is tried out twice: alone on top of the old, and as the last one below the new. What either shows is
/// that role's. Trying both makes the answer the same whichever side is the older, and finds what only two changes together do.
/// </summary>
internal static class Causes
{
    /// <summary>A role, and what its change alone does on top of the old and below the new; null where that mixture makes no component.</summary>
    internal sealed record Trial(Role Role, IReadOnlyList<ObjectChange>? OnOld, IReadOnlyList<ObjectChange>? BelowNew)
    {
        public bool IsKnown => OnOld is not null || BelowNew is not null;

        public IEnumerable<ObjectChange> Shown => (OnOld ?? []).Concat(BelowNew ?? []);
    }

    /// <param name="trials">One for each role whose layer differs.</param>
    public static IReadOnlyList<CausedObject> Of(IReadOnlyList<ObjectChange> changes, IReadOnlyList<Trial> trials)
        => [.. changes.Select(change => One(change, trials))];

    private static CausedObject One(ObjectChange change, IReadOnlyList<Trial> trials)
    {
        if (change.Fields.Count == 0)
            return new CausedObject(change, [], Roles(trials, shown => shown.WasThere != shown.IsThere || shown.Fields.Count > 0, change));
        var fields = change.Fields
            .Select(field => new CausedField(field, Roles(trials, shown => shown.Fields.Count == 0 || shown.Fields.Any(one => Meet(one.Path, field.Path)), change))).ToList();
        return new CausedObject(change, fields, [.. fields.SelectMany(field => field.By).Distinct().Order()]);
    }

    /// <summary>What nobody's trial shows, all have done together; a trial that came to nothing excuses nobody.</summary>
    private static List<Role> Roles(IReadOnlyList<Trial> trials, Func<ObjectChange, bool> shows, ObjectChange change)
    {
        var roles = trials
            .Where(trial => !trial.IsKnown || trial.Shown.Any(shown => shown.Group == change.Group && shown.Kind == change.Kind && shown.Name == change.Name && shows(shown)))
            .Select(trial => trial.Role).Order().ToList();
        return roles.Count > 0 ? roles : [.. trials.Select(trial => trial.Role).Order()];
    }

    private static bool Meet(string one, string other) => IsWithin(one, other) || IsWithin(other, one);

    private static bool IsWithin(string path, string above)
        => path.StartsWith(above, StringComparison.Ordinal) && (path.Length == above.Length || path[above.Length] is '.' or '[');
}
