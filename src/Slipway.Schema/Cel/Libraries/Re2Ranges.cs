using System.Text;

namespace Slipway.Schema.Cel;

/// <summary>Ranges of code points as a .NET expression over UTF-16 units, without looking ahead.</summary>
internal static class Re2Ranges
{
    private const int FirstAstral = 0x10000;
    private const int Last = 0x10FFFF;

    /// <param name="named">Parts of a class that need no translation; none of them holds code points beyond 0xFFFF.</param>
    public static string Write(List<(int First, int Last)> ranges, string named, bool isNegated)
    {
        var units = new StringBuilder(named);
        foreach (var (first, last) in ranges.Where(r => r.First < FirstAstral))
            units.Append(Unit(first)).Append('-').Append(Unit(Math.Min(last, FirstAstral - 1)));
        var astral = ranges.Where(r => r.Last >= FirstAstral).Select(r => (First: Math.Max(r.First, FirstAstral), r.Last)).OrderBy(r => r.First).ToList();
        var pairs = (isNegated ? Complement(astral) : astral).SelectMany(Pairs).ToList();
        var single = isNegated ? $@"[^{units}\uD800-\uDFFF]" : units.Length > 0 ? $"[{units}]" : "";
        if (single.Length > 0)
            pairs.Add(single);
        return pairs.Count == 1 ? pairs[0] : $"(?:{string.Join('|', pairs)})";
    }

    private static string Unit(int c) => $@"\u{c:X4}";

    private static List<(int First, int Last)> Complement(List<(int First, int Last)> ranges)
    {
        var (result, next) = (new List<(int, int)>(), FirstAstral);
        foreach (var (first, last) in ranges)
        {
            if (first > next)
                result.Add((next, first - 1));
            next = Math.Max(next, last + 1);
        }
        if (next <= Last)
            result.Add((next, Last));
        return result;
    }

    private static IEnumerable<string> Pairs((int First, int Last) range)
    {
        var (from, to) = (char.ConvertFromUtf32(range.First), char.ConvertFromUtf32(range.Last));
        if (from[0] == to[0])
        {
            yield return Pair(from[0], from[0], from[1], to[1]);
            yield break;
        }
        yield return Pair(from[0], from[0], from[1], '\uDFFF');
        if (to[0] - from[0] > 1)
            yield return Pair((char)(from[0] + 1), (char)(to[0] - 1), '\uDC00', '\uDFFF');
        yield return Pair(to[0], to[0], '\uDC00', to[1]);
    }

    private static string Pair(char highFirst, char highLast, char lowFirst, char lowLast)
        => $"[{Unit(highFirst)}-{Unit(highLast)}][{Unit(lowFirst)}-{Unit(lowLast)}]";
}
