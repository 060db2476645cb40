namespace Slipway.Yaml;

/// <summary>Values that do not take a line an entry: scalars, aliases and what stands between brackets.</summary>
internal sealed partial class FormatWriter
{
    /// <summary>Whether a collection is written with a line an entry: it was, it is too long for a line, or its format wants it so.</summary>
    private bool IsBlock(SyntaxNode node)
    {
        if (!node.IsCollection || node.Entries.Count == 0)
            return false;
        if (!node.IsFlow || node.IsPair)
            return true;
        // Brackets over several lines at the root are JSON, which stays JSON.
        if (node.IsBroken)
            return path.Count > 0 || !layout.KeepsFlow(path);
        var isListOfScalars = node.Kind == SyntaxKind.List && node.Entries.TrueForAll(entry => !entry.Value.IsCollection);
        return !isListOfScalars && !layout.KeepsFlow(path);
    }

    private void Inline(SyntaxNode node, int column)
    {
        if (node.IsBlockScalar)
            BlockScalar.Append(text, node, column);
        else if (!node.IsCollection)
            InlineScalar.Append(text, node, column + Step);
        else if (node.IsBroken && node.Entries.Count > 0)
            Broken(node, column);
        else
            Brackets(node, column);
    }

    private void Brackets(SyntaxNode node, int column)
    {
        if (node.IsPair)
        {
            FlowEntry(node, node.Entries[0], column);
            return;
        }
        text.Append(node.Kind == SyntaxKind.Map ? '{' : '[');
        for (var i = 0; i < node.Entries.Count; i++)
        {
            text.Append(i > 0 ? ", " : "");
            FlowEntry(node, node.Entries[i], column);
        }
        text.Append(node.Kind == SyntaxKind.Map ? '}' : ']');
    }

    /// <summary>An entry a line, as JSON is written.</summary>
    private void Broken(SyntaxNode node, int column)
    {
        text.Append(node.Kind == SyntaxKind.Map ? "{" : "[").Append('\n');
        for (var i = 0; i < node.Entries.Count; i++)
        {
            var entry = node.Entries[i];
            Comments(entry.Leading, column + Step);
            Blank(entry.BlankBefore && i > 0);
            text.Append(' ', column + Step);
            FlowEntry(node, entry, column + Step);
            text.Append(i < node.Entries.Count - 1 ? "," : "");
            Line(entry.Trailing.FirstOrDefault() is { } first ? " " + first.Text : "");
            Comments(entry.Trailing.Skip(1), column + Step);
        }
        Comments(node.Tail, column + Step);
        text.Append(' ', column).Append(node.Kind == SyntaxKind.Map ? '}' : ']');
    }

    private void FlowEntry(SyntaxNode map, SyntaxEntry entry, int column)
    {
        if (entry is { Key: { Kind: SyntaxKind.Empty, Properties.Count: 0 }, Value: { Kind: SyntaxKind.Empty, Properties.Count: 0 } })
            throw new FormatException("neither key nor value between brackets"); // Readers disagree about it.
        path.Add(entry.Key is null ? "[]" : entry.Key.Token?.Value ?? "");
        if (entry.Key is { } key)
        {
            FlowKey(map, key, column);
            // A key without a value needs no colon between braces; in a list it would be an item.
            if (entry.Value.Kind != SyntaxKind.Empty || entry.Value.Properties.Count > 0 || map.IsPair || key.Kind == SyntaxKind.Empty)
                text.Append(": ");
        }
        FlowValue(entry.Value, column);
        path.RemoveAt(path.Count - 1);
    }

    private void FlowKey(SyntaxNode map, SyntaxNode key, int column)
    {
        var below = path[^1];
        path.RemoveAt(path.Count - 1);
        var spelt = Spelt(map, key);
        path.Add(below);
        foreach (var property in key.Properties)
            text.Append(property).Append(' ');
        if ((spelt ?? InlineScalar.Folded(key)) is { } line)
            text.Append(line);
        else
            InlineScalar.Append(text, key, column + Step);
        if (key.Kind == SyntaxKind.Alias)
            text.Append(' ');
    }

    private void FlowValue(SyntaxNode node, int column)
    {
        text.AppendJoin(' ', node.Properties);
        if (node.Kind == SyntaxKind.Empty)
            return;
        if (node.Properties.Count > 0)
            text.Append(' ');
        Inline(node, column);
    }
}
