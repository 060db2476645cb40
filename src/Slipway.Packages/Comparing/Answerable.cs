using Slipway.Components;
using Slipway.Yaml;

namespace Slipway.Packages;

/// <summary>Whose file a finding stands in: who has to mend it.</summary>
internal static class Answerable
{
    /// <summary>They stand where the need was written, and are mended where the whole is put together.</summary>
    private static readonly Rule[] Integrators =
    [
        ComposingRules.MissingDependency, ComposingRules.WrongVersion, ComposingRules.UnclearDependency, ComposingRules.NamesCollide, ComposingRules.LongName,
        ConfiguringRules.NotMapped, ConfiguringRules.NobodyGives, ConfiguringRules.NoDefault, ConfiguringRules.NotUnified,
    ];

    private static readonly Rule[] Sites = [ComposingRules.UnknownSwitch, ComposingRules.UnknownChoice, ComposingRules.NeedsSwitchedOff];

    public static Role Of(Diagnostic finding, PackageSide side)
    {
        if (Integrators.Contains(finding.Rule))
            return Role.Integrator;
        if (Sites.Contains(finding.Rule) || finding.At is not { } at)
            return Role.ApplicationAdministrator;
        if (side.Site.Files.Contains(at.Source.Name, StringComparer.Ordinal) || at.Source.Name.StartsWith("--", StringComparison.Ordinal))
            return Role.ApplicationAdministrator;
        if (IsPlatforms(at.Source, side.Platform))
            return Role.PlatformDeveloper;
        return FileReader.Read(new DefinitionFile(at.Source.Name, FromFolder: false), at.Source).Format is FileFormat.Application or FileFormat.Entry or null
            ? Role.Integrator
            : Role.ApplicationDeveloper;
    }

    private static bool IsPlatforms(SourceText source, PlatformDefinition platform)
        => platform.Traits.SelectMany(trait => new[] { trait.Patch, trait.Objects }).Concat(platform.Workloads.SelectMany(workload => new[] { workload.Model, workload.Objects }))
            .Any(template => template is { Text.IsValueCreated: true } && ReferenceEquals(template.Source, source)) || source.Name == platform.Policy.Node.At?.Source.Name;
}
