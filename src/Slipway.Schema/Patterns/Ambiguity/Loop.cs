namespace Slipway.Schema;

/// <summary>The loops of an automaton: which places can be come back to, and from where they are reached.</summary>
internal sealed class Loop
{
    private readonly Positions positions;
    private readonly int[] component;
    private readonly HashSet<int> harmless = [];

    public Loop(Positions positions)
    {
        this.positions = positions;
        component = Components.Of(positions.Count, p => positions.Set(p).IsEmpty ? [] : positions.Followers[p].Where(q => !positions.Set(q).IsEmpty));
        // Where a loop can be left with the expression matched, nothing is ever tried twice.
        foreach (var end in positions.Ends)
            harmless.Add(component[end]);
    }

    /// <summary>Both lie in one loop, and the loop can fail.</summary>
    public bool Share(int left, int right) => component[left] == component[right] && !harmless.Contains(component[left]) && !positions.Set(left).IsEmpty && !positions.Set(right).IsEmpty;

    public bool Turns(int position) => positions.Followers[position].Any(next => Share(position, next));

    /// <summary>A text that leads from the start up to and with a place.</summary>
    public string WayTo(int position) => Ambiguity.Text(Path(positions.Starts, position).Select(positions.Set));

    /// <summary>A text that leads from one place over the step to another and back.</summary>
    public string WayBack(int from, int to) => Ambiguity.Text(Path([to], from).Select(positions.Set));

    private IReadOnlyList<int> Path(IEnumerable<int> starts, int end)
    {
        var before = new Dictionary<int, int>();
        var open = new Queue<int>();
        foreach (var start in starts)
            if (before.TryAdd(start, -1))
                open.Enqueue(start);
        while (!before.ContainsKey(end) && open.TryDequeue(out var next))
            foreach (var follower in positions.Followers[next])
                if (before.TryAdd(follower, next))
                    open.Enqueue(follower);
        var path = new Stack<int>();
        for (var at = before.ContainsKey(end) ? end : -1; at >= 0; at = before[at])
            if (!positions.Set(at).IsEmpty)
                path.Push(at);
        return [.. path];
    }

    /// <summary>Whether a second place can be reached from a first.</summary>
    public bool Reaches(int from, int to) => Path(positions.Followers[from], to).Count > 0;
}
