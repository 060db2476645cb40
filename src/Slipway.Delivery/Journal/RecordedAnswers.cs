using System.Text.Json.Nodes;

namespace Slipway.Delivery;

/// <summary>
/// What an installation was answered, as far as a record tells: its runs' changes, one after another. It is what is left where somebody deleted the receipt, and knows nothing of runs on other
/// machines. Values of traits are not in it.
/// </summary>
internal static class RecordedAnswers
{
    /// <returns>The options that gave them, as the record has them.</returns>
    public static IReadOnlyList<string> Of(IEnumerable<JournalEvent> events)
    {
        var held = new List<string>();
        foreach (var run in events.Where(one => one.Kind != EventKind.Continues).GroupBy(one => one.Run))
            if (run.LastOrDefault(one => one.Kind == EventKind.RunFinished) is not { } end)
                continue;
            else if (History.LeftNothing(end))
                held.Clear();
            // The answers of a run that failed went with it.
            else if (Text(end.Data["result"]) is "succeeded" or "unchanged" && run.First().Data["answers"] is JsonObject change)
            {
                var (set, gone) = (Texts(change["set"]), Texts(change["takenBack"]));
                held.RemoveAll(one => set.Concat(gone).Any(other => About(other) == About(one)));
                held.AddRange(set);
            }
        return held;
    }

    /// <summary>What an option is about, whatever value it gives.</summary>
    public static string About(string option)
        => option.IndexOf('=', StringComparison.Ordinal) is var at and > 0 ? option[..at] : option.StartsWith("--preset ", StringComparison.Ordinal) ? option : option.Split(' ')[0];

    private static List<string> Texts(JsonNode? node) => node is JsonArray all ? [.. all.Select(Text).OfType<string>()] : [];

    private static string? Text(JsonNode? node) => node is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;
}
