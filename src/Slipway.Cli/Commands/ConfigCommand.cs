using Slipway.Yaml;

namespace Slipway.Cli;

/// <summary>What an application can be told, and what it makes of it.</summary>
internal static class ConfigCommand
{
    private static readonly LocalText Summary = new("Show an application's settings, their values and where these come from", "查看应用的配置项、取值及其来源");

    public static Verb Create(Language language) => new("config", language, Summary, [ConfigShowCommand.Create(language), ConfigViewsCommand.Create(language), ConfigAnswersCommand.Create(language)])
    {
        Examples =
        [
            new(new("The settings of the shop", "示例商店的配置项"), "slipway config show shop.slip"),
            new(new("As an installation has them", "某个安装的实际取值"), "slipway config show shop.slip --installation shop -n shop"),
            new(new("Those that matter, by purpose", "按用途列出重要的配置项"), "slipway config views shop.slip"),
        ],
    };
}
