namespace Slipway.Schema;

/// <summary>Three readings of one text at once: one that stays in a loop, one that crosses to a second loop, one that stays in that.</summary>
internal sealed class Triples(Positions positions, Loop loops)
{
    private const int StepLimit = 2_000_000;

    private int steps;

    /// <summary>It was given up: that nothing was found says nothing.</summary>
    public bool Stopped => steps > StepLimit;

    /// <summary>Two places with a text that leads from the first to itself, from the first to the second, and from the second to itself.</summary>
    public Ambiguity? Polynomial()
    {
        for (var p = 0; p < positions.Count; p++)
            for (var q = 0; q < positions.Count; q++)
                if (p != q && loops.Turns(p) && loops.Turns(q) && loops.Reaches(p, q) && Crossing(p, q) is { } pump)
                    return new Ambiguity(loops.WayTo(p), pump, false);
        return null;
    }

    private string? Crossing(int p, int q)
    {
        var (start, end) = ((p, p, q), (p, q, q));
        var before = new Dictionary<(int, int, int), (int, int, int)>();
        var open = new Queue<(int, int, int)>([start]);
        while (open.TryDequeue(out var next))
            foreach (var follower in Followers(next, p, q))
            {
                if (follower != start && before.TryAdd(follower, next))
                    open.Enqueue(follower);
                if (follower == end)
                    return Text(before, start, end);
            }
        return null;
    }

    private IEnumerable<(int, int, int)> Followers((int First, int Crossing, int Last) at, int p, int q)
    {
        foreach (var a in positions.Followers[at.First].Where(a => loops.Share(a, p)))
            foreach (var c in positions.Followers[at.Last].Where(c => loops.Share(c, q)))
            {
                var common = positions.Set(a).In(positions.Set(c));
                if (common.IsEmpty)
                    continue;
                foreach (var b in positions.Followers[at.Crossing])
                {
                    if (++steps > StepLimit)
                        yield break;
                    if (common.Meets(positions.Set(b)))
                        yield return (a, b, c);
                }
            }
    }

    private string Text(Dictionary<(int, int, int), (int, int, int)> before, (int, int, int) start, (int, int, int) end)
    {
        var sets = new Stack<CodePoints>();
        for (var at = end; at != start; at = before[at])
            sets.Push(positions.Set(at.Item1).In(positions.Set(at.Item2)).In(positions.Set(at.Item3)));
        return Ambiguity.Text(sets);
    }
}
