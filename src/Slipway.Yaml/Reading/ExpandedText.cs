namespace Slipway.Yaml;

/// <summary>The text that the parser sees, and the way back from its offsets to those of the original.</summary>
internal sealed class ExpandedText(string text, IReadOnlyList<(int Expanded, int Original)> anchors)
{
    public string Text { get; } = text;

    public static ExpandedText Same(string text) => new(text, []);

    /// <summary>The original offset; one inside the blanks that stand for a tab is the end of that tab.</summary>
    public int Original(int offset)
    {
        if (anchors.Count == 0)
            return offset;
        var (low, high) = (0, anchors.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (anchors[middle].Expanded <= offset)
                low = middle + 1;
            else
                high = middle;
        }
        var original = low == 0 ? offset : anchors[low - 1].Original + offset - anchors[low - 1].Expanded;
        return low < anchors.Count ? Math.Min(original, anchors[low].Original) : original;
    }
}
