using Slipway.Yaml;

namespace Slipway.Packages;

/// <summary>
/// All that a site has answered: each a difference to what the application says itself, so that what nobody spoke of follows the application from version to version. In the order in
/// which they were first given; no two say something of the same, but for an empty map, which only names what others are in.
/// </summary>
public sealed record Answers
{
    private Answers(IReadOnlyList<Answer> all) => All = all;

    public static Answers None { get; } = new([]);

    public IReadOnlyList<Answer> All { get; }

    public bool IsEmpty => All.Count == 0;

    /// <summary>This, with later answers on top: what each says of the same, or of what the other lies in, holds no more. Who says again what holds already, changes nothing.</summary>
    public Answers With(IEnumerable<Answer> later) => later.Aggregate(this, (answers, one) => answers.With(one));

    public Answers Without(Func<Answer, bool> gone) => new([.. All.Where(one => !gone(one))]);

    /// <summary>Those that an answer given now would leave nothing of.</summary>
    public IReadOnlyList<Answer> OustedBy(Answer later) => [.. All.Where(later.Ousts)];

    /// <summary>What was set to something else since, and what was taken back.</summary>
    public (IReadOnlyList<Answer> Set, IReadOnlyList<Answer> Gone) Since(Answers before)
        => ([.. All.Where(one => !before.All.Any(one.Says))], [.. before.All.Where(one => !All.Any(one.IsAt))]);

    /// <summary>Whether both say the same, whoever said it.</summary>
    public bool Says(Answers other) => All.Count == other.All.Count && Since(other) is { Set.Count: 0, Gone.Count: 0 };

    private Answers With(Answer later)
    {
        // A reason given now is the reason from now on; else who said it first is who said it.
        if (All.FirstOrDefault(later.Says) is { } same && later.Origin.Why.Length == 0 && same.File == later.File)
            return this;
        var (kept, put) = (new List<Answer>(), false);
        foreach (var one in All)
            if (!later.Ousts(one))
                kept.Add(one);
            else if (!put)
            {
                kept.Add(later);
                put = true;
            }
        return new(put ? kept : [.. kept, later]);
    }

    /// <summary>Answers as the maps that they were, on top of each other.</summary>
    internal static MapNode Tree(IEnumerable<(IReadOnlyList<string> Path, Node Value)> leaves)
        => leaves.Aggregate(Node.Map(), (tree, leaf) => Put(tree, leaf.Path, 0, leaf.Value));

    private static MapNode Put(MapNode tree, IReadOnlyList<string> path, int at, Node value)
    {
        var below = tree[path[at]];
        if (at == path.Count - 1)
            return value is MapNode { Count: 0 } && below is MapNode ? tree : tree.With(path[at], value);
        return tree.With(path[at], Put(below as MapNode ?? Node.Map(), path, at + 1, value));
    }

    /// <summary>The site's image registry; null where none was named.</summary>
    public string? Registry => (All.FirstOrDefault(one => one.Kind == AnswerKind.Registry)?.Value as ScalarNode)?.Text;

    /// <summary>The settings among them, as a configuration.</summary>
    public MapNode Config => Tree(All.Where(one => one.Kind == AnswerKind.Config).Select(one => (one.Path, one.Value)));
}
