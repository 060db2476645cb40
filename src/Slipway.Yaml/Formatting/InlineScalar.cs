using System.Text;

namespace Slipway.Yaml;

/// <summary>Plain and quoted scalars. Those of several lines keep their lines, indented anew: where a line of such a text begins means nothing.</summary>
internal static class InlineScalar
{
    public static bool IsOneLine(SyntaxNode node) => node.Text.AsSpan().IndexOfAny('\n', '\r') < 0;

    /// <param name="indent">The column at which the second line and those after it begin.</param>
    public static void Append(StringBuilder to, SyntaxNode node, int indent)
    {
        if (IsOneLine(node))
        {
            to.Append(node.Text);
            return;
        }
        var lines = node.Text.Split('\n');
        for (var i = 0; i < lines.Length; i++)
        {
            var line = i == 0 ? lines[i] : lines[i].TrimStart(' ', '\t');
            if (i < lines.Length - 1)
                line = WithoutTrailingBlanks(line);
            if (i > 0)
                to.Append('\n').Append(' ', line.Length == 0 ? 0 : indent);
            to.Append(line);
        }
    }

    /// <summary>The text as one line, where a line break is no more than a blank; null where it is more.</summary>
    public static string? Folded(SyntaxNode node)
    {
        if (IsOneLine(node))
            return node.Text;
        var lines = node.Text.Split('\n').Select(line => line.Trim(' ', '\t')).ToList();
        return lines.Exists(line => line.Length == 0 || line[^1] == '\\') ? null : string.Join(' ', lines);
    }

    /// <summary>A blank that a backslash escapes is content.</summary>
    private static string WithoutTrailingBlanks(string line)
    {
        var trimmed = line.TrimEnd(' ', '\t');
        var slashes = trimmed.Length - trimmed.TrimEnd('\\').Length;
        return slashes % 2 == 1 && trimmed.Length < line.Length ? line[..(trimmed.Length + 1)] : trimmed;
    }
}
