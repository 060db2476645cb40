using System.Text;
using Slipway.Yaml;

namespace Slipway.Components;

/// <summary>Lines of YAML with comments behind them. Flow style only where it is asked for, and for short lists.</summary>
internal sealed class DraftLines(Language language)
{
    /// <summary>A list that would be longer stands below its key, an item a line.</summary>
    private const int LongestList = 100;

    private const int LongestFlow = 120;

    private readonly StringBuilder text = new();
    private readonly List<(string Pointer, LocalText Question)> answers = [];

    public string Text => text.ToString();

    /// <summary>Keys without a value, and what they need.</summary>
    public IReadOnlyList<(string Pointer, LocalText Question)> Answers => answers;

    public void Comment(string comment) => text.Append("# ").Append(comment).Append('\n');

    public void Key(int depth, string key, LocalText? why = null) => Line(depth, $"{Quoted(key)}:", why);

    /// <summary>Nothing where there is no value.</summary>
    public void Field(int depth, string key, Found<string>? value)
    {
        if (value is not null)
            Value(depth, key, Node.Of(value.Value), value.Why);
    }

    /// <summary>A key that must have a value: without one it stands there open.</summary>
    public void Field(int depth, string key, Found<string>? value, LocalText question)
    {
        if (value is not null)
            Value(depth, key, Node.Of(value.Value), value.Why);
        else
            Open(depth, key, depth == 0 ? $"/{key}" : $"/container/{key}", question);
    }

    /// <summary>A key without a value: whoever reads the definition is told that it is missing.</summary>
    public void Open(int depth, string key, string pointer, LocalText question)
    {
        answers.Add((pointer, question));
        Line(depth, $"{Quoted(key)}:", question);
    }

    /// <summary>In one line, unless it would be a long one.</summary>
    public void Flow(int depth, string key, Node value)
    {
        var flow = $"{key}: {InFlow(value)}";
        if (flow.Length <= LongestFlow)
            Line(depth, flow, null);
        else
            Lines(depth, YamlWriter.Write(new MapNode([new MapEntry(Node.Of(key), value)])), null);
    }

    public void Value(int depth, string key, Node value, LocalText? why = null)
    {
        if (value is ListNode list && InFlow(list) is var flow && flow.Length <= LongestList)
            Line(depth, $"{Quoted(key)}: {flow}", why);
        else if (value is ListNode)
        {
            Key(depth, key, why);
            Lines(depth + 1, YamlWriter.Write(value), null);
        }
        else
            Lines(depth, YamlWriter.Write(new MapNode([new MapEntry(Node.Of(key), value)])), why);
    }

    /// <summary>Text of the writer, moved to the right; a comment stands behind its first line.</summary>
    private void Lines(int depth, string written, LocalText? why)
    {
        foreach (var line in written.TrimEnd('\n').Split('\n'))
        {
            if (line.Length == 0)
                text.Append('\n');
            else
                Line(depth, line, why);
            why = null;
        }
        // Empty lines at the end of a text that keeps them belong to it.
        text.Append('\n', written.Length - written.TrimEnd('\n').Length - 1);
    }

    private void Line(int depth, string line, LocalText? why)
    {
        text.Append(' ', depth * 2).Append(line);
        if (why is not null)
            text.Append(" # ").Append(why.In(language));
        text.Append('\n');
    }

    private static string Quoted(string key) => YamlWriter.InOneLine(key);

    private static string InFlow(Node value) => value switch
    {
        MapNode map => $"{{{string.Join(", ", map.Entries.Select(entry => $"{InFlow(entry.Key)}: {InFlow(entry.Value)}"))}}}",
        ListNode list => $"[{string.Join(", ", list.Items.Select(InFlow))}]",
        ScalarNode { Kind: ScalarKind.String } text => FlowText(YamlWriter.InOneLine(text.Text)),
        _ => YamlWriter.Write(value).TrimEnd('\n'),
    };

    /// <summary>Plain text ends in flow style where elsewhere it would not.</summary>
    private static string FlowText(string written)
        => written[0] is not ('"' or '\'') && written.AsSpan().ContainsAny(",[]{}") ? $"'{written.Replace("'", "''", StringComparison.Ordinal)}'" : written;
}
