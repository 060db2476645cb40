using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Slipway.Delivery;

/// <summary>One event of a record: a line of <c>journal.jsonl</c>. Events form a chain: each holds the hash of the one before.</summary>
/// <param name="Sequence">From 1, without gaps.</param>
/// <param name="Installation">The installation's identity, made at its first install.</param>
/// <param name="Kind">One of <see cref="EventKind"/>.</param>
/// <param name="Previous">The hash of the event before; 64 zeros before the first.</param>
/// <param name="Hash">SHA-256, in hex, over the canonical JSON of the event without this field.</param>
public sealed record JournalEvent(
    long Sequence, DateTimeOffset Time, string Installation, string Run, string Kind, JsonObject Data, string Previous, string Hash)
{
    /// <summary>The version of the line's form.</summary>
    public const int Version = 1;

    public static readonly string NoHash = new('0', 64);

    public static JournalEvent After(JournalHead head, DateTimeOffset time, string installation, string run, string kind, JsonObject data)
    {
        var made = new JournalEvent(head.Sequence + 1, time.ToUniversalTime(), installation, run, kind, data, head.Hash, "");
        return made with { Hash = CanonicalJson.Hash(made.Body()) };
    }

    /// <summary>The line, with its line feed.</summary>
    public byte[] Line()
    {
        var body = Body();
        body["hash"] = Hash;
        return [.. CanonicalJson.Bytes(body), (byte)'\n'];
    }

    /// <summary>Reads a line and checks its own hash; says what is wrong when it does not hold.</summary>
    public static (JournalEvent? Event, string? Fault) Read(ReadOnlySpan<byte> line)
    {
        string hash;
        JsonObject body;
        try
        {
            if (JsonNode.Parse(line) is not JsonObject read || Text(read, "hash") is not { } said)
                return (null, "it is no event");
            (body, hash) = (read, said);
            body.Remove("hash");
            if (CanonicalJson.Hash(body) != hash)
                return (null, "its content does not match its hash");
        }
        catch (Exception e) when (e is JsonException or ArgumentException or InvalidOperationException)
        {
            // Keys that stand twice and text that is no UTF-8 are found only on use.
            return (null, "it is not JSON");
        }
        if (Number(body, "v") != Version)
            return (null, $"its version {body["v"]?.ToJsonString()} is not known to this program");
        return Number(body, "seq") is { } sequence
            && DateTimeOffset.TryParse(Text(body, "time"), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time)
            && Text(body, "installation") is { } installation && Text(body, "run") is { } run && Text(body, "kind") is { } kind
            && body["data"] is JsonObject data && Text(body, "prev") is { } previous
            ? (new JournalEvent(sequence, time, installation, run, kind, data.DeepClone().AsObject(), previous, hash), null)
            : (null, "a field is missing");
    }

    private JsonObject Body() => new()
    {
        ["v"] = Version,
        ["seq"] = Sequence,
        ["time"] = Time.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture),
        ["installation"] = Installation,
        ["run"] = Run,
        ["kind"] = Kind,
        ["data"] = Data.DeepClone(),
        ["prev"] = Previous,
    };

    private static string? Text(JsonObject map, string key)
        => map[key] is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;

    private static long? Number(JsonObject map, string key)
        => map[key] is JsonValue value && value.TryGetValue<long>(out var number) ? number : null;

    public override string ToString() => Encoding.UTF8.GetString(Line());
}

/// <summary>The end of a chain.</summary>
public sealed record JournalHead(long Sequence, string Hash)
{
    public static readonly JournalHead None = new(0, JournalEvent.NoHash);

    /// <summary>
    /// Which record it is the end of: the hash of its first event. Every state folder has a record of its own, so two operators of one machine have two. Empty in receipts that do not
    /// say it, and for a record without events.
    /// </summary>
    public string Record { get; init; } = "";
}

/// <summary>The kinds of events.</summary>
public static class EventKind
{
    public const string RunStarted = "run-started";
    public const string StepStarted = "step-started";
    public const string StepFinished = "step-finished";
    public const string RunFinished = "run-finished";
    public const string Interrupted = "interrupted";

    /// <summary>Runs were made that this record does not hold (on another machine, or before it began): data names the receipt's head.</summary>
    public const string Continues = "continues";
}
