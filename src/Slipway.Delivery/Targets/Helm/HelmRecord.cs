using System.Buffers.Text;
using System.IO.Compression;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Slipway.Components;
using Slipway.Delivery.Kubernetes;
using Slipway.Yaml;

namespace Slipway.Delivery;

/// <summary>
/// A revision as Helm keeps it: JSON in gzip in base64, in a Secret. What Helm deletes with a release it reads from here, not from the cluster.
/// </summary>
internal sealed class HelmRecord
{
    /// <summary>Helm writes at most a Secret full of gzip; more than this out of one is no release.</summary>
    private const int Most = 128 << 20;

    private readonly string secret;
    private readonly JsonObject content;

    private HelmRecord(string name, string secret, JsonObject content) => (Name, this.secret, this.content) = (name, secret, content);

    public string Name { get; }

    /// <summary>The objects of the release without its hooks, as YAML documents.</summary>
    public string Manifest => Text(content["manifest"]) ?? "";

    /// <summary>The objects of the release without its hooks.</summary>
    public IReadOnlyList<RenderedObject> Objects => ObjectsIn(Manifest);

    /// <summary>What Helm applies at moments of the release.</summary>
    public IReadOnlyList<RenderedObject> Hooks
        => [.. (content["hooks"] as JsonArray ?? []).SelectMany(hook => ObjectsIn(Text((hook as JsonObject)?["manifest"]) ?? ""))];

    /// <summary>What stands in the <c>crds/</c> of its chart; what charts in that bring is not kept there.</summary>
    public IReadOnlyList<RenderedObject> Crds => [.. CrdsIn(content["chart"] as JsonObject)];

    /// <summary>Name and version of its chart.</summary>
    public string Chart => $"{(string?)content["chart"]?["metadata"]?["name"]} {(string?)content["chart"]?["metadata"]?["version"]}";

    /// <returns>Null when there is none.</returns>
    public static async Task<HelmRecord?> Read(ClusterClient client, string space, string name, int revision)
    {
        var secret = $"sh.helm.release.v1.{name}.v{revision}";
        if (await client.Get(ApiResource.Secrets, space, secret).ConfigureAwait(false) is not { } live)
            return null;
        try
        {
            var packed = Convert.FromBase64String(Encoding.ASCII.GetString(Convert.FromBase64String(live.Text("data", "release") ?? "")));
            return new(name, secret, JsonNode.Parse(Unpacked(packed)) as JsonObject ?? throw new JsonException("no object"));
        }
        catch (Exception e) when (e is FormatException or InvalidDataException or JsonException)
        {
            throw new ClusterException(HelmRules.Failed.With("read", name, $"Secret {secret}: {e.Message}"), e);
        }
    }

    /// <summary>Puts another manifest in the place of this one. The objects in the cluster stay as they are.</summary>
    public async Task Rewrite(ClusterClient client, string space, string manifest)
    {
        content["manifest"] = manifest;
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Optimal, leaveOpen: true))
            gzip.Write(Encoding.UTF8.GetBytes(content.ToJsonString()));
        var release = Convert.ToBase64String(Encoding.ASCII.GetBytes(Convert.ToBase64String(packed.ToArray())));
        await client.Patch(ApiResource.Secrets, space, secret, new() { ["data"] = new JsonObject { ["release"] = release } }).ConfigureAwait(false);
    }

    private List<RenderedObject> ObjectsIn(string text)
        => [.. YamlReader.Read(new SourceText(Name, text)).Documents.SelectMany(document => ForeignObjects.Of(document)).Where(one => one.Kind.Length > 0)];

    private IEnumerable<RenderedObject> CrdsIn(JsonObject? chart)
    {
        foreach (var file in chart?["files"] as JsonArray ?? [])
            if (file is JsonObject && Text(file["name"])?.StartsWith("crds/", StringComparison.Ordinal) == true && Text(file["data"]) is { } data && Base64.IsValid(data))
                foreach (var one in ObjectsIn(Encoding.UTF8.GetString(Convert.FromBase64String(data))))
                    yield return one;
    }

    private static string? Text(JsonNode? node) => node is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;

    private static byte[] Unpacked(byte[] packed)
    {
        using var gzip = new GZipStream(new MemoryStream(packed), CompressionMode.Decompress);
        using var all = new MemoryStream();
        var buffer = new byte[81920];
        for (var read = gzip.Read(buffer); read > 0; read = gzip.Read(buffer))
        {
            if (all.Length + read > Most)
                throw new InvalidDataException($"more than {Most >> 20} MiB");
            all.Write(buffer, 0, read);
        }
        return all.ToArray();
    }
}
