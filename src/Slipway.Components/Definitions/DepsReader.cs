using Slipway.Yaml;

namespace Slipway.Components;

/// <param name="DepsService">Null as soon as <paramref name="Diagnostics"/> holds an error.</param>
/// <param name="Diagnostics">In the order of position.</param>
public sealed record DepsRead(IReadOnlyList<ServiceDependency>? DepsService, IReadOnlyList<Diagnostic> Diagnostics)
{
    /// <summary>The file's own map, even where it has errors; null when there is none.</summary>
    public MapNode? Node { get; init; }
}

/// <summary>Text to a dependency definition (<c>deps/alpha1</c>), which lies beside its service definition. Never throws for any input.</summary>
public static class DepsReader
{
    public static DepsRead Read(SourceText source) => Read(source, YamlReader.Read(source));

    internal static DepsRead Read(SourceText source, YamlRead yaml)
    {
        var findings = new List<Diagnostic>(yaml.Diagnostics);
        var root = Documents.Single(source, yaml, PartRules.Empty, findings);
        var dependencies = root is null ? null : Dependencies(root, findings);
        Documents.AddHints(yaml, findings, (partial, hints) => Dependencies(partial, hints));
        var ordered = Documents.InOrder(findings);
        return new DepsRead(ordered.Any(finding => finding.Severity == Severity.Error) ? null : dependencies, ordered) { Node = root };
    }

    private static IReadOnlyList<ServiceDependency> Dependencies(MapNode root, List<Diagnostic> findings)
    {
        var fields = new FieldReader(root, Place.Root(root), KnownFields.Deps, findings);
        Documents.CheckFormat(fields, "deps/alpha1", findings);
        fields.Require("depsService", "depsService: {database: 3.0.4}");
        return DepsPart.Read(fields, new DefinitionScope(DefinitionOptions.Default, findings));
    }
}
