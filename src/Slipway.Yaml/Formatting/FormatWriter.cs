using System.Text;

namespace Slipway.Yaml;

/// <summary>A tree with comments as text. Order, comments, quotes, anchors and tags stay; white space is ours.</summary>
internal sealed partial class FormatWriter(YamlLayout layout)
{
    private const int Step = 2;

    private readonly StringBuilder text = new();
    private readonly List<string> path = [];

    /// <summary>The last line is part of a text that keeps its empty lines, so none may be added.</summary>
    private bool keepsLines;

    public static string Write(IReadOnlyList<SyntaxDocument> documents, YamlLayout layout)
    {
        var writer = new FormatWriter(layout);
        foreach (var document in documents)
            writer.Document(document);
        return writer.text.ToString();
    }

    private void Document(SyntaxDocument document)
    {
        foreach (var (leading, directive) in document.Directives)
        {
            Comments(leading, 0);
            Line(directive);
        }
        Comments(document.BeforeStart, 0);
        if (document.HasStart)
        {
            Blank(document.BlankBeforeStart);
            text.Append("---");
        }
        Root(document.Root, document.HasStart);
        Comments(document.Tail, 0);
        if (document.HasEnd)
            Line(document.EndComment is { } comment ? "... " + comment.Text : "...");
    }

    private void Root(SyntaxNode root, bool begun)
    {
        if (begun || root.Properties.Count > 0)
            Value(root, 0, ParentKind.Document, begun);
        else if (IsBlock(root))
        {
            Comments(root.Leading, 0);
            Entries(root, 0, begun: false);
            Comments(root.Trailing, 0);
        }
        else if (root.Kind == SyntaxKind.Empty)
            Comments(root.Trailing, 0);
        else
        {
            Comments(root.Leading, 0);
            Inline(root, 0);
            End(root, 0);
        }
    }

    private enum ParentKind
    {
        Document,
        Key,
        Item,
    }

    /// <summary>What follows a <c>---</c>, a key's colon or a dash.</summary>
    /// <param name="column">Of the map or list that holds the value.</param>
    /// <param name="begun">Something stands in the line already, so that a blank is needed.</param>
    private void Value(SyntaxNode node, int column, ParentKind parent, bool begun = true)
    {
        var inner = parent == ParentKind.Document ? 0 : column + Step;
        var properties = string.Join(' ', node.Properties);
        var isBlock = IsBlock(node);
        if (isBlock && parent == ParentKind.Item && properties.Length == 0 && node.Head is null && node.Leading.Count == 0 && node.Entries[0].Leading.Count == 0)
        {
            text.Append(' ');
            Entries(node, inner, begun: true);
            Comments(node.Trailing, inner);
            return;
        }
        if (isBlock)
        {
            text.Append(begun && properties.Length > 0 ? " " : "").Append(properties).Append(node.Head is { } head ? " " + head.Text : "").Append('\n');
            Comments(node.Leading, inner);
            Entries(node, inner, begun: false);
            Comments(node.Trailing, inner);
            return;
        }
        var isBelow = node.Kind != SyntaxKind.Empty && (node.Head is not null || node.Leading.Count > 0);
        if (isBelow)
        {
            Line(node.Head is { } head ? " " + head.Text : "");
            Comments(node.Leading, inner);
            text.Append(' ', inner);
        }
        Single(node, column, properties, begun && !isBelow);
        End(node, inner, isBelow);
    }

    /// <summary>A scalar, an alias or brackets, after their properties.</summary>
    private void Single(SyntaxNode node, int column, string properties, bool begun)
    {
        text.Append(begun && (properties.Length > 0 || node.Kind != SyntaxKind.Empty) ? " " : "").Append(properties);
        if (node.Kind == SyntaxKind.Empty)
            return;
        text.Append(properties.Length > 0 ? " " : "");
        Inline(node, column);
    }

