using System.CommandLine;
using System.Text.Json;
using Slipway.Components;
using Slipway.Yaml;

namespace Slipway.Cli;

/// <summary>All that there is to know of one trait.</summary>
internal static class TraitShowCommand
{
    /// <summary>A parameter that contains itself is shown so deep.</summary>
    private const int Deepest = 6;

    private static readonly LocalText Summary = new("Show what a trait does, what it takes and with whom it stands", "查看 trait 的作用、参数以及与其他 trait 的关系");
    private static readonly LocalText About = new("The trait", "trait 的名称");
    private static readonly LocalText Parameters = new("Parameters:", "参数：");
    private static readonly LocalText Default = new("default: {0}", "默认：{0}");
    private static readonly LocalText Required = new("required", "必填");

    private static readonly (LocalText Label, Func<TraitDefinition, IReadOnlyList<string>> Words, string Json)[] Facts =
    [
        (new("Workloads", "适用的工作负载"), trait => trait.AppliesTo, "appliesTo"),
        (new("Excludes", "互斥"), trait => trait.ConflictsWith, "conflictsWith"),
        (new("Needs", "依赖"), trait => trait.Requires, "requires"),
        (new("Decides over", "接管的字段"), trait => trait.Owns, "owns"),
    ];

    public static Verb Create(Language language)
    {
        var name = new Argument<string>("TRAIT") { Description = About.In(language) };
        name.CompletionSources.Add([.. PlatformReader.BuiltIn.Traits.Select(trait => trait.Name)]);
        var platform = TraitCommand.Beside(language);
        return new Verb("show", language, Summary, name, platform)
        {
            Examples =
            [
                new(new("A built-in one", "内置的 trait"), "slipway trait show autoscale"),
                new(new("One of a platform team, as data", "平台团队的 trait，以数据形式输出"), "slipway trait show team-note --platform platform --output json"),
            ],
            Run = (session, parsed, _) => Task.FromResult(Show(session, parsed.GetValue(name)!, parsed.GetValue(platform))),
        };
    }

    private static Outcome Show(Session session, string name, string? folder)
    {
        var (platform, findings) = Load.Platform(folder);
        if (platform is null)
            return Outcome.Of(findings);
        if (platform.Trait(name) is not { } trait)
            return Outcome.Of([.. findings, TraitCommand.Unknown(name, platform)]);
        var fields = Below(TraitFields.Of(platform).First(field => field.Name == name), 0).ToList();
        return new Outcome(findings)
        {
            Text = to => Write(to, trait, fields, session.Language),
            Data = json => WriteJson(json, trait, fields, session.Language),
        };
    }

    private static void Write(TextWriter to, TraitDefinition trait, IReadOnlyList<Field> fields, Language language)
    {
        to.WriteLine($"{trait.Name} {trait.Version} ({SafeText.Line(TraitCommand.Whose(trait, language))})");
        to.WriteLine(trait.Summary.In(language));
        if (trait.Documentation is { } documentation)
        {
            to.WriteLine();
            to.WriteLine(documentation.In(language).TrimEnd());
        }
        to.WriteLine();
        foreach (var (label, words, _) in Facts)
            if (words(trait) is { Count: > 0 } some)
                to.WriteLine(language == Language.Chinese ? $"{label.Chinese}：{string.Join("、", some)}" : $"{label.English}: {string.Join(", ", some)}");
        to.WriteLine();
        to.WriteLine(Parameters.In(language));
        var rows = fields.Select(field => (Name: "  " + Path(trait, field), Type: field.Type.In(language), About: Said(field, language))).ToList();
        var (first, second) = (Math.Min(44, rows.Max(row => row.Name.Length)), rows.Max(row => Columns.Width(row.Type)));
        foreach (var (name, type, about) in rows)
            to.WriteLine($"{name.PadRight(first)}  {Columns.Pad(type, second)}  {about}".TrimEnd());
    }

    private static string Said(Field field, Language language)
    {
        string?[] parts =
        [
            FieldPage.Short(field, language),
            field.Choices.Count > 0 ? string.Join(" | ", field.Choices) : field.Range?.In(language),
            field.IsRequired ? Required.In(language) : field.Default is { } standard ? Default.In(language, [standard.In(language)]) : null,
        ];
        return string.Join(language == Language.Chinese ? "；" : "; ", parts.Where(part => !string.IsNullOrEmpty(part)));
    }

    private static void WriteJson(Utf8JsonWriter json, TraitDefinition trait, IReadOnlyList<Field> fields, Language language)
    {
        json.WriteString("name", trait.Name);
        json.WriteString("version", trait.Version);
        json.WriteString("summary", trait.Summary.In(language));
        json.WriteString("documentation", trait.Documentation?.In(language));
        json.WriteBoolean("builtIn", TraitCase.Home(trait) is null);
        foreach (var (_, words, name) in Facts)
        {
            json.WriteStartArray(name);
            foreach (var word in words(trait))
                json.WriteStringValue(word);
            json.WriteEndArray();
        }
        json.WriteNumber("order", trait.Order);
        json.WriteStartArray("parameters");
        foreach (var field in fields)
        {
            json.WriteStartObject();
            json.WriteString("path", Path(trait, field));
            json.WriteString("type", field.Type.In(language));
            json.WriteBoolean("required", field.IsRequired);
            json.WriteString("default", field.Default?.In(language));
            json.WriteString("description", FieldPage.Short(field, language));
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WritePropertyName("schema");
        json.WriteRawValue(JsonText.Write(trait.Parameters));
    }

    private static string Path(TraitDefinition trait, Field field) => field.Path[$"traits.{trait.Name}.".Length..];

    private static IEnumerable<Field> Below(Field field, int depth)
        => depth == Deepest ? [] : field.Fields.SelectMany(one => Below(one, depth + 1).Prepend(one));
}
