using System.Text.Json;
using Slipway.Packages;
using Slipway.Yaml;

namespace Slipway.Cli;

/// <summary>Answers as rows and as data.</summary>
internal static class AnswerTable
{
    public static IReadOnlyList<LocalText> Headers { get; } = [new("ANSWER", "回答"), new("GIVEN FOR", "针对版本"), new("WHO", "作答者"), new("WHEN", "时间"), new("WHY", "原因")];

    public static IReadOnlyList<string> Row(Answer answer) =>
    [
        answer.Word, $"{answer.Origin.Package} {answer.Origin.Version}", answer.Origin.Who, answer.Origin.When.ToString("yyyy-MM-dd HH:mm:ss'Z'"), answer.Origin.Why.Length == 0 ? "-" : answer.Origin.Why,
    ];

    public static void Write(Utf8JsonWriter json, string? name, Answer answer)
    {
        if (name is null)
            json.WriteStartObject();
        else
            json.WriteStartObject(name);
        json.WriteString("kind", answer.Kind.ToString().ToLowerInvariant());
        json.WriteString("key", answer.Key);
        json.WriteBoolean("withheld", answer.IsWithheld);
        json.WritePropertyName("value");
        json.WriteRawValue(JsonText.Write(answer.Value));
        json.WriteString("file", answer.File.Length == 0 ? null : answer.File);
        json.WriteString("package", answer.Origin.Package);
        json.WriteString("version", answer.Origin.Version);
        json.WriteString("who", answer.Origin.Who);
        json.WriteString("when", answer.Origin.When);
        json.WriteString("why", answer.Origin.Why.Length == 0 ? null : answer.Origin.Why);
        json.WriteEndObject();
    }
}
