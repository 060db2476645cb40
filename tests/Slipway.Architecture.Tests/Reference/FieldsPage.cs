using System.Text;
using Slipway.Components;
using Slipway.Yaml;

namespace Slipway.Architecture.Tests.Reference;

/// <summary>The formats' pages: every field, its place, its bounds and its default.</summary>
internal sealed class FieldsPage(Language language)
{
    private readonly bool chinese = language == Language.Chinese;
    private readonly StringBuilder text = new();

    /// <summary>Where a part was described, by its name: a heading, with the page before it when it is another.</summary>
    private readonly Dictionary<string, (string Link, string Path)> described = [];

    public static string Service(Language language)
    {
        var page = new FieldsPage(language);
        page.Line("# " + page.Heading(FieldFormat.Service));
        page.Line(page.Say(
            "This page is generated from the fields' own schema (`dotnet dev.cs docs`). `slipway explain FIELD` prints the same of one field, and `slipway schema` gives\nthe schema to editors.",
            "本页由字段的 schema 生成（`dotnet dev.cs docs`）。`slipway explain 字段` 显示某个字段的同样内容，`slipway schema` 输出供编辑器使用的 schema。"));
        page.Line(Markdown.Prose(FieldFormat.Service.Root.Description.In(language)));
        page.Example("", FieldFormat.Service.Root);
        page.Table(FieldFormat.Service.Root, field => field.Path);
        foreach (var field in FieldFormat.Service.Root.Fields)
            page.Field(field, 2, path => path);
        return page.text.ToString();
    }

    public static string Others(Language language)
    {
        var page = new FieldsPage(language);
        page.KnowService();
        page.Line("# " + page.Say("Other formats", "其他格式"));
        page.Line(page.Say(
            "This page is generated from the fields' own schema (`dotnet dev.cs docs`). The case of field names does not count, except in `trait.yaml` and\n`workload.yaml`. `slipway explain FORMAT.FIELD` prints the same of one field.",
            "本页由字段的 schema 生成（`dotnet dev.cs docs`）。除 `trait.yaml` 和 `workload.yaml` 外，字段名不区分大小写。`slipway explain 格式.字段` 显示某个字段的同样内容。"));
        foreach (var format in FieldFormat.All.Skip(1))
        {
            string Path(string path) => path.StartsWith('[') ? format.Name + path : $"{format.Name}.{path}";
            page.Line("## " + page.Heading(format));
            page.Line(Markdown.Prose(format.Root.Description.In(language)));
            page.Example("", format.Root);
            page.Table(format.Root, field => Path(field.Path));
            foreach (var field in format.Root.Fields)
                page.Field(field, 3, Path);
        }
        return page.text.ToString();
    }

    private string Heading(FieldFormat format) => $"{format.Root.Title.In(language)}{Say(", ", "，")}`{format.Format}`";

    /// <summary>The parts that the service's page describes are not described again.</summary>
    private void KnowService()
    {
        foreach (var field in FieldFormat.Service.Fields.Where(field => field.Part is not null && field.Fields.Count > 0))
            described.TryAdd(field.Part!, ($"service{(chinese ? ".zh" : "")}.md#{Markdown.Anchor(field.Path)}", field.Path));
    }

    private void Field(Field field, int level, Func<string, string> path)
    {
        Line($"{new string('#', level)} `{path(field.Path)}`");
        Line(Facts(field));
        if (field.Description.In(language) is { Length: > 0 } description)
            Line(Markdown.Prose(description));
        Bounds(field);
        if (field.Examples.Count > 0)
            Example(field.Name, field);
        if (field.Fields.Count == 0)
            return;
        if (field.Part is { } part && described.TryGetValue(part, out var there))
        {
            Line(Say($"Its fields are those of [`{there.Path}`]({there.Link}).", $"其字段与 [`{there.Path}`]({there.Link}) 相同。"));
            return;
        }
        if (field.Part is { } name)
            described[name] = ("#" + Markdown.Anchor(path(field.Path)), path(field.Path));
        Table(field, below => path(below.Path));
        foreach (var below in field.Fields)
            Field(below, 3, path);
    }

    private string Facts(Field field)
    {
        var required = field.IsRequired ? Say("required", "必填") : field.RequiredWhen is { } when ? Say("required ", "必填（") + Markdown.Prose(when.In(language)) + Say("", "）") : Say("optional", "可选");
        return string.Join(" · ", new[] { field.Title.In(language) is { Length: > 0 } title ? $"**{title}**" : null, field.Type.In(language), required }.OfType<string>());
    }

    private void Bounds(Field field)
    {
        var rows = new List<string>();
        void Row(string label, string? value)
        {
            if (value is not null)
                rows.Add($"- {label}{Say(": ", "：")}{value}");
        }
        Row(Say("Default", "默认值"), field.Default is { } standard ? Markdown.Prose(standard.In(language)) : null);
        Row(Say("Values", "可选值"), field.Choices.Count > 0 ? string.Join(", ", field.Choices.Select(choice => $"`{choice}`")) : null);
        Row(Say("Range", "范围"), field.Range?.In(language));
        Row(Say("Unit", "单位"), field.Unit?.In(language));
        Row(Say("Pattern", "格式"), field.Pattern is { Length: <= 80 } pattern ? $"`{pattern}`" : null);
        Row(Say("Source", "来源"), field.Origin is { } origin ? origin.Link is { } link ? $"[{origin.Name.In(language)}]({link})" : origin.Name.In(language) : null);
        if (rows.Count > 0)
            Line(string.Join('\n', rows));
    }

    private void Example(string name, Field field)
    {
        text.Append(Markdown.Code("yaml", string.Join("\n# " + Say("or", "或") + "\n", field.Examples.Take(3).Select(example => Cli.FieldPage.Exemplary(name, example))))).Append('\n');
    }

    private void Table(Field field, Func<Field, string> path)
    {
        text.Append(Markdown.Row(Say("Field", "字段"), Say("Type", "类型"), "")).Append("| --- | --- | --- |\n");
        foreach (var below in field.Fields)
        {
            var star = below.IsRequired || below.RequiredWhen is not null ? " \\*" : "";
            text.Append(Markdown.Row($"[`{below.Name}`](#{Markdown.Anchor(path(below))}){star}", below.Type.In(language), Markdown.Cell(Cli.FieldPage.Short(below, language))));
        }
        text.Append('\n');
    }

    private string Say(string english, string chineseText) => chinese ? chineseText : english;

    private void Line(string line) => text.Append(line).Append("\n\n");
}
