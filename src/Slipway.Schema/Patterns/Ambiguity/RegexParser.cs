namespace Slipway.Schema;

/// <summary>Reads a regular expression that was found to be a valid one. What looks around is read into trees of its own.</summary>
internal sealed class RegexParser
{
    public const int DepthLimit = 100;

    private readonly string text;
    private readonly List<RegexTree> around = [];
    private int at;
    private bool tooDeep;

    private RegexParser(string text) => this.text = text;

    /// <summary>The expression and those of its look arounds; none when it nests too deep.</summary>
    public static IReadOnlyList<RegexTree> Read(string ecma)
    {
        var parser = new RegexParser(ecma);
        var whole = parser.Alternatives(0);
        return parser.tooDeep || parser.at < ecma.Length ? [] : [whole, .. parser.around];
    }

    private bool Ends => at >= text.Length;

    private bool Takes(string expected)
    {
        if (!text.AsSpan(at).StartsWith(expected))
            return false;
        at += expected.Length;
        return true;
    }

    private RegexTree Alternatives(int depth)
    {
        if (depth > DepthLimit)
        {
            tooDeep = true;
            at = text.Length;
            return RegexTree.Nothing;
        }
        var parts = new List<RegexTree>();
        do
            parts.Add(Sequence(depth));
        while (Takes("|"));
        return parts.Count == 1 ? parts[0] : new Alternatives(parts);
    }

    private RegexTree Sequence(int depth)
    {
        var parts = new List<RegexTree>();
        while (!Ends && text[at] is not ('|' or ')'))
            parts.Add(Quantified(Atom(depth)));
        return parts.Count == 1 ? parts[0] : new Sequence(parts);
    }

    private RegexTree Quantified(RegexTree atom)
    {
        if (Ends || Count() is not { } count)
            return atom;
        Takes("?"); // Whether the longest or the shortest is tried first changes the order of the ways, not their number.
        return new Repeated(atom, count.Least, count.Most);
    }

    private (int Least, int? Most)? Count()
    {
        switch (text[at])
        {
            case '*':
                at++;
                return (0, null);
            case '+':
                at++;
                return (1, null);
            case '?':
                at++;
                return (0, 1);
            case '{' when text.IndexOf('}', at) is > 0 and var end && Bounds(text[(at + 1)..end].Split(',')) is { } bounds:
                at = end + 1;
                return bounds;
            default:
                return null;
        }
    }

    private static (int, int?)? Bounds(string[] parts)
    {
        if (parts.Length > 2 || !IsNumber(parts[0]) || (parts.Length == 2 && parts[1].Length > 0 && !IsNumber(parts[1])))
            return null;
        var least = Number(parts[0]);
        return (least, parts.Length == 1 ? least : parts[1].Length == 0 ? null : Number(parts[1]));
    }

    private static bool IsNumber(string part) => part.Length > 0 && !part.AsSpan().ContainsAnyExceptInRange('0', '9');

    private static int Number(string digits) => int.TryParse(digits, out var number) ? number : int.MaxValue;

    private RegexTree Atom(int depth)
    {
        switch (text[at])
        {
            case '(':
                return Group(depth);
            case '[':
                return Class();
            case '.':
                at++;
                return new Characters(CodePoints.LineEnds.Negated());
            case '^' or '$':
                at++;
                return new Condition();
            case '\\':
                return Escape();
            default:
                var point = char.IsSurrogatePair(text, at) ? char.ConvertToUtf32(text, at) : text[at];
                at += point > 0xFFFF ? 2 : 1;
                return new Characters(CodePoints.Of(point, point));
        }
    }

    private RegexTree Group(int depth)
    {
        var looks = Takes("(?=") || Takes("(?!") || Takes("(?<=") || Takes("(?<!");
        if (!looks && !Takes("(?:"))
            at = text.AsSpan(at).StartsWith("(?<") ? text.IndexOf('>', at) + 1 : at + 1;
        var inner = Alternatives(depth + 1);
        Takes(")");
        if (!looks)
            return inner;
        around.Add(inner);
        return new Condition();
    }

    private RegexTree Escape()
    {
        if (text[at + 1] is 'b' or 'B')
        {
            at += 2;
            return new Condition();
        }
        // What was matched before is matched again: in one way, at that place.
        if (text[at + 1] is >= '1' and <= '9')
        {
            for (at++; !Ends && char.IsAsciiDigit(text[at]);)
                at++;
            return new Condition();
        }
        if (text.AsSpan(at).StartsWith(@"\k<"))
        {
            at = text.IndexOf('>', at) + 1;
            return new Condition();
        }
        return new Characters(ClassReader.Escaped(text, ref at));
    }

    private Characters Class() => new Characters(ClassReader.Read(text, ref at));
}
