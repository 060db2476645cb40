using Slipway.Components;
using Slipway.Delivery;
using Slipway.Packages;
using Slipway.Schema;
using Slipway.Schema.Cel;
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
            PackedRules.All,
            InjectionRules.All,
            RenderingRules.All,
            ApplicationRules.All,
            CompositionRules.All,
            TaskFileRules.All,
            ContractRules.All,
            SecrecyRules.All,
            TemporaryFolderRules.All,
            ComposingRules.All,
            ConfiguringRules.All,
            PackageRules.All,
            CarryingRules.All,
            CompareRules.All,
            InstalledRules.All,
            ForeignFileRules.All,
            ForeignRules.All,
            SourceRules.All,
            StepRules.All,
            TaskProgramRules.All,
            TryingRules.All,
            TargetRules.All,
            DirectoryRules.All,
            HelmRules.All,
            RunRules.All,
            TaskRules.All,
            CrdRules.All,
            ClusterNeedRules.All,
            LeaseRules.All,
            SiteRules.All,
            CountRules.All,
            JournalRules.All,
            AnswerRules.All,
            HandChangeRules.All,
            ReadinessRules.All,
            NodeRules.All,
            ImageRules.All,
            BuildRules.All,
            ContentRules.All,
            RegistryRules.All,
            SchemaRules.All,
            SchemaFaults.All,
            CelRules.All,
            LintRules.All,
            ConfigRules.All,
            MappingRules.All,
            InitRules.All,
            UsageRules.All,
            AgreementRules.All,
            AnsweringRules.All,
            ProgramRules.All,
        ]).SelectMany(rules => rules).OrderBy(rule => rule.Code, StringComparer.Ordinal),
    ];
}
