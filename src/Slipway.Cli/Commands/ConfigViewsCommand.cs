using System.Text.Json;
using Slipway.Components;
using Slipway.Packages;
using Slipway.Schema;
using Slipway.Yaml;

namespace Slipway.Cli;

/// <summary>The screens that an application offers to those on site, and what a site may change.</summary>
internal static class ConfigViewsCommand
{
    private static readonly LocalText Summary = new("List an application's views: the settings that matter for a purpose, and presets", "列出应用的视图：按用途整理的配置项和预设");
    private static readonly LocalText[] KeyColumns = [new("SETTING", "配置项"), new("TITLE", "名称"), new("VALUE", "取值"), new("OPTION", "选项")];
    private static readonly LocalText[] PresetColumns = [new("PRESET", "预设"), new("TITLE", "名称"), new("OPTIONS", "选项")];
    private static readonly LocalText None = new("{0} has no views; `slipway config show` lists every setting", "{0} 没有视图；用 `slipway config show` 查看所有配置项");

    public static Verb Create(Language language)
    {
        var options = SettingsOptions.In(language);
        return new Verb("views", language, Summary, options.All)
        {
            Examples =
            [
                new(new("Of an application", "查看一个应用"), "slipway config views application.yaml"),
                new(new("Of a package", "查看一个应用包"), "slipway config views shop.slip"),
            ],
            Run = async (session, parsed, cancellation) =>
            {
                var (read, findings) = await options.Read(session, parsed, all: true, cancellation).ConfigureAwait(false);
                return read is null ? Outcome.Of(findings) : new Outcome(findings)
                {
                    Text = to => Write(to, session, read),
                    Data = json => Write(json, session.Language, read),
                };
            },
        };
    }

    private static void Write(TextWriter to, Session session, SettingsRead read)
    {
        var (language, composition, views) = (session.Language, read.Application, read.Application.Application.Views);
        if (views.Count == 0)
            to.WriteLine(None.In(language, [composition.Application.Name.Value]));
        foreach (var view in views)
        {
            to.WriteLine(SafeText.Line($"{view.Title.In(language)} ({view.Name.Value})"));
            Table.Write(to, session, KeyColumns, view.Keys.Select(key => (IReadOnlyList<string>)
                [key.Key.Value, Title(composition, key)?.In(language) ?? "-", Value(read, key) is { } value ? Shown(value) : "-", key.IsTrait ? "--trait" : "--config"]));
            if (view.Presets.Count > 0)
                to.WriteLine();
            Table.Write(to, session, PresetColumns, view.Presets.Select(preset => (IReadOnlyList<string>)[preset.Name.Value, preset.Title.In(language), string.Join(' ', PresetOptions(preset))]));
            if (view != views[^1])
                to.WriteLine();
        }
    }

    private static void Write(Utf8JsonWriter json, Language language, SettingsRead read)
    {
        var composition = read.Application;
        json.WriteStartArray("views");
        foreach (var view in composition.Application.Views)
        {
            json.WriteStartObject();
            json.WriteString("name", view.Name.Value);
            json.WriteString("title", view.Title.In(language));
            json.WriteStartArray("keys");
            foreach (var key in view.Keys)
            {
                json.WriteStartObject();
                json.WriteString(key.IsTrait ? "trait" : "config", key.Key.Value);
                json.WriteString("title", Title(composition, key)?.In(language));
                json.WritePropertyName("value");
                json.WriteRawValue(JsonText.Write(Value(read, key) ?? Node.Null));
                json.WriteEndObject();
            }
            json.WriteEndArray();
            json.WriteStartArray("presets");
            foreach (var preset in view.Presets)
            {
                json.WriteStartObject();
                json.WriteString("name", preset.Name.Value);
                json.WriteString("title", preset.Title.In(language));
                json.WritePropertyName("config");
                json.WriteRawValue(JsonText.Write(preset.Config));
                json.WritePropertyName("traits");
                json.WriteRawValue(JsonText.Write(preset.Traits));
                json.WriteEndObject();
            }
            json.WriteEndArray();
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    private static ConfigKey? Declared(Composition composition, ViewKey key)
        => key.IsTrait ? null : composition.Configuration.Schema?.Key(JsonPointer.Of(KeyPath.Parse(key.Key.Value)!));

    private static LocalText? Title(Composition composition, ViewKey key) => Declared(composition, key)?.Title;

    /// <summary>What holds with all that is said.</summary>
    private static Node? Value(SettingsRead read, ViewKey key)
        => key.IsTrait
            ? KeyPath.Parse(key.Key.Value) is { } names && read.Components.FirstOrDefault(component => component.Name == names[0]) is { } one ? JsonPointer.Resolve(one.Whole.Traits, names.Skip(1)) : null
            : Declared(read.Application, key) is { } declared ? JsonPointer.Resolve(read.Application.Configuration.Schema!.Effective(read.Said.Entry.Config), declared.Pointer) : null;

    private static IEnumerable<string> PresetOptions(PresetDefinition preset)
        => AnswerWords.In(preset.Config).Select(leaf => $"--config {ShellWord.Quoted(leaf)}").Concat(AnswerWords.In(preset.Traits).Select(leaf => $"--trait {ShellWord.Quoted(leaf)}"));

    private static string Shown(Node value) => value is ScalarNode { Kind: ScalarKind.String, Text.Length: > 0 } text ? text.Text : JsonText.Write(value);
}
