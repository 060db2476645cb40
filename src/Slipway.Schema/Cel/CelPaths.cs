namespace Slipway.Schema.Cel;

/// <summary>The keys that an expression names: <c>self.a.b</c>, each once, in written order.</summary>
internal static class CelPaths
{
    public static IReadOnlyList<IReadOnlyList<string>> Of(string text) => [.. Of(text, ["self"]).Select(path => path.Names)];

    /// <param name="variables">Names of the variables whose keys are meant.</param>
    public static IReadOnlyList<(string Variable, IReadOnlyList<string> Names)> Of(string text, IReadOnlyCollection<string> variables)
    {
        var found = new List<(string Variable, IReadOnlyList<string> Names)>();
        if (CelParser.Parse(text).Item1 is { } parsed)
            Walk(parsed, variables, found);
        return [.. found.DistinctBy(path => $"{path.Variable}\0{string.Join('\0', path.Names)}")];
    }

    /// <summary>The key that an expression is, and nothing else: <c>self.a.b</c>.</summary>
    public static (string Variable, IReadOnlyList<string> Names)? Whole(string text, IReadOnlyCollection<string> variables)
        => CelParser.Parse(text).Item1 is { } parsed && Path(parsed, variables) is { Names.Count: > 0, IsTest: false } path ? (path.Variable, path.Names) : null;

    /// <summary>No deeper than the parser lets an expression be.</summary>
    private static void Walk(CelExpr expression, IReadOnlyCollection<string> variables, List<(string Variable, IReadOnlyList<string> Names)> found)
    {
        if (Path(expression, variables) is { Names.Count: > 0 } path)
            found.Add((path.Variable, path.Names));
        else
            foreach (var part in Parts(expression))
                Walk(part, variables, found);
    }

    private static (string Variable, List<string> Names, bool IsTest)? Path(CelExpr expression, IReadOnlyCollection<string> variables)
    {
        var (names, isTest) = (new List<string>(), false);
        while (expression is CelSelect select)
        {
            names.Insert(0, select.Field);
            isTest |= select.IsTest || select.IsOptional;
            expression = select.Operand;
        }
        return expression is CelIdentifier identifier && variables.Contains(identifier.Name) ? (identifier.Name, names, isTest) : null;
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
