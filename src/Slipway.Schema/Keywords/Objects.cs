using Slipway.Yaml;

namespace Slipway.Schema;

/// <summary><c>required</c>.</summary>
internal sealed class Required(Subschema home, string[] names) : Assertion(home, "required")
{
    public static void Read(SchemaMap schema, List<Keyword> into)
    {
        if (schema.Names("required", schema.Value("required")) is { Length: > 0 } names)
            into.Add(new Required(schema.Home, names));
    }

    public IReadOnlyList<string> Names => names;

    protected override bool Fits(Node instance)
    {
        if (instance is MapNode map)
            foreach (var name in names)
                if (map.Entry(name) is null)
                    return false;
        return true;
    }

    protected override void Explain(Node instance, Evaluation run)
    {
        var map = (MapNode)instance;
        foreach (var name in names)
            if (map.Entry(name) is null)
                run.Refuse(this, SchemaRules.MissingKey, instance.At, [Words.Neutral(name)], name, f => f with { Missing = name });
    }
}

/// <summary><c>dependentRequired</c>.</summary>
internal sealed class DependentRequired(Subschema home, (string Name, string[] Needs)[] needs) : Assertion(home, "dependentRequired")
{
    public static void Read(SchemaMap schema, List<Keyword> into)
    {
        var needs = new List<(string, string[])>();
        foreach (var entry in schema.Map("dependentRequired"))
            if (schema.Names("dependentRequired", entry.Value) is { Length: > 0 } names)
                needs.Add((entry.Name, names));
        if (needs.Count > 0)
            into.Add(new DependentRequired(schema.Home, [.. needs]));
    }

    protected override bool Fits(Node instance)
    {
        if (instance is MapNode map)
            foreach (var (name, others) in needs)
                if (map.Entry(name) is not null)
                    foreach (var other in others)
                        if (map.Entry(other) is null)
                            return false;
        return true;
    }

    protected override void Explain(Node instance, Evaluation run)
    {
        var map = (MapNode)instance;
        foreach (var (name, others) in needs)
            if (map.Entry(name) is { } entry)
                foreach (var other in others.Where(o => map.Entry(o) is null))
                    run.Refuse(this, SchemaRules.NeedsOtherKey, entry.Key.At ?? instance.At, [Words.Neutral(name), Words.Neutral(other)], other,
                        f => f with { Missing = other });
    }
}

/// <summary><c>minProperties</c> and <c>maxProperties</c>.</summary>
internal sealed class KeyCount(Subschema home, string name, int limit, bool isLower) : Assertion(home, name)
{
    public int Limit => limit;

    public bool IsLower => isLower;

    public static void Read(SchemaMap schema, List<Keyword> into)
    {
        if (schema.Count("minProperties") is { } least)
            into.Add(new KeyCount(schema.Home, "minProperties", least, true));
        if (schema.Count("maxProperties") is { } most)
            into.Add(new KeyCount(schema.Home, "maxProperties", most, false));
        schema.Compare("minProperties", "maxProperties");
    }

    protected override bool Fits(Node instance) => instance is not MapNode map || (isLower ? map.Count >= limit : map.Count <= limit);

    protected override void Explain(Node instance, Evaluation run)
        => run.Refuse(this, isLower ? SchemaRules.TooFewKeys : SchemaRules.TooManyKeys, instance.At,
            [Words.Neutral(((MapNode)instance).Count), Words.Neutral(limit)]);
}

/// <summary><c>propertyNames</c>. What is found is told at the key, by the keyword that refused the name.</summary>
internal sealed class PropertyNames(Subschema home, Subschema schema) : Keyword(home, "propertyNames")
{
    public static void Read(SchemaMap schema, List<Keyword> into)
    {
        if (schema.Schema("propertyNames") is { } names)
            into.Add(new PropertyNames(schema.Home, names));
    }

    public override bool Check(Node instance, Evaluation run)
    {
        var fits = true;
        if (instance is MapNode map)
            for (var i = 0; i < map.Entries.Count; i++)
                if (!run.Key(schema, map.Entries[i]))
                {
                    if (!run.Collecting)
                        return false;
                    fits = false;
                }
        return fits;
    }
}

/// <summary><c>dependentSchemas</c>.</summary>
internal sealed class DependentSchemas(Subschema home, (string Name, Subschema Schema)[] schemas) : Keyword(home, "dependentSchemas")
{
    public static void Read(SchemaMap schema, List<Keyword> into)
    {
        var schemas = schema.NamedSchemas("dependentSchemas").Select(s => (s.Name, s.Schema)).ToArray();
        if (schemas.Length > 0)
            into.Add(new DependentSchemas(schema.Home, schemas));
    }

    public override IEnumerable<Subschema> InPlace => schemas.Select(s => s.Schema);

    public override bool Check(Node instance, Evaluation run)
    {
        var fits = true;
        if (instance is MapNode map)
            foreach (var (name, schema) in schemas)
                if (map.Entry(name) is not null && !schema.Check(instance, run))
                {
                    if (!run.Collecting)
                        return false;
                    fits = false;
                }
        return fits;
    }
}
