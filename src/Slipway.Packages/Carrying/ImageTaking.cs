using Slipway.Components;
using Slipway.Yaml;

namespace Slipway.Packages;

/// <summary>Finds every image that a package needs where it lies, by its digest, and reads all of it but the layers.</summary>
public static class ImageTaking
{
    /// <param name="needed">All that the application may run.</param>
    /// <returns>No images where a finding is an error; everything that is wrong is told in one go.</returns>
    public static async Task<(TakenImages? Taken, IReadOnlyList<Diagnostic> Findings)> Take(
        Composition composition, IReadOnlyList<NeededImage> needed, CarryOptions options, CancellationToken cancellation)
    {
        var findings = new List<Diagnostic>();
        var wanted = Wanted(needed, options, findings);
        var taking = new Taking(composition, options, findings);
        try
        {
            foreach (var image in wanted)
                await taking.One(image, cancellation).ConfigureAwait(false);
            CheckPlaces(taking.Taken.Packed, wanted, findings);
        }
        catch
        {
            taking.Taken.Dispose();
            throw;
        }
        if (findings.All(finding => finding.Severity != Severity.Error))
            return (taking.Taken, findings);
        taking.Taken.Dispose();
        return (null, findings);
    }

    private static List<NeededImage> Wanted(IReadOnlyList<NeededImage> needed, CarryOptions options, List<Diagnostic> findings)
    {
        var possible = needed.Where(image => image.Declared?.Image.Ignore != true).ToList();
        if (options.Only is null)
        {
            findings.AddRange(possible.Where(image => !image.IsSure && image.Declared is null).Select(Unsaid));
            return [.. possible.Where(image => image.IsSure || image.Declared is not null)];
        }
        var names = options.Only.Select(word => (Word: word, Name: CarriedName.Parse(word)?.ToString())).ToList();
        foreach (var (word, name) in names.Where(one => possible.All(image => image.Name.ToString() != one.Name)))
            findings.Add(Diagnostic.Of(CarryingRules.NotAmong, (Location?)null, word, possible.Count == 0 ? "-" : string.Join(", ", possible.Select(image => image.Name))));
        return [.. possible.Where(image => names.Any(one => one.Name == image.Name.ToString()))];
    }

    /// <summary>At a site's registry each must have a place of its own.</summary>
    private static void CheckPlaces(IReadOnlyList<PackedImage> images, IReadOnlyList<NeededImage> needed, List<Diagnostic> findings)
    {
        foreach (var same in images.GroupBy(image => (image.Name.Relocated("x") with { Digest = null }).ToString()))
            if (same.FirstOrDefault(image => image.Top.Digest != same.First().Top.Digest) is { } other)
                findings.Add(At(needed.First(image => image.Name == other.Name), CarryingRules.SamePlace, same.First().Name.ToString(), other.Name.ToString(), "PREFIX" + same.Key[1..]));
    }

    internal static Diagnostic At(NeededImage image, Rule rule, params string[] arguments)
        => Diagnostic.Of(rule, image.Declared?.Image.Name.At ?? image.Places[0].At, arguments);

    /// <summary>The application has to say what this is; where it is a mere guess it may.</summary>
    internal static Diagnostic Unsaid(NeededImage image) => At(image, image.IsGuess ? CarryingRules.Guessed : CarryingRules.Doubtful, image.Name.ToString(), Places(image));

    internal static Diagnostic Unlocked(NeededImage image, Composition composition)
        => At(image, CarryingRules.Unlocked, image.Name.ToString(), Places(image), StaleLock.Folder(composition)) with { SpecialHelp = image.Name.IsOfSite ? CarryingRules.UnlockedOfSite : null };

    /// <summary>The first places in words; a list of hundreds helps nobody.</summary>
    internal static string Places(NeededImage image)
        => string.Join(", ", image.Places.Take(3)) + (image.Places.Count > 3 ? ", …" : "");

    /// <summary>The digest that was fixed for an image: by its own name, by the application, by its lock.</summary>
    internal static Digest? Pinned(NeededImage image, ImageLock @lock)
        => image.Name.Reference.Digest ?? Digest.Parse(image.Declared?.Image.Digest?.Value) ?? Digest.Parse(@lock.Images.GetValueOrDefault(image.Name.ToString()));
}

/// <summary>One run over the images of an application.</summary>
internal sealed class Taking(Composition composition, CarryOptions options, List<Diagnostic> findings)
{
    private readonly BroughtImages brought = BroughtImages.Of(composition);
    private readonly OpenLayouts layouts = new(options.Images.Limits);
    private readonly Dictionary<string, RemoteRegistry> registries = new(StringComparer.Ordinal);
    private readonly Dictionary<ServiceDefinition, BuiltImage?> built = new(ReferenceEqualityComparer.Instance);

    public TakenImages Taken { get; } = new();

    public async Task One(NeededImage image, CancellationToken cancellation)
    {
        try
        {
            if (await Ready(image, cancellation).ConfigureAwait(false))
                return;
            if (brought.Find(image, options.Lock) is var (package, digest))
            {
                await FromStore(image, package, digest, cancellation).ConfigureAwait(false);
                return;
            }
            await (OpenLayouts.PathOf(image) is { } layout ? Layout(image, layout, cancellation)
                : image.Declared?.Image.Image is null && Builder(composition, image) is { } service ? Built(image, service, cancellation)
                : Stored(image, cancellation)).ConfigureAwait(false);
        }
        catch (Exception e) when (ImageReader.Problem(image.Name.ToString(), e) is { } problem)
        {
            findings.Add(OpenLayouts.Told(image, problem));
        }
    }

