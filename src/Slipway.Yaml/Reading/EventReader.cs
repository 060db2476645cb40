using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Slipway.Yaml;

/// <summary>The parser's events into nodes. The stack is explicit, so that no input can exhaust the thread's.</summary>
internal sealed class EventReader(SourceText source, ExpandedText text)
{
    private readonly List<Node> documents = [];
    private readonly List<Diagnostic> findings = [];
    private readonly Stack<OpenNode> open = new();
    private readonly Stack<OpenNode> closed = new();
    private readonly Dictionary<string, Anchored> anchors = new(StringComparer.Ordinal);
    private readonly PlainCharacters plain = PlainCharacters.Of(text.Text);
    private readonly ScalarReader scalars = new(source);
    private Node? root;
    private long aliased;
    private int lastEnd;
    private bool isStopped;

    /// <param name="Value">Null while the value is still being read.</param>
    /// <param name="Levels">Maps and lists inside each other, the value's own included.</param>
    private sealed record Anchored(Node? Value, long Size, int Levels);

    public YamlRead Read()
    {
        Node? partial = null;
        try
        {
            var parser = new Parser(new Scanner(new StringReader(plain.Hide(text.Text)), skipComments: true));
            while (parser.MoveNext())
                if (!Take(parser.Current!))
                {
                    partial = CloseAll();
                    break;
                }
        }
        catch (Exception failure) when (failure is not OutOfMemoryException)
        {
            // The parser throws YamlException, and on some inputs others that carry no position; its own end of the last event is the best there is.
            findings.Add(SyntaxErrors.Explain(source, text, failure, lastEnd, open));
            partial = CloseAll();
        }
        return new YamlRead(documents, findings) { Partial = partial };
    }

    /// <summary>False when reading has to stop.</summary>
    private bool Take(ParsingEvent e)
    {
        var span = SpanOf(e);
        switch (e)
        {
            case DocumentStart:
                anchors.Clear();
                root = null;
                break;
            case DocumentEnd:
                documents.Add(root ?? Node.Null);
                root = null;
                break;
            case MappingStart map:
                return Open(map, true, map.Style == MappingStyle.Flow, span);
            case SequenceStart list:
                return Open(list, false, list.Style == SequenceStyle.Flow, span);
            case MappingEnd or SequenceEnd:
                // The parser ends a flow collection before its bracket.
                Close(span.Length == 0 && IsBracketed(open.Peek()) ? Math.Min(span.End + 1, source.Text.Length) : span.End);
                break;
            case AnchorAlias alias:
                TakeAlias(alias.Value.Value, span);
                break;
            case Scalar scalar:
                TakeScalar(scalar, span);
                break;
        }
        if (e is not (StreamEnd or DocumentEnd))
            lastEnd = Math.Max(lastEnd, span.End);
        return true;
    }

    private bool Open(NodeEvent e, bool isMap, bool isFlow, Span span)
    {
        if (open.Count >= YamlReader.DepthLimit)
        {
            Report(YamlRules.TooDeep, span, YamlReader.DepthLimit.ToString());
            return false;
        }
        if (ScalarReader.CheckCollectionTag(e.Tag, isMap, source, span) is { } finding)
            findings.Add(finding);
        var anchor = e.Anchor.IsEmpty ? null : e.Anchor.Value;
        if (anchor is not null)
            anchors[anchor] = new Anchored(null, 0, 0);
        // The parser gives the single pair of `[a: b]` no place of its own: it begins with its key.
        var isPair = isMap && isFlow && open.TryPeek(out var outer) && span.End <= outer.Opening.End;
        var opened = closed.TryPop(out var spare) ? spare : new OpenNode();
        opened.Begin(isMap, isFlow, isPair ? OpenNode.Unplaced : span, anchor);
        open.Push(opened);
        return true;
    }

    private void Close(int end)
    {
        var node = open.Pop();
        var start = node.Opening == OpenNode.Unplaced ? end : node.Opening.Start;
        var span = new Span(start, Math.Max(start, IsBracketed(node) ? end : node.End));
        var value = node.Close(source, span);
        if (node.Anchor is { } anchor)
            anchors[anchor] = new Anchored(value, node.Size, node.Height + 1);
        closed.Push(node);
        Add(value, span, node.Size, node.Height + 1);
    }

