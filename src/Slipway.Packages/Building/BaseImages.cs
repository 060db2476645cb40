using Slipway.Components;
using Slipway.Yaml;

namespace Slipway.Packages;

/// <summary>A platform's base images: where they lie, and the one of the right machine, taken by its digest.</summary>
public static class BaseImages
{
    /// <param name="place">A layout's folder or archive to take it from; null for the places that the platform names.</param>
    internal static async Task<ImageOpened> Open(BaseImage image, string? place, ImageOptions options, CancellationToken cancellation)
    {
        var digest = Digest.Parse(image.Digest)!;
        if ((place ?? Layout(image)) is { } path && (Path.Exists(path) || image.Image is null || place is not null))
            return Path.Exists(path)
                ? await ImageReader.OpenLayout(path, LayoutSource.AnyName with { Digest = digest }, options, cancellation).ConfigureAwait(false)
                : new ImageOpened(null, new Diagnostic(BuildRules.BaseNotThere, image.Key.At, [image.Name, path]));
        return ImageReference.Parse(image.Image!.Value.Value) is { } reference
            ? await ImageReader.Open(reference with { Digest = digest }, options, cancellation).ConfigureAwait(false)
            : new ImageOpened(null, new Diagnostic(ImageRules.NoSource, image.Image!.Value.At, [image.Image.Value.Value]));
    }

    /// <summary>Opens every base image that lies in a layout, and reads it whole: is it there, is it what its digest says, is it sound? Registries are not asked.</summary>
    public static async Task<IReadOnlyList<Diagnostic>> Check(PlatformDefinition platform, CancellationToken cancellation)
    {
        var findings = new List<Diagnostic>();
        foreach (var image in platform.BaseImages.Where(image => Layout(image) is { } path && (Path.Exists(path) || image.Image is null)))
        {
            var (opened, problem) = await Open(image, null, new ImageOptions { PlatformMustFit = false, AnyPlatform = true }, cancellation).ConfigureAwait(false);
            if (opened is not null)
                using (opened)
                    problem = (await opened.ReadFiles(cancellation).ConfigureAwait(false)).Problem;
            if (problem is not null)
                findings.Add(problem with { At = problem.At ?? image.Key.At });
        }
        return findings;
    }

    /// <summary>Beside the file that names it; for a packed platform, beside the pack.</summary>
    private static string? Layout(BaseImage image)
    {
        if (image.Layout is not { } layout)
            return null;
        var home = Path.GetDirectoryName(layout.At?.Source.Name ?? "") ?? "";
        if (home.Length > 0 && PlatformPackage.IsOne(home))
            home = Path.GetDirectoryName(home) ?? "";
        return Path.Combine(home, layout.Value);
    }
}
