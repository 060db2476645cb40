using System.Text.Json.Nodes;
using Slipway.Components;

namespace Slipway.Packages;

/// <summary>
/// An application package as an OCI artifact: its files are contents with their paths as titles, as they lay below the folder that holds all of them; a platform
/// team's platform is an artifact of its own beside it. The same files give the same bytes.
/// </summary>
internal static class PackageArtifact
{
    public const string Type = "application/vnd.slipway.application.v1+json";
    /// <summary>Of a package that is one component: a service.</summary>
    public const string ComponentType = "application/vnd.slipway.component.v1+json";
    public const string ConfigType = "application/vnd.slipway.application.config.v1+json";
    public const string DefinitionType = "application/vnd.slipway.definition.v1+yaml";

    /// <summary>As Helm itself pushes a chart's archive.</summary>
    public const string ChartType = "application/vnd.cncf.helm.chart.content.v1.tar+gzip";

    internal const int MostFiles = 20_000;
    internal const int MostImages = 2_000;
    internal const long MostBytes = 64L << 20;

    /// <summary>Bytes of one file: whatever could be read when the package was built, such as a chart's archive, can be read out of it.</summary>
    internal const int LargestFile = DefinitionFiles.LargestMebibytes << 20;

    public const string SbomType = "application/vnd.cyclonedx+json";

    /// <summary>The title of the list of what is in it.</summary>
    public const string SbomTitle = "sbom.cdx.json";

    public static PackageLayout Layout(PackageContent content)
    {
        var blobs = new Dictionary<string, byte[]>(StringComparer.Ordinal);
        Descriptor Keep(string type, byte[] bytes)
        {
            var digest = Digest.Of(bytes);
            blobs[digest.Hex] = bytes;
            return new Descriptor(type, digest, bytes.Length);
        }

        var config = Keep(ConfigType, System.Text.Encoding.UTF8.GetBytes(Config(content).ToJsonString()));
        var layers = content.Files.OrderBy(file => file.Key, StringComparer.Ordinal)
            .Select(file => Keep(TypeOf(file.Key), file.Value) with { Annotations = new Dictionary<string, string> { [PlatformArtifact.Title] = file.Key } }).ToList();
        if (content.Sbom is { } sbom)
            layers.Add(Keep(SbomType, sbom) with { Annotations = new Dictionary<string, string> { [PlatformArtifact.Title] = SbomTitle } });
        var annotations = new Dictionary<string, string> { [PlatformArtifact.Title] = content.Name, [PlatformArtifact.Version] = content.Version };
        var manifests = new List<Descriptor> { Named(Keep(MediaTypes.Manifest, ManifestWriter.Artifact(content.IsComponent ? ComponentType : Type, config, layers, annotations)), content.Name, content.Version) };
        if (content.Platform is { } platform)
        {
            var head = PlatformHead.Of(platform);
            var layout = PlatformArtifact.Layout(head.Name ?? "platform", head.Version ?? "0.0.0", platform.Files);
            foreach (var (path, bytes) in layout.Where(file => file.Path.StartsWith("blobs/", StringComparison.Ordinal)))
                blobs[path[(path.LastIndexOf('/') + 1)..]] = bytes;
            manifests.AddRange(ManifestReader.Index(PlatformArtifact.IndexFile, layout.First(file => file.Path == PlatformArtifact.IndexFile).Content));
        }
        foreach (var image in content.Images)
        {
            manifests.Add(image.Entry);
            foreach (var (digest, document) in image.Documents)
                blobs[digest.Hex] = document;
        }
        return new PackageLayout(ManifestWriter.Index(manifests), blobs)
        {
            Layers = [.. content.Images.SelectMany(image => image.Layers).DistinctBy(layer => layer.Digest).Where(layer => !blobs.ContainsKey(layer.Digest.Hex))],
        };
    }

    /// <summary>Told by the path alone, so that a package has one form.</summary>
    internal static string TypeOf(string path) => ChartArchive.IsOne(path) ? ChartType : DefinitionType;

    private static Descriptor Named(Descriptor manifest, string name, string version)
        => manifest with { Annotations = new Dictionary<string, string> { [PlatformArtifact.RefName] = $"{name}:{version}" } };

    private static JsonObject Config(PackageContent content)
    {
        var config = new JsonObject
        {
            ["name"] = content.Name,
            ["version"] = content.Version,
            ["application"] = content.Application,
            ["platform"] = new JsonObject { ["name"] = content.PlatformName, ["version"] = content.PlatformVersion },
        };
        if (content.Images.Count > 0)
            config["images"] = new JsonArray([.. content.Images.Select(image => (JsonNode)image.Record)]);
        if (content.Programs.Count > 0)
            config["programs"] = new JsonArray([.. content.Programs.Select(path => (JsonNode)JsonValue.Create(path))]);
        return config;
    }
}

/// <summary>A package's image layout.</summary>
/// <param name="Blobs">Small contents by their digests' digits.</param>
internal sealed record PackageLayout(byte[] Index, IReadOnlyDictionary<string, byte[]> Blobs)
{
    /// <summary>Of images: contents that are never held.</summary>
    public IReadOnlyList<Descriptor> Layers { get; init; } = [];
}

/// <summary>What goes into a package.</summary>
/// <param name="Application">The path of the application's own file among <paramref name="Files"/>.</param>
/// <param name="Files">Every definition by its path below the folder that holds all of them.</param>
/// <param name="Platform">A platform team's files; null where the program's own are enough.</param>
/// <param name="PlatformName">What it was checked with.</param>
internal sealed record PackageContent(
    string Name, string Version, string Application, IReadOnlyDictionary<string, byte[]> Files, PlatformSource? Platform, string PlatformName, string PlatformVersion)
{
    /// <summary>One component: <see cref="Application"/> is a service's file.</summary>
    public bool IsComponent { get; init; }

    /// <summary>In the order of their names.</summary>
    public IReadOnlyList<PackedImage> Images { get; init; } = [];

    /// <summary>Paths among <see cref="Files"/> of what is executable, in ordinal order.</summary>
    public IReadOnlyList<string> Programs { get; init; } = [];

    /// <summary>CycloneDX JSON.</summary>
    public byte[]? Sbom { get; init; }
}
