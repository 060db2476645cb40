namespace Slipway.Yaml;

/// <summary>
/// A value that knows its place: from YAML or JSON text, or made by the program. Immutable. One type serves definitions,
/// values, models, patches and objects, so that after any number of merges each leaf still names where it came from.
/// </summary>
public abstract class Node
{
    // Kept apart rather than as a Location: a large file has millions of nodes, and few are ever asked for their place.
    private readonly SourceText? source;
    private readonly Span span;

    private protected Node(Location? at) : this(at?.Source, at?.Span ?? default)
    {
    }

    private protected Node(SourceText? source, Span span) => (this.source, this.span) = (source, span);

    /// <summary>Where the text of this value stands; null when the program made it.</summary>
    public Location? At => source is null ? null : new Location(source, span);

    public static ScalarNode Null { get; } = new(ScalarKind.Null, "null");

    public static ScalarNode Of(string value, Location? at = null) => new(ScalarKind.String, value, at);

    public static ScalarNode Of(bool value, Location? at = null) => new(ScalarKind.Boolean, value ? "true" : "false", at);

    public static ScalarNode Of(long value, Location? at = null) => new(ScalarKind.Integer, value.ToString(), at);

    public static MapNode Map(params IEnumerable<(string Key, Node Value)> entries)
        => new(entries.Select(e => new MapEntry(Of(e.Key), e.Value)));

    public static ListNode List(params IEnumerable<Node> items) => new(items);
}

public enum ScalarKind
{
    Null,
    Boolean,
    Integer,
    Float,
    String,
}

/// <summary>How a scalar was written. Only plain scalars can be anything but strings.</summary>
public enum ScalarStyle
{
    Plain,
    SingleQuoted,
    DoubleQuoted,
    Literal,
    Folded,
}

public sealed class ScalarNode : Node
{
    /// <param name="kind">By the YAML 1.2 core schema (or by an explicit core tag).</param>
    /// <param name="text">As written, unescaped: <c>3.0</c> stays <c>3.0</c>.</param>
    public ScalarNode(ScalarKind kind, string text, Location? at = null, ScalarStyle style = ScalarStyle.Plain) : base(at)
        => (Kind, Text, Style) = (kind, text, style);

    internal ScalarNode(ScalarKind kind, string text, SourceText source, Span span, ScalarStyle style) : base(source, span)
        => (Kind, Text, Style) = (kind, text, style);

    public ScalarKind Kind { get; }

    public string Text { get; }

    public ScalarStyle Style { get; }

    public override string ToString() => Text;
}

/// <summary>A key, with its own place, and its value.</summary>
public sealed record MapEntry(ScalarNode Key, Node Value)
{
    public string Name => Key.Text;
}

/// <summary>Entries in written order; keys are unique (the reader reports and drops later ones).</summary>
public sealed class MapNode : Node
{
    private Dictionary<string, MapEntry>? index;

    public MapNode(IEnumerable<MapEntry> entries, Location? at = null) : base(at) => Entries = [.. entries];

    internal MapNode(MapEntry[] entries, Location? at) : base(at) => Entries = entries;

    internal MapNode(MapEntry[] entries, SourceText source, Span span) : base(source, span) => Entries = entries;

    public IReadOnlyList<MapEntry> Entries { get; }

    public int Count => Entries.Count;

    public IEnumerable<string> Keys => Entries.Select(e => e.Name);

    /// <summary>The value under a key, or null when there is none.</summary>
    public Node? this[string key] => Entry(key)?.Value;

    public MapEntry? Entry(string key)
    {
        if (Entries.Count > 8)
        {
            if (index is null)
            {
                var made = new Dictionary<string, MapEntry>(Entries.Count);
                foreach (var entry in Entries)
                    made.TryAdd(entry.Name, entry);
                index = made;
            }
            return index.GetValueOrDefault(key);
        }
        // Not foreach: an enumerator of an interface is an object, and this is asked for every key of every value.
        for (var i = 0; i < Entries.Count; i++)
            if (Entries[i].Name == key)
                return Entries[i];
        return null;
    }

    /// <summary>The same map with one entry set, in place when it is there, else at the end.</summary>
    public MapNode With(string key, Node value)
    {
        var entries = Entries.ToList();
        var at = entries.FindIndex(e => e.Name == key);
        if (at >= 0)
            entries[at] = entries[at] with { Value = value };
        else
            entries.Add(new MapEntry(Of(key), value));
        return new MapNode(entries, At);
    }

    public MapNode Without(string key) => new(Entries.Where(e => e.Name != key), At);
}

public sealed class ListNode : Node
{
    public ListNode(IEnumerable<Node> items, Location? at = null) : base(at) => Items = [.. items];

    internal ListNode(Node[] items, Location? at) : base(at) => Items = items;

    internal ListNode(Node[] items, SourceText source, Span span) : base(source, span) => Items = items;

    public IReadOnlyList<Node> Items { get; }
}
