using System.Text;
using System.Text.Json;

namespace Slipway.Yaml;

/// <summary>JSON tokens into nodes. Recursion is bounded by the reader's MaxDepth.</summary>
internal ref struct JsonNodes(Utf8JsonReader reader, ReadOnlySpan<byte> utf8, SourceText? source)
{
    private Utf8JsonReader reader = reader;
    private readonly ReadOnlySpan<byte> utf8 = utf8;
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
            JsonTokenType.String => new ScalarNode(ScalarKind.String, reader.GetString()!, Place(start), ScalarStyle.DoubleQuoted),
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
        var entries = new List<MapEntry>();
        HashSet<string>? names = null;
        while (Next() && reader.TokenType != JsonTokenType.EndObject)
        {
            var keyStart = Characters(reader.TokenStartIndex);
            // The reader has consumed the colon too; the key ends with its second quote.
            var key = new ScalarNode(ScalarKind.String, reader.GetString()!, Place(keyStart, reader.TokenStartIndex + reader.ValueSpan.Length + 2), ScalarStyle.DoubleQuoted);
            if (entries.Count == 8)
                names = entries.Select(e => e.Name).ToHashSet(StringComparer.Ordinal);
            if (names is null ? entries.Exists(e => e.Name == key.Text) : !names.Add(key.Text))
                throw new JsonException($"the key \"{key.Text}\" stands twice in one object, byte {reader.TokenStartIndex}.");
            Next();
            entries.Add(new MapEntry(key, Value()));
        }
        return new MapNode(entries, Place(start));
    }

    private ListNode List(int start)
    {
        var items = new List<Node>();
        while (Next() && reader.TokenType != JsonTokenType.EndArray)
            items.Add(Value());
        return new ListNode(items, Place(start));
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
