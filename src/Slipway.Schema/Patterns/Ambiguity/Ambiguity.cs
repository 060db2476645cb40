using System.Text;

namespace Slipway.Schema;

/// <summary>How an engine that tries all ways can blow up on a regular expression: a text that does it, and how fast.</summary>
/// <param name="Start">What the text begins with.</param>
/// <param name="Pump">What is then repeated.</param>
/// <param name="IsExponential">Each repetition doubles the ways, or more; else the ways grow by a power of the text's length.</param>
internal sealed record Ambiguity(string Start, string Pump, bool IsExponential)
{
    /// <summary>
    /// The worst of an expression; null when each text can be matched in few ways, or when the expression is too large to be looked at.
    /// The criteria are those of Weber and Seidl (1991): a loop that reads a text in two ways, or two loops, one after the other, that
    /// read the same text and can be crossed by it.
    /// </summary>
    public static Ambiguity? Find(string ecma)
    {
        var trees = RegexParser.Read(ecma);
        foreach (var tree in trees)
            if (Positions.Of(tree, keepBounds: false) is { } positions && Exponential(positions) is { } found)
                return found;
        foreach (var tree in trees)
            if (Positions.Of(tree, keepBounds: true) is { } positions && Polynomial(positions) is { } found)
                return found;
        return null;
    }

    private static Ambiguity? Exponential(Positions positions)
    {
        var loops = new Loop(positions);
        for (var from = 0; from < positions.Count; from++)
            foreach (var to in positions.Followers[from])
                if (loops.Share(from, to) && positions.IsTwofold(from, to))
                    return new Ambiguity(loops.WayTo(from), loops.WayBack(from, to), true);
        return new Pairs(positions, loops).Exponential();
    }

    private static Ambiguity? Polynomial(Positions positions)
    {
        var loops = new Loop(positions);
        return new Triples(positions, loops).Polynomial();
    }

    internal static string Text(IEnumerable<CodePoints> sets)
    {
        var text = new StringBuilder();
        foreach (var set in sets)
            text.Append(char.ConvertFromUtf32(Readable(set.Example())));
        return text.ToString();
    }

    private static int Readable(int point) => point is >= 0xD800 and <= 0xDFFF ? '?' : point;
}
