using System.Text;

namespace Slipway.Yaml;

/// <summary>The texts that begin with <c>|</c> or <c>&gt;</c>: their lines move, what is in them stays.</summary>
internal static class BlockScalar
{
    /// <summary>The comment after the header that begins at a place; empty when there is none.</summary>
    public static string HeaderComment(string text, int start)
    {
        var end = text.AsSpan(start).IndexOfAny('\n', '\r');
        var header = end < 0 ? text[start..] : text[start..(start + end)];
        var at = header.IndexOf('#', StringComparison.Ordinal);
        return at < 0 ? "" : header[at..].TrimEnd();
    }

    /// <summary>Appends the scalar from its header on, each line ended.</summary>
    /// <param name="indent">The column of the map or list that holds it.</param>
    public static void Append(StringBuilder to, SyntaxNode node, int indent)
    {
        var (value, source) = (node.Token!.Value, node.Text);
        var header = source.Split('\n')[0];
        var content = Content(source, value);
        var chomp = value.Length > 0 && value[^1] != '\n' ? "-" : Indicators(header).Contains('+') ? "+" : Indicators(header).Contains('-') ? "-" : "";
        // What follows the last line break is the indentation of the next line; where no break follows the text, it is text.
        if (chomp == "+" && content.Count > 0)
            content.RemoveAt(content.Count - 1);
        while (chomp != "+" && content.Count > 0 && content[^1].Length == 0)
            content.RemoveAt(content.Count - 1);
        var indicator = content.Find(line => line.Length > 0) is [' ', ..] ? "2" : "";
        to.Append(header[0]).Append(indicator).Append(chomp);
        if (HeaderComment(header, 0) is { Length: > 0 } comment)
            to.Append(' ').Append(comment);
        to.Append('\n');
        foreach (var line in content)
            to.Append(' ', line.Length == 0 ? 0 : indent + 2).Append(line).Append('\n');
    }

    /// <summary>Whether empty lines after the text are part of it.</summary>
    public static bool KeepsEmptyLines(SyntaxNode node) => node.IsBlockScalar && Indicators(node.Text).Contains('+');

    private static ReadOnlySpan<char> Indicators(string header)
    {
        var end = 1;
        while (end < header.Length && header[end] is '+' or '-' or (>= '0' and <= '9'))
            end++;
        return header.AsSpan(1, end - 1);
    }

    /// <summary>The lines after the header, without their indentation.</summary>
    private static List<string> Content(string source, string value)
    {
        var lines = source.Split('\n').Skip(1).ToList();
        var indent = Indentation(lines, value);
        return [.. lines.Select(line => line.Length > indent ? line[indent..] : "")];
    }

    /// <summary>How far the content is indented; its value says which of a line's blanks belong to the text.</summary>
    private static int Indentation(List<string> lines, string value)
    {
        var first = lines.Find(line => line.AsSpan().ContainsAnyExcept(' '));
        if (first is null)
            return value.AsSpan().ContainsAnyExcept('\n') ? lines.Max(line => line.Length) - value.Split('\n').Max(line => line.Length) : int.MaxValue;
        var at = value.AsSpan().IndexOfAnyExcept(' ', '\n');
        var blanks = at <= 0 ? 0 : at - (value.LastIndexOf('\n', at - 1) + 1);
        return Math.Max(0, first.Length - first.TrimStart(' ').Length - blanks);
    }
}
