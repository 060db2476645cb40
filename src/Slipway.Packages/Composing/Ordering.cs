namespace Slipway.Packages;

/// <summary>
/// An order out of steps that must be and steps that should be. Those that should be and would close a circle are left out. Those that must be have no circle:
/// each application's own reader refuses one, and a middle product stands in that order as a whole.
/// </summary>
internal sealed class Ordering
{
    private readonly Dictionary<string, List<string>> after;

    /// <param name="names">In written order.</param>
    /// <param name="edges">By name, what comes before it, and whether it must.</param>
    public Ordering(IEnumerable<string> names, IReadOnlyDictionary<string, IReadOnlyList<(string To, bool Must)>> edges)
    {
        var all = names.ToList();
        after = all.ToDictionary(name => name, name => edges[name].Where(edge => edge.Must).Select(edge => edge.To).Distinct(StringComparer.Ordinal).ToList(), StringComparer.Ordinal);
        foreach (var name in all)
            foreach (var (to, _) in edges[name].Where(edge => !edge.Must && !after[name].Contains(edge.To)))
                if (to != name && !Leads(to, name))
                    after[name].Add(to);
    }

    public IReadOnlyList<string> After(string name) => after[name];

    private bool Leads(string from, string to)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var queue = new Queue<string>([from]);
        while (queue.TryDequeue(out var at))
            foreach (var next in after[at])
                if (next == to)
                    return true;
                else if (seen.Add(next))
                    queue.Enqueue(next);
        return false;
    }
}
