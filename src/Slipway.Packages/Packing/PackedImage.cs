using System.Text.Json;
using System.Text.Json.Nodes;

namespace Slipway.Packages;

/// <summary>An image in a package: what its registry has under its name, with the images of the platforms that travel.</summary>
public sealed record PackedImage
{
    public required CarriedName Name { get; init; }

    /// <summary>The index or manifest under its name. An index may name platforms that do not travel: its digest is still the one that pods ask for.</summary>
    public required Descriptor Top { get; init; }

    /// <summary>One a platform, in the order of the index.</summary>
    public required IReadOnlyList<PackedManifest> Manifests { get; init; }

    /// <summary>Top, manifests and configurations by their digests.</summary>
    internal IReadOnlyDictionary<Digest, byte[]> Documents { get; init; } = new Dictionary<Digest, byte[]>();

    /// <summary>Of all platforms, each once.</summary>
    public IEnumerable<Descriptor> Layers => Manifests.SelectMany(manifest => manifest.Image.Layers).DistinctBy(layer => layer.Digest);

    /// <summary>All that it consists of, each once.</summary>
    public IEnumerable<Descriptor> Contents
        => new[] { Top }.Concat(Manifests.SelectMany(manifest => new[] { manifest.Image.Self, manifest.Image.Config }.Concat(manifest.Image.Layers))).DistinctBy(content => content.Digest);

    /// <summary>Bytes of all that it consists of.</summary>
    public long Size => Contents.Sum(content => content.Size);

    /// <summary>What a registry takes: an index with images that are not there is refused by most, so one is made of those that are.</summary>
    internal (Descriptor Descriptor, byte[] Content) Pushed()
    {
        if (!MediaTypes.IsIndex(Top.MediaType) || ManifestReader.AllOf(Name.ToString(), Documents[Top.Digest]).All(entry => Manifests.Any(manifest => manifest.Image.Self.Digest == entry.Digest)))
            return (Top, Documents[Top.Digest]);
        if (Manifests is [var only])
            return (only.Image.Self, Documents[only.Image.Self.Digest]);
        var index = ManifestWriter.Index([.. Manifests.Select(manifest => manifest.Image.Self with { Platform = manifest.Platform })]);
        return (new Descriptor(MediaTypes.Index, Digest.Of(index), index.Length), index);
    }

    /// <summary>The digest by which it is found at a registry that got it from the package.</summary>
    public Digest PushedDigest => Pushed().Descriptor.Digest;

    /// <summary>In <c>index.json</c>: tools that read image layouts find it under its name.</summary>
    internal Descriptor Entry => Top with
    {
        Platform = null,
        Annotations = new Dictionary<string, string> { [DirectoryRegistry.WholeName] = Name.At(null).ToString(), [DirectoryRegistry.RefName] = Name.ToString() },
    };

    /// <summary>In the package's configuration.</summary>
    internal JsonObject Record => new()
    {
        ["name"] = Name.ToString(),
        ["digest"] = Top.Digest.ToString(),
        ["platforms"] = new JsonArray([.. Manifests.Select(manifest => (JsonNode)manifest.Platform.ToString())]),
    };
}

/// <summary>The image of one platform.</summary>
public sealed record PackedManifest(ImagePlatform Platform, ImageManifest Image);

/// <summary>Puts together an image of the platforms that are wanted, out of what is read by digest.</summary>
internal static class PackedImages
{
    /// <summary>The same, from where documents have to be waited for.</summary>
    public static async Task<PackedImage> Take(
        CarriedName name, StoredManifest top, IReadOnlyList<ImagePlatform> wanted, string shown, ImageLimits limits, Func<Descriptor, Task<byte[]>> read)
    {
        var documents = new Dictionary<Digest, byte[]>();
        var manifests = new List<StoredManifest>();
        if (!MediaTypes.IsIndex(top.Descriptor.MediaType))
            manifests.Add(top);
        else
            foreach (var entry in Chosen(ManifestReader.Index(shown, top.Content), wanted, shown))
                manifests.Add(new StoredManifest(entry, documents[entry.Digest] = await read(entry).ConfigureAwait(false)));
        foreach (var manifest in manifests)
        {
            var config = ManifestReader.Manifest(shown, manifest, limits).Config;
            documents[config.Digest] = await read(config).ConfigureAwait(false);
        }
        return Of(name, top, wanted, shown, descriptor => documents[descriptor.Digest]);
    }

