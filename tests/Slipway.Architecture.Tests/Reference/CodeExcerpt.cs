namespace Slipway.Architecture.Tests.Reference;

/// <summary>Of two versions of a file, the lines that differ and a few around them.</summary>
internal static class CodeExcerpt
{
    private const int Before = 3;
    private const int After = 2;

    /// <summary>More than this of one side is cut in its middle.</summary>
    private const int Most = 24;

    /// <summary>A longer line is a case of its length.</summary>
    private const int Widest = 120;

    public static (string? Wrong, string? Right) Of(string? wrong, string? right)
    {
        if (wrong is null || right is null)
            return (wrong is null ? null : Cut(Lines(wrong)), right is null ? null : Cut(Lines(right)));
        var (left, other) = (Lines(wrong), Lines(right));
        var same = left.Zip(other).TakeWhile(pair => pair.First == pair.Second).Count();
        var most = Math.Min(left.Count, other.Count) - same;
        var tail = left.AsEnumerable().Reverse().Zip(other.AsEnumerable().Reverse()).TakeWhile(pair => pair.First == pair.Second).Take(most).Count();
        return (Around(left, same, tail), Around(other, same, tail));
    }

    private static string Around(List<string> lines, int same, int tail)
    {
        // A short file is easier to read whole.
        var (from, to) = lines.Count <= 12 ? (0, lines.Count) : (Math.Max(0, same - Before), Math.Min(lines.Count, lines.Count - tail + After));
        return Cut([.. from > 0 ? ["…"] : Array.Empty<string>(), .. lines[from..to], .. to < lines.Count ? ["…"] : Array.Empty<string>()]);
    }

    private static string Cut(List<string> lines)
    {
        var shown = lines.Count <= Most ? lines : [.. lines.Take(Most / 2), "…", .. lines.TakeLast(Most / 2)];
        return string.Join('\n', shown.Select(line => line.Length <= Widest ? line : line[..Widest] + "…"));
    }

    private static List<string> Lines(string text) => [.. text.Replace("\r\n", "\n", StringComparison.Ordinal).TrimEnd('\n').Split('\n')];
}
