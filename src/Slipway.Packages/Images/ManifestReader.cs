using System.Text;
using System.Text.Json;

namespace Slipway.Packages;

/// <summary>From the JSON of an image manifest or index, OCI's or Docker's.</summary>
internal static class ManifestReader
{
    private const string Unknown = "unknown";

    /// <param name="image">For messages.</param>
    public static ImageManifest Manifest(string image, StoredManifest stored, ImageLimits limits)
    {
        using var document = Parse(image, "manifest", stored.Content);
        var root = document.RootElement;
        if (root.Member("config") is not { ValueKind: JsonValueKind.Object } config)
            throw ContentRules.BadManifest.With(image, "manifest", "no `config`");
        var layers = root.Items("layers");
        if (layers.Count > limits.Layers)
            throw ContentRules.TooManyLayers.With(image, $"{layers.Count}", $"{limits.Layers}");
        var read = new ImageManifest(stored.Descriptor, Descriptor(image, config), [.. layers.Select(layer => Descriptor(image, layer))]);
        if (!MediaTypes.IsConfig(read.Config.MediaType))
            throw ContentRules.NoImage.With(image, root.Text("artifactType") is { Length: > 0 } artifact ? artifact : read.Config.MediaType);
        if (read.Layers.FirstOrDefault(layer => !MediaTypes.IsLayer(layer.MediaType)) is { } strange)
            throw ContentRules.LayerType.With(image, strange.Digest.Short, strange.MediaType);
        return read;
    }

    /// <summary>The entries of an index that are images (an index also holds what belongs to them, such as attestations).</summary>
    public static IReadOnlyList<Descriptor> Index(string image, byte[] content)
    {
        using var document = Parse(image, "index", content);
        if (document.RootElement.Member("manifests") is not { ValueKind: JsonValueKind.Array })
            throw ContentRules.BadManifest.With(image, "index", "no `manifests`");
        return [.. document.RootElement.Items("manifests")
            .Select(entry => Descriptor(image, entry))
            .Where(entry => entry.Platform is not { Os: Unknown, Architecture: Unknown } && !entry.Annotations.ContainsKey("vnd.docker.reference.type"))];
    }

    /// <summary>Every entry of an index, images or not.</summary>
    public static IReadOnlyList<Descriptor> AllOf(string image, byte[] content)
    {
        using var document = Parse(image, "index", content);
        return [.. document.RootElement.Items("manifests").Select(entry => Descriptor(image, entry))];
    }

    /// <summary>What a manifest is: by what it says itself, else by what was said of it, else by its form.</summary>
    public static string MediaType(byte[] content, string? said)
    {
        try
        {
            using var document = JsonDocument.Parse(content);
            var root = document.RootElement;
            return root.Text("mediaType") is { Length: > 0 } own ? own
                : said is not null && MediaTypes.Manifests.Contains(said) ? said
                : root.Number("schemaVersion") == 1 ? "application/vnd.docker.distribution.manifest.v1+json"
                : root.Member("manifests") is not null ? MediaTypes.Index
                : root.Member("layers") is not null ? MediaTypes.Manifest
                : said ?? Unknown;
        }
        catch (JsonException)
        {
            return said ?? Unknown;
        }
    }

    /// <param name="what"><c>manifest</c>, <c>index</c> or <c>config</c>.</param>
    public static JsonDocument Parse(string image, string what, byte[] content)
    {
        try
        {
            // As runtimes do, the first of two equal keys must not hide the second: refused.
            return JsonDocument.Parse(content, new JsonDocumentOptions { MaxDepth = 64, AllowDuplicateProperties = false });
        }
        catch (JsonException e)
        {
            throw ContentRules.BadManifest.With(e, image, what, Encoding.UTF8.GetString(content.AsSpan(0, Math.Min(content.Length, 40))) is var begin && begin.Contains('<', StringComparison.Ordinal) ? "HTML" : $"JSON, line {e.LineNumber + 1}, column {e.BytePositionInLine + 1}");
        }
    }

    private static Descriptor Descriptor(string image, JsonElement entry)
    {
        if (Digest.Parse(entry.Text("digest")) is not { } digest)
            throw ContentRules.BadManifest.With(image, "manifest", $"digest: `{entry.Text("digest")}`");
        if (entry.Number("size") is not (>= 0 and { } size))
            throw ContentRules.BadManifest.With(image, "manifest", $"{digest.Short}: size");
        return new Descriptor(entry.Text("mediaType") ?? "", digest, size)
        {
            Platform = entry.Member("platform") is { ValueKind: JsonValueKind.Object } platform
                ? new ImagePlatform(platform.Text("os") ?? "", platform.Text("architecture") ?? "", platform.Text("variant") is { Length: > 0 } variant ? variant : null)
                : null,
            Annotations = entry.Map("annotations"),
        };
    }
}