    private async Task Layout(NeededImage image, string path, CancellationToken cancellation)
    {
        var (registry, named, top) = await layouts.Find(image, path, options.Lock, cancellation).ConfigureAwait(false);
        await Add(image, registry, named, top, cancellation).ConfigureAwait(false);
    }

    private async Task Built(NeededImage image, ServiceDefinition service, CancellationToken cancellation)
    {
        if (!built.TryGetValue(service, out var made))
        {
            var (result, found) = await ImageBuilder.Build(service, new ImageBuildOptions
            {
                Platform = options.Platform,
                Target = options.Target,
                Images = options.Images,
                Progress = options.Progress,
            }, cancellation).ConfigureAwait(false);
            findings.AddRange(found);
            built[service] = made = result;
            if (made is not null)
                Taken.Keep(made);
        }
        if (made is null)
            return;
        var (manifest, source) = (made.Image.Manifest.Self, made.Image);
        var content = await ReadAll(await source.Blob(manifest, cancellation).ConfigureAwait(false), manifest, source.Name, cancellation).ConfigureAwait(false);
        var packed = await PackedImages.Take(
            image.Name, Stored(manifest, content), options.Platforms, source.Name, options.Images.Limits,
            async descriptor => await ReadAll(await source.Blob(descriptor, cancellation).ConfigureAwait(false), descriptor, source.Name, cancellation).ConfigureAwait(false)).ConfigureAwait(false);
        Taken.Images.Add(new TakenImage(packed, source.Name, (layer, _) => source.Blob(layer, cancellation)));
    }

    /// <summary>From what stands ready on this disk, where its digest is known and lies there.</summary>
    private async Task<bool> Ready(NeededImage image, CancellationToken cancellation)
    {
        if (ImageTaking.Pinned(image, options.Lock) is { } digest)
            foreach (var store in options.Stores.Concat(brought.Places.GetValueOrDefault(image.Name.ToString())?.Select(place => place.Package) ?? []))
                if (await FromStore(image, store, digest, cancellation).ConfigureAwait(false))
                    return true;
        return false;
    }

    private async Task<bool> FromStore(NeededImage image, string store, Digest digest, CancellationToken cancellation)
    {
        var registry = await layouts.Open(store, cancellation).ConfigureAwait(false);
        if (await registry.Find(digest, cancellation).ConfigureAwait(false) is not { } there)
            return false;
        await Add(image, registry, LayoutSource.AnyName with { Digest = digest }, there, cancellation).ConfigureAwait(false);
        return true;
    }

    /// <summary>From its registry, always by a digest.</summary>
    private async Task Stored(NeededImage image, CancellationToken cancellation)
    {
        if (ImageTaking.Pinned(image, options.Lock) is not { } digest)
        {
            findings.Add(ImageTaking.Unlocked(image, composition));
            return;
        }
        if (image.Name.IsOfSite && options.Registry is null && image.Declared?.Image.Image is null)
        {
            findings.Add(ImageTaking.At(image, CarryingRules.NoPlace, image.Name.ToString(), ImageTaking.Places(image)));
            return;
        }
        var reference = RemoteName(image, options.Registry) with { Digest = digest };
        if (!registries.TryGetValue(reference.Registry, out var remote))
            Taken.Keep(registries[reference.Registry] = remote = new RemoteRegistry(reference.Registry, options.Images));
        await Add(image, remote, reference, await remote.Manifest(reference, cancellation).ConfigureAwait(false), cancellation).ConfigureAwait(false);
    }

    internal static ImageReference RemoteName(NeededImage image, string? registry)
        => image.Declared?.Image.Image is { } other ? ImageReference.Parse(other.Value) ?? throw ImageRules.NoSource.With(other.Value) : image.Name.At(registry);

    private async Task Add(NeededImage image, IRegistry registry, ImageReference reference, StoredManifest top, CancellationToken cancellation)
    {
        var shown = registry.Shown(reference);
        var packed = await PackedImages.Take(image.Name, Stored(top.Descriptor, top.Content), options.Platforms, shown, options.Images.Limits, async descriptor =>
            MediaTypes.IsManifest(descriptor.MediaType)
                ? (await registry.Manifest(reference with { Digest = descriptor.Digest }, cancellation).ConfigureAwait(false)).Content
                : await ReadAll(await registry.Blob(reference, descriptor, cancellation).ConfigureAwait(false), descriptor, shown, cancellation).ConfigureAwait(false)).ConfigureAwait(false);
        Taken.Images.Add(new TakenImage(packed, shown, (layer, stop) => registry.Blob(reference, layer, stop)));
    }

    /// <summary>What a content is, by its own word alone: the registry's answer does not travel.</summary>
    private static StoredManifest Stored(Descriptor descriptor, byte[] content)
        => new(new Descriptor(ManifestReader.MediaType(content, null), descriptor.Digest, content.Length), content);

    private async Task<byte[]> ReadAll(Stream stream, Descriptor descriptor, string shown, CancellationToken cancellation)
    {
        using var verified = new VerifiedStream(stream, descriptor, shown);
        var most = options.Images.Limits.Document;
        return await LayoutFiles.ReadAll(verified, most, () => ContentRules.BadManifest.With(shown, descriptor.Digest.Short, $"> {most} bytes"), cancellation).ConfigureAwait(false);
    }

    /// <summary>The service whose <c>build</c> makes an image of this name.</summary>
    internal static ServiceDefinition? Builder(Composition composition, NeededImage image)
        => composition.Components.Select(component => component.Service).OfType<ServiceDefinition>()
            .FirstOrDefault(service => service.Build is not null && ImageAssembly.Built(service).Any(container => NeededImages.Of(container) == image.Name));
}
