using Slipway.Components;
using Slipway.Yaml;

namespace Slipway.Packages;

/// <summary>An application and everything that it refers to, to one file. The same files give the same bytes, whoever builds them wherever.</summary>
public static class PackageBuilder
{
    /// <param name="composed">Without errors; its files are read once more.</param>
    /// <param name="platform">A platform team's files, which then travel with the application.</param>
    /// <param name="with">The platform that it was checked with.</param>
    /// <param name="path">The file to write; a package that is there is replaced when the new one is whole, anything else is left.</param>
    /// <returns>What was written, or what is wrong.</returns>
    public static (ApplicationPackage? Package, IReadOnlyList<Diagnostic> Findings) Build(Composed composed, PlatformSource? platform, PlatformDefinition with, string path)
    {
        if (composed.Composition is not { } composition)
            return (null, composed.Findings);
        var (files, findings) = Files(composed.Files, composed.Store);
        if (findings.Count > 0)
            return (null, findings);
        // A slip in --out must not cost anything but an earlier package.
        if (Directory.Exists(path) || (File.Exists(path) && ApplicationPackage.Open(path).Package is null))
            return (null, [new Diagnostic(PackageRules.NotWritten, null, [path, PackageRules.Stands.English]) { ChineseArguments = [path, PackageRules.Stands.Chinese] }]);
        var application = files.Keys.First(name => files[name].Source == composed.Files[0]);
        var content = new PackageContent(
            composition.Application.Name.Value, composition.Application.VersionText, application,
            files.ToDictionary(file => file.Key, file => file.Value.Bytes, StringComparer.Ordinal), platform, with.Name, with.Version)
        {
            IsComponent = composed.IsComponent,
        };
        try
        {
            var (index, blobs) = PackageArtifact.Layout(content);
            SlipWriter.Write(path, index, blobs);
        }
        catch (Exception problem) when (FileProblems.IsOne(problem))
        {
            return (null, [Diagnostic.Of(PackageRules.NotWritten, (Location?)null, path, problem.Message)]);
        }
        // What was written is read back: a package that nobody could open is told here, not on site.
        var (package, wrong) = ApplicationPackage.Open(path);
        return (package, wrong is null ? [] : [wrong]);
    }

    /// <summary>By their paths below the nearest folder that holds all of them.</summary>
    private static (IReadOnlyDictionary<string, (string Source, byte[] Bytes)> Files, List<Diagnostic> Findings) Files(IReadOnlyList<string> paths, DefinitionStore store)
    {
        var findings = new List<Diagnostic>();
        var files = new Dictionary<string, (string, byte[])>(StringComparer.Ordinal);
        var full = paths.Distinct(StringComparer.Ordinal).Select(path => (Path: path, Parts: Path.GetFullPath(path).Split(Path.DirectorySeparatorChar))).ToList();
        var common = full.Min(file => file.Parts.Length) - 1;
        while (full.Any(file => !file.Parts.Take(common).SequenceEqual(full[0].Parts.Take(common), StringComparer.Ordinal)))
            common--;
        foreach (var (path, parts) in full)
        {
            var (bytes, refused) = store.Read(path);
            var name = string.Join('/', parts.Skip(common));
            if (bytes is null)
                findings.Add(refused!);
            else if (!PackageReading.IsPath(name))
                findings.Add(Diagnostic.Of(PackageRules.BadPath, (Location?)null, path));
            else
                files[name] = (path, bytes);
        }
        return (files, findings);
    }
}
