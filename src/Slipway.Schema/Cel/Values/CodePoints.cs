namespace Slipway.Schema.Cel;

/// <summary>Texts counted in code points, as CEL does. Half a surrogate pair counts as one.</summary>
internal static class CodePoints
{
    public static int Count(ReadOnlySpan<char> text)
    {
        var count = text.Length;
        for (var i = text.IndexOfAnyInRange('\uD800', '\uDBFF'); i >= 0 && i + 1 < text.Length; i++)
            if (char.IsSurrogatePair(text[i], text[i + 1]))
            {
                count--;
                i++;
            }
        return count;
    }

    /// <summary>The UTF-16 offset of a code point; the text's length for the one after the last; -1 beyond that.</summary>
    public static int Offset(ReadOnlySpan<char> text, long index)
    {
        if (index < 0)
            return -1;
        if (!text.ContainsAnyInRange('\uD800', '\uDBFF'))
            return index <= text.Length ? (int)index : -1;
        var at = 0;
        for (; index > 0; index--)
        {
            if (at >= text.Length)
                return -1;
            at += Length(text, at);
        }
        return at;
    }

    /// <summary>How many UTF-16 units the code point at an offset takes.</summary>
    public static int Length(ReadOnlySpan<char> text, int at)
        => at + 1 < text.Length && char.IsSurrogatePair(text[at], text[at + 1]) ? 2 : 1;

    /// <summary>In the order of code points, which is that of UTF-8 but not of UTF-16.</summary>
    public static int Compare(string left, string right)
    {
        var at = left.AsSpan().CommonPrefixLength(right);
        if (at == left.Length || at == right.Length)
            return left.Length.CompareTo(right.Length);
        var (a, b) = (left[at], right[at]);
        return char.IsSurrogate(a) == char.IsSurrogate(b) ? a.CompareTo(b) : char.IsSurrogate(a) ? 1 : -1;
    }
}
