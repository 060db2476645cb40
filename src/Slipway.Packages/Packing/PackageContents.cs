using Slipway.Yaml;

namespace Slipway.Packages;

/// <summary>A package that is open so that images can be taken out of it. Layers go through in pieces, each compared with its digest on the way.</summary>
public sealed class PackageContents : IDisposable
{
    private readonly SlipFile file;

    private PackageContents(SlipFile file, ApplicationPackage package) => (this.file, Package) = (file, package);

    public ApplicationPackage Package { get; }

    /// <inheritdoc cref="ApplicationPackage.Open"/>
    public static (PackageContents? Contents, Diagnostic? Problem) Open(string path)
    {
        var (package, problem) = ApplicationPackage.Open(path);
        if (package is null)
            return (null, problem);
        try
        {
            return (new PackageContents(SlipFile.Open(path), package), null);
        }
        catch (ImageException changed)
        {
            return (null, changed.Problem);
        }
    }

    public void Dispose() => file.Dispose();

    /// <summary>What a node's containerd calls an image: by tag where it has one, and by digest, so that pods that are pinned find it too.</summary>
    /// <param name="prefix">The site's registry, where pods ask for images there; null where they ask for their own names.</param>
    public static IReadOnlyList<(string Name, Digest Target)> NodeNames(PackedImage image, string? prefix)
    {
        var (reference, target) = prefix is null ? (image.Name.At(null), image.Top.Digest) : (image.Name.Relocated(prefix), image.PushedDigest);
        var pinned = (reference with { Tag = null, Digest = target }).ToString();
        return reference.Tag is null ? [(pinned, target)] : [((reference with { Digest = null }).ToString(), target), (pinned, target)];
    }

    /// <summary>Some of its images as one image layout in a tar, as containerd imports it.</summary>
    public async Task WriteLayout(Stream to, IReadOnlyList<PackedImage> images, string? prefix, CancellationToken cancellation)
    {
        var documents = images.SelectMany(image => image.Documents).Concat(images.Select(image => image.Pushed()).Select(pushed => KeyValuePair.Create(pushed.Descriptor.Digest, pushed.Content)))
            .DistinctBy(document => document.Key).ToDictionary(document => document.Key.Hex, document => document.Value, StringComparer.Ordinal);
        var entries = images.SelectMany(image => NodeNames(image, prefix).Select(name => Entry(image, name.Name, name.Target))).ToList();
        await Put(to, PlatformArtifact.LayoutFile, PlatformArtifact.LayoutVersion, cancellation).ConfigureAwait(false);
        await Put(to, PlatformArtifact.IndexFile, ManifestWriter.Index(entries), cancellation).ConfigureAwait(false);
        foreach (var (hex, content) in documents.OrderBy(document => document.Key, StringComparer.Ordinal))
            await Put(to, $"blobs/sha256/{hex}", content, cancellation).ConfigureAwait(false);
        foreach (var layer in images.SelectMany(image => image.Layers).DistinctBy(layer => layer.Digest).Where(layer => !documents.ContainsKey(layer.Digest.Hex)))
        {
            await to.WriteAsync(CanonicalTar.Header($"blobs/sha256/{layer.Digest.Hex}", layer.Size), cancellation).ConfigureAwait(false);
            await Copy(layer, to, cancellation).ConfigureAwait(false);
            await to.WriteAsync(TarBlocks.Padding(layer.Size), cancellation).ConfigureAwait(false);
        }
        await to.WriteAsync(TarBlocks.End, cancellation).ConfigureAwait(false);
    }

    /// <summary>Gives an image layout to somebody who reads it from a stream.</summary>
    /// <param name="give">Takes what writes the layout, and says what was wrong.</param>
    public async Task<Diagnostic?> Feed(Func<Func<Stream, CancellationToken, Task>, Task<Diagnostic?>> give, IReadOnlyList<PackedImage> images, string? prefix)
    {
        try
        {
            return await give((to, stop) => WriteLayout(to, images, prefix, stop)).ConfigureAwait(false);
        }
        catch (ImageException damaged)
        {
            return damaged.Problem;
        }
    }

