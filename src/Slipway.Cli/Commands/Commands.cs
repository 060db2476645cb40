using Slipway.Yaml;

namespace Slipway.Cli;

/// <summary>All commands. A new one is a file in this folder and a line here.</summary>
internal static class Commands
{
    public static Verb Root(GeneralOptions general, Language language) => new(
        "slipway",
        language,
        new("Delivers services to Kubernetes: from a short service definition to a running, recorded installation.",
            "把服务交付到 Kubernetes：从一份简短的服务定义，到正在运行并有记录的安装。"),
        [
            InitCommand.Create(language),
            CheckCommand.Create(language),
            FixCommand.Create(language),
            FmtCommand.Create(language),
            TemplateCommand.Create(language),
            RenderCommand.Create(language),
            InstallCommand.Create(language),
            StatusCommand.Create(language),
            LogsCommand.Create(language),
            UninstallCommand.Create(language),
            HistoryCommand.Create(language),
            TraitCommand.Create(language),
            ExplainCommand.Create(language),
            SchemaCommand.Create(language),
            ImageCommand.Create(language),
            PlatformCommand.Create(language),
            PackageCommand.Create(language),
            ConfigCommand.Create(language),
            CompletionCommand.Create(language),
            general.Output,
            general.Lang,
            general.Help,
            general.Version,
        ])
    {
        Examples =
        [
            new(new("Check a service definition", "检查服务定义"), "slipway check examples/hello/service.yaml"),
            new(new("See the Kubernetes objects that it makes", "查看它生成的 Kubernetes 对象"), "slipway template examples/hello/service.yaml"),
            new(new("Install it, or bring it to the given state", "安装，或使其达到给定状态"), "slipway install examples/hello/service.yaml -n hello --create-namespace"),
        ],
    };
}
