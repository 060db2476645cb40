using System.Text.Json;
using Slipway.Components;
using Slipway.Yaml;

namespace Slipway.Cli;

/// <summary>All fields of a format, indented by level. A part that stands in several places is written out once.</summary>
internal static class FieldList
{
    /// <summary>Repeating a short list reads better than looking it up.</summary>
    private const int Short = 4;

    private static readonly LocalText Heading = new("{0}: {1}. A star marks what is required.", "{0}：{1}。星号表示必填。");
    private static readonly LocalText AsUnder = new(" (as under {0})", "（与 {0} 相同）");
    private static readonly LocalText Next = new(
        "`slipway explain container.health` says more of a field, `slipway explain codes` lists the diagnostics. Other formats: {0}, and `slipway explain traits`.",
        "`slipway explain container.health` 查看某个字段的详细说明，`slipway explain codes` 列出全部诊断编号。其他格式：{0}，以及 `slipway explain traits`。");

    public static void Write(TextWriter to, FieldFormat format, Language language)
    {
        to.WriteLine(Heading.In(language, [format.Format, format.Root.Title.In(language)]));
        var rows = Rows(format.Root, "  ", [], language).ToList();
        var (first, second) = (Math.Min(44, rows.Max(row => row.Name.Length)), rows.Max(row => Columns.Width(row.Type)));
        foreach (var (name, type, about) in rows)
            to.WriteLine($"{name.PadRight(first)}  {Columns.Pad(type, second)}  {about}".TrimEnd());
        to.WriteLine();
        foreach (var line in Columns.Wrap(Next.In(language, [string.Join(", ", FieldFormat.All.Where(other => other != format).Select(other => other.Name))]), 100))
            to.WriteLine(line);
    }

    public static void WriteJson(Utf8JsonWriter json, FieldFormat format, Language language)
    {
        json.WriteString("format", format.Format);
        json.WriteStartArray("fields");
        foreach (var field in format.Fields)
        {
            json.WriteStartObject();
            json.WriteString("path", field.Path);
            json.WriteString("type", field.Type.In(language));
            json.WriteBoolean("required", field.IsRequired);
            json.WriteString("title", FieldPage.Short(field, language));
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    private static IEnumerable<(string Name, string Type, string About)> Rows(Field field, string indent, Dictionary<string, string> written, Language language)
    {
        foreach (var below in field.Fields)
        {
            var name = indent + below.Name + (below.IsRequired || below.RequiredWhen is not null ? "*" : "");
            var again = below.Part is { } part && below.Fields.Count > Short && !written.TryAdd(part, below.Path) ? written[part] : null;
            var about = FieldPage.Short(below, language);
            yield return (name, below.Type.In(language), again is null ? about : about + AsUnder.In(language, [again]));
            if (again is null)
                foreach (var row in Rows(below, indent + "  ", written, language))
                    yield return row;
        }
    }
}
