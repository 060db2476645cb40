using System.Text.Json;
using Slipway.Components;
using Slipway.Yaml;

namespace Slipway.Cli;

/// <summary>All that there is to know of one field.</summary>
internal static class FieldPage
{
    private const int Width = 100;

    /// <summary>A longer regular expression tells nobody anything.</summary>
    private const int LongestPattern = 80;

    private static readonly LocalText Required = new("required", "必填");
    private static readonly LocalText RequiredWhen = new("required {0}", "必填（{0}）");
    private static readonly LocalText Default = new("Default", "默认值");
    private static readonly LocalText Values = new("Values", "可选值");
    private static readonly LocalText Range = new("Range", "范围");
    private static readonly LocalText Unit = new("Unit", "单位");
    private static readonly LocalText Pattern = new("Pattern", "格式");
    private static readonly LocalText Example = new("Example", "示例");
    private static readonly LocalText Source = new("Source", "来源");
    private static readonly LocalText Below = new("Fields", "字段");

    /// <param name="path">As <c>explain</c> takes it.</param>
    /// <param name="below">The fields one level below.</param>
    public static void Write(TextWriter to, Field field, string path, IReadOnlyList<Field> below, Language language)
    {
        var required = field.IsRequired ? Required.In(language) : field.RequiredWhen is { } when ? RequiredWhen.In(language, [when.In(language)]) : null;
        to.WriteLine($"{path}: {string.Join(language == Language.Chinese ? "，" : ", ", new[] { field.Type.In(language), required }.OfType<string>())}");
        if (field.Title.In(language) is { Length: > 0 } title)
            to.WriteLine(title);
        if (field.Description.In(language) is { Length: > 0 } description)
            Paragraph(to, description);
        Facts(to, field, language);
        if (below.Count > 0)
            List(to, below, language);
    }

    public static void WriteJson(Utf8JsonWriter json, Field field, string path, IReadOnlyList<Field> below, Language language)
    {
        json.WriteString("path", path);
        json.WriteString("name", field.Name);
        json.WriteString("title", field.Title.In(language));
        json.WriteString("description", field.Description.In(language));
        json.WriteString("type", field.Type.In(language));
        json.WriteBoolean("required", field.IsRequired);
        Optional(json, "requiredWhen", field.RequiredWhen?.In(language));
        Optional(json, "default", field.Default?.In(language));
        Optional(json, "range", field.Range?.In(language));
        Optional(json, "unit", field.Unit?.In(language));
        Optional(json, "pattern", field.Pattern);
        Nodes(json, "values", field.Choices.Select(choice => Node.Of(choice)));
        Nodes(json, "examples", field.Examples);
        Optional(json, "source", field.Origin?.Name.In(language));
        Optional(json, "link", field.Origin?.Link);
        json.WriteStartArray("fields");
        foreach (var one in below)
        {
            json.WriteStartObject();
            json.WriteString("path", FieldPath(path, field, one));
            json.WriteString("name", one.Name);
            json.WriteString("type", one.Type.In(language));
            json.WriteBoolean("required", one.IsRequired);
            json.WriteString("title", Short(one, language));
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    /// <summary>The title, or where there is none the description.</summary>
    public static string Short(Field field, Language language)
        => field.Title.In(language) is { Length: > 0 } title ? title : field.Description.In(language);

    // The format's own name stands for its root, whose fields have paths of their own.
    private static string FieldPath(string path, Field above, Field field)
        => above.Path.Length == 0 && path == FieldFormat.Service.Name ? field.Name : field.Name.StartsWith('[') ? path + field.Name : $"{path}.{field.Name}";

    private static void Facts(TextWriter to, Field field, Language language)
    {
        var facts = new List<(LocalText Label, string? Text)>
        {
            (Default, field.Default?.In(language)),
            (Values, field.Choices.Count > 0 ? string.Join(", ", field.Choices) : null),
            (Range, field.Range?.In(language)),
            (Unit, field.Unit?.In(language)),
            (Pattern, field.Pattern is { Length: <= LongestPattern } pattern ? pattern : null),
            (Example, field.Examples is [var first, ..] ? Exemplary(field.Path.Length == 0 ? "" : field.Name, first) : null),
            (Source, field.Origin is { } origin ? string.Join(language == Language.Chinese ? "，" : ", ", new[] { origin.Name.In(language), origin.Link }.OfType<string>()) : null),
        }.Where(fact => fact.Text is not null).ToList();
        if (facts.Count == 0)
            return;
        to.WriteLine();
        var width = facts.Max(fact => Columns.Width(fact.Label.In(language))) + 2;
        foreach (var (label, text) in facts)
        {
            var lines = text!.Split('\n').SelectMany(line => line.Contains(' ', StringComparison.Ordinal) && !text.Contains('\n', StringComparison.Ordinal) ? Columns.Wrap(line, Width - width - 2) : [line]).ToList();
            to.WriteLine($"  {Columns.Pad(label.In(language), width)}{lines[0]}");
            foreach (var line in lines.Skip(1))
                to.WriteLine(new string(' ', width + 2) + line);
        }
    }

    /// <summary>The example as it would stand in a file: on one line where that is short.</summary>
    /// <param name="name">The field's; empty for a whole file.</param>
    public static string Exemplary(string name, Node example)
    {
        if (name.Length == 0)
            return YamlWriter.Write(example).TrimEnd('\n');
        var key = name == "[N]" ? "- " : name + ": ";
        var flow = FlowText.Write(example);
        if (flow.Length + key.Length <= 72)
            return key + flow;
        return YamlWriter.Write(name == "[N]" ? Node.List(example) : Node.Map((name, example))).TrimEnd('\n');
    }

    private static void List(TextWriter to, IReadOnlyList<Field> fields, Language language)
    {
        to.WriteLine();
        to.WriteLine(Below.In(language) + (language == Language.Chinese ? "：" : ":"));
        var rows = fields.Select(field => (field.Name, Type: field.Type.In(language) + (field.IsRequired ? (language == Language.Chinese ? "，" : ", ") + Required.In(language) : ""), About: Short(field, language))).ToList();
        var (first, second) = (rows.Max(row => row.Name.Length), rows.Max(row => Columns.Width(row.Type)));
        foreach (var row in rows)
            to.WriteLine($"  {row.Name.PadRight(first)}  {Columns.Pad(row.Type, second)}  {row.About}".TrimEnd());
    }

    private static void Paragraph(TextWriter to, string text)
    {
        to.WriteLine();
        foreach (var line in Columns.Wrap(text, Width - 2))
            to.WriteLine("  " + line);
    }

    private static void Optional(Utf8JsonWriter json, string name, string? value)
    {
        if (value is not null)
            json.WriteString(name, value);
    }

    private static void Nodes(Utf8JsonWriter json, string name, IEnumerable<Node> nodes)
    {
        json.WriteStartArray(name);
        foreach (var node in nodes)
            JsonText.Write(node, json);
        json.WriteEndArray();
    }
}
