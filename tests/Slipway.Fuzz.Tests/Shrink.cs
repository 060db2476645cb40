namespace Slipway.Fuzz.Tests;

/// <summary>A failing input made smaller, as long as it fails in the same way.</summary>
internal static class Shrink
{
    private const int MostTries = 3000;

    public static byte[] Smallest(byte[] input, string broken)
    {
        var (tries, kind) = (0, Kind(broken));
        bool Fails(byte[] candidate) => ++tries < MostTries && Properties.Broken(candidate, isThorough: true) is { } other && Kind(other) == kind;
        for (var size = Math.Max(1, input.Length / 2); size > 0 && tries < MostTries; size = size == 1 ? 0 : (size + 1) / 2)
            for (var at = 0; at < input.Length && tries < MostTries;)
            {
                byte[] without = [.. input.AsSpan(0, at), .. input.AsSpan(Math.Min(at + size, input.Length))];
                if (Fails(without))
                    input = without;
                else
                    at += size;
            }
        return input;
    }

    /// <summary>The same fault, whatever the numbers in its words: for an exception its type and the place that threw it.</summary>
    private static string Kind(string broken)
    {
        var lines = broken.Split('\n');
        var where = Array.Find(lines, line => line.TrimStart().StartsWith("at Slipway.", StringComparison.Ordinal));
        return where is not null ? lines[0].Split(':')[0] + where.Split(" in ")[0] : string.Concat(lines[0].Where(c => !char.IsAsciiDigit(c)));
    }
}
