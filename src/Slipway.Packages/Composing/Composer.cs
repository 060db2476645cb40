using Slipway.Components;
using Slipway.Yaml;

namespace Slipway.Packages;

/// <param name="Composition">Null where a finding is an error.</param>
/// <param name="Files">Every file that was looked into, by the path that messages name; the application's own first.</param>
public sealed record Composed(Composition? Composition, IReadOnlyList<string> Files, IReadOnlyList<Diagnostic> Findings)
{
    /// <summary>What could be put together in spite of errors: good for being looked at, not for being installed. Null where the application's own file cannot be read.</summary>
    public Composition? Incomplete { get; init; }

    /// <summary>What must be fetched before it can be composed; then there is no composition.</summary>
    internal IReadOnlyList<SourceNeed> Missing { get; init; } = [];

    /// <summary>Keys of a lock that the application's sources and scripts have: all other lines of it are of no use.</summary>
    public IReadOnlySet<string> Pinned { get; init; } = new HashSet<string>();

    /// <summary>It is one service that stands for itself.</summary>
    public bool IsComponent { get; init; }

    /// <summary>Scripts that a package needs and that are not there; nothing else needs them.</summary>
    internal IReadOnlyList<ScriptNeed> Scripts { get; init; } = [];

    /// <summary>What the files are read from.</summary>
    internal DefinitionStore Store { get; init; } = DefinitionStore.Disk;

    /// <summary>How the files were read.</summary>
    internal DefinitionOptions? Options { get; init; }
}

/// <summary>Takes an application together with everything that it refers to. All that is wrong is found in one go, each finding in the file it is about.</summary>
public static class Composer
{
    /// <summary>Of one composition. The largest that we know of have a few hundred; what nests itself many times over ends here.</summary>
    public const int MostComponents = 2_000;

    internal const int LongestName = 40;

    /// <param name="path">The application's file, or a folder with an application.yaml in it.</param>
    public static Composed Compose(string path, DefinitionOptions? options = null, DefinitionStore? where = null)
    {
        var store = where ?? DefinitionStore.Disk;
        var file = FileOf(path, store);
        var read = FileReader.Read(new DefinitionFile(file, FromFolder: false), options, store);
        var walk = new CompositionWalk(options ?? DefinitionOptions.Default, store);
        walk.Findings.AddRange(read.Diagnostics);
        var isComponent = read.Format == FileFormat.Service;
        if ((isComponent ? Alone(read) : read.Incomplete) is not { } application)
            return new(null, [file], walk.Findings);
        walk.HasUnread = !isComponent && read.Application is null;
        var level = new CompositionLevel(file);
        walk.Enter(application, level with { Sources = level.Beside(SourceKey.Folder) });
        // What is not there yet would be missed by everything that needs it.
        if (walk.Missing.Count > 0 && store is not MountedFiles)
            walk.Findings.AddRange(walk.Missing.Select(need => Diagnostic.Of(SourceRules.NotCarried, need.At, need.Key)));
        var composition = walk.Missing.Count == 0 ? Whole(application, walk) : null;
        var sound = !HasErrors(walk.Findings);
        return new(sound ? composition : null, walk.Files, walk.Findings) { Incomplete = composition is null ? null : composition with { IsSound = sound }, Missing = walk.Missing, Scripts = walk.Scripts, Store = store, Options = options, IsComponent = isComponent };
    }

    private static Composition Whole(ApplicationDefinition application, CompositionWalk walk)
    {
        var (later, lost) = (new List<Diagnostic>(), new LostComponents(walk.Lost));
        Dependencies.Check(walk.Components, walk.Sites, later);
        var configuring = new List<Diagnostic>();
        var configuration = UnifiedConfiguration.Of(walk.Sites, walk.Components, lost, configuring);
        var (components, findings) = configuration.Configured(walk.Components, ComponentEntry.Empty.Config);
        // What holds by default can only be told of mappings that are right.
        var isMapped = !HasErrors(configuring);
        // A value of a wrong type would be told once more wherever it arrives; one that nobody gives keeps no other from arriving.
        var arrives = !HasErrors(configuring.Where(finding => !SaysMissing.Contains(finding.Rule)));
        var composition = new Composition(application, arrives ? components : walk.Components, walk.Alternatives)
        {
            Configuration = configuration,
            Images = walk.Images,
            Needs = DeclaredNeeds.Of(walk.Sites, walk.Components),
            Definitions = [.. walk.Sites.Select(site => site.Application)],
            Pins = walk.Pins,
            Packages = walk.Packages,
            Packaged = walk.Packaged,
            Lost = lost,
            HasUnread = walk.HasUnread,
        };
        if (composition.IsWhole && !HasErrors(walk.Findings) && !HasErrors(later))
            later.AddRange(Selection.OfAlternatives(composition));
        later.AddRange([.. configuring, .. AdjustableCheck.Static(composition, isMapped)]);
        if (isMapped)
            later.AddRange([.. findings, .. configuration.Missing(components)]);
        // Of what is no whole, nobody can say that something is missing.
        walk.Findings.AddRange(composition.IsWhole ? later : later.Where(finding => !SaysMissing.Contains(finding.Rule)));
        return composition;
    }

    private static readonly Rule[] SaysMissing =
        [ComposingRules.MissingDependency, ConfiguringRules.Unused, ConfiguringRules.NotMapped, ConfiguringRules.NobodyGives, ConfiguringRules.NoDefault];

    private static bool HasErrors(IEnumerable<Diagnostic> findings) => findings.Any(finding => finding.Severity == Severity.Error);

    /// <summary>A folder means the application in it, or where there is none the service.</summary>
    internal static string FileOf(string path, DefinitionStore store)
    {
        var folder = path is "." or "./" ? "" : path;
        if (folder.Length > 0 && !store.IsFolder(folder))
            return path;
        var (application, service) = (Path.Join(folder, "application.yaml"), Path.Join(folder, "service.yaml"));
        return !store.HasFile(application) && store.HasFile(service) ? service : application;
    }

    /// <summary>A service that is a whole of its own, as an application of one component.</summary>
    private static ApplicationDefinition? Alone(FileRead read) => read.Definition is not { } service ? null : new ApplicationDefinition
    {
        Name = service.Name,
        Version = service.Version,
        VersionText = service.VersionText,
        Components = [new ApplicationComponent { Name = service.Name, Kind = ComponentKind.Service, Source = new(Path.GetFileName(read.Path)), Node = service.Node }],
        Node = service.Node,
    };
}
