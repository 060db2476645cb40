using Slipway.Yaml;

namespace Slipway.Components;

/// <summary>Where a value stands: its path, as messages name it, and its key.</summary>
/// <param name="Path">Such as <c>container.health</c>; empty for the root.</param>
/// <param name="At">The key (or the item of a list); for the root its first key. A map's own span would underline half a file.</param>
internal sealed record Place(string Path, Location? At)
{
    public Place Key(string name, MapEntry entry) => new(To(name), entry.Key.At);

    public Place Item(int index, Node item) => new($"{Path}[{index}]", Start(item));

    public string To(string name) => Path.Length == 0 ? name : $"{Path}.{name}";

    public static Place Root(Node node) => new("", Start(node));

    /// <summary>The first key of a map, anything else whole.</summary>
    public static Location? Start(Node node) => node switch
    {
        MapNode { Count: > 0 } map => map.Entries[0].Key.At,
        ListNode { Items.Count: > 0 } list => Start(list.Items[0]) ?? list.At,
        _ => node.At,
    };

    /// <summary>A stretch of a scalar's text, or the whole scalar where its text does not stand in the file as it is.</summary>
    public static Location? Within(ScalarNode scalar, int start, int length) => Exactly(scalar, start, length) ?? scalar.At;

    /// <summary>A stretch of a scalar's text; null where escapes or line breaks hide where that is.</summary>
    public static Location? Exactly(ScalarNode scalar, int start, int length)
    {
        if (scalar.At is not { } at)
            return null;
        var quote = scalar.Style is ScalarStyle.SingleQuoted or ScalarStyle.DoubleQuoted ? 1 : 0;
        if (at.Span.Length != scalar.Text.Length + 2 * quote)
            return null;
        var from = at.Span.Start + quote + start;
        return at with { Span = new Span(from, from + length) };
    }

    /// <summary>A value as messages quote it.</summary>
    public static string Shown(Node node) => node switch
    {
        ScalarNode { Style: ScalarStyle.SingleQuoted or ScalarStyle.DoubleQuoted } quoted => $"\"{Cut(quoted.Text)}\"",
        ScalarNode scalar => Cut(scalar.Text),
        ListNode { Items.Count: 0 } => "[]",
        ListNode => "[…]",
        MapNode { Count: 0 } => "{}",
        _ => "{…}",
    };

    /// <summary>Enough of a text to recognise it by.</summary>
    public static string Cut(string text) => text.Length <= 60 ? text : string.Concat(text.AsSpan(0, 60), "…");
}
