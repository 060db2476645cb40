using System.Text.Json;
using System.Text.Json.Nodes;

namespace Slipway.Packages;

/// <summary>An artifact in a registry or layout to files: each of its contents that has a title is a file. Everything is compared with its digest and kept in the cache by it.</summary>
internal sealed class OciSource(SourceCache cache, ImageOptions options)
{
    private const string ChartType = "application/vnd.cncf.helm.chart.content.v1.tar+gzip";

    /// <summary>What the content of a chart is called that was pushed by Helm.</summary>
    public const string ChartFile = "chart.tgz";

    /// <param name="shown">As the user wrote it.</param>
    /// <param name="layout">The layout's path on this disk; null for a registry.</param>
    /// <param name="pinned">The digest that a lock names.</param>
    /// <returns>The files by their paths, the manifest's digest, and the head that a package's configuration names. Every failure is an <see cref="ImageException"/>.</returns>
    public async Task<(IReadOnlyDictionary<string, byte[]> Files, Digest Digest, PackageHead? Head)> Fetch(string shown, string? layout, string? pinned, CancellationToken cancellation)
    {
        var place = layout is null ? null : LayoutSource.Find(layout) ?? throw ImageRules.NoSource.With(shown);
        var reference = place is null ? ImageReference.Parse(shown) ?? throw ImageRules.NoSource.With(shown) : place.Name ?? LayoutSource.AnyName;
        if (Digest.Parse(pinned) is { } known)
            reference = reference with { Digest = known };
        using var registry = new Lazily(async () => place is null ? new RemoteRegistry(reference.Registry, options) : await Layout(place.Path, cancellation).ConfigureAwait(false));
        var manifest = reference.Digest is { } digest && cache.Content(digest) is { } kept ? kept : await Manifest(registry, reference, shown, cancellation).ConfigureAwait(false);
        var own = Digest.Of(manifest);
        using var document = ManifestReader.Parse(shown, "manifest", manifest);
        var root = document.RootElement;
        if (root.Member("layers") is not { ValueKind: JsonValueKind.Array })
            throw SourceRules.BadArtifact.With(shown, root.Text("mediaType") ?? "no `layers`");
        var at = reference with { Digest = own };
        var files = new Dictionary<string, byte[]>(StringComparer.Ordinal);
        var total = 0L;
        foreach (var layer in root.Items("layers").Select(layer => Entry(shown, layer)))
        {
            // Helm gives the one content of a chart no title.
            var path = layer.Annotations.GetValueOrDefault(PlatformArtifact.Title, layer.MediaType == ChartType ? ChartFile : "");
            total += layer.Size;
            if (files.Count >= PackageArtifact.MostFiles || total > PackageArtifact.MostBytes)
                throw PackageRules.TooLarge.With(shown, $"{PackageArtifact.MostFiles}, {PackageArtifact.MostBytes >> 20} MiB");
            if (layer.Annotations.GetValueOrDefault("io.deis.oras.content.unpack") == "true" || !PackageReading.IsPath(path) || !files.TryAdd(path, await Content(registry, at, layer, shown, cancellation).ConfigureAwait(false)))
                throw SourceRules.BadArtifact.With(shown, $"{layer.Digest.Short} `{(path.Length > 80 ? path[..80] + "…" : path)}`");
        }
        if (files.Count == 0)
            throw SourceRules.BadArtifact.With(shown, "0");
        var head = root.Text("artifactType") is PackageArtifact.Type or PackageArtifact.ComponentType
            ? PackageHead.Of(await Content(registry, at, Entry(shown, root.Member("config")), shown, cancellation).ConfigureAwait(false), own, root.Text("artifactType") is PackageArtifact.ComponentType)
            : null;
        return (files, own, head);
    }

    private async Task<byte[]> Manifest(Lazily registry, ImageReference reference, string shown, CancellationToken cancellation)
    {
        if (cache.IsOffline && reference.Registry.Length > 0)
            throw SourceRules.NotCached.With(shown, reference.Asked);
        var stored = await (await registry.Get().ConfigureAwait(false)).Manifest(reference, cancellation).ConfigureAwait(false);
        if (MediaTypes.IsIndex(stored.Descriptor.MediaType))
            throw SourceRules.BadArtifact.With(shown, stored.Descriptor.MediaType);
        cache.Keep(Digest.Of(stored.Content), stored.Content);
        return stored.Content;
    }

