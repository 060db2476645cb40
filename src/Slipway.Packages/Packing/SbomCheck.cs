using System.Text.Json;
using Slipway.Components;
using Slipway.Yaml;

namespace Slipway.Packages;

/// <summary>Whether a package's SBOM is the one that was written for it: it is written anew, and compared byte by byte.</summary>
public static class SbomCheck
{
    private static readonly LocalText NotIts = new($"its `{PackageArtifact.SbomTitle}` is not the one that its content makes", $"其 `{PackageArtifact.SbomTitle}` 与其内容不符");
    private static readonly LocalText Unknown = new(
        $"what its `{PackageArtifact.SbomTitle}` has to say cannot be told, for its definitions have errors: {{0}}", $"其定义有错误，无法得知 `{PackageArtifact.SbomTitle}` 应有的内容：{{0}}");

    /// <param name="composition">Of the package's definitions.</param>
    /// <param name="needed">By rendering every component: which runs which image.</param>
    /// <returns>What is wrong; a package without an SBOM is none that was built.</returns>
    public static Diagnostic? Against(ApplicationPackage package, string path, Composition composition, IReadOnlyList<NeededImage> needed)
        => package.Sbom is not { } sbom ? Diagnostic.Of(PackageRules.NoSbom, (Location?)null, path)
            : sbom.AsSpan().SequenceEqual(SbomWriter.Write(composition, needed, package.Images)) ? null : Wrong(path, NotIts);

    /// <summary>All of it but which component runs which image, for which everything has to be rendered: that is taken from the SBOM itself, as far as it speaks of images that travel.</summary>
    internal static Diagnostic? WithoutRendering(ApplicationPackage package, string path)
    {
        if (package.Sbom is not { } sbom)
            return Diagnostic.Of(PackageRules.NoSbom, (Location?)null, path);
        var composed = Composer.Compose(package.Application, package.Platform is { } platform ? PolicyReader.Of(platform).Options : null, package.Definitions);
        return composed.Composition is { } composition
            ? Against(package, path, composition, Told(sbom, package.Images))
            : Wrong(path, Unknown, composed.Findings.First(finding => finding.Severity == Severity.Error));
    }

    private static List<NeededImage> Told(byte[] sbom, IReadOnlyList<PackedImage> images)
    {
        try
        {
            using var document = JsonDocument.Parse(sbom, new JsonDocumentOptions { MaxDepth = 16, AllowDuplicateProperties = false });
            var runs = (from one in document.RootElement.Items("dependencies")
                        let who = one.Text("ref")
                        where who is not null
                        from image in one.Texts("dependsOn")
                        select (Image: image, Component: who == SbomWriter.Application ? SbomWriter.Whole : who.StartsWith(SbomWriter.Component, StringComparison.Ordinal) ? who[SbomWriter.Component.Length..] : who))
                .ToLookup(one => one.Image, one => one.Component);
            return [.. images.Select(image => new NeededImage(image.Name, [.. runs[image.Name.ToString()].Select(component => new ImagePlace(component, "", "", null))], IsSure: true))];
        }
        catch (JsonException)
        {
            return [];
        }
    }

    private static Diagnostic Wrong(string path, LocalText why, Diagnostic? first = null)
        => new(PackageRules.NotAPackage, null, [path, why.In(Language.English, [first?.Message(Language.English) ?? ""])]) { ChineseArguments = [path, why.In(Language.Chinese, [first?.Message(Language.Chinese) ?? ""])] };
}
