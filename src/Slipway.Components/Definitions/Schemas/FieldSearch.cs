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
        var tried = Starts(steps).Select(start => (start.Format, Way: Walk(start.From, start.Steps, platform))).ToList();
        if (tried.FirstOrDefault(way => way.Way.Left == 0) is { Format: { } format, Way: { } there })
            return new FieldFound(there.Field, format, [], there.Field);
        var endings = Endings(steps, platform);
        if (endings is [var first, ..] && endings.All(ending => IsSame(ending.Field, first.Field)))
            return new FieldFound(first.Field, first.Format, [], first.Field);
        var furthest = tried.MinBy(way => way.Way.Left);
        var near = endings.Count > 0
            ? [.. endings.Select(ending => Shown(ending.Format, ending.Field.Path)).Distinct().Take(5)]
            : Near(furthest.Way, steps, furthest.Format, platform);
        return new FieldFound(null, furthest.Format, near, furthest.Way.Field);
    }

    /// <summary>A field's path as <c>explain</c> takes it: those of a service definition stand alone.</summary>
    public static string Shown(FieldFormat format, string path)
        => format == FieldFormat.Service || path.StartsWith("traits", StringComparison.Ordinal) && format.Name == "entry" ? path : path.Length == 0 ? format.Name : FieldTree.Join(format.Name, path);

    /// <summary>The fields below one; those below an entry's <c>traits</c> are the platform's.</summary>
    public static IReadOnlyList<Field> Below(Field field, PlatformDefinition platform)
        => field.Path == "traits" && ReferenceEquals(field, Traits) ? TraitFields.Of(platform) : field.Fields;

    private static Field Traits { get; } = FieldFormat.Named("entry")!.Root.Fields.First(field => field.Name == "traits");

    private sealed record Way(Field Field, int Left);

    private static IEnumerable<(FieldFormat Format, Field From, IReadOnlyList<string> Steps)> Starts(IReadOnlyList<string> steps)
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
            {
                // `components.dependsOn` means the field below whatever name there is, rather than a component that is called so.
                if (chosen.Fields.Any(field => field.Name.Equals(step, StringComparison.OrdinalIgnoreCase)))
                    yield return (chosen, steps);
                yield return (chosen, rest);
            }
        }
    }

    /// <summary>Where a path leads that leaves out its beginning: in a service definition, or else in any other format.</summary>
    private static List<(FieldFormat Format, Field Field)> Endings(IReadOnlyList<string> steps, PlatformDefinition platform)
    {
        if (steps.Count == 0 || IsPosition(steps[0]))
            return [];
        IReadOnlyList<string> rest = [.. steps.Skip(1)];
        foreach (var format in FieldFormat.All)
        {
            var found = format.Fields.Where(field => field.Name.Equals(steps[0], StringComparison.OrdinalIgnoreCase))
                .Select(field => Walk(field, rest, platform)).Where(way => way.Left == 0).Select(way => (format, way.Field)).ToList();
            if (found.Count > 0)
                return found;
        }
        return [];
    }

    private static bool IsSame(Field one, Field other) => ReferenceEquals(one.Schema.Map, other.Schema.Map) || (one.Part is { } part && part == other.Part);

    private static IReadOnlyList<string> Near(Way way, IReadOnlyList<string> steps, FieldFormat format, PlatformDefinition platform)
    {
        var wrong = steps[^way.Left];
        if (IsPosition(wrong))
            return [];
        var beside = Below(way.Field, platform).ToDictionary(field => field.Name, field => field, StringComparer.Ordinal);
        if (Meant(wrong, beside.Keys) is { } near)
            return [Shown(format, beside[near].Path)];
        var anywhere = FieldFormat.Service.Fields.GroupBy(field => field.Name, StringComparer.Ordinal).ToDictionary(group => group.Key, group => group.First().Path, StringComparer.Ordinal);
        return Meant(wrong, anywhere.Keys) is { } elsewhere ? [anywhere[elsewhere]] : [];
    }

    /// <summary>A word of another tool, a slip of the fingers, or the beginning of a name.</summary>
    private static string? Meant(string wrong, IReadOnlyCollection<string> names)
        => Words.OtherNames.TryGetValue(wrong, out var ours) && names.Contains(ours) ? ours
            : NearestName.Find(wrong, names) ?? names.FirstOrDefault(name => wrong.Length > 2 && name.StartsWith(wrong, StringComparison.OrdinalIgnoreCase));

    private static bool IsPosition(string step) => step.StartsWith('[') || step == "*" || (step.Length > 0 && step.All(char.IsAsciiDigit));

    /// <summary><c>a.b[0].c</c> as a, b, [0], c.</summary>
    private static IReadOnlyList<string> Steps(string path)
        => [.. path.Replace("[", ".[", StringComparison.Ordinal).Split('.', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)];
}
