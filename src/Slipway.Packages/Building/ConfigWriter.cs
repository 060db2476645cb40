using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Slipway.Packages;

/// <summary>An image's configuration as JSON: members in one order, nothing of the time or the machine.</summary>
internal static class ConfigWriter
{
    /// <summary>Tools that show an age want a time; no other one would be the same tomorrow.</summary>
    private const string Created = "1970-01-01T00:00:00Z";

    public static byte[] Write(ImageConfig config)
    {
        var bytes = new ArrayBufferWriter<byte>();
        using var json = new Utf8JsonWriter(bytes, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
        json.WriteStartObject();
        json.WriteString("created", Created);
        json.WriteString("architecture", config.Platform.Architecture);
        json.WriteString("os", config.Platform.Os);
        if (config.Platform.Variant is { } variant)
            json.WriteString("variant", variant);
        json.WriteStartObject("config");
        Started(json, config);
        json.WriteEndObject();
        json.WriteStartObject("rootfs");
        json.WriteString("type", "layers");
        Texts(json, "diff_ids", config.DiffIds.Select(digest => digest.ToString()));
        json.WriteEndObject();
        json.WriteEndObject();
        json.Flush();
        return bytes.WrittenSpan.ToArray();
    }

    private static void Started(Utf8JsonWriter json, ImageConfig config)
    {
        if (config.User is { } user)
            json.WriteString("User", user);
        Keys(json, "ExposedPorts", config.ExposedPorts.Select(port => $"{port.Number}/{port.Protocol}"));
        Texts(json, "Env", config.Env.Select(variable => $"{variable.Name}={variable.Value}"));
        Texts(json, "Entrypoint", config.EntryPoint);
        Keys(json, "Volumes", config.Volumes);
        json.WriteString("WorkingDir", config.WorkingDirectory);
        json.WriteStartObject("Labels");
        foreach (var (key, value) in config.Labels.OrderBy(label => label.Key, StringComparer.Ordinal))
            json.WriteString(key, value);
        json.WriteEndObject();
        if (config.StopSignal is { } signal)
            json.WriteString("StopSignal", signal);
    }

    private static void Texts(Utf8JsonWriter json, string name, IEnumerable<string> texts)
    {
        json.WriteStartArray(name);
        foreach (var text in texts)
            json.WriteStringValue(text);
        json.WriteEndArray();
    }

    private static void Keys(Utf8JsonWriter json, string name, IEnumerable<string> keys)
    {
        var all = keys.ToList();
        if (all.Count == 0)
            return;
        json.WriteStartObject(name);
        foreach (var key in all)
        {
            json.WriteStartObject(key);
            json.WriteEndObject();
        }
        json.WriteEndObject();
    }
}