    /// <param name="top">Its media type is what its content says.</param>
    /// <param name="wanted">Of an index those of these platforms; an image without index is taken as it is, if it fits one of them.</param>
    /// <param name="read">Small documents whole, each compared with its digest.</param>
    public static PackedImage Of(CarriedName name, StoredManifest top, IReadOnlyList<ImagePlatform> wanted, string shown, Func<Descriptor, byte[]> read)
    {
        var documents = new Dictionary<Digest, byte[]> { [top.Descriptor.Digest] = top.Content };
        var manifests = new List<PackedManifest>();
        if (!MediaTypes.IsIndex(top.Descriptor.MediaType))
        {
            var only = One(top, null, shown, documents, read);
            manifests.Add(wanted.Any(platform => platform.Fits(only.Platform)) ? only : throw ContentRules.NoPlatform.With(shown, string.Join(", ", wanted), only.Platform.ToString()));
        }
        else
            foreach (var entry in Chosen(ManifestReader.Index(shown, top.Content), wanted, shown))
            {
                var content = documents[entry.Digest] = read(entry);
                manifests.Add(One(new StoredManifest(entry with { MediaType = ManifestReader.MediaType(content, entry.MediaType) }, content), entry.Platform, shown, documents, read));
            }
        var packed = new PackedImage { Name = name, Top = Plain(top.Descriptor), Manifests = manifests, Documents = documents };
        return packed.Contents.FirstOrDefault(content => content.Digest.Algorithm != "sha256" || content.Size > SlipWriter.LargestContent) is { } not
            ? throw CarryingRules.NotCarried.With(name.ToString(), $"{not.Digest.Short}, {not.Size} bytes")
            : packed;
    }

    private static PackedManifest One(StoredManifest stored, ImagePlatform? platform, string shown, Dictionary<Digest, byte[]> documents, Func<Descriptor, byte[]> read)
    {
        if (!MediaTypes.IsManifest(stored.Descriptor.MediaType))
            throw ContentRules.NoImage.With(shown, stored.Descriptor.MediaType);
        var image = ManifestReader.Manifest(shown, stored, ImageLimits.Default);
        var config = ImageConfigReader.Read(shown, documents[image.Config.Digest] = read(image.Config));
        // Images that say nothing are older than other platforms.
        var said = platform ?? (config.Platform is { Os: "", Architecture: "" } ? ImagePlatform.LinuxAmd64 : config.Platform);
        return new PackedManifest(said, image with { Self = Plain(image.Self) });
    }

    private static IEnumerable<Descriptor> Chosen(IReadOnlyList<Descriptor> entries, IReadOnlyList<ImagePlatform> wanted, string shown)
    {
        var chosen = wanted.Select(platform => entries.FirstOrDefault(entry => entry.Platform == platform)
            ?? entries.FirstOrDefault(entry => entry.Platform is not null && platform.Fits(entry.Platform))
            ?? (entries is [{ Platform: null } only] ? only : null)
            ?? throw ContentRules.NoPlatform.With(shown, platform.ToString(), string.Join(", ", entries.Select(entry => entry.Platform?.ToString() ?? "?")))).ToHashSet();
        return entries.Where(chosen.Contains).DistinctBy(entry => entry.Digest);
    }

    private static Descriptor Plain(Descriptor descriptor) => new(descriptor.MediaType, descriptor.Digest, descriptor.Size);

    /// <summary>From the package's configuration: names, digests and platforms.</summary>
    public static IEnumerable<(CarriedName Name, Digest Digest, IReadOnlyList<ImagePlatform> Platforms)>? Recorded(JsonElement config)
    {
        var all = new List<(CarriedName, Digest, IReadOnlyList<ImagePlatform>)>();
        foreach (var image in config.Items("images"))
        {
            var platforms = image.Texts("platforms").Select(ImagePlatform.Parse).ToList();
            if (CarriedName.Parse(image.Text("name") ?? "") is not { } name || Digest.Parse(image.Text("digest")) is not { Algorithm: "sha256" } digest || platforms.Contains(null))
                return null;
            all.Add((name, digest, [.. platforms.OfType<ImagePlatform>()]));
        }
        return all;
    }
}