    private async Task<byte[]> Content(Lazily registry, ImageReference reference, Descriptor content, string shown, CancellationToken cancellation)
    {
        if (cache.Content(content.Digest) is { } kept)
            return kept;
        if (content.Size > PackageArtifact.LargestFile)
            throw PackageRules.TooLarge.With(shown, $"{content.Digest.Short}: {content.Size} bytes");
        if (cache.IsOffline && reference.Registry.Length > 0)
            throw SourceRules.NotCached.With(shown, content.Digest.Short);
        using var stream = new VerifiedStream(await (await registry.Get().ConfigureAwait(false)).Blob(reference, content, cancellation).ConfigureAwait(false), content, shown);
        var bytes = await LayoutFiles.ReadAll(stream, PackageArtifact.LargestFile, () => PackageRules.TooLarge.With(shown, content.Digest.Short), cancellation).ConfigureAwait(false);
        cache.Keep(content.Digest, bytes);
        return bytes;
    }

    private async Task<IRegistry> Layout(string path, CancellationToken cancellation)
        => await DirectoryRegistry.Open(Directory.Exists(path) ? new LayoutFolder(path) : await LayoutArchive.Open(path, options.Limits, cancellation).ConfigureAwait(false), options.Limits, cancellation).ConfigureAwait(false);

    private static Descriptor Entry(string shown, JsonElement? entry)
        => entry is { } one && Digest.Parse(one.Text("digest")) is { } digest && one.Number("size") is >= 0 and var size
            ? new Descriptor(one.Text("mediaType") ?? "", digest, size) { Annotations = one.Map("annotations") }
            : throw ContentRules.BadManifest.With(shown, "manifest", "digest, size");

    /// <summary>A registry that is asked only where the cache does not do.</summary>
    private sealed class Lazily(Func<Task<IRegistry>> open) : IDisposable
    {
        private IRegistry? registry;

        public async Task<IRegistry> Get() => registry ??= await open().ConfigureAwait(false);

        public void Dispose() => registry?.Dispose();
    }
}

/// <summary>Which file of a package is the one that it was built from; it stands beside the package's files where they are part of another package.</summary>
/// <param name="File">The path in the package.</param>
/// <param name="Platform">What it was built with, by name and version; empty where an earlier program fetched it.</param>
internal sealed record PackageHead(string File, bool IsComponent, string Name, string Version, string Digest, (string Name, string Version) Platform)
{
    public const string Marker = ".package";

    /// <summary>Null for a configuration that names no file.</summary>
    public static PackageHead? Of(byte[] config, Digest manifest, bool isComponent)
    {
        using var document = JsonDocument.Parse(config);
        var root = document.RootElement;
        return root.Text("application") is { } file && PackageReading.IsPath(file)
            ? new PackageHead(file, isComponent, root.Text("name") ?? "", root.Text("version") ?? "", manifest.ToString(), PlatformIn(root))
            : null;
    }

    /// <summary>Null for bytes that are none.</summary>
    public static PackageHead? Read(byte[] marker)
    {
        try
        {
            using var document = JsonDocument.Parse(marker);
            var root = document.RootElement;
            return root.Text("file") is { } file && PackageReading.IsPath(file)
                ? new PackageHead(file, root.Text("kind") == "component", root.Text("name") ?? "", root.Text("version") ?? "", root.Text("digest") ?? "", PlatformIn(root))
                : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    public byte[] Write() => System.Text.Encoding.UTF8.GetBytes(new JsonObject
    {
        ["kind"] = IsComponent ? "component" : "application",
        ["name"] = Name,
        ["version"] = Version,
        ["file"] = File,
        ["digest"] = Digest,
        ["platform"] = new JsonObject { ["name"] = Platform.Name, ["version"] = Platform.Version },
    }.ToJsonString());

    private static (string Name, string Version) PlatformIn(JsonElement root)
        => (root.Member("platform")?.Text("name") ?? "", root.Member("platform")?.Text("version") ?? "");
}
