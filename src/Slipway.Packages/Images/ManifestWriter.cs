using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Slipway.Packages;

/// <summary>Manifests and indexes to JSON; the same input gives the same bytes.</summary>
internal static class ManifestWriter
{
    public static byte[] Index(IReadOnlyList<Descriptor> manifests) => Write(json =>
    {
        json.WriteNumber("schemaVersion", 2);
        json.WriteString("mediaType", MediaTypes.Index);
        json.WriteStartArray("manifests");
        foreach (var manifest in manifests)
            Write(json, manifest);
        json.WriteEndArray();
    });

    public static byte[] Manifest(Descriptor config, IReadOnlyList<Descriptor> layers, IReadOnlyDictionary<string, string>? annotations = null) => Write(json =>
    {
        json.WriteNumber("schemaVersion", 2);
        json.WriteString("mediaType", MediaTypes.Manifest);
        json.WritePropertyName("config");
        Write(json, config);
        json.WriteStartArray("layers");
        foreach (var layer in layers)
            Write(json, layer);
        json.WriteEndArray();
        if (annotations is not null)
            Annotations(json, annotations);
    });

    /// <summary>A manifest of something that is no image.</summary>
    public static byte[] Artifact(string type, Descriptor config, IReadOnlyList<Descriptor> layers, IReadOnlyDictionary<string, string> annotations) => Write(json =>
    {
        json.WriteNumber("schemaVersion", 2);
        json.WriteString("mediaType", MediaTypes.Manifest);
        json.WriteString("artifactType", type);
        json.WritePropertyName("config");
        Write(json, config);
        json.WriteStartArray("layers");
        foreach (var layer in layers)
            Write(json, layer);
        json.WriteEndArray();
        Annotations(json, annotations);
    });

    private static byte[] Write(Action<Utf8JsonWriter> members)
    {
        var bytes = new ArrayBufferWriter<byte>();
        using var json = new Utf8JsonWriter(bytes, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
        json.WriteStartObject();
        members(json);
        json.WriteEndObject();
        json.Flush();
        return bytes.WrittenSpan.ToArray();
    }

    private static void Write(Utf8JsonWriter json, Descriptor descriptor)
    {
        json.WriteStartObject();
        json.WriteString("mediaType", descriptor.MediaType);
        json.WriteString("digest", descriptor.Digest.ToString());
        json.WriteNumber("size", descriptor.Size);
        if (descriptor.Platform is { } platform)
        {
            json.WriteStartObject("platform");
            json.WriteString("architecture", platform.Architecture);
            json.WriteString("os", platform.Os);
            if (platform.Variant is { } variant)
                json.WriteString("variant", variant);
            json.WriteEndObject();
        }
        if (descriptor.Annotations.Count > 0)
            Annotations(json, descriptor.Annotations);
        json.WriteEndObject();
    }

    private static void Annotations(Utf8JsonWriter json, IReadOnlyDictionary<string, string> annotations)
    {
        json.WriteStartObject("annotations");
        foreach (var (key, value) in annotations.OrderBy(pair => pair.Key, StringComparer.Ordinal))
            json.WriteString(key, value);
        json.WriteEndObject();
    }
}
