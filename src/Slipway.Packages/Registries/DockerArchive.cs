using System.Security.Cryptography;
using System.Text.Json;

namespace Slipway.Packages;

/// <summary>
/// What <c>docker save</c> and <c>crane pull</c> write: a <c>manifest.json</c> that names files, without digests. They are hashed when it is opened, so
/// that from there on it is an OCI layout like any other. (What the layers unpack to is compared with the configuration later.)
/// </summary>
internal sealed class DockerArchive
{
    private readonly LayoutFiles files;
    private readonly Dictionary<Digest, byte[]> made = [];
    private readonly Dictionary<Digest, string> paths = [];
    private readonly Dictionary<string, Descriptor> known = new(StringComparer.Ordinal);

    private DockerArchive(LayoutFiles files) => this.files = files;

    public byte[] Index { get; private set; } = [];

    /// <summary>Null where there is no <c>manifest.json</c>.</summary>
    public static async Task<DockerArchive?> Read(LayoutFiles files, ImageLimits limits, CancellationToken cancellation)
    {
        if (await files.Read("manifest.json", limits.Document, cancellation).ConfigureAwait(false) is not { } content)
            return null;
        var archive = new DockerArchive(files);
        using var document = ManifestReader.Parse(files.Name, "manifest.json", content);
        if (document.RootElement.ValueKind != JsonValueKind.Array)
            throw archive.Broken("no list");
        var images = new List<Descriptor>();
        foreach (var image in document.RootElement.EnumerateArray())
            images.AddRange(await archive.Image(image, limits, cancellation).ConfigureAwait(false));
        archive.Index = ManifestWriter.Index(images);
        return archive;
    }

    public async Task<Stream?> Open(Digest digest, CancellationToken cancellation)
        => made.TryGetValue(digest, out var bytes) ? new MemoryStream(bytes)
            : paths.TryGetValue(digest, out var path) ? await files.Open(path, cancellation).ConfigureAwait(false)
            : null;

    private async Task<IEnumerable<Descriptor>> Image(JsonElement image, ImageLimits limits, CancellationToken cancellation)
    {
        var config = await Describe(image.Text("Config") ?? throw Broken("no `Config`"), MediaTypes.Config, cancellation).ConfigureAwait(false);
        var layers = new List<Descriptor>();
        var listed = image.Texts("Layers");
        if (listed.Length > limits.Layers)
            throw ContentRules.TooManyLayers.With(files.Name, $"{listed.Length}", $"{limits.Layers}");
        foreach (var layer in listed)
            layers.Add(await Describe(layer, MediaTypes.Layer, cancellation).ConfigureAwait(false));
        var manifest = ManifestWriter.Manifest(config, layers);
        var descriptor = new Descriptor(MediaTypes.Manifest, Digest.Of(manifest), manifest.Length);
        made[descriptor.Digest] = manifest;
        var tags = image.Texts("RepoTags");
        return tags.Length == 0
            ? [descriptor]
            : tags.Select(tag => descriptor with { Annotations = new Dictionary<string, string> { ["io.containerd.image.name"] = tag } });
    }

    private async Task<Descriptor> Describe(string path, string mediaType, CancellationToken cancellation)
    {
        if (known.TryGetValue(path, out var before))
            return before;
        using var stream = await files.Open(path, cancellation).ConfigureAwait(false) ?? throw ContentRules.BlobMissing.With(files.Name, path);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var buffer = new byte[1 << 16];
        var size = 0L;
        for (int read; (read = await stream.ReadAsync(buffer, cancellation).ConfigureAwait(false)) > 0; size += read)
            hash.AppendData(buffer, 0, read);
        var digest = new Digest("sha256", Convert.ToHexStringLower(hash.GetHashAndReset()));
        paths[digest] = path;
        return known[path] = new Descriptor(mediaType, digest, size);
    }

    private ImageException Broken(string cause) => ContentRules.BadManifest.With(files.Name, "manifest.json", cause);
}
