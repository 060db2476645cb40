using System.CommandLine;
using Slipway.Packages;
using Slipway.Yaml;

namespace Slipway.Cli;

/// <summary>The one application that a command is about: its file, its folder, or a package.</summary>
internal static class ApplicationChoice
{
    public static Argument<string> Argument(Language language) => new("APPLICATION")
    {
        Description = new LocalText("The application's file, the folder with its application.yaml, or a package", "应用文件、包含 application.yaml 的目录，或应用包").In(language),
    };

    public static Option<string[]> Config(Language language) => Options.Texts("--config", "KEY=VALUE", new LocalText(
        "One setting of the application's unified configuration. May be repeated", "设置应用统一配置中的一个配置项。可以重复").In(language));

    /// <returns>No composition where a finding is an error.</returns>
    public static (Composition? Application, IReadOnlyList<Diagnostic> Findings) Read(string path)
    {
        if (!ApplicationPackage.IsOne(path))
        {
            var composed = Composer.Compose(path);
            return (composed.Composition, composed.Findings);
        }
        var (package, problem) = ApplicationPackage.Open(path);
        if (package is null)
            return (null, [problem!]);
        var packed = Composer.Compose(package.Application, where: package.Definitions);
        return (packed.Composition, packed.Findings);
    }
}
