namespace Slipway.Schema;

/// <summary>
/// References that come back to where they started while the value stays the same: such a schema never ends. Dynamic references are decided
/// only while checking, where depth ends them.
/// </summary>
internal static class Loops
{
    /// <summary>Takes the references that close a circle out of their schemas, and returns them.</summary>
    public static IReadOnlyList<Reference> Cut(IReadOnlyCollection<Subschema> schemas)
    {
        var cut = new List<Reference>();
        var state = new Dictionary<Subschema, bool>();
        foreach (var start in schemas)
            Visit(start, state, cut);
        foreach (var group in cut.GroupBy(r => r.Home))
            group.Key.Fill(group.Key.Keywords.Except(group).ToList());
        return cut;
    }

    /// <summary>Depth first with a stack of its own. A schema's state is absent when unseen, false while open, true when done.</summary>
    private static void Visit(Subschema start, Dictionary<Subschema, bool> state, List<Reference> cut)
    {
        var path = new Stack<(Subschema Schema, IEnumerator<(Keyword Keyword, Subschema Inner)> Edges)>();
        Open(start, state, path);
        while (path.TryPeek(out var top))
        {
            if (!top.Edges.MoveNext())
            {
                state[top.Schema] = true;
                path.Pop();
            }
            else if (!state.TryGetValue(top.Edges.Current.Inner, out var done))
                Open(top.Edges.Current.Inner, state, path);
            else if (!done)
                CutCircle(top.Edges.Current.Keyword, top.Edges.Current.Inner, path, cut);
        }
    }

    private static void Open(
        Subschema schema, Dictionary<Subschema, bool> state, Stack<(Subschema, IEnumerator<(Keyword, Subschema)>)> path)
    {
        if (state.TryAdd(schema, false))
            path.Push((schema, schema.Keywords.SelectMany(k => k.InPlace.Select(inner => (k, inner))).GetEnumerator()));
    }

    /// <summary>Every circle has a reference in it; it need not be its last edge.</summary>
    private static void CutCircle(
        Keyword last, Subschema end, Stack<(Subschema Schema, IEnumerator<(Keyword Keyword, Subschema Inner)> Edges)> path, List<Reference> cut)
    {
        var closing = last as Reference;
        foreach (var (schema, rest) in path)
        {
            closing ??= rest.Current.Keyword as Reference;
            if (closing is not null || schema == end)
                break;
        }
        if (closing is not null && !cut.Contains(closing))
            cut.Add(closing);
    }
}
