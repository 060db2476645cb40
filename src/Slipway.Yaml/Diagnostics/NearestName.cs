namespace Slipway.Yaml;

/// <summary>"Did you mean …?"</summary>
public static class NearestName
{
    /// <summary>Longer names are no typing errors, and comparing them costs the square of their length.</summary>
    private const int LongestName = 100;

    /// <summary>
    /// The known name that differs by the fewest letters inserted, left out, replaced or swapped with their neighbour; case does not count.
    /// Null when none is near: one slip in up to four letters, two in up to eight, else three. Of equally near ones the first.
    /// </summary>
    public static string? Find(string wrong, IEnumerable<string> known)
    {
        if (wrong.Length is 0 or > LongestName)
            return null;
        var allowed = wrong.Length <= 1 ? 0 : wrong.Length <= 4 ? 1 : wrong.Length <= 8 ? 2 : 3;
        string? nearest = null;
        foreach (var name in known)
        {
            if (Math.Abs(name.Length - wrong.Length) > allowed || Distance(wrong, name) is var distance && (distance > allowed || distance >= name.Length))
                continue;
            nearest = name;
            if (distance == 0)
                break;
            allowed = distance - 1;
        }
        return nearest;
    }

    private static int Distance(string left, string right)
    {
        var (before, last, now) = (new int[right.Length + 1], new int[right.Length + 1], new int[right.Length + 1]);
        for (var j = 0; j <= right.Length; j++)
            last[j] = j;
        for (var i = 1; i <= left.Length; i++)
        {
            now[0] = i;
            for (var j = 1; j <= right.Length; j++)
            {
                var cost = Same(left[i - 1], right[j - 1]) ? 0 : 1;
                now[j] = Math.Min(Math.Min(last[j], now[j - 1]) + 1, last[j - 1] + cost);
                if (i > 1 && j > 1 && Same(left[i - 1], right[j - 2]) && Same(left[i - 2], right[j - 1]))
                    now[j] = Math.Min(now[j], before[j - 2] + 1);
            }
            (before, last, now) = (last, now, before);
        }
        return last[right.Length];
    }

    private static bool Same(char left, char right) => char.ToLowerInvariant(left) == char.ToLowerInvariant(right);
}
