using System.Text.Json;

namespace Slipway.Packages;

/// <summary>Members of other people's JSON: what is not there, or of another kind, is as if it were not there.</summary>
internal static class JsonMembers
{
    public static JsonElement? Member(this JsonElement element, string name)
        => element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var member) ? member : null;

    public static string? Text(this JsonElement element, string name)
        => element.Member(name) is { ValueKind: JsonValueKind.String } text ? text.GetString() : null;

    public static long? Number(this JsonElement element, string name)
        => element.Member(name) is { ValueKind: JsonValueKind.Number } number && number.TryGetInt64(out var value) ? value : null;

    public static IReadOnlyList<JsonElement> Items(this JsonElement element, string name)
        => element.Member(name) is { ValueKind: JsonValueKind.Array } list ? [.. list.EnumerateArray()] : [];

    public static string[] Texts(this JsonElement element, string name)
        => [.. element.Items(name).Where(item => item.ValueKind == JsonValueKind.String).Select(item => item.GetString()!)];

    public static IReadOnlyList<string> Keys(this JsonElement element, string name)
        => element.Member(name) is { ValueKind: JsonValueKind.Object } map ? [.. map.EnumerateObject().Select(member => member.Name)] : [];

    public static IReadOnlyDictionary<string, string> Map(this JsonElement element, string name)
    {
        var texts = new Dictionary<string, string>(StringComparer.Ordinal);
        if (element.Member(name) is { ValueKind: JsonValueKind.Object } map)
            foreach (var member in map.EnumerateObject())
                if (member.Value.ValueKind == JsonValueKind.String)
                    texts[member.Name] = member.Value.GetString()!;
        return texts;
    }
}
