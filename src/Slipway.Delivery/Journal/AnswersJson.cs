using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Slipway.Delivery.Kubernetes;
using Slipway.Packages;
using Slipway.Yaml;

namespace Slipway.Delivery;

/// <summary>Answers in a receipt's data, and in the record.</summary>
internal static class AnswersJson
{
    /// <summary>Of the text: an object of the API server holds 1 MiB, and the receipt says more than this.</summary>
    public const int Limit = 256 * 1024;

    public static string Write(Answers answers) => new JsonArray([.. answers.All.Select(Written)]).ToJsonString();

    /// <summary>Throws <see cref="JsonException"/> for what is none.</summary>
    public static Answers Read(string text)
    {
        using var document = JsonDocument.Parse(text);
        return document.RootElement.ValueKind == JsonValueKind.Array
            ? Answers.None.With(document.RootElement.EnumerateArray().Select(Answer))
            : throw new JsonException("`answers` is no list");
    }

    /// <summary>What a run changed of them, for the record; values that may be passwords are left out, as from its command line.</summary>
    /// <param name="why">The reason that was given for it.</param>
    public static JsonObject? Change(Answers before, Answers after, string why = "")
    {
        var (set, gone) = after.Since(before);
        return set.Count + gone.Count == 0 ? null : new JsonObject
        {
            ["set"] = new JsonArray([.. set.Select(one => JsonValue.Create(Shown(one)))]),
            ["takenBack"] = new JsonArray([.. gone.Select(one => JsonValue.Create(Shown(one)))]),
            ["why"] = why.Length > 0 ? why : null,
        };
    }

    /// <summary>What a run that the record tells of was to set, and these answers do not hold.</summary>
    public static IReadOnlyList<string> Lost(JsonObject run, Answers now)
        => run["answers"]?["set"] is JsonArray set ? [.. set.Select(one => (string?)one ?? "").Except(now.All.Select(Shown))] : [];

    /// <summary>The recorded ones about which these answers say nothing.</summary>
    public static IReadOnlyList<string> Unsaid(IReadOnlyList<string> recorded, Answers now)
    {
        var said = now.All.Select(one => RecordedAnswers.About(Shown(one))).ToHashSet(StringComparer.Ordinal);
        return [.. recorded.Where(one => !said.Contains(RecordedAnswers.About(one)))];
    }

    private static string Shown(Answer answer) => answer.Kind == AnswerKind.Trait ? $"--trait {answer.Key}=…" : answer.Word;

    private static JsonObject Written(Answer answer)
    {
        var written = new JsonObject
        {
            ["kind"] = answer.Kind.ToString().ToLowerInvariant(),
            ["path"] = new JsonArray([.. answer.Path.Select(name => JsonValue.Create(name))]),
            ["value"] = JsonNode.Parse(JsonText.Write(answer.Value)),
            ["package"] = answer.Origin.Package,
            ["version"] = answer.Origin.Version,
            ["who"] = answer.Origin.Who,
            ["when"] = answer.Origin.When.ToUniversalTime().ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture),
        };
        if (answer.Origin.Why.Length > 0)
            written["why"] = answer.Origin.Why;
        if (answer.File.Length > 0)
            written["file"] = answer.File;
        if (answer.IsWithheld)
            written["withheld"] = true;
        if (answer.Declared is { } declared)
            written["declared"] = JsonNode.Parse(JsonText.Write(declared));
        return written;
    }

    private static Answer Answer(JsonElement one)
    {
        if (one.ValueKind != JsonValueKind.Object || !Enum.TryParse<AnswerKind>(one.Text("kind"), ignoreCase: true, out var kind) || !Enum.IsDefined(kind))
            throw new JsonException($"an answer is of no kind that this program knows: {Cut(one)}");
        var path = one.Items("path").Select(name => name.ValueKind == JsonValueKind.String ? name.GetString()! : "").ToList();
        if (path.Count == 0 || path.Exists(name => name.Length == 0) || !one.TryGetProperty("value", out var value) || (kind == AnswerKind.Trait && path.Count < 2))
            throw new JsonException($"an answer has no path or no value: {Cut(one)}");
        return new Answer(kind, path, Nodes(value))
        {
            Origin = new(one.Text("package") ?? "", one.Text("version") ?? "", one.Text("who") ?? "", Time(one.Text("when")), one.Text("why") ?? ""),
            File = one.Text("file") ?? "",
            IsWithheld = one.At("withheld") is { ValueKind: JsonValueKind.True },
            Declared = one.At("declared") is { ValueKind: JsonValueKind.Object } declared ? Nodes(declared) as MapNode : null,
        };
    }

    private static Node Nodes(JsonElement value)
    {
        try
        {
            return JsonText.Read(Encoding.UTF8.GetBytes(value.GetRawText()));
        }
        catch (FormatException e)
        {
            throw new JsonException(e.Message, e);
        }
    }

    private static string Cut(JsonElement one) => one.GetRawText() is { Length: > 60 } text ? text[..60] + "…" : one.GetRawText();

    private static DateTimeOffset Time(string? text)
        => DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time) ? time : DateTimeOffset.UnixEpoch;
}
