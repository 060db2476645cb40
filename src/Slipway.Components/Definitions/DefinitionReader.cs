using Semver;
using Slipway.Yaml;

namespace Slipway.Components;

/// <summary>Text to a service definition. Never throws for any input; every finding is reported at once, in the order of position.</summary>
public static class DefinitionReader
{
    public static DefinitionRead Read(SourceText source, DefinitionOptions? options = null) => Read(source, YamlReader.Read(source), options);

    /// <param name="name">What diagnostics print as the file's name.</param>
    public static DefinitionRead Read(string name, byte[] bytes, DefinitionOptions? options = null)
        => Read(new SourceText(name, ""), YamlReader.Read(name, bytes), options);

    /// <param name="source">Where an empty file is reported.</param>
    internal static DefinitionRead Read(SourceText source, YamlRead yaml, DefinitionOptions? options)
    {
        var findings = new List<Diagnostic>(yaml.Diagnostics);
        var root = Documents.Single(source, yaml, DefinitionRules.Empty, findings);
        var scope = new DefinitionScope(options ?? DefinitionOptions.Default, findings);
        var definition = root is null ? null : Service(root, scope);
        Documents.AddHints(yaml, findings, (partial, hints) => Service(partial, scope with { Findings = hints }));
        var ordered = Documents.InOrder(findings);
        return new DefinitionRead(ordered.Any(finding => finding.Severity == Severity.Error) ? null : definition, ordered);
    }

    private static ServiceDefinition? Service(MapNode root, DefinitionScope scope)
    {
        var fields = new FieldReader(root, Place.Root(root), KnownFields.Service, scope.Findings);
        Documents.CheckFormat(fields, "service/alpha1", scope.Findings);
        fields.Require("name", "name: sleep");
        fields.Require("version", "version: 3.0.1");
        var name = Name(fields, scope);
        var version = fields.Entry("version") is { } written ? VersionReader.Read(written, "version", scope.Findings) : null;
        var before = scope.Findings.Count;
        var ports = fields.Entry("ports") is { } entry ? PortsReader.Read(entry.Value, fields.PlaceOf("ports"), scope.Findings) : [];
        scope = scope with
        {
            ServiceName = name,
            VersionTag = Tag(version, scope),
            Ports = ports,
            PortsAreFaulty = scope.Findings.Count > before || (fields.Has("ports") && fields.Entry("ports") is null),
        };
        var workload = Workload(fields, scope);
        var read = scope.Options.Podless.Contains(workload.Value) ? PodlessReader.Read(fields, workload.Value, Bare(fields), scope) : Running(fields, workload.Value, version?.Value, scope);
        return name is null || version is null || read is null ? null : read with
        {
            Name = name.Value,
            Version = version.Value,
            VersionText = ((ScalarNode)version.Value.Node!).Text,
            Workload = workload,
            Ports = ports,
        };
    }

    /// <summary>A service that runs pods.</summary>
    private static ServiceDefinition? Running(FieldReader fields, string workload, SemVersion? version, DefinitionScope scope)
    {
        scope = scope with
        {
            IsBuilt = fields.Has("build"),
            Config = ConfigPart.Read(fields, scope.Findings),
            Adopted = AdoptedReader.Read(fields, version, scope),
        };
        var shutdown = ShutdownReader.Read(fields, scope);
        scope = scope with { Grace = shutdown?.GraceSeconds.Value ?? scope.Grace };
        var containers = ContainersReader.Read(fields, workload, scope);
        var additions = Additions(fields, workload, scope);
        return containers.Count == 0 ? null : additions with { Containers = containers, Shutdown = shutdown, Adopted = scope.Adopted };
    }

    /// <summary>A definition of nothing but what is optional.</summary>
    private static ServiceDefinition Additions(FieldReader fields, string workload, DefinitionScope scope)
    {
        var singleActive = SingleActiveReader.Read(fields, scope);
        var storage = StorageReader.Read(fields, scope);
        StorageReader.CheckSharing(storage, workload, singleActive, scope);
        ConfigPart.CheckFolders(scope.Config, storage, scope.Findings);
        var dependencies = DepsPart.Read(fields, scope);
        DepsPart.CheckSelf(dependencies, scope.ServiceName?.Value, scope.Findings);
        var updaters = UpgradePart.Read(fields, scope);
        UpgradePart.CheckScripts(updaters, storage, scope.Findings);
        return Bare(fields) with
        {
            Config = scope.Config,
            Updaters = updaters,
            DepsService = dependencies,
            Storage = storage,
            Resources = ResourcesReader.Read(fields, scope),
            SingleActive = singleActive,
            Build = BuildReader.Read(fields, scope),
        };
    }

    private static ServiceDefinition Bare(FieldReader fields) => new()
    {
        Name = default,
        Version = default,
        VersionText = "",
        Workload = default,
        Containers = [],
        Ports = [],
        Node = fields.Map,
    };

    private static Placed<string>? Name(FieldReader fields, DefinitionScope scope)
    {
        const int longest = 40;
        return fields.Text("name") is { } text && Names.CheckLabel(text, "name", longest, "sleep", scope.Findings) ? new Placed<string>(text.Text, text) : null;
    }

    private static string? Tag(Placed<SemVersion>? version, DefinitionScope scope)
    {
        if (version is not { Node: ScalarNode written })
            return null;
        var tag = written.Text.Replace('+', '_');
        if (!ImageReader.IsTag(tag))
            scope.Add(ContainerRules.BadTag, written.At, Place.Shown(written), "3.0.1");
        return tag;
    }

    private static Placed<string> Workload(FieldReader fields, DefinitionScope scope)
    {
        if (fields.Text("workload") is not { } text)
            return new Placed<string>("stateless");
        if (!Texts.IsLabel(text.Text))
            scope.Add(DefinitionRules.BadWorkload, text.At, Place.Cut(text.Text), Texts.LabelFrom(text.Text, 63, "stateless"));
        return new Placed<string>(text.Text, text);
    }
}
