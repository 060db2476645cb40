using Semver;
using Slipway.Schema;
using Slipway.Yaml;

namespace Slipway.Components;

/// <param name="Application">Null as soon as <paramref name="Diagnostics"/> holds an error.</param>
/// <param name="Diagnostics">In the order of position.</param>
public sealed record ApplicationRead(ApplicationDefinition? Application, IReadOnlyList<Diagnostic> Diagnostics)
{
    /// <summary>What could be read in spite of errors, so that what is wrong beyond the file is found in the same go; good for nothing else. Null where the file is no map.</summary>
    public ApplicationDefinition? Incomplete { get; init; }
}

/// <summary>Text to an application definition (<c>application/alpha1</c>). Never throws for any input. What it refers to is looked at when it is composed.</summary>
public static class ApplicationReader
{
    public static ApplicationRead Read(SourceText source) => Read(source, YamlReader.Read(source));

    /// <param name="name">What diagnostics print as the file's name.</param>
    public static ApplicationRead Read(string name, byte[] bytes) => Read(new SourceText(name, ""), YamlReader.Read(name, bytes));

    internal static ApplicationRead Read(SourceText source, YamlRead yaml)
    {
        var findings = new List<Diagnostic>(yaml.Diagnostics);
        var root = Documents.Single(source, yaml, ApplicationRules.Empty, findings);
        var application = root is null ? null : Application(root, findings);
        Documents.AddHints(yaml, findings, (partial, hints) => Application(partial, hints));
        var ordered = Documents.InOrder(findings);
        return ordered.Any(finding => finding.Severity == Severity.Error)
            ? new ApplicationRead(null, ordered) { Incomplete = application is null ? null : application with { IsIncomplete = true } }
            : new ApplicationRead(application, ordered) { Incomplete = application };
    }

    private static ApplicationDefinition Application(MapNode root, List<Diagnostic> findings)
    {
        var fields = new FieldReader(root, Place.Root(root), KnownFields.Application, findings);
        Documents.CheckFormat(fields, "application/alpha1", findings);
        fields.Require("name", "name: shop");
        fields.Require("version", "version: 1.0.0");
        fields.Require("components", "components: {web: {service: web/service.yaml}}");
        var name = fields.Written("name");
        var isNamed = name is not null && Names.CheckLabel(name, "name", LongestName, "shop", findings);
        var version = fields.Entry("version") is { } written ? VersionReader.Read(written, "version", findings) : null;
        var place = fields.PlaceOf("components");
        var components = fields.Named("components").Select(named => ComponentReader.Read(named, place.Key(named.Name, named), findings)).OfType<ApplicationComponent>().ToList();
        if (fields.Entry("components")?.Value is MapNode { Count: 0 } empty)
            findings.Add(Diagnostic.Of(DefinitionRules.Missing, empty, "components.*", "web: {service: web/service.yaml}"));
        var oneOf = AlternativesReader.Read(fields, findings);
        var images = ImagesReader.Read(fields, findings);
        var build = BuildStepsReader.Read(fields, findings);
        var config = ConfigPart.Read(fields, findings);
        var mapping = MappingReader.Read(fields, findings);
        var (adjustable, views, documents) = (AdjustableReader.Read(fields, findings), ViewsReader.Views(fields, findings), ViewsReader.Documents(fields, findings));
        if (config is not null)
            findings.AddRange(UnifiedSchema.Check(config));
        IReadOnlyList<string> unread = [.. fields.Named("components").Select(named => named.Name).Except(components.Select(component => component.Name.Value), StringComparer.Ordinal)];
        ApplicationGraph.Check(components, unread, oneOf, findings);
        return new ApplicationDefinition
        {
            // What stands in for a name or version that is missing or wrong is seen by nobody: that is an error.
            Name = isNamed ? new(name!.Text, name) : new("application", name),
            Version = version ?? new(new SemVersion(0, 0, 0)),
            VersionText = (version?.Node as ScalarNode)?.Text ?? "0.0.0",
            Unread = unread,
            Components = components,
            Defaults = Defaults(fields, findings),
            OneOf = oneOf,
            Images = images,
            Build = build,
            Config = config,
            Mapping = mapping,
            Adjustable = adjustable,
            Views = views,
            Needs = NeedsReader.Read(fields, findings),
            Documents = documents,
            Node = root,
        };
    }

    internal const int LongestName = 40;

    /// <summary>As a platform's: by workload, with traits alone.</summary>
    private static MapNode Defaults(FieldReader fields, List<Diagnostic> findings)
    {
        var all = new List<MapEntry>();
        var place = fields.PlaceOf("defaults");
        foreach (var workload in fields.Named("defaults"))
            if (FieldReader.Of(workload.Value, place.Key(workload.Name, workload), KnownFields.Defaults, findings) is { } level)
                all.Add(workload with { Value = Node.Map(("traits", EntryReader.Traits(level, findings))) });
        return new MapNode(all, fields.Entry("defaults")?.Value.At);
    }
}