    /// <summary>False for block style, and for the single pair of <c>[a: b]</c>.</summary>
    private bool IsBracketed(OpenNode node)
        => node.IsFlow && node.Opening.End >= 0 && node.Opening.End < source.Text.Length && source.Text[node.Opening.End] is '{' or '[';

    /// <summary>What has been read of the document in which reading stopped.</summary>
    private Node? CloseAll()
    {
        isStopped = true;
        while (open.Count > 0)
        {
            open.Peek().Key = null;
            Close(Math.Max(lastEnd, open.Peek().End));
        }
        return root;
    }

    private void TakeScalar(Scalar e, Span span)
    {
        var node = scalars.Read(e, plain.Show(e.Value), ref span, findings);
        if (!e.Anchor.IsEmpty)
            anchors[e.Anchor.Value] = new Anchored(node, 1, 0);
        Add(node, span, 1, 0);
    }

    private void TakeAlias(string name, Span span)
    {
        var known = anchors.GetValueOrDefault(name);
        if (known is null)
            Report(YamlRules.UnknownAlias, span, name);
        else if (known.Value is null)
            Report(YamlRules.RecursiveAlias, span, name);
        else if (open.Count + known.Levels > YamlReader.DepthLimit)
            Report(YamlRules.TooDeep, span, YamlReader.DepthLimit.ToString());
        else if (IsAffordable(known.Size, span))
        {
            Add(AtKeysPlace(known.Value, span), span, known.Size, known.Levels);
            return;
        }
        Add(new ScalarNode(ScalarKind.Null, "null", source, span, ScalarStyle.Plain), span, 1, 0);
    }

    /// <summary>An alias in a key's place needs a place of its own, since diagnostics about the key point there; and it is no merge key.</summary>
    private Node AtKeysPlace(Node value, Span span)
        => value is ScalarNode scalar && open.TryPeek(out var top) && top is { IsMap: true, Key: null, DropsValue: false }
            ? new ScalarNode(scalar.Kind, scalar.Text, Locate(span), ScalarStyle.DoubleQuoted)
            : value;

    /// <summary>Reported once a text: after that each further alias is null.</summary>
    private bool IsAffordable(long size, Span span)
    {
        var before = aliased;
        aliased += size;
        if (aliased <= YamlReader.AliasLimit)
            return true;
        if (before <= YamlReader.AliasLimit)
            Report(YamlRules.TooManyAliases, span, YamlReader.AliasLimit.ToString());
        return false;
    }

    private void Add(Node node, Span span, long size, int height)
    {
        if (!open.TryPeek(out var top))
        {
            root = node;
            return;
        }
        if (top.Opening == OpenNode.Unplaced)
            top.Opening = new Span(span.Start, span.Start);
        top.End = Math.Max(top.End, span.End);
        top.Size += size;
        top.Height = Math.Max(top.Height, height);
        if (!top.IsMap)
            top.Add(node);
        else if (top.DropsValue)
            top.DropsValue = false;
        else if (top.Key is { } key)
            AddEntry(top, new MapEntry(key, node), span);
        else if (node is ScalarNode scalar)
            top.Key = scalar;
        else if (!isStopped)
        {
            Report(YamlRules.ComplexKey, span);
            top.DropsValue = true;
        }
    }

    private void AddEntry(OpenNode top, MapEntry entry, Span span)
    {
        top.Key = null;
        var isMerge = entry.Key is { Text: "<<", Style: ScalarStyle.Plain };
        if (isMerge && !(entry.Value is MapNode || (entry.Value is ListNode list && list.Items.All(i => i is MapNode))))
        {
            Report(YamlRules.MergeValue, span.Length > 0 ? span : entry.Key.At!.Span);
            return;
        }
        if ((isMerge ? top.AddMerge(entry) : top.AddUnlessThere(entry)) is { } first)
            findings.Add(Diagnostic.Of(YamlRules.DuplicateKey, entry.Key, entry.Name, first.Key.At!.Line.ToString()) with { Related = [first.Key.At] });
    }

    private Span SpanOf(ParsingEvent e)
    {
        // The parser places an empty document at the end one character behind the text.
        var start = Math.Min(text.Original((int)e.Start.Index), source.Text.Length);
        return new Span(start, Math.Clamp(text.Original((int)e.End.Index), start, source.Text.Length));
    }

    private Location Locate(Span span) => new(source, span);

    private void Report(Rule rule, Span span, params string[] arguments) => findings.Add(Diagnostic.Of(rule, Locate(span), arguments));
}
