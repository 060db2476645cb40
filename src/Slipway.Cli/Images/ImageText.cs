using System.Text.Json;
using Slipway.Packages;
using Slipway.Yaml;

namespace Slipway.Cli;

/// <summary>What an image says about itself, for people and for programs.</summary>
internal static class ImageText
{
    private static readonly LocalText[] Layers = [new("LAYER", "层"), new("SIZE", "大小"), new("FROM", "来源")];

    private static readonly Dictionary<LayerOrigin, LocalText> Origins = new()
    {
        [LayerOrigin.Base] = new("base image", "基础镜像"),
        [LayerOrigin.Files] = new("files", "文件"),
        [LayerOrigin.Program] = new("program", "程序"),
    };

    /// <param name="origins">Of each layer; empty where they are not known.</param>
    public static void Write(TextWriter to, Session session, Image image, IReadOnlyList<LayerOrigin> origins)
    {
        var rows = Rows(image).Where(row => row.Values.Count > 0).ToList();
        var width = rows.Max(row => Columns.Width(row.Title.In(session.Language)));
        foreach (var (title, values) in rows)
            foreach (var (value, i) in values.Select((value, i) => (value, i)))
                to.WriteLine($"{Columns.Pad(i == 0 ? title.In(session.Language) : "", width)}  {SafeText.Line(value)}");
        to.WriteLine();
        Table.Write(to, session, origins.Count > 0 ? Layers : Layers[..2], image.Manifest.Layers.Select((layer, i) => (IReadOnlyList<string>)
            [layer.Digest.ToString(), Amount.Bytes(layer.Size), .. origins.Count > i ? [Origins[origins[i]].In(session.Language)] : (string[])[]]));
    }

    private static IEnumerable<(LocalText Title, IReadOnlyList<string> Values)> Rows(Image image)
    {
        var config = image.Config;
        yield return (new("name", "名称"), image.Names);
        yield return (new("digest", "摘要"), [image.Manifest.Self.Digest.ToString()]);
        yield return (new("index", "索引"), image.Index is { } index ? [index.ToString()] : []);
        yield return (new("platform", "平台"), image.Platforms.Count > 1 ? [string.Join(" ", image.Platforms), .. new[] { config.Platform.ToString() }.Select(own => $"→ {own}")] : [config.Platform.ToString()]);
        yield return (new("size", "大小"), [Amount.Bytes(Size(image))]);
        yield return (new("user", "用户"), [config.User ?? "0"]);
        yield return (new("entry point", "入口"), Words(config.EntryPoint));
        yield return (new("command", "命令"), Words(config.Command));
        yield return (new("folder", "工作目录"), [config.WorkingDirectory]);
        yield return (new("environment", "环境变量"), [.. config.Env.Select(variable => $"{variable.Name}={variable.Value}")]);
        yield return (new("ports", "端口"), config.ExposedPorts.Count == 0 ? [] : [string.Join(" ", Ports(config))]);
        yield return (new("volumes", "卷"), config.Volumes.Count == 0 ? [] : [string.Join(" ", config.Volumes)]);
        yield return (new("stop signal", "停止信号"), config.StopSignal is { } signal ? [signal] : []);
        yield return (new("labels", "标签"), [.. config.Labels.OrderBy(label => label.Key, StringComparer.Ordinal).Select(label => $"{label.Key}={label.Value}")]);
    }

    public static void Write(Utf8JsonWriter json, Image image, IReadOnlyList<LayerOrigin> origins)
    {
        var config = image.Config;
        Texts(json, "names", image.Names);
        json.WriteString("digest", image.Manifest.Self.Digest.ToString());
        if (image.Index is { } index)
            json.WriteString("index", index.ToString());
        json.WriteString("platform", config.Platform.ToString());
        Texts(json, "platforms", image.Platforms.Select(platform => platform.ToString()));
        json.WriteNumber("size", Size(image));
        json.WriteString("user", config.User ?? "0");
        Texts(json, "entryPoint", config.EntryPoint);
        Texts(json, "command", config.Command);
        json.WriteString("workingDirectory", config.WorkingDirectory);
        Map(json, "env", config.Env.Select(variable => (variable.Name, variable.Value)));
        Texts(json, "ports", Ports(config));
        Texts(json, "volumes", config.Volumes);
        json.WriteString("stopSignal", config.StopSignal);
        Map(json, "labels", config.Labels.OrderBy(label => label.Key, StringComparer.Ordinal).Select(label => (label.Key, label.Value)));
        json.WriteStartArray("layers");
        foreach (var (layer, i) in image.Manifest.Layers.Select((layer, i) => (layer, i)))
        {
            json.WriteStartObject();
            json.WriteString("digest", layer.Digest.ToString());
            json.WriteNumber("size", layer.Size);
            json.WriteString("mediaType", layer.MediaType);
            if (origins.Count > i)
                json.WriteString("from", origins[i].ToString().ToLowerInvariant());
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    public static void Texts(Utf8JsonWriter json, string name, IEnumerable<string> texts)
    {
        json.WriteStartArray(name);
        foreach (var text in texts)
            json.WriteStringValue(text);
        json.WriteEndArray();
    }

    private static void Map(Utf8JsonWriter json, string name, IEnumerable<(string Key, string Value)> entries)
    {
        json.WriteStartObject(name);
        // Of two variables of one name the last counts.
        foreach (var (key, value) in entries.Reverse().DistinctBy(entry => entry.Key).Reverse())
            json.WriteString(key, value);
        json.WriteEndObject();
    }

    private static IEnumerable<string> Ports(ImageConfig config) => config.ExposedPorts.Select(port => $"{port.Number}/{port.Protocol}");

    private static long Size(Image image) => new[] { image.Manifest.Self, image.Manifest.Config }.Concat(image.Manifest.Layers).DistinctBy(content => content.Digest).Sum(content => content.Size);

    /// <summary>One line a person could type; a word with a blank is quoted.</summary>
    private static IReadOnlyList<string> Words(IReadOnlyList<string> words)
        => words.Count == 0 ? [] : [string.Join(' ', words.Select(word => word.Length > 0 && !word.Any(char.IsWhiteSpace) ? word : $"\"{word}\""))];
}
