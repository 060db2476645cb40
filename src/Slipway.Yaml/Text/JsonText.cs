using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Slipway.Yaml;

/// <summary>Nodes to and from JSON.</summary>
public static class JsonText
{
    /// <summary>Custom resources hold schemas of schemas; .NET's default of 64 is too few for them.</summary>
    private const int DepthLimit = 512;

    public static string Write(Node node, bool indented = false)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream, Options(indented)))
            Write(node, writer);
        return Encoding.UTF8.GetString(stream.GetBuffer(), 0, (int)stream.Length);
    }

    /// <summary>Numbers keep every digit. Infinity and NaN, which JSON lacks, become the strings <c>.inf</c>, <c>-.inf</c> and <c>.nan</c>.</summary>
    public static void Write(Node node, Utf8JsonWriter writer)
    {
        switch (node)
        {
            case MapNode map:
                writer.WriteStartObject();
                foreach (var entry in map.Entries)
                {
                    writer.WritePropertyName(WellFormed(entry.Name));
                    Write(entry.Value, writer);
                }
                writer.WriteEndObject();
                break;
            case ListNode list:
                writer.WriteStartArray();
                foreach (var item in list.Items)
                    Write(item, writer);
                writer.WriteEndArray();
                break;
            case ScalarNode scalar:
                WriteScalar(scalar, writer);
                break;
        }
    }

    /// <summary>Parses JSON that a program wrote. Throws <see cref="FormatException"/> when it is none, or has a key twice.</summary>
    /// <param name="source">The text whose UTF-8 bytes these are; given, every node gets its place in it.</param>
    public static Node Read(ReadOnlySpan<byte> utf8, SourceText? source = null)
    {
        if (utf8.StartsWith("\uFEFF"u8))
            throw new FormatException("The JSON begins with a byte order mark; pass the bytes after it.");
        var reader = new JsonNodes(new Utf8JsonReader(utf8, new JsonReaderOptions { MaxDepth = DepthLimit }), utf8, source);
        try
        {
            return reader.Read();
        }
        catch (Exception failure) when (failure is JsonException or InvalidOperationException)
        {
            // InvalidOperationException: a string escapes half a surrogate pair.
            throw new FormatException($"{source?.Name ?? "The text"} is no JSON: {failure.Message}", failure);
        }
    }

    internal static JsonWriterOptions Options(bool indented) => new()
    {
        Indented = indented,
        NewLine = "\n",
        MaxDepth = DepthLimit,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>Half surrogate pairs, which no UTF-8 text can hold, become U+FFFD.</summary>
    internal static string WellFormed(string text)
    {
        for (var i = 0; i < text.Length; i++)
            if (char.IsSurrogate(text[i]) && !(i + 1 < text.Length && char.IsSurrogatePair(text[i], text[++i])))
                return new string([.. text.EnumerateRunes().SelectMany(r => r.ToString())]);
        return text;
    }

    private static void WriteScalar(ScalarNode scalar, Utf8JsonWriter writer)
    {
        switch (scalar.Kind)
        {
            case ScalarKind.Null:
                writer.WriteNullValue();
                break;
            case ScalarKind.Boolean:
                writer.WriteBooleanValue(scalar.Text[0] is 't' or 'T');
                break;
            case ScalarKind.Integer:
                writer.WriteRawValue(Numbers.Integer(scalar.Text), skipInputValidation: true);
                break;
            case ScalarKind.Float when !Numbers.IsNotFinite(scalar.Text):
                writer.WriteRawValue(Numbers.Float(scalar.Text), skipInputValidation: true);
                break;
            case ScalarKind.Float:
                writer.WriteStringValue(Numbers.Float(scalar.Text));
                break;
            default:
                writer.WriteStringValue(WellFormed(scalar.Text));
                break;
        }
    }
}
