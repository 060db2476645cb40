using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;

namespace Slipway.Yaml;

/// <summary>JSON tokens into nodes. Recursion is bounded by the reader's MaxDepth.</summary>
internal ref struct JsonNodes(Utf8JsonReader reader, ReadOnlySpan<byte> utf8, SourceText? source)
{
    private Utf8JsonReader reader = reader;
    private readonly ReadOnlySpan<byte> utf8 = utf8;
    // Open maps and lists share one stack each, so that each costs its own array and nothing else.
    private readonly List<MapEntry> entries = [];
    private readonly List<Node> items = [];
    private int bytes;
    private int characters;

    public Node Read()
    {
        Next();
        var root = Value();
        reader.Read();
        return root;
    }

    private Node Value()
    {
        var start = Characters(reader.TokenStartIndex);
        return reader.TokenType switch
        {
            JsonTokenType.StartObject => Map(start),
            JsonTokenType.StartArray => List(start),
            JsonTokenType.String => source is null ? CommonTexts.Node(ref reader) : new ScalarNode(ScalarKind.String, reader.GetString()!, Place(start), ScalarStyle.DoubleQuoted),
            JsonTokenType.True => new ScalarNode(ScalarKind.Boolean, "true", Place(start)),
            JsonTokenType.False => new ScalarNode(ScalarKind.Boolean, "false", Place(start)),
            JsonTokenType.Null => source is null ? Node.Null : new ScalarNode(ScalarKind.Null, "null", Place(start)),
            _ => Number(start),
        };
    }

    private ScalarNode Number(int start)
    {
        var text = Encoding.ASCII.GetString(reader.ValueSpan);
        var kind = text.AsSpan().ContainsAny('.', 'e', 'E') ? ScalarKind.Float : ScalarKind.Integer;
        return new ScalarNode(kind, text, Place(start));
    }

    private MapNode Map(int start)
    {
        var first = entries.Count;
        HashSet<string>? names = null;
        while (Next() && reader.TokenType != JsonTokenType.EndObject)
        {
            var key = Key();
            if (entries.Count - first == 8)
                names = entries.Skip(first).Select(e => e.Name).ToHashSet(StringComparer.Ordinal);
            if (names is null ? Has(first, key.Text) : !names.Add(key.Text))
                throw new JsonException($"the key \"{key.Text}\" stands twice in one object, byte {reader.TokenStartIndex}.");
            Next();
            entries.Add(new MapEntry(key, Value()));
        }
        return new MapNode(Take(entries, first), Place(start));
    }

    private ScalarNode Key()
    {
        if (source is null)
            return CommonTexts.Node(ref reader);
        var start = Characters(reader.TokenStartIndex);
        // The reader has consumed the colon too; the key ends with its second quote.
        return new ScalarNode(ScalarKind.String, reader.GetString()!, Place(start, reader.TokenStartIndex + reader.ValueSpan.Length + 2), ScalarStyle.DoubleQuoted);
    }

    private readonly bool Has(int first, string name)
    {
        for (var i = first; i < entries.Count; i++)
            if (entries[i].Name == name)
                return true;
        return false;
    }

    private ListNode List(int start)
    {
        var first = items.Count;
        while (Next() && reader.TokenType != JsonTokenType.EndArray)
            items.Add(Value());
        return new ListNode(Take(items, first), Place(start));
    }

    /// <summary>What was put on a stack since, off it and into an array of its own.</summary>
    private static T[] Take<T>(List<T> stack, int first)
    {
        var taken = CollectionsMarshal.AsSpan(stack)[first..].ToArray();
        stack.RemoveRange(first, stack.Count - first);
        return taken;
    }

    private bool Next() => reader.Read() ? true : throw new JsonException("it ends too early.");

    private Location? Place(int start) => Place(start, reader.BytesConsumed);

    private Location? Place(int start, long end) => source is null ? null : new Location(source, new Span(start, Characters(end)));

    /// <summary>The UTF-16 offset of a byte; counted on from the last one asked for, so that all of them together cost one pass.</summary>
    private int Characters(long to)
    {
        if (source is null)
            return 0;
        characters += Encoding.UTF8.GetCharCount(utf8[bytes..(int)to]);
        bytes = (int)to;
        return characters;
    }
}
