using System.CommandLine;
using Slipway.Components;
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

    /// <param name="platform">Whose policy says what definitions may do; null for the package's own, or none.</param>
    /// <returns>No composition where a finding is an error; the platform that the package brings.</returns>
    public static (Composition? Application, PlatformSource? Own, IReadOnlyList<Diagnostic> Findings) Read(string path, PlatformSource? platform = null)
    {
        if (!ApplicationPackage.IsOne(path))
        {
            var composed = Composer.Compose(path, Policy(platform));
            return (composed.Composition, null, composed.Findings);
        }
        var (package, problem) = ApplicationPackage.Open(path);
        if (package is null)
            return (null, null, [problem!]);
        var packed = Composer.Compose(package.Application, Policy(platform ?? package.Platform), package.Definitions);
        return (packed.Composition, package.Platform, packed.Findings);
    }

    private static DefinitionOptions Policy(PlatformSource? platform) => platform is null ? DefinitionOptions.Default : PolicyReader.Of(platform).Options;
}
