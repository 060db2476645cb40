using Slipway.Yaml;

namespace Slipway.Packages;

/// <param name="Image">Null exactly where a finding is an error. Whoever asked for it disposes of it.</param>
public sealed record ImageBuilding(BuiltImage? Image, IReadOnlyList<Diagnostic> Findings);

/// <summary>Where a layer of a built image comes from.</summary>
public enum LayerOrigin
{
    Base,
    Files,
    Program,
}

/// <summary>A finished image. Its new layers lie in a folder of their own until it is disposed of, those of the base image where they were.</summary>
public sealed class BuiltImage : IDisposable
{
    private readonly Staging staging;
    private readonly IDisposable? baseImage;

    internal BuiltImage(Staging staging, IDisposable? baseImage, Image image, IReadOnlyList<string> names, IReadOnlyList<LayerOrigin> origins)
        => (this.staging, this.baseImage, Image, Names, Origins) = (staging, baseImage, image, names, origins);

    public Image Image { get; }

    internal string Folder => staging.Folder;

    /// <summary>Whole, as the pods ask for it: <c>registry.example.com/shop/web:1.0.0</c>. At least one.</summary>
    public IReadOnlyList<string> Names { get; }

    /// <summary>Of each layer, the lowest first.</summary>
    public IReadOnlyList<LayerOrigin> Origins { get; }

    /// <summary>Bytes of all that it consists of, as they lie in a registry.</summary>
    public long Size => Contents.Sum(content => content.Size);

    /// <summary>Manifest, configuration and layers, each once.</summary>
    internal IEnumerable<Descriptor> Contents => new[] { Image.Manifest.Self, Image.Manifest.Config }.Concat(Image.Manifest.Layers).DistinctBy(content => content.Digest);

    public void Dispose()
    {
        Image.Dispose();
        baseImage?.Dispose();
        staging.Dispose();
    }
}

/// <summary>What an image was made of, behind the same door as a registry.</summary>
/// <param name="contents">By digest, small ones.</param>
/// <param name="files">By digest, layers in the staging folder.</param>
/// <param name="rest">The base image, which has all others.</param>
internal sealed class BuiltRegistry(string name, IReadOnlyDictionary<Digest, byte[]> contents, IReadOnlyDictionary<Digest, string> files, Image? rest) : IRegistry
{
    public string Shown(ImageReference image) => name;

    public IReadOnlyList<string> Names(ImageReference image, Digest manifest) => [name];

    public Task<StoredManifest> Manifest(ImageReference image, CancellationToken cancellation)
        => image.Digest is { } digest && contents.TryGetValue(digest, out var content)
            ? Task.FromResult(new StoredManifest(new Descriptor(ManifestReader.MediaType(content, null), digest, content.Length), content))
            : throw ContentRules.BlobMissing.With(name, image.Asked);

    public async Task<Stream> Blob(ImageReference image, Descriptor blob, CancellationToken cancellation)
        => contents.TryGetValue(blob.Digest, out var content) ? new MemoryStream(content, writable: false)
            : files.TryGetValue(blob.Digest, out var file) ? File.OpenRead(file)
            : rest is not null ? await rest.Blob(blob, cancellation).ConfigureAwait(false)
            : throw ContentRules.BlobMissing.With(name, blob.Digest.ToString());

    public void Dispose()
    {
    }
}
