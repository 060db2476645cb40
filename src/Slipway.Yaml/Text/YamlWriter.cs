using System.Text;

namespace Slipway.Yaml;

/// <summary>Nodes to YAML, always the same bytes for the same nodes; block style, readable by YAML 1.1 and 1.2 alike.</summary>
public static class YamlWriter
{
    /// <summary>Readers take a longer text before a colon for no key, unless it is marked by <c>? </c>.</summary>
    private const int LongestSimpleKey = 500;

    /// <summary>Ends with a line feed. List items stand below their key without further indentation, as kubectl writes them.</summary>
    public static string Write(Node node)
    {
        var text = new StringBuilder();
        switch (node)
        {
            case MapNode { Count: > 0 } map:
                WriteMap(text, map, 0, false);
                break;
            case ListNode { Items.Count: > 0 } list:
                WriteList(text, list, 0, false);
                break;
            default:
                WriteInline(text, node, 0);
                break;
        }
        return text.ToString();
    }

    /// <summary>A string as one line, quoted where block style needs it.</summary>
    public static string InOneLine(string text) => Quoting.Quoted(text);

    /// <param name="begun">The first line already has its indentation, and a <c>- </c> or <c>: </c> after it.</param>
    private static void WriteMap(StringBuilder text, MapNode map, int indent, bool begun)
    {
        foreach (var entry in map.Entries)
        {
            if (!begun)
                text.Append(' ', indent);
            begun = false;
            // A key is its text, whatever it looks like: `1` and `true` are quoted, so that no reader makes another name of them.
            var key = Quoting.Quoted(entry.Name);
            if (key.Length > LongestSimpleKey)
                text.Append("? ").Append(key).Append('\n').Append(' ', indent);
            else
                text.Append(key);
            text.Append(':');
            WriteBelowKey(text, entry.Value, indent);
        }
    }

    private static void WriteBelowKey(StringBuilder text, Node value, int indent)
    {
        switch (value)
        {
            case MapNode { Count: > 0 } map:
                text.Append('\n');
                WriteMap(text, map, indent + 2, false);
                break;
            case ListNode { Items.Count: > 0 } list:
                text.Append('\n');
                WriteList(text, list, indent, false);
                break;
            default:
                text.Append(' ');
                WriteInline(text, value, indent + 2);
                break;
        }
    }

    private static void WriteList(StringBuilder text, ListNode list, int indent, bool begun)
    {
        foreach (var item in list.Items)
        {
            if (!begun)
                text.Append(' ', indent);
            begun = false;
            text.Append("- ");
            switch (item)
            {
                case MapNode { Count: > 0 } map:
                    WriteMap(text, map, indent + 2, true);
                    break;
                case ListNode { Items.Count: > 0 } inner:
                    WriteList(text, inner, indent + 2, true);
                    break;
                default:
                    WriteInline(text, item, indent + 2);
                    break;
            }
        }
    }

    private static void WriteInline(StringBuilder text, Node node, int indent)
    {
        if (node is ScalarNode { Kind: ScalarKind.String } scalar && Quoting.TryBlock(scalar.Text, out var header))
        {
            WriteBlock(text, scalar.Text, header, indent == 0 ? 2 : indent);
            return;
        }
        text.Append(node switch
        {
            MapNode => "{}",
            ListNode => "[]",
            _ => ScalarText((ScalarNode)node),
        }).Append('\n');
    }

    private static void WriteBlock(StringBuilder text, string value, string header, int indent)
    {
        text.Append(header).Append('\n');
        var lines = value.Split('\n');
        // Split leaves an empty piece after the last break; the break itself was written with the line before.
        var count = value.EndsWith('\n') ? lines.Length - 1 : lines.Length;
        for (var i = 0; i < count; i++)
        {
            if (lines[i].Length > 0)
                text.Append(' ', indent).Append(lines[i]);
            text.Append('\n');
        }
    }

    private static string ScalarText(ScalarNode scalar) => scalar.Kind switch
    {
        ScalarKind.Null => "null",
        ScalarKind.Boolean => scalar.Text.ToLowerInvariant(),
        ScalarKind.Integer => Numbers.Integer(scalar.Text),
        ScalarKind.Float => Numbers.Float(scalar.Text),
        _ => Quoting.Quoted(scalar.Text),
    };
}
