using Slipway.Components;
using Slipway.Yaml;

namespace Slipway.Packages;

/// <summary>A package that was opened: its form is sound, and what is small in it was compared with its digests.</summary>
public sealed record ApplicationPackage
{
    public required string Name { get; init; }

    public required string Version { get; init; }

    /// <summary>The manifest's digest: what names this package, wherever it lies.</summary>
    public required string Digest { get; init; }

    /// <summary>Paths and sizes in bytes of the definitions in it, by path.</summary>
    public required IReadOnlyDictionary<string, int> Files { get; init; }

    /// <summary>Where the definitions are read from.</summary>
    public required DefinitionStore Definitions { get; init; }

    /// <summary>The application's own file, for <see cref="Composer"/>.</summary>
    public required string Application { get; init; }

    /// <summary>The platform team's platform that it was made with; null where the program's own was enough.</summary>
    public PlatformSource? Platform { get; init; }

    /// <summary>Name and version of the platform that it was checked with when it was built.</summary>
    public required (string Name, string Version) BuiltWith { get; init; }

    /// <summary>It holds one service, not an application; <see cref="Application"/> is that service's file.</summary>
    public bool IsComponent { get; init; }

    /// <summary>The images that travel in it, in the order of their names. Their layers have not been looked at.</summary>
    public IReadOnlyList<PackedImage> Images { get; init; } = [];

    /// <summary>Paths among <see cref="Files"/> of what is executable.</summary>
    public IReadOnlyList<string> Programs { get; init; } = [];

    /// <summary>What is in it, as CycloneDX JSON; null for a package of an earlier program.</summary>
    public byte[]? Sbom { get; init; }

    /// <summary>Bytes of the whole file.</summary>
    public required long Size { get; init; }

    /// <summary>Whether a path is one for <see cref="Open"/>, which says what is wrong with the file.</summary>
    public static bool IsOne(string path) => path.EndsWith(PlatformArtifact.Ending, StringComparison.OrdinalIgnoreCase);

    /// <summary>Opens a package, and compares everything with its digest but the layers of images; whoever takes those out of it does it then.</summary>
    /// <returns>No package where something is wrong with the file.</returns>
    public static (ApplicationPackage? Package, Diagnostic? Problem) Open(string path)
    {
        try
        {
            if (NoFile(path) is { } no)
                return (null, no);
            using var slip = SlipFile.Open(path);
            return (new PackageReading(slip).Package(), null);
        }
        catch (ImageException problem)
        {
            return (null, problem.Problem);
        }
        catch (Exception problem) when (FileProblems.IsOne(problem))
        {
            return (null, FileProblems.Finding(path, problem));
        }
    }

    /// <summary>The same, and every byte of every layer, and whether the SBOM fits the rest.</summary>
    public static async Task<(ApplicationPackage? Package, Diagnostic? Problem)> Verify(string path, CancellationToken cancellation)
    {
        try
        {
            if (NoFile(path) is { } no)
                return (null, no);
            using var slip = SlipFile.Open(path);
            var package = new PackageReading(slip).Package();
            if (SbomCheck.WithoutRendering(package, path) is { } other)
                return (null, other);
            await slip.Verify([.. package.Images.SelectMany(image => image.Layers.Select(layer => (layer, image.Name.ToString()))).DistinctBy(one => one.layer.Digest)], cancellation).ConfigureAwait(false);
            return (package, null);
        }
        catch (ImageException problem)
        {
            return (null, problem.Problem);
        }
        catch (Exception problem) when (FileProblems.IsOne(problem))
        {
            return (null, FileProblems.Finding(path, problem));
        }
    }

    /// <summary>A pipe or device would be waited for without end.</summary>
    private static Diagnostic? NoFile(string path)
        => Directory.Exists(path) ? FileProblems.Say(FileRules.IsFolder, path)
            : File.Exists(path) && !FileKinds.IsOrdinary(path) ? FileProblems.Say(FileRules.NotOrdinary, path)
            : null;
}
