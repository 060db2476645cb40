using Slipway.Yaml;

namespace Slipway.Components;

/// <summary>What a path leads to: a field, or what may have been meant.</summary>
/// <param name="Field">Null when there is none.</param>
/// <param name="Format">The format that the field belongs to, or in which the search got furthest.</param>
/// <param name="Near">Whole paths that may have been meant, the best first.</param>
/// <param name="Above">The nearest field on the way that is there, for its list of fields.</param>
public sealed record FieldFound(Field? Field, FieldFormat Format, IReadOnlyList<string> Near, Field Above);

/// <summary>
/// Finds fields by what people write: in any case, list positions or none, any name where the author chooses it, other formats by
/// their name in front, the last names of a path alone where only one thing can be meant.
/// </summary>
public static class FieldSearch
{
    public static FieldFound Find(string path, PlatformDefinition platform)
    {
        var steps = Steps(path);
        var tried = Starts(steps, platform).Select(start => (start.Format, Walk(start.From, start.Steps, platform))).ToList();
        if (tried.FirstOrDefault(way => way.Item2.Left == 0) is { Format: { } format, Item2: { } there })
            return new FieldFound(there.Field, format, [], there.Field);
        var endings = Endings(steps).ToList();
        if (endings.Count > 0 && endings.All(ending => ReferenceEquals(ending.Field.Schema.Map, endings[0].Field.Schema.Map) || ending.Field.Part is { } part && part == endings[0].Field.Part))
            return new FieldFound(endings[0].Field, endings[0].Format, [], endings[0].Field);
        var furthest = tried.MinBy(way => way.Item2.Left);
        return new FieldFound(null, furthest.Format, endings.Count > 0 ? [.. endings.Select(ending => Shown(ending.Format, ending.Field.Path)).Take(5)] : Near(furthest.Item2, steps, furthest.Format, platform), furthest.Item2.Field);
    }

    /// <summary>A field's path as <c>explain</c> takes it: those of a service definition stand alone.</summary>
    public static string Shown(FieldFormat format, string path)
        => format == FieldFormat.Service || path.StartsWith("traits", StringComparison.Ordinal) && format.Name == "entry" ? path : path.Length == 0 ? format.Name : FieldTree.Join(format.Name, path);

    /// <summary>The fields below one; those below an entry's <c>traits</c> are the platform's.</summary>
    public static IReadOnlyList<Field> Below(Field field, PlatformDefinition platform)
        => field.Path == "traits" && ReferenceEquals(field, Traits) ? TraitFields.Of(platform) : field.Fields;

    private static Field Traits { get; } = FieldFormat.Named("entry")!.Root.Fields.First(field => field.Name == "traits");

    private sealed record Way(Field Field, int Left);

    private static IEnumerable<(FieldFormat Format, Field From, IReadOnlyList<string> Steps)> Starts(IReadOnlyList<string> steps, PlatformDefinition platform)
    {
        yield return (FieldFormat.Service, FieldFormat.Service.Root, steps);
        if (steps.Count == 0)
            yield break;
        if (steps[0].Equals("traits", StringComparison.OrdinalIgnoreCase))
            yield return (FieldFormat.Named("entry")!, Traits, [.. steps.Skip(1)]);
        if (FieldFormat.Named(steps[0]) is { } format)
            yield return (format, format.Root, [.. steps.Skip(1)]);
    }

    private static Way Walk(Field from, IReadOnlyList<string> steps, PlatformDefinition platform)
    {
        if (steps.Count == 0)
            return new Way(from, 0);
        IReadOnlyList<string> rest = [.. steps.Skip(1)];
        var below = Below(from, platform);
        var best = new Way(from, steps.Count);
        foreach (var (next, left) in Next())
        {
            var way = Walk(next, left, platform);
            if (way.Left < best.Left)
                best = way;
            if (best.Left == 0)
                break;
        }
        return best;

        // A name itself goes before a place in a list, and that before a key that the author chooses.
        IEnumerable<(Field Field, IReadOnlyList<string> Left)> Next()
        {
            var step = steps[0];
            if (below.FirstOrDefault(field => field.Name.Equals(step, StringComparison.OrdinalIgnoreCase)) is { } named)
                yield return (named, rest);
            if (IsPosition(step))
            {
                if (below.FirstOrDefault(field => field.Name == "[N]") is { } item)
                    yield return (item, rest);
                else if (from.Type.English.Contains("list", StringComparison.Ordinal))
                    yield return (from, rest);
                yield break;
            }
            if (below.FirstOrDefault(field => field.Name == "[N]") is { Fields.Count: > 0 } items)
                yield return (items, steps);
            if (below.FirstOrDefault(field => field.Name.Length > 0 && field.Name.All(char.IsAsciiLetterUpper)) is { } chosen)
                yield return (chosen, rest);
        }
    }

    /// <summary>The fields of a service definition, or else of any other format, whose paths end so.</summary>
    private static IEnumerable<(FieldFormat Format, Field Field)> Endings(IReadOnlyList<string> steps)
    {
        var names = steps.Where(step => !IsPosition(step)).ToList();
        if (names.Count == 0)
            return [];
        return FieldFormat.All
            .Select(format => format.Fields.Where(field => Ends(Steps(field.Path).Where(step => !IsPosition(step)).ToList(), names)).Select(field => (format, field)))
            .FirstOrDefault(found => found.Any()) ?? [];
    }

    private static bool Ends(List<string> path, List<string> names)
        => path.Count >= names.Count && path.TakeLast(names.Count).SequenceEqual(names, StringComparer.OrdinalIgnoreCase);

    private static IReadOnlyList<string> Near(Way way, IReadOnlyList<string> steps, FieldFormat format, PlatformDefinition platform)
    {
        var wrong = steps[^way.Left];
        var beside = Below(way.Field, platform).ToDictionary(field => field.Name, field => field, StringComparer.Ordinal);
        if (NearestName.Find(wrong, beside.Keys) is { } near)
            return [Shown(format, beside[near].Path)];
        var anywhere = FieldFormat.Service.Fields.GroupBy(field => field.Name, StringComparer.Ordinal).ToDictionary(group => group.Key, group => group.First().Path, StringComparer.Ordinal);
        return NearestName.Find(wrong, anywhere.Keys) is { } elsewhere ? [anywhere[elsewhere]] : [];
    }

    private static bool IsPosition(string step) => step.StartsWith('[') || step == "*" || (step.Length > 0 && step.All(char.IsAsciiDigit));

    /// <summary><c>a.b[0].c</c> as a, b, [0], c.</summary>
    private static IReadOnlyList<string> Steps(string path)
        => [.. path.Replace("[", ".[", StringComparison.Ordinal).Split('.', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)];
}
