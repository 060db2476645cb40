using System.Text;

namespace Slipway.Cli;

/// <summary>Two texts as a unified diff, which <c>patch -p0</c> and <c>git apply -p0</c> take.</summary>
internal static class LineDiff
{
    private const int Context = 3;

    /// <summary>Beyond this many differing lines the shortest way is not worth its time: one block out, one block in.</summary>
    private const int MostSteps = 2000;

    private readonly record struct Change(char Sign, string Line);

    /// <summary>Empty for equal texts. Lines end with a line feed.</summary>
    public static string Unified(string name, string before, string after)
    {
        if (before == after)
            return "";
        var changes = Changes(Lines(before), Lines(after));
        var text = new StringBuilder($"--- {name}\n+++ {name}\n");
        for (var (at, left, right) = (0, 1, 1); at < changes.Count;)
            if (changes[at].Sign == ' ')
                (at, left, right) = (at + 1, left + 1, right + 1);
            else
                (at, left, right) = Hunk(text, changes, at, left, right);
        return text.ToString();
    }

    /// <summary>The hunk around a change, up to where more lines than two contexts are alike.</summary>
    private static (int At, int Left, int Right) Hunk(StringBuilder text, List<Change> changes, int first, int left, int right)
    {
        var start = Math.Max(0, first - Context);
        var (end, alike) = (first, 0);
        for (var i = first; i < changes.Count && alike <= 2 * Context; i++)
            if (changes[i].Sign == ' ')
                alike++;
            else
                (end, alike) = (i + 1, 0);
        end = Math.Min(changes.Count, end + Context);
        var hunk = changes[start..end];
        var (fromLeft, fromRight) = (left - (first - start), right - (first - start));
        var (inLeft, inRight) = (hunk.Count(c => c.Sign != '+'), hunk.Count(c => c.Sign != '-'));
        text.Append($"@@ -{Range(fromLeft, inLeft)} +{Range(fromRight, inRight)} @@\n");
        foreach (var (sign, line) in hunk)
            text.Append(sign).Append(line).Append(line.EndsWith('\n') ? "" : "\n\\ No newline at end of file\n");
        return (end, fromLeft + inLeft, fromRight + inRight);
    }

    private static string Range(int from, int count) => count == 1 ? $"{from}" : $"{(count == 0 ? from - 1 : from)},{count}";

    private static List<Change> Changes(string[] left, string[] right)
    {
        var (start, end) = (0, 0);
        while (start < left.Length && start < right.Length && left[start] == right[start])
            start++;
        while (end < left.Length - start && end < right.Length - start && left[^(end + 1)] == right[^(end + 1)])
            end++;
        return
        [
            .. left[..start].Select(line => new Change(' ', line)),
            .. Shortest(left[start..^end], right[start..^end]),
            .. left[^end..].Select(line => new Change(' ', line)),
        ];
    }

    /// <summary>E. W. Myers' greedy way through the grid of both texts, walked back from its end.</summary>
    private static List<Change> Shortest(string[] left, string[] right)
    {
        var rows = new List<int[]>();
        var furthest = new int[2 * MostSteps + 3];
        for (var steps = 0; steps <= MostSteps; steps++)
        {
            rows.Add(furthest[(MostSteps - steps)..(MostSteps + steps + 3)]);
            for (var diagonal = -steps; diagonal <= steps; diagonal += 2)
            {
                var at = MostSteps + 1 + diagonal;
                var x = diagonal == -steps || (diagonal != steps && furthest[at - 1] < furthest[at + 1]) ? furthest[at + 1] : furthest[at - 1] + 1;
                while (x < left.Length && x - diagonal < right.Length && left[x] == right[x - diagonal])
                    x++;
                furthest[at] = x;
                if (x >= left.Length && x - diagonal >= right.Length)
                    return Back(left, right, rows);
            }
        }
        return [.. left.Select(line => new Change('-', line)), .. right.Select(line => new Change('+', line))];
    }

    private static List<Change> Back(string[] left, string[] right, List<int[]> rows)
    {
        var changes = new List<Change>();
        var (x, y) = (left.Length, right.Length);
        for (var steps = rows.Count - 1; steps >= 0; steps--)
        {
            // A row holds the furthest places before this step, from diagonal -steps - 1 on.
            int Furthest(int diagonal) => rows[steps][diagonal + steps + 1];
            var diagonal = x - y;
            var isDown = diagonal == -steps || (diagonal != steps && Furthest(diagonal - 1) < Furthest(diagonal + 1));
            var before = diagonal + (isDown ? 1 : -1);
            var (fromX, fromY) = steps == 0 ? (0, 0) : (Furthest(before), Furthest(before) - before);
            for (; x > fromX && y > fromY; x--, y--)
                changes.Add(new Change(' ', left[x - 1]));
            if (steps > 0)
                changes.Add(isDown ? new Change('+', right[y - 1]) : new Change('-', left[x - 1]));
            (x, y) = (fromX, fromY);
        }
        changes.Reverse();
        return changes;
    }

    private static string[] Lines(string text)
    {
        var lines = new List<string>();
        for (var at = 0; at < text.Length;)
        {
            var end = text.IndexOf('\n', at);
            lines.Add(text[at..(end < 0 ? text.Length : end + 1)]);
            at += lines[^1].Length;
        }
        return [.. lines];
    }
}
