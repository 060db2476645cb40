using Slipway.Yaml;

namespace Slipway.Schema;

/// <summary><c>prefixItems</c> and <c>items</c>.</summary>
internal sealed class Items(Subschema home, Subschema[] prefix, Subschema? rest) : Keyword(home, rest is null ? "prefixItems" : "items")
{
    /// <summary>How many items can stand in the list; null without limit.</summary>
    public int? Most => rest is { Never: true } ? prefix.Length : null;

    public int PrefixCount => prefix.Length;

    public IEnumerable<Subschema> Parts => rest is null ? prefix : [.. prefix, rest];

    /// <summary>What an item is checked by; null when by nothing.</summary>
    public Subschema? For(int index) => index < prefix.Length ? prefix[index] : rest;

    public static void Read(SchemaMap schema, List<Keyword> into)
    {
        var prefix = schema.Schemas("prefixItems");
        var rest = schema.Schema("items");
        if (prefix.Length > 0 || rest is not null)
            into.Add(new Items(schema.Home, prefix, rest));
    }

    public override bool Check(Node instance, Evaluation run)
    {
        if (instance is not ListNode list)
            return true;
        if (rest is { Never: true } && run.Collecting && list.Items.Count > prefix.Length)
        {
            run.Refuse(this, SchemaRules.TooManyItems, list.Items[prefix.Length].At ?? list.At, [Words.Neutral(list.Items.Count), Words.Neutral(prefix.Length)]);
            CheckItems(list, prefix.Length, run);
            return false;
        }
        return CheckItems(list, rest is null ? Math.Min(prefix.Length, list.Items.Count) : list.Items.Count, run);
    }

    private bool CheckItems(ListNode list, int count, Evaluation run)
    {
        var fits = true;
        for (var i = 0; i < count; i++)
        {
            run.Marks?.Set(i);
            if (run.Item(i < prefix.Length ? prefix[i] : rest!, list.Items[i], i))
                continue;
            if (!run.Collecting)
                return false;
            fits = false;
        }
        return fits;
    }
}

/// <summary><c>contains</c> with <c>minContains</c> and <c>maxContains</c>.</summary>
internal sealed class Contains(Subschema home, Subschema schema, int least, int? most) : Keyword(home, "contains")
{
    public static void Read(SchemaMap schema, List<Keyword> into)
    {
        if (schema.Schema("contains") is { } contained)
            into.Add(new Contains(schema.Home, contained, schema.Count("minContains") ?? 1, schema.Count("maxContains")));
        schema.Compare("minContains", "maxContains");
    }

    public override bool Check(Node instance, Evaluation run)
    {
        if (instance is not ListNode list)
            return true;
        var count = 0;
        for (var i = 0; i < list.Items.Count; i++)
            if (run.PartFits(schema, list.Items[i]))
            {
                count++;
                run.Marks?.Set(i);
            }
        var tooFew = count < least;
        if (!tooFew && !(count > most))
            return true;
        if (run.Collecting)
            run.Refuse(this, tooFew ? SchemaRules.TooFewMatches : SchemaRules.TooManyMatches, instance.At,
                [Words.Neutral(count), Words.Neutral(tooFew ? least : most!.Value)]);
        return false;
    }
}

/// <summary><c>minItems</c> and <c>maxItems</c>.</summary>
internal sealed class ItemCount(Subschema home, string name, int limit, bool isLower) : Assertion(home, name)
{
    public int Limit => limit;

    public bool IsLower => isLower;

    public static void Read(SchemaMap schema, List<Keyword> into)
    {
        if (schema.Count("minItems") is { } least)
            into.Add(new ItemCount(schema.Home, "minItems", least, true));
        if (schema.Count("maxItems") is { } most)
            into.Add(new ItemCount(schema.Home, "maxItems", most, false));
        schema.Compare("minItems", "maxItems");
    }

    protected override bool Fits(Node instance)
        => instance is not ListNode list || (isLower ? list.Items.Count >= limit : list.Items.Count <= limit);

    protected override void Explain(Node instance, Evaluation run)
        => run.Refuse(this, isLower ? SchemaRules.TooFewItems : SchemaRules.TooManyItems, instance.At,
            [Words.Neutral(((ListNode)instance).Items.Count), Words.Neutral(limit)]);
}

/// <summary><c>uniqueItems</c>.</summary>
internal sealed class UniqueItems(Subschema home) : Assertion(home, "uniqueItems")
{
    /// <summary>Up to so many items are compared each with each, which needs no memory.</summary>
    private const int Few = 8;

    public static void Read(SchemaMap schema, List<Keyword> into)
    {
        if (schema.Flag("uniqueItems"))
            into.Add(new UniqueItems(schema.Home));
    }

    protected override bool Fits(Node instance) => instance is not ListNode list || (list.Items.Count <= Few ? FewDiffer(list.Items) : ManyDiffer(list.Items));

    private static bool FewDiffer(IReadOnlyList<Node> items)
    {
        for (var i = 1; i < items.Count; i++)
            for (var j = 0; j < i; j++)
                if (Same.Value.Equals(items[i], items[j]))
                    return false;
        return true;
    }

    private static bool ManyDiffer(IReadOnlyList<Node> items)
    {
        var seen = new HashSet<Node>(items.Count, Same.Value);
        foreach (var item in items)
            if (!seen.Add(item))
                return false;
        return true;
    }

    protected override void Explain(Node instance, Evaluation run)
    {
        var first = new Dictionary<Node, int>(Same.Value);
        var items = ((ListNode)instance).Items;
        for (var i = 0; i < items.Count; i++)
        {
            if (first.TryAdd(items[i], i))
                continue;
            var earlier = first[items[i]];
            run.Refuse(this, SchemaRules.RepeatedItem, items[i].At ?? instance.At, [Words.Neutral(i + 1), Words.Neutral(earlier + 1)], i.ToString(),
                f => items[earlier].At is { } at ? f with { Diagnostic = f.Diagnostic with { Related = [at] } } : f);
        }
    }
}
