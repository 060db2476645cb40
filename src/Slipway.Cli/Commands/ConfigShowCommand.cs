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
    private static readonly LocalText ByDefault = new("default", "默认值");
    private static readonly LocalText ByService = new("the service's default", "服务的默认值");
    private static readonly LocalText ByApplication = new("the application, {0}", "应用，{0}");
    private static readonly LocalText ByUnified = new("unified, {0}", "统一配置，{0}");
    private static readonly LocalText Nothing = new("{0} declares no settings, nor does any of its components", "{0} 及其组件都没有声明配置项");

    public static Verb Create(Language language)
    {
        var path = ApplicationChoice.Argument(language);
        var (config, selection) = (ApplicationChoice.Config(language), SelectionOptions.In(language));
        return new Verb("show", language, Summary, [path, config, .. selection.All])
        {
            More = More,
            Examples =
            [
                new(new("As it is when nobody says anything", "无人指定时的取值"), "slipway config show application.yaml"),
                new(new("What an answer changes", "某个回答会改变什么"), "slipway config show shop.slip --config logLevel=debug"),
            ],
            Run = (session, parsed, _) => Task.FromResult(
                selection.Read(parsed) is not ({ } selected, _) ? Outcome.Of(selection.Read(parsed).Wrong!) : Run(session, parsed.GetValue(path)!, parsed.GetValue(config) ?? [], selected)),
        };
    }

    private static Outcome Run(Session session, string path, IReadOnlyList<string> config, Selection selection)
    {
        var (application, findings) = ApplicationChoice.Read(path);
        var (entry, wrong) = Load.Entry(new ComponentChoice(null, [], config, null));
        if (application is null || wrong.Count > 0)
            return Outcome.Of([.. findings, .. wrong]);
        var (components, found) = OnApplication.Configured(application, entry, [], selection);
        IReadOnlyList<Diagnostic> all = [.. findings, .. found];
        if (all.Any(finding => finding.Severity == Severity.Error))
            return Outcome.Of(all);
        var unified = Settings.Of(application.Configuration, entry.Config);
        var settings = Settings.Of(components).ToList();
        return new Outcome(all)
        {
            Text = to => Write(to, session, application.Application.Name.Value, unified, settings),
            Data = json => Write(json, unified, settings),
        };
    }

    private static void Write(TextWriter to, Session session, string name, IReadOnlyList<UnifiedSetting> unified, List<ComponentSetting> settings)
    {
        var language = session.Language;
        if (unified.Count + settings.Count == 0)
            to.WriteLine(Nothing.In(language, [name]));
        Table.Write(to, session, UnifiedColumns, unified.Select(setting => (IReadOnlyList<string>)
            [setting.Key, Shown(setting.Value), setting.GivenAt is { } at ? Place(at) : ByDefault.In(language), setting.Gives.Count == 0 ? "-" : string.Join(", ", setting.Gives)]));
        if (unified.Count > 0 && settings.Count > 0)
            to.WriteLine();
        Table.Write(to, session, ComponentColumns, settings.Select(setting => (IReadOnlyList<string>)[setting.Component, setting.Key, Shown(setting.Value), From(language, setting)]));
    }

    private static string From(Language language, ComponentSetting setting) => setting.Origin switch
    {
        SettingOrigin.Unified => ByUnified.In(language, [Place(setting.At)]),
        SettingOrigin.Application => ByApplication.In(language, [Place(setting.At)]),
        _ => ByService.In(language),
    };

    /// <summary>An option has one line.</summary>
    private static string Place(Location? at) => at is null ? "-" : at.Source.Name.StartsWith("--", StringComparison.Ordinal) ? at.Source.Name : $"{at.Source.Name}:{at.Line}";

    private static string Shown(Node? value) => value switch
    {
        null => "-",
        ScalarNode { Kind: ScalarKind.String, Text.Length: > 0 } text => text.Text,
        _ => JsonText.Write(value),
    };

    private static void Write(Utf8JsonWriter json, IReadOnlyList<UnifiedSetting> unified, List<ComponentSetting> settings)
    {
        json.WriteStartArray("settings");
        foreach (var setting in unified)
        {
            Start(json, setting.Key, setting.Declared, setting.Value);
            json.WriteString("origin", setting.GivenAt is null ? "default" : "given");
            json.WriteString("at", setting.GivenAt is { } at ? Place(at) : null);
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
            json.WriteString("at", Place(setting.At));
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
