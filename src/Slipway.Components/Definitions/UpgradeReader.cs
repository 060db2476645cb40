using Slipway.Yaml;

namespace Slipway.Components;

/// <param name="Updaters">Null as soon as <paramref name="Diagnostics"/> holds an error.</param>
/// <param name="Diagnostics">In the order of position.</param>
public sealed record UpgradeRead(IReadOnlyList<UpdaterDefinition>? Updaters, IReadOnlyList<Diagnostic> Diagnostics)
{
    /// <summary>The file's own map, even where it has errors; null when there is none.</summary>
    public MapNode? Node { get; init; }
}

/// <summary>Text to an upgrade definition (<c>upgrade/alpha1</c>), which lies beside its service definition. Never throws for any input.</summary>
public static class UpgradeReader
{
    /// <param name="storage">The service's; files that its scripts write elsewhere are told.</param>
    public static UpgradeRead Read(SourceText source, DefinitionOptions? options = null, params IReadOnlyList<StorageDefinition> storage)
    {
        var read = Read(source, YamlReader.Read(source), options);
        return read.Updaters is null ? read : read with { Diagnostics = Documents.InOrder([.. read.Diagnostics, .. Scripts(read.Updaters, storage)]) };
    }

    internal static UpgradeRead Read(SourceText source, YamlRead yaml, DefinitionOptions? options)
    {
        var findings = new List<Diagnostic>(yaml.Diagnostics);
        var scope = new DefinitionScope(options ?? DefinitionOptions.Default, findings);
        var root = Documents.Single(source, yaml, PartRules.Empty, findings);
        var updaters = root is null ? null : Updaters(root, scope);
        Documents.AddHints(yaml, findings, (partial, hints) => Updaters(partial, scope with { Findings = hints }));
        var ordered = Documents.InOrder(findings);
        return new UpgradeRead(ordered.Any(finding => finding.Severity == Severity.Error) ? null : updaters, ordered) { Node = root };
    }

    /// <summary>Apart from reading: a file of its own does not know the service's storage.</summary>
    internal static IReadOnlyList<Diagnostic> Scripts(IReadOnlyList<UpdaterDefinition> updaters, IReadOnlyList<StorageDefinition> storage)
    {
        var findings = new List<Diagnostic>();
        UpgradePart.CheckScripts(updaters, storage, findings);
        return findings;
    }

    private static IReadOnlyList<UpdaterDefinition> Updaters(MapNode root, DefinitionScope scope)
    {
        var fields = new FieldReader(root, Place.Root(root), KnownFields.Upgrade, scope.Findings);
        Documents.CheckFormat(fields, "upgrade/alpha1", scope.Findings);
        fields.Require("updater", "updater: {type: container, from: 3.0.1, to: 3.0.6, container: {imagesName: /fun/custom/sleep-update}}");
        return UpgradePart.Read(fields, scope);
    }
}
