using YamlDotNet.Core.Tokens;

namespace Slipway.Yaml;

internal sealed partial class SyntaxReader
{
    /// <param name="after">Where the colon or dash before the value ends; -1 when there is none.</param>
    /// <param name="isIndentless">A list may stand in the column of the map that holds it.</param>
    private SyntaxNode ReadValue(int after, bool isIndentless)
    {
        var early = new List<Comment>();
        var head = after < 0 ? null : Beside(after);
        var properties = new List<string>();
        while (Now is Anchor or Tag)
        {
            early.AddRange(Until(Start(Now)));
            properties.Add(text[Start(Now)..End(Now)]);
            if (Beside(End(Take())) is not { } beside)
                continue;
            if (head is null && early.Count == 0)
                head = beside;
            else
                early.Add(beside);
        }
        var node = Content(isIndentless, early);
        node.Properties.AddRange(properties);
        node.Head = head;
        if (node.IsCollection && !node.IsFlow && node.Entries.Count > 0)
            node.Entries[0].Leading.InsertRange(0, early);
        else if (node.Kind != SyntaxKind.Empty)
            node.Leading.InsertRange(0, early);
        else
            node.Trailing.InsertRange(0, early);
        return node;
    }

    private SyntaxNode Content(bool isIndentless, List<Comment> early)
    {
        switch (Now)
        {
            case Scalar or AnchorAlias:
                early.AddRange(Until(Start(Now)));
                return Leaf();
            case FlowMappingStart or FlowSequenceStart:
                early.AddRange(Until(Start(Now)));
                return Flow();
            case BlockMappingStart:
                at++;
                return Map();
            case BlockSequenceStart:
                at++;
                return List(hasEnd: true);
            case BlockEntry when isIndentless:
                return List(hasEnd: false);
            default:
                return new SyntaxNode(SyntaxKind.Empty);
        }
    }

    private SyntaxNode Leaf()
    {
        var token = Now;
        at++;
        var node = new SyntaxNode(token is Scalar ? SyntaxKind.Scalar : SyntaxKind.Alias)
        {
            Token = token as Scalar,
            Text = text[Start(token)..Math.Min(End(token), text.Length)],
        };
        if (!node.IsBlockScalar && Beside(End(token)) is { } beside)
            node.Trailing.Add(beside);
        return node;
    }

    private SyntaxNode Map()
    {
        var map = new SyntaxNode(SyntaxKind.Map);
        var column = Column(Start(Now));
        while (Now is Key or Value)
        {
            var entry = new SyntaxEntry { BlankBefore = BlankBeforeNow };
            entry.Leading.AddRange(Until(Start(Now)));
            ReadKey(entry);
            if (Now is Value value)
            {
                entry.Between.AddRange(Until(Start(value)));
                entry.HasColon = true;
                at++;
                entry.Value = ReadValue(End(value), isIndentless: true);
            }
            map.Entries.Add(entry);
        }
        Close(map, column, hasEnd: true);
        return map;
    }

    private void ReadKey(SyntaxEntry entry)
    {
        entry.Key = new SyntaxNode(SyntaxKind.Empty);
        if (Now is not Key key)
            return;
        at++;
        entry.IsExplicit = End(key) > Start(key);
        entry.Key = ReadValue(entry.IsExplicit ? End(key) : -1, isIndentless: entry.IsExplicit);
    }

    private SyntaxNode List(bool hasEnd)
    {
        var list = new SyntaxNode(SyntaxKind.List);
        var column = Column(Start(Now));
        while (Now is BlockEntry dash)
        {
            var entry = new SyntaxEntry { BlankBefore = BlankBeforeNow };
            entry.Leading.AddRange(Until(Start(dash)));
            at++;
            entry.Value = ReadValue(End(dash), isIndentless: false);
            list.Entries.Add(entry);
        }
        Close(list, column, hasEnd);
        return list;
    }

    /// <summary>
    /// Comments at the end of a block belong to it when they are indented as it is, and deeper than what follows; else they belong to what follows.
    /// </summary>
    private void Close(SyntaxNode block, int column, bool hasEnd)
    {
        var next = at;
        while (tokens[next] is BlockEnd)
            next++;
        var following = EndsDocument(tokens[next]) ? -1 : Column(Start(tokens[next]));
        while (comment < comments.Count && comments[comment] is var candidate && candidate.Start < Start(tokens[next])
            && ((candidate.Column >= column && column > following) || candidate.Column > column))
            block.Tail.Add(comments[comment++]);
        if (!hasEnd)
            return;
        if (Now is not BlockEnd)
            throw new FormatException("no end of the block");
        at++;
    }

    private SyntaxNode Flow()
    {
        var start = Now;
        var node = new SyntaxNode(start is FlowMappingStart ? SyntaxKind.Map : SyntaxKind.List) { IsFlow = true };
        at++;
        while (Now is not (FlowMappingEnd or FlowSequenceEnd))
        {
            if (Now is FlowEntry comma)
            {
                at++;
                if (Beside(End(comma)) is { } beside && node.Entries.Count > 0)
                    node.Entries[^1].Trailing.Add(beside);
            }
            else
                node.Entries.Add(FlowItem(node.Kind == SyntaxKind.Map));
        }
        node.Tail.AddRange(Until(Start(Now)));
        node.IsBroken = text.AsSpan(Start(start), End(Now) - Start(start)).IndexOfAny('\n', '\r') >= 0;
        at++;
        if (Beside(End(tokens[at - 1])) is { } after)
            node.Trailing.Add(after);
        return node;
    }

    private SyntaxEntry FlowItem(bool isMap)
    {
        var entry = new SyntaxEntry { BlankBefore = BlankBeforeNow };
        var from = at;
        entry.Leading.AddRange(Until(Start(Now)));
        if (isMap)
            ReadFlowPair(entry);
        else if (Now is Key or Value)
        {
            var pair = new SyntaxEntry();
            ReadFlowPair(pair);
            Gather(pair);
            entry.Leading.AddRange(pair.Leading);
            entry.Trailing.AddRange(pair.Trailing);
            pair.Leading.Clear();
            pair.Trailing.Clear();
            entry.Value = new SyntaxNode(SyntaxKind.Map) { IsFlow = true, IsPair = true, Entries = { pair } };
        }
        else
            entry.Value = ReadValue(-1, isIndentless: false);
        if (at == from)
            throw new FormatException("no item between the brackets");
        Gather(entry);
        return entry;
    }

    private void ReadFlowPair(SyntaxEntry entry)
    {
        if (Now is Key or Value)
            ReadKey(entry);
        else
            entry.Key = ReadValue(-1, isIndentless: false);
        if (Now is not Value value)
            return;
        at++;
        entry.HasColon = true;
        entry.Value = ReadValue(End(value), isIndentless: false);
    }

    /// <summary>Comments in the midst of an item between brackets stand before or after it.</summary>
    private static void Gather(SyntaxEntry entry)
    {
        foreach (var node in (SyntaxNode?[])[entry.Key, entry.Value])
        {
            if (node is null)
                continue;
            if (node.Head is { } head)
                entry.Leading.Add(head);
            entry.Leading.AddRange(node.Leading);
            (node == entry.Key ? entry.Leading : entry.Trailing).AddRange(node.Trailing);
            node.Head = null;
            node.Leading.Clear();
            node.Trailing.Clear();
        }
    }
}
