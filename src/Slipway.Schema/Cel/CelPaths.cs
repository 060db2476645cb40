namespace Slipway.Schema.Cel;

/// <summary>The keys that an expression names: <c>self.a.b</c>, each once, in written order.</summary>
internal static class CelPaths
{
    public static IReadOnlyList<IReadOnlyList<string>> Of(string text)
    {
        var found = new List<IReadOnlyList<string>>();
        if (CelParser.Parse(text).Item1 is { } parsed)
            Walk(parsed, found);
        return [.. found.DistinctBy(names => string.Join('\0', names))];
    }

    /// <summary>No deeper than the parser lets an expression be.</summary>
    private static void Walk(CelExpr expression, List<IReadOnlyList<string>> found)
    {
        if (Path(expression) is { Count: > 0 } path)
            found.Add(path);
        else
            foreach (var part in Parts(expression))
                Walk(part, found);
    }

    private static List<string>? Path(CelExpr expression)
    {
        var names = new List<string>();
        while (expression is CelSelect select)
        {
            names.Insert(0, select.Field);
            expression = select.Operand;
        }
        return expression is CelIdentifier { Name: "self" } ? names : null;
    }

    private static IEnumerable<CelExpr> Parts(CelExpr expression) => expression switch
    {
        CelSelect select => [select.Operand],
        CelCall call => call.Target is { } target ? [target, .. call.Arguments] : call.Arguments,
        CelListLiteral list => list.Items.Select(item => item.Value),
        CelMapLiteral map => map.Entries.SelectMany(entry => (CelExpr[])[entry.Key, entry.Value]),
        CelFold fold => [fold.Range, fold.Start, fold.Condition, fold.Step, fold.Result],
        CelBind bind => [bind.Value, bind.Body],
        _ => [],
    };
}
