using System.Text.Json;
using Slipway.Packages;
using Slipway.Schema;
using Slipway.Yaml;

namespace Slipway.Cli;

/// <summary>Every setting of an application and of its components, with its value and where that comes from.</summary>
internal static class ConfigShowCommand
{
    private static readonly LocalText Summary = new("Show every setting, its value and where that comes from", "查看每个配置项、取值及其来源");
    private static readonly LocalText More = new(
        "First the application's own settings and what each gives, then those of its components. Of a secret the names of the Secret and its key are shown: nothing else is known.",
        "先列出应用自己的配置项及各自的去向，再列出各组件的配置项。机密只显示 Secret 及其键的名称：其余内容并不知道。");

    private static readonly LocalText[] UnifiedColumns = [new("SETTING", "配置项"), new("VALUE", "取值"), new("FROM", "来源"), new("GIVES", "去向")];
    private static readonly LocalText[] ComponentColumns = [new("COMPONENT", "组件"), new("SETTING", "配置项"), new("VALUE", "取值"), new("FROM", "来源")];
    private static readonly LocalText Nothing = new("{0} declares no settings, nor does any of its components", "{0} 及其组件都没有声明配置项");

    public static Verb Create(Language language)
    {
        var options = SettingsOptions.In(language);
        return new Verb("show", language, Summary, options.All)
        {
            More = More,
            Examples =
            [
                new(new("As it is when nobody says anything", "无人指定时的取值"), "slipway config show application.yaml"),
                new(new("What an answer changes", "某个回答会改变什么"), "slipway config show shop.slip --config logLevel=debug"),
                new(new("As an installation has it; with a newer package: whether its answers still hold", "某个安装的实际取值；换用新版应用包时，可查看其回答是否仍然有效"), "slipway config show shop.slip --installation shop -n shop"),
            ],
            Run = async (session, parsed, cancellation) =>
            {
                var (read, findings) = await options.Read(session, parsed, all: false, cancellation).ConfigureAwait(false);
                return read is null ? Outcome.Of(findings) : Report(session, read, findings);
            },
        };
    }

    private static Outcome Report(Session session, SettingsRead read, IReadOnlyList<Diagnostic> findings)
    {
        var unified = Settings.Of(read.Application.Configuration, read.Said.Entry.Config);
        var settings = Settings.Of(read.Components).ToList();
        var origins = new SettingOrigins(read);
        return new Outcome(findings)
        {
            Text = to => Write(to, session, read.Application.Application.Name.Value, origins, unified, settings),
            Data = json => Write(json, origins, unified, settings),
        };
    }

    private static void Write(TextWriter to, Session session, string name, SettingOrigins origins, IReadOnlyList<UnifiedSetting> unified, List<ComponentSetting> settings)
    {
        var language = session.Language;
        if (unified.Count + settings.Count == 0)
            to.WriteLine(Nothing.In(language, [name]));
        Table.Write(to, session, UnifiedColumns, unified.Select(setting => (IReadOnlyList<string>)
            [setting.Key, Shown(setting.Value), origins.From(language, setting), setting.Gives.Count == 0 ? "-" : string.Join(", ", setting.Gives)]));
        if (unified.Count > 0 && settings.Count > 0)
            to.WriteLine();
        Table.Write(to, session, ComponentColumns, settings.Select(setting => (IReadOnlyList<string>)[setting.Component, setting.Key, Shown(setting.Value), origins.From(language, setting)]));
    }

    private static string Shown(Node? value) => value switch
    {
        null => "-",
        ScalarNode { Kind: ScalarKind.String, Text.Length: > 0 } text => text.Text,
        _ => JsonText.Write(value),
    };

    private static void Write(Utf8JsonWriter json, SettingOrigins origins, IReadOnlyList<UnifiedSetting> unified, List<ComponentSetting> settings)
    {
        json.WriteStartArray("settings");
        foreach (var setting in unified)
        {
            Start(json, setting.Key, setting.Declared, setting.Value);
            json.WriteString("origin", origins.Of(setting));
            json.WriteString("at", setting.GivenAt is { } at ? SettingOrigins.Place(at) : null);
            if (origins.Answer(setting) is { } answer)
                AnswerTable.Write(json, "answer", answer);
            json.WriteStartArray("gives");
            foreach (var target in setting.Gives)
                json.WriteStringValue(target);
            json.WriteEndArray();
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteStartArray("components");
        foreach (var setting in settings)
        {
            Start(json, setting.Key, setting.Declared, setting.Value);
            json.WriteString("component", setting.Component);
            json.WriteString("origin", setting.Origin.ToString().ToLowerInvariant());
            json.WriteString("at", SettingOrigins.Place(setting.At));
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    private static void Start(Utf8JsonWriter json, string key, ConfigKey declared, Node? value)
    {
        json.WriteStartObject();
        json.WriteString("key", key);
        json.WriteBoolean("secret", declared.IsSecret);
        json.WritePropertyName("value");
        if (value is null)
            json.WriteNullValue();
        else
            json.WriteRawValue(JsonText.Write(value));
    }
}
