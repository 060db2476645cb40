using System.Globalization;
using Slipway.Packages;
using Slipway.Yaml;

namespace Slipway.Cli;

/// <summary>Where settings have their values from: a default, a preset, an installation's answer, or this command.</summary>
internal sealed class SettingOrigins(SettingsRead read)
{
    private static readonly LocalText ByDefault = new("default", "默认值");
    private static readonly LocalText ByPreset = new("preset, {0}", "预设，{0}");
    private static readonly LocalText ByAnswer = new("answered by {0}, {1}, for {2}", "回答：{0}，{1}，针对 {2}");
    private static readonly LocalText ByService = new("the service's default", "服务的默认值");
    private static readonly LocalText ByApplication = new("the application, {0}", "应用，{0}");
    private static readonly LocalText ByUnified = new("unified, {0}", "统一配置，{0}");

    /// <summary>The installation's, where it is one.</summary>
    public Answer? Answer(UnifiedSetting setting) => read.Answered?.At(setting.GivenAt)?.Answer;

    /// <summary>For programs.</summary>
    public string Of(UnifiedSetting setting) => setting.GivenAt is not { } at ? "default" : Answer(setting) is not null ? "installation" : IsCommand(at) ? "given" : "preset";

    public string From(Language language, UnifiedSetting setting)
        => setting.GivenAt is { } at ? Given(language, at) : ByDefault.In(language);

    public string From(Language language, ComponentSetting setting) => setting.Origin switch
    {
        SettingOrigin.Unified when setting.At is { } at && read.Answered?.At(at) is not null => ByUnified.In(language, [Given(language, at)]),
        SettingOrigin.Unified => ByUnified.In(language, [Place(setting.At)]),
        SettingOrigin.Application => ByApplication.In(language, [Place(setting.At)]),
        _ => ByService.In(language),
    };

    /// <summary>An option has one line.</summary>
    public static string Place(Location? at) => at is null ? "-" : at.Source.Name.StartsWith("--", StringComparison.Ordinal) ? at.Source.Name : $"{at.Source.Name}:{at.Line}";

    private string Given(Language language, Location at)
        => read.Answered?.At(at) is { Answer.Origin: var origin }
            ? ByAnswer.In(language, [origin.Who, origin.When.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), $"{origin.Package} {origin.Version}"])
            : IsCommand(at) ? Place(at) : ByPreset.In(language, [Place(at)]);

    private bool IsCommand(Location at) => at.Source.Name is "--config" || at.Source.Name == read.Choice.With;
}
