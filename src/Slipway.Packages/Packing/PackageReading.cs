using System.Text;
using System.Text.Json;
using Slipway.Components;
using Slipway.Yaml;

namespace Slipway.Packages;

/// <summary>From a package's file to what is in it.</summary>
internal sealed class PackageReading(SlipFile slip)
{
    private readonly HashSet<Digest> named = [];

    public ApplicationPackage Package()
    {
        var manifests = Manifests();
        if (manifests.Count == 0)
            throw NotOne("`index.json` does not name an application", "`index.json` 没有引用应用");
        var root = Parse(Read(manifests[0], "manifest"), "manifest").RootElement;
        if (root.Text("artifactType") is not (PackageArtifact.Type or PackageArtifact.ComponentType))
            throw NotOne($"it is of the type `{root.Text("artifactType") ?? "?"}`", $"其类型为 `{root.Text("artifactType") ?? "?"}`");
        var config = Parse(Read(Entry(root.Member("config")), "config"), "config").RootElement;
        var files = Layers(root, PackageArtifact.TypeOf);
        var sbom = root.Items("layers").Select(layer => Entry(layer)).FirstOrDefault(layer => layer.MediaType == PackageArtifact.SbomType);
        var images = Images(config);
        if (manifests.Count - images.Count is not (1 or 2))
            throw NotOne("`index.json` does not name an application, perhaps a platform, and its images", "`index.json` 引用的不是一个应用、可选的平台及其镜像");
        var platform = manifests.Count - images.Count == 2 ? Platform(manifests[1]) : null;
        var content = new PackageContent(
            config.Text("name") ?? "", config.Text("version") ?? "", config.Text("application") ?? "", files, platform,
            config.Member("platform")?.Text("name") ?? "", config.Member("platform")?.Text("version") ?? "")
        {
            IsComponent = root.Text("artifactType") is PackageArtifact.ComponentType,
            Images = images,
            Programs = Programs(config, files),
            Sbom = sbom is null ? null : Read(sbom, PackageArtifact.SbomTitle, PackageArtifact.LargestFile),
        };
        CheckForm(content);
        if (!files.ContainsKey(content.Application))
            throw NotOne("its configuration names an application's file that is not in it", "其配置引用的应用文件不在其中");
        var store = new PackedFiles(slip.Name, files);
        return new ApplicationPackage
        {
            Name = content.Name,
            Version = content.Version,
            Digest = manifests[0].Digest.ToString(),
            Files = files.ToDictionary(file => file.Key, file => file.Value.Length, StringComparer.Ordinal),
            Definitions = store,
            Application = store.PathOf(content.Application),
            IsComponent = content.IsComponent,
            Platform = platform,
            BuiltWith = (content.PlatformName, content.PlatformVersion),
            Images = images,
            Programs = content.Programs,
            Sbom = content.Sbom,
            Size = new FileInfo(slip.Name).Length,
        };
    }

    /// <summary>The same content makes the same bytes: whatever else is in the file was put there by somebody else.</summary>
    private void CheckForm(PackageContent content)
    {
        var layout = PackageArtifact.Layout(content);
        var (index, blobs) = layout;
        foreach (var layer in layout.Layers.Where(layer => !slip.Has(layer)))
            slip.Open(layer).Dispose();
        var large = layout.Layers.Select(layer => layer.Digest).ToHashSet();
        if (slip.Blobs.FirstOrDefault(blob => !blobs.ContainsKey(blob.Hex) && !large.Contains(blob)) is { } more)
            throw named.Contains(more)
                ? NotOne("its manifest is not the one that its files make", "其清单与其文件不符")
                : PackageRules.Unnamed.With(slip.Name, more.Short);
        if (!index.AsSpan().SequenceEqual(slip.ReadIndex()))
            throw NotOne("its `index.json` is not the one that its files make", "其 `index.json` 与其文件不符");
        if (!slip.ReadLayout().AsSpan().SequenceEqual(PlatformArtifact.LayoutVersion))
            throw NotOne("its `oci-layout` is not the one that Slipway writes", "其 `oci-layout` 不是 Slipway 所写的内容");
    }

