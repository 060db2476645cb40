namespace Slipway.Packages;

/// <summary>An image that was found and whose configuration was read. Its layers are read only when they are asked for.</summary>
public sealed class Image : IDisposable
{
    private readonly IRegistry registry;
    private readonly ImageReference reference;
    private readonly ImageLimits limits;

    internal Image(IRegistry registry, ImageReference reference, ImageManifest manifest, ImageConfig config, ImageLimits limits)
    {
        (this.registry, this.reference, this.limits) = (registry, reference, limits);
        (Name, Manifest, Config) = (registry.Shown(reference), manifest, config);
    }

    /// <summary>As messages call it: the reference in a registry, or the folder or archive.</summary>
    public string Name { get; }

    public ImageManifest Manifest { get; }

    /// <summary>What it is called where it lies: the tags of a layout, or what a registry was asked for. May be empty.</summary>
    public IReadOnlyList<string> Names { get; internal init; } = [];

    /// <summary>Of all images under its name; its own alone where there is no index.</summary>
    public IReadOnlyList<ImagePlatform> Platforms { get; internal init; } = [];

    /// <summary>The digest of the index that it was chosen from; null where there is none.</summary>
    public Digest? Index { get; internal init; }

    public ImageConfig Config { get; }

    /// <summary>The merged view of all layers. Every byte of them is read, and checked against the digests of manifest and configuration.</summary>
    public async Task<ImageFilesRead> ReadFiles(CancellationToken cancellation)
    {
        try
        {
            return new ImageFilesRead(
                await LayerReader.Read(Name, Manifest, Config, limits, layer => registry.Blob(reference, layer, cancellation), cancellation).ConfigureAwait(false), null);
        }
        catch (Exception e) when (ImageReader.Problem(Name, e) is { } problem)
        {
            return new ImageFilesRead(null, problem);
        }
    }

    /// <summary>It lies in a registry on the network.</summary>
    internal bool IsRemote => registry is RemoteRegistry;

    /// <summary>Content as it is stored, unchecked.</summary>
    internal Task<Stream> Blob(Descriptor blob, CancellationToken cancellation) => registry.Blob(reference, blob, cancellation);

    public void Dispose() => registry.Dispose();
}
