using System.Text.Json;

namespace Slipway.Delivery.Kubernetes;

/// <summary>Paths into objects of the API, where any part may be missing.</summary>
internal static class JsonReading
{
    public static JsonElement? At(this JsonElement element, params ReadOnlySpan<string> path)
    {
        foreach (var name in path)
            if (element.ValueKind != JsonValueKind.Object || !element.TryGetProperty(name, out element))
                return null;
        return element.ValueKind == JsonValueKind.Null ? null : element;
    }

    public static string? Text(this JsonElement element, params ReadOnlySpan<string> path)
        => element.At(path) is { ValueKind: JsonValueKind.String } found ? found.GetString() : null;

    /// <summary>Zero where there is none, as the API leaves zeros out.</summary>
    public static long Number(this JsonElement element, params ReadOnlySpan<string> path)
        => element.At(path) is { ValueKind: JsonValueKind.Number } found && found.TryGetInt64(out var number) ? number : 0;

    public static bool Flag(this JsonElement element, params ReadOnlySpan<string> path)
        => element.At(path) is { ValueKind: JsonValueKind.True };

    public static IReadOnlyList<JsonElement> Items(this JsonElement element, params ReadOnlySpan<string> path)
        => element.At(path) is { ValueKind: JsonValueKind.Array } found ? [.. found.EnumerateArray()] : [];

    public static IReadOnlyDictionary<string, string> Texts(this JsonElement element, params ReadOnlySpan<string> path)
        => element.At(path) is { ValueKind: JsonValueKind.Object } found
            ? found.EnumerateObject().Where(p => p.Value.ValueKind == JsonValueKind.String).ToDictionary(p => p.Name, p => p.Value.GetString()!)
            : new Dictionary<string, string>();

    public static string Name(this JsonElement element) => element.Text("metadata", "name") ?? "";

    public static string Uid(this JsonElement element) => element.Text("metadata", "uid") ?? element.Name();

    public static bool IsOwnedBy(this JsonElement element, string uid)
        => element.Items("metadata", "ownerReferences").Any(owner => owner.Text("uid") == uid);

    /// <summary>The condition of a type, if the object has it.</summary>
    public static JsonElement? Condition(this JsonElement element, string type)
    {
        foreach (var condition in element.Items("status", "conditions"))
            if (condition.Text("type") == type)
                return condition;
        return null;
    }
}
