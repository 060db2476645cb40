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

    public void Dispose() => registry.Dispose();
}
