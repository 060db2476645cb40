namespace Slipway.Schema;

/// <summary>Two readings of one text at once: pairs of places that the same character leads to.</summary>
internal sealed class Pairs(Positions positions, Loop loops)
{
    private const int StepLimit = 3_000_000;

    private readonly int count = positions.Count;
    private readonly Dictionary<int, int[]> followers = [];
    private int steps;

    /// <summary>It was given up: that nothing was found says nothing.</summary>
    public bool Stopped => steps > StepLimit;

    /// <summary>A place from which two different readings lead back to it.</summary>
    public Ambiguity? Exponential()
    {
        var component = Components.Of(count * count, Followers);
        if (steps > StepLimit)
            return null;
        var diagonal = new Dictionary<int, int>();
        for (var p = 0; p < count; p++)
            if (loops.Turns(p))
                diagonal.TryAdd(component[p * count + p], p);
        for (var pair = 0; pair < count * count; pair++)
            if (pair / count < pair % count && diagonal.TryGetValue(component[pair], out var start))
                return new Ambiguity(loops.WayTo(start), Circle(start * count + start, pair), true);
        return null;
    }

    /// <summary>Only within loops: no other pair can lead back to where two readings began.</summary>
    private int[] Followers(int pair)
    {
        if (followers.TryGetValue(pair, out var known))
            return known;
        var (p, q) = (pair / count, pair % count);
        var found = new List<int>();
        if (p <= q && loops.Share(p, q) && steps <= StepLimit)
            foreach (var a in positions.Followers[p])
                foreach (var b in positions.Followers[q])
                {
                    steps++;
                    if (loops.Share(p, a) && loops.Share(q, b) && positions.Set(a).Meets(positions.Set(b)))
                        found.Add(a <= b ? a * count + b : b * count + a);
                }
        return followers[pair] = [.. found.Distinct()];
    }

    private string Circle(int start, int over) => Ambiguity.Text(Path(start, over).Concat(Path(over, start)).Select(pair => positions.Set(pair / count).In(positions.Set(pair % count))));

    /// <summary>The pairs on the way, without the first.</summary>
    private Stack<int> Path(int start, int end)
    {
        var before = new Dictionary<int, int> { [start] = -1 };
        var open = new Queue<int>([start]);
        while (!before.ContainsKey(end) && open.TryDequeue(out var next))
            foreach (var follower in Followers(next))
                if (before.TryAdd(follower, next))
                    open.Enqueue(follower);
        var path = new Stack<int>();
        for (var at = end; at != start; at = before[at])
            path.Push(at);
        return path;
    }
}
