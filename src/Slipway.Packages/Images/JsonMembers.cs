using System.Text.Json;

namespace Slipway.Packages;

/// <summary>Members of other people's JSON: what is not there, or of another kind, is as if it were not there.</summary>
internal static class JsonMembers
{
    public static JsonElement? Member(this JsonElement element, string name)
        => element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var member) ? member : null;

    public static string? Text(this JsonElement element, string name)
        => element.Member(name) is { ValueKind: JsonValueKind.String } text ? String(text.GetString) : null;

    public static long? Number(this JsonElement element, string name)
        => element.Member(name) is { ValueKind: JsonValueKind.Number } number && number.TryGetInt64(out var value) ? value : null;

    public static IReadOnlyList<JsonElement> Items(this JsonElement element, string name)
        => element.Member(name) is { ValueKind: JsonValueKind.Array } list ? [.. list.EnumerateArray()] : [];

    public static string[] Texts(this JsonElement element, string name)
        => [.. element.Items(name).Where(item => item.ValueKind == JsonValueKind.String).Select(item => String(item.GetString)).OfType<string>()];

    public static IReadOnlyList<string> Keys(this JsonElement element, string name)
        => element.Member(name) is { ValueKind: JsonValueKind.Object } map ? [.. map.EnumerateObject().Select(member => String(() => member.Name)).OfType<string>()] : [];

    public static IReadOnlyDictionary<string, string> Map(this JsonElement element, string name)
    {
        var texts = new Dictionary<string, string>(StringComparer.Ordinal);
        if (element.Member(name) is { ValueKind: JsonValueKind.Object } map)
            foreach (var member in map.EnumerateObject())
                if (member.Value.ValueKind == JsonValueKind.String && String(() => member.Name) is { } key && String(member.Value.GetString) is { } value)
                    texts[key] = value;
        return texts;
    }

    /// <summary>The parser looks into strings only now: one that is no UTF-8, or half a pair of surrogates, is none.</summary>
    private static string? String(Func<string?> read)
    {
        try
        {
            return read();
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }
}