    /// <summary>Indexes, manifests and configurations of the platforms that the package says it carries; its layers are only looked for.</summary>
    private List<PackedImage> Images(JsonElement config)
    {
        var images = new List<PackedImage>();
        foreach (var (name, digest, platforms) in PackedImages.Recorded(config) ?? throw NotOne("an image in its configuration has no sound name, digest and platforms", "其配置中有镜像缺少正确的名称、摘要或平台"))
        {
            if (images.Count >= PackageArtifact.MostImages)
                throw PackageRules.TooLarge.With(slip.Name, $"{PackageArtifact.MostImages}");
            var top = slip.Document(digest, name.ToString());
            named.Add(digest);
            var stored = new StoredManifest(new Descriptor(ManifestReader.MediaType(top, null), digest, top.Length), top);
            images.Add(PackedImages.Of(name, stored, platforms, slip.Name, descriptor => Read(descriptor, name.ToString())));
        }
        return images;
    }

    private List<string> Programs(JsonElement config, Dictionary<string, byte[]> files)
    {
        var programs = config.Items("programs").Select(path => path.ValueKind == JsonValueKind.String ? path.GetString()! : "").ToList();
        return programs.TrueForAll(files.ContainsKey) && programs.SequenceEqual(programs.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)) ? programs
            : throw NotOne("its configuration names a program that is not in it", "其配置引用的程序不在其中");
    }

    private PlatformSource Platform(Descriptor manifest)
    {
        var root = Parse(Read(manifest, "platform"), "platform").RootElement;
        if (root.Text("artifactType") is not PlatformArtifact.Type)
            throw NotOne("its second manifest is no platform", "其第二个清单不是平台");
        Read(Entry(root.Member("config")), "platform");
        return new PlatformSource(slip.Name, [.. Layers(root, _ => PlatformArtifact.FileType).Select(file => new PlatformFile(file.Key, new SourceText($"{slip.Name}/platform/{file.Key}", Encoding.UTF8.GetString(file.Value))))], []);
    }

    private Dictionary<string, byte[]> Layers(JsonElement manifest, Func<string, string> type)
    {
        var (files, bytes) = (new Dictionary<string, byte[]>(StringComparer.Ordinal), 0L);
        foreach (var layer in manifest.Items("layers").Select(layer => Entry(layer)).Where(layer => layer.MediaType != PackageArtifact.SbomType))
        {
            var path = layer.Annotations.GetValueOrDefault(PlatformArtifact.Title, "");
            bytes += layer.Size;
            if (files.Count >= PackageArtifact.MostFiles || bytes > PackageArtifact.MostBytes)
                throw PackageRules.TooLarge.With(slip.Name, $"{PackageArtifact.MostFiles}, {PackageArtifact.MostBytes >> 20} MiB");
            if (layer.MediaType != type(path) || !IsPath(path) || !files.TryAdd(path, Read(layer, path, PackageArtifact.LargestFile)))
                throw NotOne($"`{(path.Length > 80 ? path[..80] + "…" : path)}` has no place in it", $"其中不能有 `{(path.Length > 80 ? path[..80] + "…" : path)}`");
        }
        return files;
    }

    internal static bool IsPath(string path)
        => path.Length is > 0 and <= 1024 && !path.Any(char.IsControl) && !path.Contains('\\', StringComparison.Ordinal)
            && path.Split('/').All(part => part is not ("" or "." or ".."));

    private IReadOnlyList<Descriptor> Manifests() => [.. Parse(slip.ReadIndex(), PlatformArtifact.IndexFile).RootElement.Items("manifests").Select(entry => Entry(entry))];

    private byte[] Read(Descriptor descriptor, string called, int most = SlipFile.LargestDocument)
    {
        named.Add(descriptor.Digest);
        return slip.Read(descriptor, called, most);
    }

    private Descriptor Entry(JsonElement? entry)
        => entry is { } one && Digest.Parse(one.Text("digest")) is { Algorithm: "sha256" } digest && one.Number("size") is >= 0 and var size
            ? new Descriptor(one.Text("mediaType") ?? "", digest, size) { Annotations = one.Map("annotations") }
            : throw NotOne("an entry has no sound digest and size", "有一项缺少正确的摘要或大小");

    private JsonDocument Parse(byte[] content, string called)
    {
        try
        {
            return JsonDocument.Parse(content, new JsonDocumentOptions { MaxDepth = 16, AllowDuplicateProperties = false });
        }
        catch (JsonException no)
        {
            throw NotOne($"the JSON of its `{called}` cannot be read", $"无法读取其 `{called}` 中的 JSON", no);
        }
    }

    private ImageException NotOne(string english, string chinese, Exception? inner = null)
        => new(new Diagnostic(PackageRules.NotAPackage, null, [slip.Name, english]) { ChineseArguments = [slip.Name, chinese] }, inner);
}
