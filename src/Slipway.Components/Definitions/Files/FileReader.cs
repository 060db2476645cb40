using Slipway.Yaml;

namespace Slipway.Components;

/// <summary>A file of ours, as what it is; everything is null when it has errors.</summary>
public sealed record FileRead(string Path, ServiceDefinition? Definition, ComponentEntry? Entry, IReadOnlyList<Diagnostic> Diagnostics)
{
    /// <summary>Which format it is read as, also where it has errors; null for none of ours.</summary>
    public FileFormat? Format { get; init; }

    /// <summary>Of an upgrade definition.</summary>
    public IReadOnlyList<UpdaterDefinition>? Updaters { get; init; }

    /// <summary>Of a dependency definition.</summary>
    public IReadOnlyList<ServiceDependency>? DepsService { get; init; }

    /// <summary>Of an application definition.</summary>
    public ApplicationDefinition? Application { get; init; }

    /// <inheritdoc cref="ApplicationRead.Incomplete"/>
    public ApplicationDefinition? Incomplete { get; init; }

    /// <summary>Found in a folder, not named itself.</summary>
    public bool FromFolder { get; init; }

    /// <summary>The file's own map, also where it has errors.</summary>
    internal MapNode? Root { get; init; }
}

public enum FileFormat
{
    Service,
    Entry,
    Upgrade,
    Deps,
    Policy,
    Application,
    Replacement,
}

/// <summary>Reads a file as what it is.</summary>
public static class FileReader
{
    /// <summary>What belongs together is put together by <see cref="DefinitionParts"/>.</summary>
    public static FileRead Read(DefinitionFile file, DefinitionOptions? options = null, DefinitionStore? store = null)
    {
        var (bytes, finding) = (store ?? DefinitionStore.Disk).Read(file.Path);
        return bytes is null
            ? new FileRead(file.Path, null, null, [finding!]) { FromFolder = file.FromFolder }
            : Read(file, YamlReader.Read(file.Path, bytes), options);
    }

    /// <summary>A text that stands for a file, such as standard input, or a file as an edit would leave it.</summary>
    public static FileRead Read(DefinitionFile file, SourceText source, DefinitionOptions? options = null) => Read(file, YamlReader.Read(source), options);

    private static FileRead Read(DefinitionFile file, YamlRead yaml, DefinitionOptions? options)
    {
        var root = (yaml.Documents is [var document, ..] ? document : yaml.Partial) as MapNode;
        var (format, refused) = FileFormats.Of(root, file, isWhole: yaml.Documents.Count > 0);
        var read = refused is null
            ? As(format!.Value, new SourceText(file.Path, ""), yaml, options)
            : new FileRead(file.Path, null, null, Documents.InOrder([.. yaml.Diagnostics, refused]));
        return read with { FromFolder = file.FromFolder, Format = format, Root = root };
    }

    private static FileRead As(FileFormat format, SourceText source, YamlRead yaml, DefinitionOptions? options)
    {
        switch (format)
        {
            case FileFormat.Entry:
                var (entry, found) = EntryReader.Read(source, yaml);
                return new FileRead(source.Name, null, entry, found);
            case FileFormat.Upgrade:
                var upgrade = UpgradeReader.Read(source, yaml, options);
                return new FileRead(source.Name, null, null, upgrade.Diagnostics) { Updaters = upgrade.Updaters };
            case FileFormat.Deps:
                var deps = DepsReader.Read(source, yaml);
                return new FileRead(source.Name, null, null, deps.Diagnostics) { DepsService = deps.DepsService };
            case FileFormat.Application:
                var application = ApplicationReader.Read(source, yaml);
                return new FileRead(source.Name, null, null, application.Diagnostics) { Application = application.Application, Incomplete = application.Incomplete };
            case FileFormat.Replacement:
                return new FileRead(source.Name, null, null, ContractReader.Read(source, yaml).Diagnostics);
            case FileFormat.Policy:
                return new FileRead(source.Name, null, null, PolicyReader.Read(source, yaml).Findings);
            default:
                var read = DefinitionReader.Read(source, yaml, options);
                return new FileRead(source.Name, read.Definition, null, read.Diagnostics);
        }
    }
}
