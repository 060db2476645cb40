using System.Text;
using Slipway.Yaml;

namespace Slipway.Components;

/// <summary>
/// A built-in definition without its long sections (documentation and parameters are nine tenths of it). Sections are told apart by their first
/// column alone, which is enough for our own files; a test holds every one of them against the whole.
/// </summary>
internal static class TraitHead
{
    private static readonly string[] LongSections = ["summary:", "documentation:", "parameters:"];

    public static SourceText Of(SourceText source)
    {
        var head = new StringBuilder();
        var isLong = false;
        foreach (var line in source.Text.AsSpan().EnumerateLines())
        {
            if (line.Length > 0 && line[0] is not (' ' or '#'))
                isLong = IsLong(line);
            if (!isLong)
                head.Append(line).Append('\n');
        }
        return new SourceText(source.Name, head.ToString());
    }

    private static bool IsLong(ReadOnlySpan<char> line)
    {
        foreach (var section in LongSections)
            if (line.StartsWith(section, StringComparison.Ordinal))
                return true;
        return false;
    }
}
