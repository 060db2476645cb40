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
        var path = ApplicationChoice.Argument(language);
        return new Verb("views", language, Summary, path)
        {
            Examples =
            [
                new(new("Of an application", "查看一个应用"), "slipway config views application.yaml"),
                new(new("Of a package", "查看一个应用包"), "slipway config views shop.slip"),
            ],
            Run = (session, parsed, _) => Task.FromResult(Run(session, parsed.GetValue(path)!)),
        };
    }

    private static Outcome Run(Session session, string path)
    {
        var (composition, findings) = ApplicationChoice.Read(path);
        return composition is null ? Outcome.Of(findings) : new Outcome(findings)
        {
            Text = to => Write(to, session, composition),
            Data = json => Write(json, session.Language, composition),
        };
    }

    private static void Write(TextWriter to, Session session, Composition composition)
    {
        var (language, views) = (session.Language, composition.Application.Views);
        if (views.Count == 0)
            to.WriteLine(None.In(language, [composition.Application.Name.Value]));
        foreach (var view in views)
        {
            to.WriteLine(SafeText.Line($"{view.Title.In(language)} ({view.Name.Value})"));
            Table.Write(to, session, KeyColumns, view.Keys.Select(key => (IReadOnlyList<string>)
                [key.Key.Value, Title(composition, key)?.In(language) ?? "-", Value(composition, key) is { } value ? Shown(value) : "-", key.IsTrait ? "--trait" : "--config"]));
            if (view.Presets.Count > 0)
                to.WriteLine();
            Table.Write(to, session, PresetColumns, view.Presets.Select(preset => (IReadOnlyList<string>)[preset.Name.Value, preset.Title.In(language), string.Join(' ', PresetOptions(preset))]));
            if (view != views[^1])
                to.WriteLine();
        }
    }

    private static void Write(Utf8JsonWriter json, Language language, Composition composition)
    {
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
                json.WriteRawValue(JsonText.Write(Value(composition, key) ?? Node.Null));
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

    /// <summary>What holds when nobody has said anything.</summary>
    private static Node? Value(Composition composition, ViewKey key)
        => key.IsTrait
            ? KeyPath.Parse(key.Key.Value) is { } names && composition.Component(names[0]) is { } one ? JsonPointer.Resolve(one.Whole.Traits, names.Skip(1)) : null
            : Declared(composition, key) is { } declared ? JsonPointer.Resolve(composition.Configuration.Schema!.Effective(Node.Map()), declared.Pointer) : null;

    private static IEnumerable<string> PresetOptions(PresetDefinition preset)
        => Leaves(preset.Config, []).Select(leaf => $"--config {ShellWord.Quoted(leaf)}").Concat(Leaves(preset.Traits, []).Select(leaf => $"--trait {ShellWord.Quoted(leaf)}"));

    private static IEnumerable<string> Leaves(Node node, IReadOnlyList<string> names) => node is MapNode { Count: > 0 } map
        ? map.Entries.SelectMany(entry => Leaves(entry.Value, [.. names, entry.Name]))
        : names.Count == 0 ? [] : [$"{KeyPath.Write(names)}={Given(node)}"];

    /// <summary>Such that the option reads back this very value: a text that looks like a number stands in quotes.</summary>
    private static string Given(Node value)
        => value is ScalarNode { Kind: ScalarKind.String } text && ComponentEntry.Empty.WithConfig($"key={text.Text}").Entry.Config["key"] is ScalarNode { Kind: ScalarKind.String } read && read.Text == text.Text
            ? text.Text
            : JsonText.Write(value);

    private static string Shown(Node value) => value is ScalarNode { Kind: ScalarKind.String, Text.Length: > 0 } text ? text.Text : JsonText.Write(value);
}
