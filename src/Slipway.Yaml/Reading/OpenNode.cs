namespace Slipway.Yaml;

/// <summary>A map or list that has begun and not yet ended. Used again after it was closed, for the sake of its lists.</summary>
internal sealed class OpenNode
{
    public static readonly Span Unplaced = new(-1, -1);

    private readonly List<MapEntry> entries = [];
    private readonly List<Node> items = [];
    private Dictionary<string, MapEntry>? names;
    private (int At, MapEntry Entry)? merge;

    public bool IsMap { get; private set; }

    public bool IsFlow { get; private set; }

    /// <summary>Tag, anchor and what precedes the first child; its end is the place of the bracket, if there is one.</summary>
    public Span Opening { get; set; }

    public string? Anchor { get; private set; }

    /// <summary>Where the last child ended; the end of a block collection, whose own end the parser puts at the next token.</summary>
    public int End { get; set; }

    /// <summary>Nodes in it, aliases counted as often as they repeat.</summary>
    public long Size { get; set; }

    /// <summary>Levels below it.</summary>
    public int Height { get; set; }

    /// <summary>The key whose value comes next.</summary>
    public ScalarNode? Key { get; set; }

    /// <summary>The next value belongs to a key that was refused.</summary>
    public bool DropsValue { get; set; }

    public void Begin(bool isMap, bool isFlow, Span opening, string? anchor)
    {
        (IsMap, IsFlow, Opening, Anchor) = (isMap, isFlow, opening, anchor);
        (End, Size, Height, Key, DropsValue) = (opening.End, 1, 0, null, false);
        entries.Clear();
        items.Clear();
        (names, merge) = (null, null);
    }

    public void Add(Node item) => items.Add(item);

    /// <summary>The entry that already has this name; null when it was added.</summary>
    public MapEntry? AddUnlessThere(MapEntry entry)
    {
        if (names is null && entries.Count == 8)
            names = entries.ToDictionary(e => e.Name, StringComparer.Ordinal);
        var first = names is null ? Find(entry.Name) : names.GetValueOrDefault(entry.Name);
        if (first is not null)
            return first;
        names?.Add(entry.Name, entry);
        entries.Add(entry);
        return null;
    }

    /// <summary>The merge key that the map already has; null when this one was taken.</summary>
    public MapEntry? AddMerge(MapEntry entry)
    {
        if (merge is { } first)
            return first.Entry;
        merge = (entries.Count, entry);
        return null;
    }

    public Node Close(SourceText source, Span span)
    {
        if (!IsMap)
            return new ListNode(items.ToArray(), source, span);
        if (merge is { } merged)
            Merge(merged.At, merged.Entry.Value);
        return new MapNode(entries.ToArray(), source, span);
    }

    private MapEntry? Find(string name)
    {
        foreach (var entry in entries)
            if (entry.Name == name)
                return entry;
        return null;
    }

    /// <summary>Merged entries stand where <c>&lt;&lt;</c> stood; the map's own win, then earlier maps over later ones.</summary>
    private void Merge(int at, Node value)
    {
        var known = entries.Select(e => e.Name).ToHashSet(StringComparer.Ordinal);
        var maps = value is MapNode map ? [map] : ((ListNode)value).Items.Cast<MapNode>();
        entries.InsertRange(at, maps.SelectMany(m => m.Entries).Where(e => known.Add(e.Name)).ToList());
    }
}
