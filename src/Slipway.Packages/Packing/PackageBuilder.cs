using Slipway.Components;
using Slipway.Yaml;

namespace Slipway.Packages;

/// <summary>What goes into a package besides the application.</summary>
/// <param name="With">The platform that it was checked with.</param>
/// <param name="Path">The file to write; a package that is there is replaced when the new one is whole, anything else is left.</param>
public sealed record PackageRequest(PlatformDefinition With, string Path)
{
    /// <summary>A platform team's files, which then travel with the application.</summary>
    public PlatformSource? Platform { get; init; }

    /// <summary>Null: no images travel.</summary>
    public TakenImages? Images { get; init; }

    /// <summary>All images that the application may run, where they were looked for.</summary>
    public IReadOnlyList<NeededImage> Needed { get; init; } = [];

    public Action<CopyProgress>? Progress { get; init; }
}

/// <summary>A package that was written, or why none was.</summary>
/// <param name="IsNew">False: the same package was there already, byte by byte, and was left alone.</param>
public sealed record PackageBuilt(ApplicationPackage? Package, IReadOnlyList<Diagnostic> Findings, bool IsNew = true);

/// <summary>An application and everything that it refers to, to one file. The same files give the same bytes, whoever builds them wherever.</summary>
public static class PackageBuilder
{
    /// <summary>Without images.</summary>
    /// <param name="composed">Without errors; its files are read once more.</param>
    /// <param name="platform">A platform team's files, which then travel with the application.</param>
    /// <returns>What was written, or what is wrong.</returns>
    public static (ApplicationPackage? Package, IReadOnlyList<Diagnostic> Findings) Build(Composed composed, PlatformSource? platform, PlatformDefinition with, string path)
    {
        var (content, findings) = Content(composed, new PackageRequest(with, path) { Platform = platform });
        if (content is null)
            return (null, findings);
        try
        {
            var (index, blobs) = PackageArtifact.Layout(content);
            SlipWriter.Write(path, index, blobs);
        }
        catch (Exception problem) when (FileProblems.IsOne(problem))
        {
            return (null, [NotWritten(path, problem)]);
        }
        // What was written is read back: a package that nobody could open is told here, not on site.
        var (package, wrong) = ApplicationPackage.Open(path);
        return (package, wrong is null ? [] : [wrong]);
    }

    /// <summary>With images. Their layers go through in pieces, so that memory does not grow with them, and each is compared with its digest on the way.</summary>
    public static async Task<PackageBuilt> Build(Composed composed, PackageRequest request, CancellationToken cancellation)
    {
        var (content, findings) = Content(composed, request);
        if (content is null)
            return new PackageBuilt(null, findings);
        try
        {
            var layout = PackageArtifact.Layout(content);
            if (await Same(request.Path, layout.Index, cancellation).ConfigureAwait(false) is { } there)
                return new PackageBuilt(there, [], IsNew: false);
            var wanted = layout.Layers.Select(layer => layer.Digest).ToHashSet();
            var sources = (request.Images?.Images ?? []).SelectMany(image => image.Sources).Where(source => wanted.Contains(source.Content.Digest)).ToList();
            await SlipWriter.Write(request.Path, layout.Index, layout.Blobs, sources, new Meter(request.Progress), cancellation).ConfigureAwait(false);
        }
        catch (ImageException problem)
        {
            return new PackageBuilt(null, [problem.Problem]);
        }
        catch (Exception problem) when (FileProblems.IsOne(problem))
        {
            return new PackageBuilt(null, [NotWritten(request.Path, problem)]);
        }
        var (package, wrong) = ApplicationPackage.Open(request.Path);
        return new PackageBuilt(package, wrong is null ? [] : [wrong]);
    }

    /// <summary>The package that is there, where it is the one that would be written. It was made by nobody knows whom: every byte of it is looked at.</summary>
    private static async Task<ApplicationPackage?> Same(string path, byte[] index, CancellationToken cancellation)
    {
        if (!File.Exists(path))
            return null;
        using (var slip = SlipFile.Open(path))
            if (!slip.ReadIndex().AsSpan().SequenceEqual(index))
                return null;
        return (await ApplicationPackage.Verify(path, cancellation).ConfigureAwait(false)).Package;
    }

    private static (PackageContent? Content, IReadOnlyList<Diagnostic> Findings) Content(Composed composed, PackageRequest request)
    {
        if (composed.Composition is not { } composition)
            return (null, composed.Findings);
        var (files, findings) = Files(composed);
        if (findings.Count > 0)
            return (null, findings);
        // A slip in --out must not cost anything but an earlier package.
        if (Directory.Exists(request.Path) || (File.Exists(request.Path) && ApplicationPackage.Open(request.Path).Package is null))
            return (null, [new Diagnostic(PackageRules.NotWritten, null, [request.Path, PackageRules.Stands.English]) { ChineseArguments = [request.Path, PackageRules.Stands.Chinese] }]);
        var images = request.Images?.Packed ?? [];
        var programs = composition.Components.Select(component => component.Content).OfType<TaskContent>().SelectMany(task => task.Files).ToHashSet(StringComparer.Ordinal);
        return (new PackageContent(
            composition.Application.Name.Value, composition.Application.VersionText, files.Keys.First(name => files[name].Source == composed.Files[0]),
            files.ToDictionary(file => file.Key, file => file.Value.Bytes, StringComparer.Ordinal), request.Platform, request.With.Name, request.With.Version)
        {
            IsComponent = composed.IsComponent,
            Images = images,
            Programs = [.. files.Where(file => programs.Contains(file.Value.Source)).Select(file => file.Key).Order(StringComparer.Ordinal)],
            Sbom = SbomWriter.Write(composition, request.Needed, images),
        }, []);
    }

    private static Diagnostic NotWritten(string path, Exception problem) => Diagnostic.Of(PackageRules.NotWritten, (Location?)null, path, problem.Message);

    private static (IReadOnlyDictionary<string, (string Source, byte[] Bytes)> Files, List<Diagnostic> Findings) Files(Composed composed)
    {
        var (read, findings) = (new List<(string Path, byte[] Bytes)>(), new List<Diagnostic>());
        foreach (var path in composed.Files.Distinct(StringComparer.Ordinal))
        {
            var (bytes, refused) = composed.Store.Read(path);
            if (bytes is null)
                findings.Add(refused!);
            else
                read.Add((path, bytes));
        }
        var files = new Dictionary<string, (string, byte[])>(StringComparer.Ordinal);
        foreach (var ((path, name), (_, bytes)) in findings.Count > 0 ? [] : PackedPaths.Of(composed, read).Zip(read))
            if (PackageReading.IsPath(name))
                files[name] = (path, bytes);
            else
                findings.Add(Diagnostic.Of(PackageRules.BadPath, (Location?)null, path));
        return (files, findings);
    }
}
