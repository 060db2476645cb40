using System.Text.Json;
using Slipway.Delivery.Kubernetes;

namespace Slipway.Delivery;

/// <summary>What events of Kubernetes say, and when.</summary>
internal static class EventText
{
    private const int Limit = 600;

    public static JsonElement? Newest(IEnumerable<JsonElement> events)
    {
        JsonElement? newest = null;
        foreach (var e in events)
            if (newest is null || string.CompareOrdinal(When(e), When(newest.Value)) > 0)
                newest = e;
        return newest;
    }

    /// <summary>Messages may hold line breaks and whole HTML pages.</summary>
    public static string OneLine(string text)
    {
        var line = string.Join(' ', text.Split((char[])[' ', '\n', '\r', '\t'], StringSplitOptions.RemoveEmptyEntries));
        return line.Length <= Limit ? line : line[..Limit] + " …";
    }

    /// <summary>Times are RFC 3339 in UTC, so they order as texts.</summary>
    public static string When(JsonElement e)
        => e.Text("series", "lastObservedTime") ?? e.Text("lastTimestamp") ?? e.Text("eventTime") ?? e.Text("metadata", "creationTimestamp") ?? "";
}
