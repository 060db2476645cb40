namespace Slipway.Schema;

/// <summary>
/// The automaton of positions of a regular expression (Glushkov's): a state for each place that takes a character, a step from each to those
/// that may follow. Steps are counted: two ways between the same two places are what makes <c>(a*)*</c> explode.
/// </summary>
internal sealed class Positions
{
    /// <summary>Larger expressions are not looked at: the analysis takes up to the cube of it.</summary>
    private const int Limit = 160;

    /// <summary>More repetitions than these count as any number: whoever tries all ways through them will not see their end either.</summary>
    public const int Many = 12;

    private readonly List<CodePoints> sets = [];
    private readonly Dictionary<(int From, int To), int> ways = [];
    private readonly bool bounded;

    /// <param name="First">Where a part can begin, and in how many ways.</param>
    /// <param name="Empty">In how many ways it can match nothing; more than two count as two.</param>
    private sealed record Part(Dictionary<int, int> First, Dictionary<int, int> Last, int Empty);

    /// <param name="keepBounds">Whether <c>{2,5}</c> ends: then it is no loop, however long a text is.</param>
    private Positions(bool keepBounds) => bounded = keepBounds;

    public static Positions? Of(RegexTree tree, bool keepBounds)
    {
        var positions = new Positions(keepBounds);
        if (positions.Read(tree) is not { } whole)
            return null;
        positions.Starts = [.. whole.First.Keys];
        positions.Ends = whole.Last.Keys.ToHashSet();
        positions.Followers = new int[positions.Count][];
        var steps = positions.ways.Keys.ToLookup(step => step.From, step => step.To);
        for (var i = 0; i < positions.Count; i++)
            positions.Followers[i] = [.. steps[i].Order()];
        return positions;
    }

    public int Count => sets.Count;

    public IReadOnlyList<int> Starts { get; private set; } = [];

    /// <summary>Places after which the expression is matched, whatever follows.</summary>
    public IReadOnlySet<int> Ends { get; private set; } = new HashSet<int>();

    public int[][] Followers { get; private set; } = [];

    public CodePoints Set(int position) => sets[position];

    public bool IsTwofold(int from, int to) => ways[(from, to)] > 1;

    private Part? Read(RegexTree tree) => tree switch
    {
        Characters characters => Place(characters.Set),
        Condition => Place(CodePoints.None),
        Sequence sequence => InTurn(sequence.Parts),
        Alternatives alternatives => Either(alternatives.Parts),
        Repeated repeated => Repeat(repeated),
        _ => null,
    };

    private Part? Place(CodePoints set)
    {
        if (sets.Count >= Limit)
            return null;
        sets.Add(set);
        return new Part(new() { [sets.Count - 1] = 1 }, new() { [sets.Count - 1] = 1 }, 0);
    }

    private static Part Nothing => new([], [], 1);

    private Part? InTurn(IReadOnlyList<RegexTree> parts)
    {
        Part? all = Nothing;
        foreach (var part in parts)
            if (all is not null)
                all = Read(part) is { } next ? Then(all, next) : null;
        return all;
    }

    private Part Then(Part left, Part right)
    {
        Join(left.Last, right.First);
        return new Part(Sum(left.First, right.First, left.Empty), Sum(right.Last, left.Last, right.Empty), Math.Min(2, left.Empty * right.Empty));
    }

    private Part? Either(IReadOnlyList<RegexTree> parts)
    {
        var all = new Part([], [], 0);
        foreach (var part in parts)
        {
            if (Read(part) is not { } next)
                return null;
            all = new Part(Sum(all.First, next.First, 1), Sum(all.Last, next.Last, 1), Math.Min(2, all.Empty + next.Empty));
        }
        return all;
    }

    private Part? Repeat(Repeated repeated)
    {
        if (repeated.Most == 0)
            return Nothing;
        var endless = repeated.Most is null || (!bounded && repeated.Most > Many);
        // The copies that must be there, then a loop or those that may be there. Where bounds are kept, few copies stand for many.
        var least = Math.Min(repeated.Least, endless && repeated.Least > 1 ? 2 : Copies);
        var all = Nothing;
        for (var i = 0; i < least - (endless ? 1 : 0); i++)
            if (Read(repeated.Inner) is { } copy)
                all = Then(all, copy);
            else
                return null;
        if (endless)
            return Loop(repeated.Inner, repeated.Least == 0) is { } loop ? Then(all, loop) : null;
        return Optional(repeated.Inner, Math.Min(repeated.Most!.Value - repeated.Least, Copies - least + 1)) is { } rest ? Then(all, rest) : null;
    }

    private int Copies => bounded ? 3 : Many;

    private Part? Loop(RegexTree inner, bool mayBeAbsent)
    {
        if (Read(inner) is not { } once)
            return null;
        Join(once.Last, once.First);
        return once with { Empty = mayBeAbsent || once.Empty > 0 ? 1 : 0 };
    }

    /// <summary>One inside of the other, so that no two of them can stand for the same: <c>(x(x(x)?)?)?</c>.</summary>
    private Part? Optional(RegexTree inner, int count)
    {
        Part? rest = Nothing;
        for (var i = 0; i < count && rest is not null; i++)
            rest = Read(inner) is { } once ? Then(once, rest) with { Empty = 1 } : null;
        return rest;
    }

    private void Join(Dictionary<int, int> from, Dictionary<int, int> to)
    {
        foreach (var (a, left) in from)
            foreach (var (b, right) in to)
                ways[(a, b)] = Math.Min(2, ways.GetValueOrDefault((a, b)) + left * right);
    }

    private static Dictionary<int, int> Sum(Dictionary<int, int> left, Dictionary<int, int> right, int times)
    {
        if (times == 0)
            return left;
        var sum = new Dictionary<int, int>(left);
        foreach (var (position, count) in right)
            sum[position] = Math.Min(2, sum.GetValueOrDefault(position) + count * times);
        return sum;
    }
}
