namespace Slipway.Schema;

/// <summary>
/// Which of the keys that are gone is called otherwise now. They must take the same values; that alone is little (many keys are texts without bounds), so something
/// else must speak for it too: the same variable or file, the same that it is mapped to, the same words for people, a name that moved or resembles, or bounds that no third key has.
/// </summary>
internal static class KeyRenames
{
    private const int Enough = 2;

    public static IReadOnlyList<(KeyFacets Before, KeyFacets After)> Of(IReadOnlyList<KeyFacets> gone, IReadOnlyList<KeyFacets> added)
    {
        var pairs = new List<(KeyFacets Before, KeyFacets After)>();
        var likely = from before in gone
                     from after in added
                     where before.Shape == after.Shape
                     let likeness = Likeness(before, after, gone, added)
                     where likeness >= Enough
                     let names = Ordered(before.Key.Pointer, after.Key.Pointer)
                     // The same whichever of the two is the older.
                     orderby likeness descending, names.First, names.Second
                     select (before, after);
        foreach (var (before, after) in likely)
            if (pairs.All(pair => pair.Before != before && pair.After != after))
                pairs.Add((before, after));
        return pairs;
    }

    private static (string First, string Second) Ordered(string one, string other) => string.CompareOrdinal(one, other) <= 0 ? (one, other) : (other, one);

    private static int Likeness(KeyFacets before, KeyFacets after, IReadOnlyList<KeyFacets> gone, IReadOnlyList<KeyFacets> added)
    {
        var likeness = 0;
        if (before.Key.Env is { } env && env == after.Key.Env)
            likeness += 4;
        if (before.Key.Name == after.Key.Name)
            likeness += 3;
        if (before.Words.Intersect(after.Words, StringComparer.Ordinal).Any())
            likeness += 3;
        if (before.Reaches.Count > 0 && before.Reaches.SetEquals(after.Reaches))
            likeness += 4;
        if (NameParts(before.Key.Name).Any(one => NameParts(after.Key.Name).Any(other => Resemble(one, other))))
            likeness += 2;
        var isAlone = gone.Count(key => key.Shape == before.Shape) == 1 && added.Count(key => key.Shape == before.Shape) == 1;
        return isAlone && IsTelling(before) ? likeness + 2 : likeness;
    }

    /// <summary>The same word, or one that goes on: <c>greet</c> and <c>greeting</c>.</summary>
    private static bool Resemble(string one, string other)
        => one.Equals(other, StringComparison.OrdinalIgnoreCase)
            || (Math.Min(one.Length, other.Length) > 3 && (one.StartsWith(other, StringComparison.OrdinalIgnoreCase) || other.StartsWith(one, StringComparison.OrdinalIgnoreCase)));

    /// <summary>More than a type and a default, which two keys may share by accident: bounds.</summary>
    private static bool IsTelling(KeyFacets key) => key.Shape.Split('\n').Length > (key.Key.Default is null ? 2 : 3);

    /// <summary><c>dbHostName</c>, <c>db_host-name</c> → db, host, name.</summary>
    private static IEnumerable<string> NameParts(string name)
    {
        var start = 0;
        for (var i = 1; i <= name.Length; i++)
            if (i == name.Length || name[i] is '-' or '_' or '.' || (char.IsAsciiLetterUpper(name[i]) && !char.IsAsciiLetterUpper(name[i - 1])))
            {
                var part = name[start..i].Trim('-', '_', '.');
                start = i;
                if (part.Length > 2)
                    yield return part;
            }
    }
}
