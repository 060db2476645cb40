using System.Text;
using System.Text.Json;
using Slipway.Components;
using Slipway.Delivery.Kubernetes;
using Slipway.Yaml;

namespace Slipway.Delivery;

/// <summary>What a task replies: one JSON object of these members, all optional.</summary>
/// <param name="State">A word of its own.</param>
/// <param name="Message">For people; it stands in the record.</param>
/// <param name="IsReady">To <c>status</c>: how what it made is.</param>
/// <param name="Outputs">By name, as text; never shown.</param>
public sealed record TaskReply(string State, string Message, bool? IsReady, IReadOnlyDictionary<string, string> Outputs)
{
    private const int Longest = 300;

    public static TaskReply Nothing { get; } = new("", "", null, new Dictionary<string, string>());

    /// <summary>One line for people. A secret that was handed out does not stand in it, should the task have repeated it.</summary>
    public string Word(IEnumerable<string> secrets)
    {
        var line = EventText.OneLine(string.Join(": ", new[] { State, Message }.Where(part => part.Length > 0)));
        foreach (var secret in secrets.Where(secret => secret.Length >= 4))
            line = line.Replace(secret, "…", StringComparison.Ordinal);
        return line.Length > Longest ? line[..Longest] + "…" : line;
    }

    /// <summary>What must not be seen, of what it hands out.</summary>
    public IEnumerable<string> Secrets(IReadOnlyDictionary<string, string> declared)
        => Outputs.Where(output => declared.GetValueOrDefault(output.Key) is TaskOutput.Secret or null).Select(output => output.Value);

    /// <summary>Reads a whole reply. Nothing at all is a reply without words.</summary>
    /// <returns>A reply, or what is wrong with it.</returns>
    public static (TaskReply? Reply, LocalText? Fault) Read(ReadOnlySpan<byte> content)
    {
        if (content.Trim(" \t\r\n"u8).IsEmpty)
            return (Nothing, null);
        try
        {
            using var json = JsonDocument.Parse(Encoding.UTF8.GetString(content).AsMemory(), new JsonDocumentOptions { MaxDepth = 8, AllowDuplicateProperties = false });
            return Of(json.RootElement);
        }
        catch (JsonException e)
        {
            var where = $"{(e.LineNumber ?? 0) + 1}:{(e.BytePositionInLine ?? 0) + 1}";
            return (null, new($"it is no JSON (at {where}): {Start(content)}", $"不是 JSON（位置 {where}）：{Start(content)}"));
        }
    }

    private static (TaskReply?, LocalText?) Of(JsonElement root)
    {
        if (root.ValueKind != JsonValueKind.Object)
            return (null, new("it is no JSON object", "不是 JSON 对象"));
        foreach (var member in root.EnumerateObject())
            if ((member.Name, member.Value.ValueKind) is not (("state" or "message", JsonValueKind.String) or ("ready", JsonValueKind.True or JsonValueKind.False) or ("outputs", JsonValueKind.Object)))
                return (null, member.Name is "state" or "message" or "ready" or "outputs"
                    ? new($"`{member.Name}` is of a wrong type", $"`{member.Name}` 类型不对")
                    : new($"it has a member `{Cut(member.Name)}`, which nobody reads", $"含有无人读取的成员 `{Cut(member.Name)}`"));
        var outputs = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var output in root.At("outputs") is { } map ? map.EnumerateObject().ToList() : [])
            if (output.Value.ValueKind is JsonValueKind.String or JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False)
                outputs[output.Name] = output.Value.ValueKind == JsonValueKind.String ? output.Value.GetString()! : output.Value.GetRawText();
            else
                return (null, new($"the output `{Cut(output.Name)}` is no single value", $"输出 `{Cut(output.Name)}` 不是单个值"));
        bool? ready = root.At("ready") is { } flag ? flag.ValueKind == JsonValueKind.True : null;
        return (new TaskReply(root.Text("state") ?? "", root.Text("message") ?? "", ready, outputs) { Types = Kinds(root) }, null);
    }

    /// <summary>Of the outputs, as JSON has them.</summary>
    private Dictionary<string, JsonValueKind> Types { get; init; } = [];

    /// <summary>Against what the application declares.</summary>
    /// <returns>What does not fit; null where all does.</returns>
    public LocalText? Misfit(IReadOnlyDictionary<string, string> declared)
    {
        foreach (var name in Outputs.Keys.Where(name => !declared.ContainsKey(name)))
            return new($"it hands out `{Cut(name)}`, which `outputs` does not declare", $"输出了 `outputs` 中没有声明的 `{Cut(name)}`");
        foreach (var (name, type) in declared)
            if (!Outputs.TryGetValue(name, out var value))
                return new($"it does not hand out `{name}`", $"没有输出 `{name}`");
            else if (!Fits(Types[name], type, value))
                return new($"`{name}` is of a wrong type: {type} is declared", $"`{name}` 类型不对：声明为 {type}");
        return null;
    }

    private static bool Fits(JsonValueKind kind, string type, string value) => type switch
    {
        "integer" => kind == JsonValueKind.Number && long.TryParse(value, System.Globalization.NumberStyles.AllowLeadingSign, System.Globalization.CultureInfo.InvariantCulture, out _),
        "number" => kind == JsonValueKind.Number,
        "boolean" => kind is JsonValueKind.True or JsonValueKind.False,
        _ => kind == JsonValueKind.String,
    };

    private static Dictionary<string, JsonValueKind> Kinds(JsonElement root)
        => root.At("outputs") is { } map ? map.EnumerateObject().ToDictionary(output => output.Name, output => output.Value.ValueKind, StringComparer.Ordinal) : [];

    // The reply may hold a secret: of one that cannot be read, nobody is shown more than how it begins.
    private static string Start(ReadOnlySpan<byte> content) => Cut(EventText.OneLine(Encoding.UTF8.GetString(content[..Math.Min(content.Length, 16)])));

    private static string Cut(string name) => name.Length > 40 ? name[..40] + "…" : name;
}
