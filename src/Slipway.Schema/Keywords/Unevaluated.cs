using Slipway.Yaml;

namespace Slipway.Schema;

/// <summary><c>unevaluatedProperties</c>: for the entries that no other keyword of this schema, or of those it applies in place, looked at.</summary>
internal sealed class UnevaluatedProperties(Subschema home, Subschema schema) : Keyword(home, "unevaluatedProperties")
{
    public static void Read(SchemaMap schema, List<Keyword> into)
    {
        if (schema.Schema("unevaluatedProperties") is { } rest)
            into.Add(new UnevaluatedProperties(schema.Home, rest));
    }

    public override bool Check(Node instance, Evaluation run)
    {
        if (instance is not MapNode map)
            return true;
        var fits = true;
        for (var i = 0; i < map.Entries.Count; i++)
        {
            if (run.Marks!.Has(i))
                continue;
            run.Marks.Set(i);
            if (CheckEntry(map, map.Entries[i], run))
                continue;
            if (!run.Collecting)
                return false;
            fits = false;
        }
        return fits;
    }

    private bool CheckEntry(MapNode map, MapEntry entry, Evaluation run)
        => schema.Never && run.Collecting ? UnknownKeys.Refuse(this, map, entry, KnownNames(), run) : run.Property(schema, entry);

    /// <summary>The names under <c>properties</c> of this schema and of all that it applies in place.</summary>
    private List<string> KnownNames()
    {
        var (seen, open, names) = (new HashSet<Subschema> { Home }, new Queue<Subschema>([Home]), new List<string>());
        while (open.TryDequeue(out var next))
            foreach (var keyword in next.Keywords)
            {
                if (keyword is Members members)
                    names.AddRange(members.Names);
                foreach (var inner in keyword.InPlace.Where(seen.Add))
                    open.Enqueue(inner);
            }
        return [.. names.Distinct()];
    }
}

/// <summary><c>unevaluatedItems</c>.</summary>
internal sealed class UnevaluatedItems(Subschema home, Subschema schema) : Keyword(home, "unevaluatedItems")
{
    public static void Read(SchemaMap schema, List<Keyword> into)
    {
        if (schema.Schema("unevaluatedItems") is { } rest)
            into.Add(new UnevaluatedItems(schema.Home, rest));
    }

    public override bool Check(Node instance, Evaluation run)
    {
        if (instance is not ListNode list)
            return true;
        var fits = true;
        for (var i = 0; i < list.Items.Count; i++)
        {
            if (run.Marks!.Has(i))
                continue;
            run.Marks.Set(i);
            if (run.Item(schema, list.Items[i], i))
                continue;
            if (!run.Collecting)
                return false;
            fits = false;
        }
        return fits;
    }
}
