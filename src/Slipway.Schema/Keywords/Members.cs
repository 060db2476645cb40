using Slipway.Yaml;

namespace Slipway.Schema;

/// <summary><c>properties</c>, <c>patternProperties</c> and <c>additionalProperties</c>: one look at each entry of the map.</summary>
internal sealed class Members(
    Subschema home, Dictionary<string, Subschema> properties, (Pattern Pattern, Subschema Schema)[] patterns, Subschema? additional)
    : Keyword(home, additional is null ? "properties" : "additionalProperties")
{
    public IReadOnlyCollection<string> Names => properties.Keys;

    /// <summary>In written order.</summary>
    public IReadOnlyDictionary<string, Subschema> Properties => properties;

    public IReadOnlyList<(Pattern Pattern, Subschema Schema)> Patterns => patterns;

    public Subschema? Additional => additional;

    public IEnumerable<Subschema> Parts => [.. properties.Values, .. patterns.Select(p => p.Schema), .. additional is null ? [] : (Subschema[])[additional]];

    /// <summary>What a key's value is checked by.</summary>
    public IEnumerable<Subschema> For(string name)
    {
        var known = properties.TryGetValue(name, out var property);
        if (known)
            yield return property!;
        foreach (var (pattern, schema) in patterns)
            if (pattern.Matches(name) == Answer.Yes)
            {
                known = true;
                yield return schema;
            }
        if (!known && additional is not null)
            yield return additional;
    }

    public static void Read(SchemaMap schema, List<Keyword> into)
    {
        var properties = new Dictionary<string, Subschema>(StringComparer.Ordinal);
        foreach (var (name, _, property) in schema.NamedSchemas("properties"))
            properties.TryAdd(name, property);
        var patterns = new List<(Pattern, Subschema)>();
        foreach (var (text, key, property) in schema.NamedSchemas("patternProperties"))
            if (schema.Pattern(text, key) is { } pattern)
                patterns.Add((pattern, property));
        var additional = schema.Schema("additionalProperties");
        if (properties.Count > 0 || patterns.Count > 0 || additional is not null)
            into.Add(new Members(schema.Home, properties, [.. patterns], additional));
    }

    public override bool Check(Node instance, Evaluation run)
    {
        if (instance is not MapNode map)
            return true;
        var fits = true;
        for (var i = 0; i < map.Entries.Count; i++)
            if (!CheckEntry(map, map.Entries[i], i, run))
            {
                if (!run.Collecting)
                    return false;
                fits = false;
            }
        return fits;
    }

    private bool CheckEntry(MapNode map, MapEntry entry, int index, Evaluation run)
    {
        var (known, fits) = (false, true);
        if (properties.TryGetValue(entry.Name, out var property))
            (known, fits) = (true, CheckValue(property, entry, run));
        foreach (var (pattern, schema) in patterns)
        {
            if (!run.Matches(pattern, entry.Name))
                continue;
            known = true;
            fits &= CheckValue(schema, entry, run);
        }
        if (!known && additional is not null)
        {
            known = true;
            fits = additional.Never ? UnknownKeys.Refuse(this, map, entry, properties.Keys, run) : run.Property(additional, entry);
        }
        if (known)
            run.Marks?.Set(index);
        return fits;
    }

    private bool CheckValue(Subschema schema, MapEntry entry, Evaluation run)
    {
        if (!schema.Never || !run.Collecting)
            return run.Property(schema, entry);
        run.Refuse(this, SchemaRules.NothingAllowed, entry.Key.At ?? entry.Value.At, [new($"the key `{entry.Name}`", $"键 `{entry.Name}`")], entry.Name);
        return false;
    }
}

internal static class UnknownKeys
{
    /// <summary>Tells of an unknown key, at the key, with the known one that it resembles. Always false.</summary>
    public static bool Refuse(Keyword keyword, MapNode map, MapEntry entry, IReadOnlyCollection<string> known, Evaluation run)
    {
        if (run.Collecting)
            run.Refuse(keyword, SchemaRules.UnknownKey, entry.Key.At ?? entry.Value.At, [Words.Neutral(Words.Cut(entry.Name)), Words.List(known, 12)], entry.Name,
                finding => Advise(finding, map, entry, known));
        return false;
    }

    /// <summary>A key that is there already is not the one that was meant.</summary>
    private static SchemaFinding Advise(SchemaFinding finding, MapNode map, MapEntry entry, IReadOnlyCollection<string> known)
    {
        if (NearestName.Find(entry.Name, known.Where(name => map.Entry(name) is null)) is { } near)
        {
            var told = (finding with { Suggestion = near }).WithHelp($"did you mean `{Braces.Double(near)}`?", $"是否想写 `{Braces.Double(near)}`？");
            return entry.Key.Style == ScalarStyle.Plain && Braces.IsWord(near) ? told.WithEdit(entry.Key.At, near) : told;
        }
        return known.Count > 0 ? finding : finding.WithHelp("take it away: no further key is allowed here", "请将其删除：此处不允许有其他键");
    }
}
