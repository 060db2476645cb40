using Slipway.Components;
using Slipway.Yaml;

namespace Slipway.Packages;

/// <summary>Image layouts and archives on this disk, each opened once.</summary>
internal sealed class OpenLayouts(ImageLimits limits)
{
    private static readonly LocalText NameIt = new("say which one is meant, by `image:` beside `layout:`", "请在 `layout:` 旁边用 `image:` 指明是哪一个");

    private readonly Dictionary<string, DirectoryRegistry> layouts = new(StringComparer.Ordinal);

    /// <exception cref="ImageException">It is not there, or no layout.</exception>
    public async Task<DirectoryRegistry> Open(string path, CancellationToken cancellation)
    {
        if (layouts.TryGetValue(path, out var known))
            return known;
        CheckThere(path);
        LayoutFiles files = Directory.Exists(path) ? new LayoutFolder(path) : await LayoutArchive.Open(path, limits, cancellation).ConfigureAwait(false);
        return layouts[path] = await DirectoryRegistry.Open(files, limits, cancellation).ConfigureAwait(false);
    }

    /// <summary>A pipe or device would be waited for without end.</summary>
    public static void CheckThere(string path)
    {
        if (!Path.Exists(path))
            throw new ImageException(FileProblems.Say(FileRules.NotThere, path));
        if (!Directory.Exists(path) && !FileKinds.IsOrdinary(path))
            throw new ImageException(FileProblems.Say(FileRules.NotOrdinary, path));
    }

    /// <summary>Where the file lies that an application declares for an image, as seen from where the user stands; null for none.</summary>
    public static string? PathOf(NeededImage image)
        => image.Declared is { Image.Layout: { } layout, File: var file } ? new CompositionLevel(file).Beside(layout.Value) is { Length: > 0 } path ? path : "." : null;

    /// <summary>What the declared file holds for an image. Whatever that is, is meant; a digest that was fixed must be its.</summary>
    /// <param name="path">As <see cref="PathOf"/> has it.</param>
    public async Task<(DirectoryRegistry Registry, ImageReference Named, StoredManifest Top)> Find(NeededImage image, string path, ImageLock @lock, CancellationToken cancellation)
    {
        var registry = await Open(path, cancellation).ConfigureAwait(false);
        var named = image.Declared?.Image.Image is { } other ? ImageReference.Parse(other.Value) ?? LayoutSource.AnyName with { Tag = other.Value } : image.Name.Reference with { Digest = null };
        var pinned = ImageTaking.Pinned(image, @lock);
        var top = await registry.Manifest(named, cancellation).ConfigureAwait(false);
        return pinned is null || pinned == top.Descriptor.Digest ? (registry, named, top)
            : throw CarryingRules.OtherDigest.With(path, top.Descriptor.Digest.ToString(), pinned.ToString(), image.Name.ToString());
    }

    /// <summary>What is wrong with an image, at the place that says where it lies.</summary>
    public static Diagnostic Told(NeededImage image, Diagnostic problem)
    {
        if (problem.Rule == ContentRules.SeveralImages && image.Declared is not null)
            problem = problem with { SpecialHelp = NameIt };
        if (image.Declared?.Image.Layout is not null)
            problem = FileProblems.Named(problem, image.Declared.Image.Layout.Value.At);
        return problem with { At = problem.At ?? image.Declared?.Image.Layout?.At ?? image.Declared?.Image.Name.At ?? image.Places[0].At };
    }
}
