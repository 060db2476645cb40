using System.Globalization;

namespace Slipway.Schema;

/// <summary>A set of Unicode code points, as ranges in order that neither touch nor overlap.</summary>
internal sealed class CodePoints
{
    private const int Last = 0x10FFFF;

    private readonly (int From, int To)[] ranges;

    private CodePoints(IEnumerable<(int From, int To)> any)
    {
        var merged = new List<(int From, int To)>();
        foreach (var range in any.Where(r => r.From <= r.To).OrderBy(r => r.From))
            if (merged.Count > 0 && range.From <= merged[^1].To + 1)
                merged[^1] = (merged[^1].From, Math.Max(merged[^1].To, range.To));
            else
                merged.Add(range);
        ranges = [.. merged];
    }

    public static CodePoints None { get; } = new([]);

    public static CodePoints All { get; } = new([(0, Last)]);

    public static CodePoints Digits { get; } = new([('0', '9')]);

    public static CodePoints Word { get; } = new([('0', '9'), ('A', 'Z'), ('_', '_'), ('a', 'z')]);

    public static CodePoints Space { get; } = new(
        [('\t', '\r'), (' ', ' '), (0xA0, 0xA0), (0x1680, 0x1680), (0x2000, 0x200A), (0x2028, 0x2029), (0x202F, 0x202F), (0x205F, 0x205F), (0x3000, 0x3000), (0xFEFF, 0xFEFF)]);

    public static CodePoints LineEnds { get; } = new([('\n', '\n'), ('\r', '\r'), (0x2028, 0x2029)]);

    public IReadOnlyList<(int From, int To)> Ranges => ranges;

    public bool IsEmpty => ranges.Length == 0;

    public static CodePoints Of(int from, int to) => new([(from, to)]);

    public CodePoints With(CodePoints other) => new([.. ranges, .. other.ranges]);

    public CodePoints Negated()
    {
        var (gaps, next) = (new List<(int, int)>(), 0);
        foreach (var (from, to) in ranges)
        {
            gaps.Add((next, from - 1));
            next = to + 1;
        }
        gaps.Add((next, Last));
        return new CodePoints(gaps);
    }

    public CodePoints In(CodePoints other)
    {
        var (common, i, j) = (new List<(int, int)>(), 0, 0);
        while (i < ranges.Length && j < other.ranges.Length)
        {
            common.Add((Math.Max(ranges[i].From, other.ranges[j].From), Math.Min(ranges[i].To, other.ranges[j].To)));
            if (ranges[i].To < other.ranges[j].To)
                i++;
            else
                j++;
        }
        return new CodePoints(common);
    }

    public bool Meets(CodePoints other)
    {
        for (int i = 0, j = 0; i < ranges.Length && j < other.ranges.Length;)
        {
            if (Math.Max(ranges[i].From, other.ranges[j].From) <= Math.Min(ranges[i].To, other.ranges[j].To))
                return true;
            if (ranges[i].To < other.ranges[j].To)
                i++;
            else
                j++;
        }
        return false;
    }

    public bool Has(int point) => ranges.Any(r => r.From <= point && point <= r.To);

    /// <summary>One of them that people can read, where there is one.</summary>
    public int Example()
    {
        foreach (var c in "abcdefghijklmnopqrstuvwxyz0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ .-_/:,;=+*#@%&!?()[]{}<>|~^$'\"`\\")
            if (Has(c))
                return c;
        return ranges[0].From;
    }

    /// <summary>The code points of a class of .NET's, such as <c>\p{L}</c>, in the Basic Multilingual Plane.</summary>
    public static CodePoints Where(Func<UnicodeCategory, bool> belongs)
    {
        var (runs, start) = (new List<(int, int)>(), -1);
        for (var c = 0; c <= 0x10000; c++)
        {
            var inside = c < 0x10000 && belongs(CharUnicodeInfo.GetUnicodeCategory((char)c));
            if (inside && start < 0)
                start = c;
            else if (!inside && start >= 0)
            {
                runs.Add((start, c - 1));
                start = -1;
            }
        }
        return new CodePoints(runs);
    }
}
