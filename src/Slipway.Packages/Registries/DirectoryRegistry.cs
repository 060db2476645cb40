namespace Slipway.Packages;

/// <summary>Images in a folder or archive: an OCI image layout, or what <c>docker save</c> writes.</summary>
internal sealed class DirectoryRegistry : IRegistry
{
    /// <summary>Where builders put an image's whole name; the specification's own annotation often holds the tag only.</summary>
    internal const string WholeName = "io.containerd.image.name";
    internal const string RefName = "org.opencontainers.image.ref.name";

    private readonly LayoutFiles files;
    private readonly ImageLimits limits;
    private readonly DockerArchive? docker;
    private readonly byte[] index;

    private DirectoryRegistry(LayoutFiles files, ImageLimits limits, DockerArchive? docker, byte[] index)
        => (this.files, this.limits, this.docker, this.index) = (files, limits, docker, index);

    public static async Task<DirectoryRegistry> Open(LayoutFiles files, ImageLimits limits, CancellationToken cancellation)
    {
        if (await files.Read("index.json", limits.Document, cancellation).ConfigureAwait(false) is { } index)
            return new DirectoryRegistry(files, limits, null, index);
        if (await DockerArchive.Read(files, limits, cancellation).ConfigureAwait(false) is { } docker)
            return new DirectoryRegistry(files, limits, docker, docker.Index);
        throw new ImageException(new(ContentRules.NotALayout, null, [files.Name, "neither `index.json` nor `manifest.json` is there"])
        {
            ChineseArguments = [files.Name, "其中既没有 `index.json` 也没有 `manifest.json`"],
        });
    }

    public string Shown(ImageReference image) => files.Name;

    public IReadOnlyList<string> Names(ImageReference image, Digest manifest)
        => [.. ManifestReader.Index(files.Name, index).Where(entry => entry.Digest == manifest || (MediaTypes.IsIndex(entry.MediaType) && image.Digest is null)).SelectMany(Names).Distinct()];

    public void Dispose()
    {
    }

    /// <summary>One image alone is meant, whatever it is called; among several the name decides.</summary>
    public async Task<StoredManifest> Manifest(ImageReference image, CancellationToken cancellation)
    {
        var all = ManifestReader.Index(files.Name, index);
        // The layout's own index, where it stands for one image of several platforms.
        if (image.Digest == Digest.Of(index))
            return new StoredManifest(new Descriptor(MediaTypes.Index, image.Digest, index.Length), index);
        if (image.Digest is { } digest)
            return await Stored(image, all.FirstOrDefault(entry => entry.Digest == digest) ?? await Unlisted(digest, cancellation).ConfigureAwait(false)
                ?? throw NotThere(digest.ToString(), all), cancellation).ConfigureAwait(false);
        var named = all.Where(entry => Names(entry).Any(name => IsNameOf(name, image))).ToList();
        var meant = named.Count > 0 ? named : all;
        if (meant.Count == 0)
            throw NotThere(image.Asked, all);
        // One image under several names is one, unless the name that was asked for is none of them.
        var images = named.Count > 0 || image.Repository.Length == 0 ? [.. meant.DistinctBy(entry => (entry.Digest, entry.Platform))] : meant;
        if (images is [var one])
            return await Stored(image, one, cancellation).ConfigureAwait(false);
        if (named.Count == 0 && all.SelectMany(Names).Distinct().ToList() is { Count: > 1 } names)
            throw ContentRules.SeveralImages.With(files.Name, image.Repository.Length > 0 ? image.ToString() : image.Asked, string.Join(", ", names), names[0]);
        // One image for several platforms, without an index of its own: the layout's is it.
        return new StoredManifest(new Descriptor(MediaTypes.Index, Digest.Of(index), index.Length), Only(meant));
    }

    public async Task<Stream> Blob(ImageReference image, Descriptor blob, CancellationToken cancellation)
    {
        var stream = docker is null
            ? await files.Open($"blobs/{blob.Digest.Algorithm}/{blob.Digest.Hex}", cancellation).ConfigureAwait(false)
            : await docker.Open(blob.Digest, cancellation).ConfigureAwait(false);
        return stream ?? throw ContentRules.BlobMissing.With(files.Name, blob.Digest.ToString());
    }

    /// <summary>What lies here under a digest; null where nothing does.</summary>
    public async Task<StoredManifest?> Find(Digest digest, CancellationToken cancellation)
        => (ManifestReader.AllOf(files.Name, index).FirstOrDefault(entry => entry.Digest == digest) ?? await Unlisted(digest, cancellation).ConfigureAwait(false)) is { } there
            ? await Stored(LayoutSource.AnyName with { Digest = digest }, there, cancellation).ConfigureAwait(false)
            : null;

    private async Task<StoredManifest> Stored(ImageReference image, Descriptor descriptor, CancellationToken cancellation)
    {
        if (descriptor.Size > limits.Document)
            throw ContentRules.BadManifest.With(files.Name, descriptor.Digest.Short, $"> {limits.Document} bytes");
        using var blob = new VerifiedStream(await Blob(image, descriptor, cancellation).ConfigureAwait(false), descriptor, files.Name);
        var content = await LayoutFiles.ReadAll(blob, limits.Document, () => ContentRules.BadManifest.With(files.Name, descriptor.Digest.Short, "size"), cancellation).ConfigureAwait(false);
        return new StoredManifest(descriptor with { MediaType = ManifestReader.MediaType(content, descriptor.MediaType) }, content);
    }

    /// <summary>A manifest that an inner index names: its size is not known beforehand.</summary>
    private async Task<Descriptor?> Unlisted(Digest digest, CancellationToken cancellation)
    {
        if (docker is not null)
            return null;
        using var stream = await files.Open($"blobs/{digest.Algorithm}/{digest.Hex}", cancellation).ConfigureAwait(false);
        if (stream is null)
            return null;
        var content = await LayoutFiles.ReadAll(stream, limits.Document, () => ContentRules.BadManifest.With(files.Name, digest.Short, $"> {limits.Document} bytes"), cancellation).ConfigureAwait(false);
        return new Descriptor("", digest, content.Length);
    }

    private ImageException NotThere(string asked, IReadOnlyList<Descriptor> all)
    {
        var names = all.SelectMany(Names).Distinct().ToList();
        return ContentRules.NotInLayout.With(files.Name, asked, names.Count == 0 ? string.Join(", ", all.Select(entry => entry.Digest.Short)) is { Length: > 0 } digests ? digests : "0" : string.Join(", ", names));
    }

    private byte[] Only(IReadOnlyList<Descriptor> meant)
        => meant.Count == 0 ? index : ManifestWriter.Index(meant);

    private static IEnumerable<string> Names(Descriptor entry)
        => new[] { WholeName, RefName }.Select(key => entry.Annotations.GetValueOrDefault(key)).OfType<string>().Where(name => name.Length > 0).Take(1);

    /// <summary>A tag alone names it too; and where no registry is asked for, any registry and any path in front of the repository.</summary>
    private static bool IsNameOf(string name, ImageReference image)
    {
        if (name == image.Tag || name == image.ToString() || ImageReference.Parse(name) is not { } parsed)
            return name == image.Tag || name == image.ToString();
        return parsed == image || (image.Registry.Length == 0 && parsed.Tag == image.Tag && $"/{parsed.Repository}".EndsWith($"/{image.Repository}", StringComparison.Ordinal));
    }
}