    private void Entries(SyntaxNode node, int column, bool begun)
    {
        foreach (var entry in node.Entries)
        {
            if (!begun)
            {
                Comments(entry.Leading, column);
                Blank(entry.BlankBefore);
                text.Append(' ', column);
            }
            begun = false;
            // An entry that stood between brackets had its comments after the comma.
            entry.Value.Trailing.AddRange(entry.Trailing);
            if (entry.Key is null)
                Item(entry, column);
            else
                KeyAndValue(node, entry, column);
        }
        Comments(node.Tail, column);
    }

    private void Item(SyntaxEntry entry, int column)
    {
        text.Append('-');
        path.Add("[]");
        Value(entry.Value, column, ParentKind.Item);
        path.RemoveAt(path.Count - 1);
    }

    private void KeyAndValue(SyntaxNode map, SyntaxEntry entry, int column)
    {
        var key = entry.Key!;
        if (IsExplicit(entry))
        {
            text.Append('?');
            Value(key, column, ParentKind.Key);
            Comments(entry.Between, column);
            if (!entry.HasColon)
                return;
            text.Append(' ', column);
        }
        else
            Key(map, key);
        text.Append(':');
        path.Add(key.Token?.Value ?? "");
        Value(entry.Value, column, ParentKind.Key);
        path.RemoveAt(path.Count - 1);
    }

    /// <summary>Whether a key cannot stand in one line with its colon.</summary>
    private static bool IsExplicit(SyntaxEntry entry)
    {
        var key = entry.Key!;
        return entry.Between.Count > 0 || key.IsBlockScalar || key.IsCollection || key.Head is not null || key.Leading.Count + key.Trailing.Count > 0
            || InlineScalar.Folded(key) is not { Length: < 1000 } || (entry.IsExplicit && !InlineScalar.IsOneLine(key));
    }

    /// <summary>A key that is a line; an alias or a bare anchor would swallow the colon, so a blank stands before it.</summary>
    private void Key(SyntaxNode map, SyntaxNode key)
    {
        foreach (var property in key.Properties)
            text.Append(property).Append(' ');
        text.Append(Spelt(map, key) ?? InlineScalar.Folded(key));
        if (key.Kind == SyntaxKind.Alias)
            text.Append(' ');
    }

    /// <summary>The format's own spelling, unless the map has that one too.</summary>
    private string? Spelt(SyntaxNode map, SyntaxNode key)
        => key.Token is { } token && layout.Spelling(path, token.Value) is { } ours && ours != token.Value
            && string.Equals(ours, token.Value, StringComparison.OrdinalIgnoreCase)
            && map.Entries.Count(entry => string.Equals(entry.Key?.Token?.Value, ours, StringComparison.OrdinalIgnoreCase)) == 1 ? ours : null;

    private void Comments(IEnumerable<Comment> comments, int column)
    {
        foreach (var comment in comments)
        {
            Blank(comment.BlankBefore);
            text.Append(' ', column);
            Line(comment.Text);
        }
    }

    /// <summary>Ends a value's line, with the comments that follow it.</summary>
    /// <param name="isBelow">The value's head stands in a line of its own.</param>
    private void End(SyntaxNode node, int column, bool isBelow = true)
    {
        if (node.IsBlockScalar)
        {
            keepsLines = BlockScalar.KeepsEmptyLines(node);
            return;
        }
        // Comments inside brackets that hold nothing else have no place there.
        List<Comment> after = [.. node is { IsFlow: true, Entries.Count: 0 } ? node.Tail : [], .. node.Trailing];
        if (!isBelow && node.Head is { } head)
            after.Insert(0, head);
        Line(after.Count > 0 ? " " + after[0].Text : "");
        Comments(after.Skip(1), column);
    }

    private void Line(string rest)
    {
        text.Append(rest).Append('\n');
        keepsLines = false;
    }

    private void Blank(bool wanted)
    {
        if (wanted && !keepsLines && text.Length > 0 && !(text.Length > 1 && text[^1] == '\n' && text[^2] == '\n'))
            text.Append('\n');
    }
}
