namespace Slipway.Schema;

/// <summary>A regular expression, as far as it matters in how many ways a text can be matched.</summary>
internal abstract record RegexTree
{
    public static RegexTree Nothing { get; } = new Sequence([]);

    /// <summary>It and all that it holds.</summary>
    public IEnumerable<RegexTree> Inside()
    {
        var open = new Stack<RegexTree>([this]);
        while (open.TryPop(out var next))
        {
            yield return next;
            foreach (var inner in next switch { Sequence s => s.Parts, Alternatives a => a.Parts, Repeated r => [r.Inner], _ => (IReadOnlyList<RegexTree>)[] })
                open.Push(inner);
        }
    }
}

internal sealed record Characters(CodePoints Set) : RegexTree;

/// <summary>A condition that takes no character, such as <c>$</c>, <c>\b</c> or a look around.</summary>
internal sealed record Condition : RegexTree;

internal sealed record Sequence(IReadOnlyList<RegexTree> Parts) : RegexTree;

internal sealed record Alternatives(IReadOnlyList<RegexTree> Parts) : RegexTree;

/// <param name="Most">Null without limit.</param>
internal sealed record Repeated(RegexTree Inner, int Least, int? Most) : RegexTree;