    /// <summary>Reads layers through and compares them with their digests: of images that nobody takes out, too, since they came with the rest.</summary>
    public async Task<Diagnostic?> Check(IEnumerable<PackedImage> images, CancellationToken cancellation)
    {
        try
        {
            await file.Verify([.. images.SelectMany(image => image.Layers.Select(layer => (layer, image.Name.ToString()))).DistinctBy(one => one.layer.Digest)], cancellation).ConfigureAwait(false);
            return null;
        }
        catch (ImageException damaged)
        {
            return damaged.Problem;
        }
    }

    /// <summary>Everything as files again, all of it or nothing. What the disk refuses is thrown.</summary>
    /// <param name="folder">Empty, or not there.</param>
    public async Task<Diagnostic?> Extract(string folder, CancellationToken cancellation)
    {
        // A folder that is there may be a disk of its own or somebody's working folder: what is in it can be renamed, it cannot.
        var isThere = Directory.Exists(folder);
        using var staging = Staging.For(isThere ? Path.Combine(folder, StagingName) : folder);
        staging.Make();
        var whole = Path.Combine(staging.Folder, "whole");
        if (await Write(whole, cancellation).ConfigureAwait(false) is { } damaged)
            return damaged;
        if (!isThere)
            Directory.Move(whole, folder);
        else
            foreach (var entry in new DirectoryInfo(whole).EnumerateFileSystemInfos().ToList())
                Directory.Move(entry.FullName, Path.Combine(folder, entry.Name));
        return null;
    }

    private const string StagingName = "extract";

    /// <summary>Whether a folder holds nothing but what a killed run may have left there.</summary>
    public static bool IsEmpty(string folder)
        => Directory.EnumerateFileSystemEntries(folder).All(entry => Path.GetFileName(entry).StartsWith($".{StagingName}.slipway-", StringComparison.Ordinal));

    private async Task<Diagnostic?> Write(string folder, CancellationToken cancellation)
    {
        try
        {
            Directory.CreateDirectory(folder);
            // Opening has refused every path that leads out of the folder.
            foreach (var name in Package.Files.Keys)
            {
                var path = Path.Combine([folder, .. name.Split('/')]);
                Directory.CreateDirectory(Path.GetDirectoryName(path)!);
                await File.WriteAllBytesAsync(path, Package.Definitions.Read($"{file.Name}/{name}").Bytes!, cancellation).ConfigureAwait(false);
                if (Package.Programs.Contains(name) && !OperatingSystem.IsWindows())
                    File.SetUnixFileMode(path, File.GetUnixFileMode(path) | UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute);
            }
            if (Package.Sbom is { } sbom)
                await File.WriteAllBytesAsync(Path.Combine(folder, PackageArtifact.SbomTitle), sbom, cancellation).ConfigureAwait(false);
            if (Package.Platform is { } platform)
                await File.WriteAllBytesAsync(Path.Combine(folder, PlatformName!), PlatformArtifact.Archive(PlatformArtifact.Layout(Package.BuiltWith.Name, Package.BuiltWith.Version, platform.Files)), cancellation).ConfigureAwait(false);
            if (Package.Images.Count > 0)
                await ExtractImages(folder, cancellation).ConfigureAwait(false);
            return null;
        }
        catch (ImageException damaged)
        {
            return damaged.Problem;
        }
    }

    /// <summary>What the layout of the images is called where everything is files again; null for none. A component's folder may be called so, too.</summary>
    public string? ImagesName => Package.Images.Count == 0 ? null : Package.Files.Keys.Any(name => name.StartsWith("images/", StringComparison.Ordinal)) ? "images.oci" : "images";

    /// <summary>What the platform's package is called there; null for none.</summary>
    public string? PlatformName => Package.Platform is null ? null : Package.Files.ContainsKey("platform.slip") ? "platform.own.slip" : "platform.slip";

    private async Task ExtractImages(string folder, CancellationToken cancellation)
    {
        var application = Path.Combine(folder, Package.Application[(file.Name.Length + 1)..]);
        var images = Package.Images.Where(image => image.Name.Reference.Digest is null).ToDictionary(image => image.Name.ToString(), image => image.Top.Digest.ToString());
        await File.WriteAllBytesAsync(ImageLock.PathOf(application), new ImageLock(images, Node.Map()).Write(), cancellation).ConfigureAwait(false);
        await WriteFolder(Path.Combine(folder, ImagesName!), cancellation).ConfigureAwait(false);
    }

