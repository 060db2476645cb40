using Slipway.Components;
using Slipway.Yaml;

namespace Slipway.Packages;

/// <param name="Composition">Null where a finding is an error.</param>
/// <param name="Files">Every file that was looked into, by the path that messages name; the application's own first.</param>
public sealed record Composed(Composition? Composition, IReadOnlyList<string> Files, IReadOnlyList<Diagnostic> Findings);

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
        if (read.Application is not { } application)
            return new(null, [file], walk.Findings);
        walk.Enter(application, new CompositionLevel(file));
        Dependencies.Check(walk.Components, walk.Sites, walk.Findings);
        if (HasErrors(walk))
            return new(null, walk.Files, walk.Findings);
        var configuration = UnifiedConfiguration.Of(walk.Sites, walk.Components, walk.Findings);
        // What holds by default can only be told of mappings that are right.
        if (HasErrors(walk))
            return new(null, walk.Files, walk.Findings);
        var (components, findings) = configuration.Configured(walk.Components, ComponentEntry.Empty.Config);
        walk.Findings.AddRange([.. findings, .. configuration.Missing(components)]);
        return HasErrors(walk)
            ? new(null, walk.Files, walk.Findings)
            : new(new Composition(application, components, walk.Alternatives) { Configuration = configuration, Images = walk.Images }, walk.Files, walk.Findings);
    }

    private static bool HasErrors(CompositionWalk walk) => walk.Findings.Any(finding => finding.Severity == Severity.Error);

    /// <summary>A folder means the application in it.</summary>
    internal static string FileOf(string path, DefinitionStore store)
        => path is "" or "." or "./" ? "application.yaml" : store.IsFolder(path) ? Path.Join(path, "application.yaml") : path;
}
