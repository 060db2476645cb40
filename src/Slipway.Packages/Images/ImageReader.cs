using Slipway.Components;
using Slipway.Yaml;

namespace Slipway.Packages;

/// <param name="Image">Null exactly where <paramref name="Problem"/> says why. Whoever opened it disposes of it.</param>
public sealed record ImageOpened(Image? Image, Diagnostic? Problem);

/// <param name="Files">Null exactly where <paramref name="Problem"/> says why.</param>
public sealed record ImageFilesRead(ImageFiles? Files, Diagnostic? Problem);

/// <summary>From where an image lies to what is in it. Every failure is a finding, never an exception.</summary>
public static class ImageReader
{
    /// <summary>Indexes that name indexes: more of them is a mistake or an attack.</summary>
    private const int DeepestIndex = 3;

    /// <param name="source">
    /// A folder with an OCI image layout; an archive of one, or one that <c>docker save</c> wrote, plain or packed by gzip or zstd; each perhaps with
    /// <c>:NAME</c> or <c>@DIGEST</c> behind it; else an image in a registry, such as <c>registry.example.com/team/web:1.0.0</c>.
    /// </param>
    public static async Task<ImageOpened> Open(string source, ImageOptions options, CancellationToken cancellation)
    {
        if (LayoutSource.Find(source) is { } layout)
            return await OpenLayout(layout.Path, layout.Name ?? options.Name, options, cancellation).ConfigureAwait(false);
        if (source.StartsWith('.') || source.StartsWith('/') || source.EndsWith(".tar", StringComparison.Ordinal) || ImageReference.Parse(source) is not { } reference)
            return new ImageOpened(null, new Diagnostic(ImageRules.NoSource, null, [source]));
        return await Open(reference, options, cancellation).ConfigureAwait(false);
    }

    /// <summary>An image in a registry.</summary>
    public static async Task<ImageOpened> Open(ImageReference reference, ImageOptions options, CancellationToken cancellation)
    {
        try
        {
            return new ImageOpened(await Read(new RemoteRegistry(reference.Registry, options), reference, options, cancellation).ConfigureAwait(false), null);
        }
        catch (Exception e) when (Problem(reference.ToString(), e) is { } problem)
        {
            return new ImageOpened(null, problem);
        }
    }

    /// <summary>An image in a layout's folder or archive.</summary>
    internal static async Task<ImageOpened> OpenLayout(string path, ImageReference? name, ImageOptions options, CancellationToken cancellation)
    {
        try
        {
            if (!Directory.Exists(path) && !FileKinds.IsOrdinary(path))
                return new ImageOpened(null, FileProblems.Say(FileRules.NotOrdinary, path));
            LayoutFiles files = Directory.Exists(path) ? new LayoutFolder(path) : await LayoutArchive.Open(path, options.Limits, cancellation).ConfigureAwait(false);
            var registry = await DirectoryRegistry.Open(files, options.Limits, cancellation).ConfigureAwait(false);
            return new ImageOpened(await Read(registry, name ?? LayoutSource.AnyName, options, cancellation).ConfigureAwait(false), null);
        }
        catch (Exception e) when (Problem(path, e) is { } problem)
        {
            return new ImageOpened(null, problem);
        }
    }

    private static async Task<Image> Read(IRegistry registry, ImageReference reference, ImageOptions options, CancellationToken cancellation)
    {
        try
        {
            var shown = registry.Shown(reference);
            var stored = await registry.Manifest(reference, cancellation).ConfigureAwait(false);
            Digest? index = null;
            IReadOnlyList<Descriptor> images = [];
            for (var depth = 0; MediaTypes.IsIndex(stored.Descriptor.MediaType); depth++)
            {
                index ??= stored.Descriptor.Digest;
                var chosen = Choose(shown, images = ManifestReader.Index(shown, stored.Content), options);
                stored = depth < DeepestIndex
                    ? await registry.Manifest(reference with { Digest = chosen.Digest }, cancellation).ConfigureAwait(false)
                    : throw ContentRules.BadManifest.With(shown, "index", $"> {DeepestIndex}");
            }
            if (!MediaTypes.IsManifest(stored.Descriptor.MediaType))
                throw ContentRules.NoImage.With(shown, stored.Descriptor.MediaType);
            var manifest = ManifestReader.Manifest(shown, stored, options.Limits);
            var config = ImageConfigReader.Read(shown, await Content(registry, reference, manifest.Config, options.Limits, cancellation).ConfigureAwait(false));
            return options.Platform.Fits(config.Platform) || !options.PlatformMustFit || config.Platform is { Os: "", Architecture: "" }
                ? new Image(registry, reference, manifest, config, options.Limits)
                {
                    Names = registry.Names(reference, manifest.Self.Digest),
                    Platforms = index is null ? [config.Platform] : [.. images.Select(image => image.Platform).OfType<ImagePlatform>()],
                    Index = index,
                }
                : throw ContentRules.NoPlatform.With(shown, options.Platform.ToString(), config.Platform.ToString());
        }
        catch
        {
            registry.Dispose();
            throw;
        }
    }

    private static Descriptor Choose(string shown, IReadOnlyList<Descriptor> images, ImageOptions options)
        => images.FirstOrDefault(image => image.Platform == options.Platform)
            ?? images.FirstOrDefault(image => image.Platform is not null && options.Platform.Fits(image.Platform))
            ?? (options.AnyPlatform && images.Count > 0 ? images[0] : null)
            ?? (images is [{ Platform: null } only] ? only : null)
            ?? throw ContentRules.NoPlatform.With(shown, options.Platform.ToString(), string.Join(", ", images.Select(image => image.Platform?.ToString() ?? "?")));

    private static async Task<byte[]> Content(IRegistry registry, ImageReference reference, Descriptor blob, ImageLimits limits, CancellationToken cancellation)
    {
        var shown = registry.Shown(reference);
        using var stream = new VerifiedStream(await registry.Blob(reference, blob, cancellation).ConfigureAwait(false), blob, shown);
        return await LayoutFiles.ReadAll(stream, limits.Document, () => ContentRules.BadManifest.With(shown, "config", $"> {limits.Document} bytes"), cancellation).ConfigureAwait(false);
    }

    /// <summary>The finding that an exception of the outside world is; null for a mistake of ours, and for an interruption.</summary>
    internal static Diagnostic? Problem(string image, Exception e) => e switch
    {
        ImageException known => known.Problem,
        OperationCanceledException => null,
        _ when FileProblems.IsOne(e) && e is not (ArgumentException or NotSupportedException) => FileProblems.Finding(image, e),
        _ => null,
    };
}