    private async Task WriteFolder(string folder, CancellationToken cancellation)
    {
        var blobs = Directory.CreateDirectory(Path.Combine(folder, "blobs", "sha256")).FullName;
        await File.WriteAllBytesAsync(Path.Combine(folder, PlatformArtifact.LayoutFile), PlatformArtifact.LayoutVersion, cancellation).ConfigureAwait(false);
        await File.WriteAllBytesAsync(Path.Combine(folder, PlatformArtifact.IndexFile), ManifestWriter.Index([.. Package.Images.Select(image => image.Entry)]), cancellation).ConfigureAwait(false);
        foreach (var (digest, content) in Package.Images.SelectMany(image => image.Documents).DistinctBy(document => document.Key))
            await File.WriteAllBytesAsync(Path.Combine(blobs, digest.Hex), content, cancellation).ConfigureAwait(false);
        foreach (var layer in Package.Images.SelectMany(image => image.Layers).DistinctBy(layer => layer.Digest))
        {
            using var to = new FileStream(Path.Combine(blobs, layer.Digest.Hex), FileMode.Create, FileAccess.Write);
            await Copy(layer, to, cancellation).ConfigureAwait(false);
        }
    }

    /// <summary>Gives an image to a registry, at its place there; what it has already is left.</summary>
    /// <returns>Whether anything was sent; or what went wrong.</returns>
    public async Task<(bool Sent, Diagnostic? Problem)> Push(PackedImage image, string prefix, ImageOptions options, Action<CopyProgress>? progress, CancellationToken cancellation)
    {
        var reference = image.Name.Relocated(prefix);
        try
        {
            using var registry = new RemoteRegistry(reference.Registry, options);
            var (descriptor, content) = image.Pushed();
            if (await registry.Has(reference with { Digest = null }, descriptor.Digest, cancellation).ConfigureAwait(false))
                return (false, await Check([image], cancellation).ConfigureAwait(false));
            foreach (var layer in image.Layers)
                await registry.Put(reference, layer, () => new VerifiedStream(file.Open(layer), layer, file.Name), new Meter(progress), cancellation).ConfigureAwait(false);
            foreach (var config in image.Manifests.Select(manifest => manifest.Image.Config))
                await registry.Put(reference, config, () => new MemoryStream(image.Documents[config.Digest]), new Meter(null), cancellation).ConfigureAwait(false);
            foreach (var self in image.Manifests.Select(manifest => manifest.Image.Self).Where(self => self.Digest != descriptor.Digest))
                await registry.PutManifest(reference, self.Digest.ToString(), self, image.Documents[self.Digest], cancellation).ConfigureAwait(false);
            await registry.PutManifest(reference, reference.Tag ?? descriptor.Digest.ToString(), descriptor, content, cancellation).ConfigureAwait(false);
            return (true, null);
        }
        catch (Exception e) when (ImageReader.Problem(reference.ToString(), e) is { } problem)
        {
            return (false, problem);
        }
    }

    private static Descriptor Entry(PackedImage image, string name, Digest target)
    {
        var (pushed, _) = image.Pushed();
        var descriptor = pushed.Digest == target ? pushed : image.Top;
        return descriptor with { Annotations = new Dictionary<string, string> { [DirectoryRegistry.WholeName] = name, [DirectoryRegistry.RefName] = name } };
    }

    private async Task Copy(Descriptor layer, Stream to, CancellationToken cancellation)
    {
        using var from = new VerifiedStream(file.Open(layer), layer, file.Name);
        await Copying.Run(from, to, new Meter(null), layer, cancellation, 1 << 20).ConfigureAwait(false);
    }

    private static async Task Put(Stream to, string path, byte[] content, CancellationToken cancellation)
    {
        await to.WriteAsync(CanonicalTar.Header(path, content.Length), cancellation).ConfigureAwait(false);
        await to.WriteAsync(content, cancellation).ConfigureAwait(false);
        await to.WriteAsync(TarBlocks.Padding(content.Length), cancellation).ConfigureAwait(false);
    }
}
