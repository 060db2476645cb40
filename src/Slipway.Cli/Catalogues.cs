using Slipway.Components;
using Slipway.Delivery;
using Slipway.Schema;
using Slipway.Yaml;

namespace Slipway.Cli;

/// <summary>Every diagnostic that the program can give, in the order of their codes.</summary>
internal static class Catalogues
{
    public static IReadOnlyList<Rule> All { get; } =
    [
        .. ((IReadOnlyList<Rule>[])
        [
            YamlRules.All,
            DefinitionRules.All,
            PlatformRules.All,
            PolicyRules.All,
            RenderingRules.All,
            TargetRules.All,
            DirectoryRules.All,
            HelmRules.All,
            RunRules.All,
            JournalRules.All,
            ReadinessRules.All,
            SchemaRules.All,
            SchemaFaults.All,
            LintRules.All,
            ConfigRules.All,
            UsageRules.All,
            ProgramRules.All,
        ]).SelectMany(rules => rules).OrderBy(rule => rule.Code, StringComparer.Ordinal),
    ];
}
