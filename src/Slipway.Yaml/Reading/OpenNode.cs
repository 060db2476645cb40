namespace Slipway.Yaml;

/// <summary>A map or list that has begun and not yet ended.</summary>
internal sealed class OpenNode(bool isMap, bool isFlow, Span opening, string? anchor)
{
    public static readonly Span Unplaced = new(-1, -1);

    private List<MapEntry>? entries;
    private List<Node>? items;
    private HashSet<string>? names;
    private (int At, MapEntry Entry)? merge;

    public bool IsMap { get; } = isMap;

    public bool IsFlow { get; } = isFlow;

    /// <summary>Tag, anchor and what precedes the first child; its end is the place of the bracket, if there is one.</summary>
    public Span Opening { get; set; } = opening;

    public string? Anchor { get; } = anchor;

    /// <summary>Where the last child ended; the end of a block collection, whose own end the parser puts at the next token.</summary>
    public int End { get; set; } = opening.End;

    /// <summary>Nodes in it, aliases counted as often as they repeat.</summary>
    public long Size { get; set; } = 1;

    /// <summary>Levels below it.</summary>
    public int Height { get; set; }

    /// <summary>The key whose value comes next.</summary>
    public ScalarNode? Key { get; set; }

    /// <summary>The next value belongs to a key that was refused.</summary>
    public bool DropsValue { get; set; }

    public void Add(Node item) => (items ??= []).Add(item);

    /// <summary>The entry that already has this name; null when it was added.</summary>
    public MapEntry? AddUnlessThere(MapEntry entry)
    {
        entries ??= [];
        if (names is null && entries.Count == 8)
            names = entries.Select(e => e.Name).ToHashSet(StringComparer.Ordinal);
        if (names is null ? entries.Exists(e => e.Name == entry.Name) : !names.Add(entry.Name))
            return entries.Find(e => e.Name == entry.Name);
        entries.Add(entry);
        return null;
    }

    /// <summary>The merge key that the map already has; null when this one was taken.</summary>
    public MapEntry? AddMerge(MapEntry entry)
    {
        if (merge is { } first)
            return first.Entry;
        merge = (entries?.Count ?? 0, entry);
        return null;
    }

    public Node Close(Location at)
    {
        if (!IsMap)
            return new ListNode(items ?? [], at);
        if (merge is { } merged)
            MergeInto(entries ??= [], merged.At, merged.Entry.Value);
        return new MapNode(entries ?? [], at);
    }

    /// <summary>Merged entries stand where <c>&lt;&lt;</c> stood; the map's own win, then earlier maps over later ones.</summary>
    private static void MergeInto(List<MapEntry> entries, int at, Node value)
    {
        var known = entries.Select(e => e.Name).ToHashSet(StringComparer.Ordinal);
        var maps = value is MapNode map ? [map] : ((ListNode)value).Items.Cast<MapNode>();
        entries.InsertRange(at, maps.SelectMany(m => m.Entries).Where(e => known.Add(e.Name)).ToList());
    }
}
