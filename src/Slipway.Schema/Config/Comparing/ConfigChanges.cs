using Slipway.Yaml;

namespace Slipway.Schema;

/// <param name="Name">What of the key differs: <c>type</c>, <c>default</c>, <c>required</c>, a word of <c>x-slipway</c>, or a keyword of the schema such as <c>minimum</c>.</param>
/// <param name="Before">Null where nothing was said.</param>
/// <param name="After">Null where nothing is said any more.</param>
public sealed record FacetChange(string Name, Node? Before, Node? After);

/// <summary>A key of a configuration that is new, gone, called otherwise, or different.</summary>
/// <param name="Before">Null for a new key.</param>
/// <param name="After">Null for one that is gone.</param>
/// <param name="Facets">Empty for a key that is new or gone.</param>
public sealed record KeyChange(ConfigKey? Before, ConfigKey? After, IReadOnlyList<FacetChange> Facets)
{
    public bool IsRenamed => Before is not null && After is not null && Before.Pointer != After.Pointer;

    /// <summary>Somebody has to give it a value, and nobody had to before.</summary>
    public bool IsNewlyRequired => MustBeGiven(After) && !MustBeGiven(Before);

    private static bool MustBeGiven(ConfigKey? key) => key is { IsRequired: true, Default: null, When.Count: 0 };
}

/// <summary>Two schemas of one configuration, key by key.</summary>
public static class ConfigChanges
{
    /// <param name="reached">What each key of the old and of the new schema is mapped to; two that are mapped to the same are one, called otherwise. Null where nothing is mapped.</param>
    /// <returns>The old schema's order, then the new keys; comparing the other way round gives the same changes with before and after exchanged.</returns>
    public static IReadOnlyList<KeyChange> Of(ConfigSchema? before, ConfigSchema? after, (Func<ConfigKey, IEnumerable<string>> Before, Func<ConfigKey, IEnumerable<string>> After)? reached = null)
    {
        var (old, now) = (KeyFacets.Of(before, reached?.Before), KeyFacets.Of(after, reached?.After));
        var renamed = KeyRenames.Of([.. old.Where(key => after?.Key(key.Key.Pointer) is null)], [.. now.Where(key => before?.Key(key.Key.Pointer) is null)]);
        var found = renamed.ToDictionary(pair => pair.Before.Key.Pointer, pair => pair.After, StringComparer.Ordinal);
        var changes = new List<KeyChange>();
        foreach (var key in old)
            if ((now.FirstOrDefault(one => one.Key.Pointer == key.Key.Pointer) ?? found.GetValueOrDefault(key.Key.Pointer)) is not { } same)
                changes.Add(new KeyChange(key.Key, null, []));
            else if (key.Compare(same) is var facets && (facets.Count > 0 || same.Key.Pointer != key.Key.Pointer))
                changes.Add(new KeyChange(key.Key, same.Key, facets));
        changes.AddRange(now.Where(key => before?.Key(key.Key.Pointer) is null && renamed.All(pair => pair.After != key)).Select(key => new KeyChange(null, key.Key, [])));
        return changes;
    }

    /// <summary>Rules across keys that only one of the two has: their expressions.</summary>
    public static (IReadOnlyList<string> Gone, IReadOnlyList<string> New) Rules(ConfigSchema? before, ConfigSchema? after)
    {
        var (old, now) = (Texts(before), Texts(after));
        return ([.. old.Except(now)], [.. now.Except(old)]);

        static List<string> Texts(ConfigSchema? schema) => [.. schema?.Rules.Select(rule => rule.Expression.Text) ?? []];
    }
}
