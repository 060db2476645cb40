using Slipway.Yaml;

namespace Slipway.Cli;

/// <summary>What an integrator does with an application, and a site with what it got.</summary>
internal static class PackageCommand
{
    private static readonly LocalText Summary = new("Make one file of an application, and look into it", "把应用制成一个文件，并查看其内容");

    public static Verb Create(Language language) => new(
        "package", language, Summary,
        [
            PackageBuildCommand.Create(language), PackageLockCommand.Create(language), PackageInspectCommand.Create(language), PackageNeedsCommand.Create(language), PackageDiffCommand.Create(language), PackageVerifyCommand.Create(language),
            PackageExtractCommand.Create(language), PackageLoadCommand.Create(language), PackageCopyCommand.Create(language),
        ])
    {
        Examples =
        [
            new(new("Build a package", "构建应用包"), "slipway package build application.yaml --out shop.slip"),
            new(new("Is it still as it was built?", "它是否仍与构建时一致？"), "slipway package verify shop.slip"),
            new(new("What must a site prepare?", "现场需要准备什么？"), "slipway package needs shop.slip"),
            new(new("Install it", "安装"), "slipway install shop.slip -n shop --create-namespace"),
        ],
    };
}
