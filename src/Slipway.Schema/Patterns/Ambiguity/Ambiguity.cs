using System.Text;
using Slipway.Yaml;

namespace Slipway.Schema;

/// <summary>How an engine that tries all ways can blow up on a regular expression: a text that does it, and how fast.</summary>
/// <param name="Start">What the text begins with.</param>
/// <param name="Pump">What is then repeated.</param>
/// <param name="IsExponential">Each repetition doubles the ways, or more; else the ways grow by a power of the text's length.</param>
internal sealed record Ambiguity(string Start, string Pump, bool IsExponential)
{
    /// <summary>
    /// The worst of an expression; null when each text can be matched in few ways, or when the expression could not be judged: then it is said why.
    /// The criteria are those of Weber and Seidl (1991): a loop that reads a text in two ways, or two loops, one after the other, that
    /// read the same text and can be crossed by it.
    /// </summary>
    public static (Ambiguity? Found, LocalText? Unjudged) Judge(string ecma)
    {
        var trees = RegexParser.Read(ecma);
        if (trees.Count == 0)
            return (null, TooDeep);
        var gaveUp = false;
        foreach (var keepBounds in (bool[])[false, true])
            foreach (var tree in trees.Where(tree => !IsHarmless(tree)))
            {
                var positions = Positions.Of(tree, keepBounds);
                var (found, stopped) = positions is null ? (null, true) : keepBounds ? Polynomial(positions) : Exponential(positions);
                if (found is not null)
                    return (found, null);
                gaveUp |= stopped;
            }
        return (null, gaveUp ? TooLarge : null);
    }

    private static readonly LocalText TooDeep = new($"its groups nest more than {RegexParser.DepthLimit} deep", $"其分组嵌套超过 {RegexParser.DepthLimit} 层");
    private static readonly LocalText TooLarge = new("it is too large", "它过于庞大");

    /// <summary>However large, with no repetition of more than one character, and one without end at most, there is nothing to choose between.</summary>
    private static bool IsHarmless(RegexTree tree)
    {
        var repeated = tree.Inside().OfType<Repeated>().Where(r => r.Most is null or > Positions.Many).ToList();
        return repeated.TrueForAll(r => r.Inner is Characters) && repeated.Count(r => r.Most is null) <= 1;
    }

    private static (Ambiguity? Found, bool Stopped) Exponential(Positions positions)
    {
        var loops = new Loop(positions);
        for (var from = 0; from < positions.Count; from++)
            foreach (var to in positions.Followers[from])
                if (loops.Share(from, to) && positions.IsTwofold(from, to))
                    return (new Ambiguity(loops.WayTo(from), loops.WayBack(from, to), true), false);
        var pairs = new Pairs(positions, loops);
        return (pairs.Exponential(), pairs.Stopped);
    }

    private static (Ambiguity? Found, bool Stopped) Polynomial(Positions positions)
    {
        var triples = new Triples(positions, new Loop(positions));
        return (triples.Polynomial(), triples.Stopped);
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
