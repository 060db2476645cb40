using Slipway.Components;
using Slipway.Packages;
using Slipway.Schema;
using Slipway.Yaml;

namespace Slipway.Cli;

/// <summary>
/// Words of a command that name what its application does not have. They are wrong whatever the installation remembers, so they are told before a cluster is asked for that.
/// </summary>
internal static class MisspeltWords
{
    /// <summary>Rules about a name, by code: some are told with a help of their own. Whether a value fits may depend on what is remembered, so that is judged later.</summary>
    private static readonly HashSet<string> AboutNames =
    [
        .. ((Rule[])
        [
            AnsweringRules.UnknownPreset, AnsweringRules.UnclearPreset, AnsweringRules.PresetsContradict, ComposingRules.UnknownSwitch, ComposingRules.UnknownChoice, ConfiguringRules.UnknownSetting,
            ConfiguringRules.UnknownAdjusted, ConfiguringRules.Locked, ConfiguringRules.OutOfBounds, ContractRules.NotReplaceable, RenderingRules.UnknownTrait, RenderingRules.UnknownTraitNear, SchemaRules.UnknownKey,
            // What is no word of its option at all, or contradicts itself.
            EntryRules.BadAssignment, EntryRules.BadAssignedValue, EntryRules.BadConfigAssignment, CompositionRules.NoAdjustment, DefinitionRules.NotBoolean,
        ]).Select(rule => rule.Code),
        .. UsageRules.All.Select(rule => rule.Code),
    ];

    /// <param name="found">One application and nothing else.</param>
    /// <param name="selection">The command's own.</param>
    /// <returns>Errors alone.</returns>
    public static IReadOnlyList<Diagnostic> Of(LoadedDefinitions found, ComponentChoice choice, Selection selection)
    {
        if (choice.SaysNothing && selection.IsDefault)
            return [];
        var files = choice.Replace.Select(word => word[(word.IndexOf('=', StringComparison.Ordinal) + 1)..]).ToHashSet(StringComparer.Ordinal);
        IEnumerable<Diagnostic> all =
        [
            // Every component that there may be: which ones run, an earlier install may have decided.
            .. choice.SaysNothing ? [] : Load.Components(found, choice, selection: null, isComplete: false).Findings,
            .. selection.Of(found.Applications[0]).Findings,
        ];
        return [.. all.Where(finding => finding.Severity == Severity.Error && (finding.At is { } at ? IsSaid(at, choice, files) && (files.Contains(at.Source.Name) || IsName(finding)) : IsName(finding)))];
    }

    private static bool IsName(Diagnostic finding) => AboutNames.Contains(finding.Rule.Code);

    private static bool IsSaid(Location at, ComponentChoice choice, HashSet<string> files)
        => at.Source.Name is "--trait" or "--config" || at.Source.Name == choice.With || files.Contains(at.Source.Name);
}
