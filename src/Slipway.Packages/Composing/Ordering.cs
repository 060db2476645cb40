namespace Slipway.Packages;

/// <summary>
/// An order out of steps that must be and steps that should be. Those that should be and would close a circle are left out; a circle of those that must be
/// is an error.
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
        Circle = all.Select(name => Way(name, name)).FirstOrDefault(way => way is not null);
        if (Circle is not null)
            return;
        foreach (var name in all)
            foreach (var (to, _) in edges[name].Where(edge => !edge.Must && !after[name].Contains(edge.To)))
                if (to != name && Way(to, name) is null)
                    after[name].Add(to);
    }

    /// <summary>Names on the way round, the first again at the end; null when there is no circle.</summary>
    public IReadOnlyList<string>? Circle { get; }

    public IReadOnlyList<string> After(string name) => after[name];

    /// <summary>A shortest way of at least one step along <see cref="after"/>.</summary>
    private List<string>? Way(string from, string to)
    {
        var before = new Dictionary<string, string>(StringComparer.Ordinal);
        var queue = new Queue<string>([from]);
        while (queue.TryDequeue(out var at))
            foreach (var next in after[at])
                if (before.TryAdd(next, at))
                {
                    if (next == to)
                        return Back(before, from, to);
                    queue.Enqueue(next);
                }
        return null;
    }

    private static List<string> Back(Dictionary<string, string> before, string from, string to)
    {
        var way = new List<string> { to };
        do
            way.Insert(0, before[way[0]]);
        while (way[0] != from);
        return way;
    }
}
