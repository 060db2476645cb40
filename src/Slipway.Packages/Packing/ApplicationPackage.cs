using System.Text;
using System.Text.Json;
using Slipway.Components;
using Slipway.Yaml;

namespace Slipway.Packages;

/// <summary>A package that was opened: its form is sound, and what is small in it was compared with its digests.</summary>
public sealed record ApplicationPackage
{
    public required string Name { get; init; }

    public required string Version { get; init; }

    /// <summary>The manifest's digest: what names this package, wherever it lies.</summary>
    public required string Digest { get; init; }

    /// <summary>Paths and sizes in bytes of the definitions in it, by path.</summary>
    public required IReadOnlyDictionary<string, int> Files { get; init; }

    /// <summary>Where the definitions are read from.</summary>
    public required DefinitionStore Definitions { get; init; }

    /// <summary>The application's own file, for <see cref="Composer"/>.</summary>
    public required string Application { get; init; }

    /// <summary>The platform team's platform that it was made with; null where the program's own was enough.</summary>
    public PlatformSource? Platform { get; init; }

    /// <summary>Name and version of the platform that it was checked with when it was built.</summary>
    public required (string Name, string Version) BuiltWith { get; init; }

    /// <summary>It holds one service, not an application; <see cref="Application"/> is that service's file.</summary>
    public bool IsComponent { get; init; }

    /// <summary>Bytes of the whole file.</summary>
    public required long Size { get; init; }

    /// <summary>Whether a path is one for <see cref="Open"/>, which says what is wrong with the file.</summary>
    public static bool IsOne(string path) => path.EndsWith(PlatformArtifact.Ending, StringComparison.OrdinalIgnoreCase);

    /// <returns>No package where something is wrong with the file.</returns>
    public static (ApplicationPackage? Package, Diagnostic? Problem) Open(string path)
    {
        try
        {
            if (Directory.Exists(path))
                return (null, FileProblems.Say(FileRules.IsFolder, path));
            // A pipe or device would be waited for without end.
            if (File.Exists(path) && !FileKinds.IsOrdinary(path))
                return (null, FileProblems.Say(FileRules.NotOrdinary, path));
            using var slip = SlipFile.Open(path);
            return (new PackageReading(slip).Package(), null);
        }
        catch (ImageException problem)
        {
            return (null, problem.Problem);
        }
        catch (Exception problem) when (FileProblems.IsOne(problem))
        {
            return (null, FileProblems.Finding(path, problem));
        }
    }
}

/// <summary>From a package's file to what is in it.</summary>
internal sealed class PackageReading(SlipFile slip)
{
    private readonly HashSet<Digest> named = [];

    public ApplicationPackage Package()
    {
        var manifests = Manifests();
        if (manifests.Count is 0 or > 2)
            throw NotOne("`index.json` does not name an application and perhaps a platform", "`index.json` 引用的不是一个应用及可选的平台");
        var root = Parse(Read(manifests[0], "manifest")).RootElement;
        if (root.Text("artifactType") is not (PackageArtifact.Type or PackageArtifact.ComponentType))
            throw NotOne($"it is of the type `{root.Text("artifactType") ?? "?"}`", $"其类型为 `{root.Text("artifactType") ?? "?"}`");
        var config = Parse(Read(Entry(root.Member("config")), "config")).RootElement;
        var files = Layers(root, PackageArtifact.DefinitionType);
        var platform = manifests.Count == 2 ? Platform(manifests[1]) : null;
        var content = new PackageContent(
            config.Text("name") ?? "", config.Text("version") ?? "", config.Text("application") ?? "", files, platform,
            config.Member("platform")?.Text("name") ?? "", config.Member("platform")?.Text("version") ?? "")
        {
            IsComponent = root.Text("artifactType") is PackageArtifact.ComponentType,
        };
        CheckForm(content);
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
            Size = new FileInfo(slip.Name).Length,
        };
    }

    /// <summary>The same content makes the same bytes: whatever else is in the file was put there by somebody else.</summary>
    private void CheckForm(PackageContent content)
    {
        var (index, blobs) = PackageArtifact.Layout(content);
        if (slip.Blobs.FirstOrDefault(blob => !blobs.ContainsKey(blob.Hex)) is { } more)
            throw named.Contains(more)
                ? NotOne("its manifest is not the one that its files make", "其清单与其文件不符")
                : PackageRules.Unnamed.With(slip.Name, more.Short);
        if (!index.AsSpan().SequenceEqual(slip.ReadIndex()) || !slip.ReadLayout().AsSpan().SequenceEqual(PlatformArtifact.LayoutVersion))
            throw NotOne("its index is not the one that its files make", "其索引与其文件不符");
    }

    private PlatformSource Platform(Descriptor manifest)
    {
        var root = Parse(Read(manifest, "platform")).RootElement;
        if (root.Text("artifactType") is not PlatformArtifact.Type)
            throw NotOne("its second manifest is no platform", "其第二个清单不是平台");
        Read(Entry(root.Member("config")), "platform");
        return new PlatformSource(slip.Name, [.. Layers(root, PlatformArtifact.FileType).Select(file => new PlatformFile(file.Key, new SourceText($"{slip.Name}/platform/{file.Key}", Encoding.UTF8.GetString(file.Value))))], []);
    }

    private Dictionary<string, byte[]> Layers(JsonElement manifest, string type)
    {
        var (files, bytes) = (new Dictionary<string, byte[]>(StringComparer.Ordinal), 0L);
        foreach (var layer in manifest.Items("layers").Select(layer => Entry(layer)))
        {
            var path = layer.Annotations.GetValueOrDefault(PlatformArtifact.Title, "");
            bytes += layer.Size;
            if (files.Count >= PackageArtifact.MostFiles || bytes > PackageArtifact.MostBytes)
                throw PackageRules.TooLarge.With(slip.Name, $"{PackageArtifact.MostFiles}, {PackageArtifact.MostBytes >> 20} MiB");
            if (layer.MediaType != type || !IsPath(path) || !files.TryAdd(path, Read(layer, path)))
                throw NotOne($"`{(path.Length > 80 ? path[..80] + "…" : path)}` has no place in it", $"其中不能有 `{(path.Length > 80 ? path[..80] + "…" : path)}`");
        }
        return files;
    }

    internal static bool IsPath(string path)
        => path.Length is > 0 and <= 1024 && !path.Any(char.IsControl) && !path.Contains('\\', StringComparison.Ordinal)
            && path.Split('/').All(part => part is not ("" or "." or ".."));

    private IReadOnlyList<Descriptor> Manifests() => [.. Parse(slip.ReadIndex()).RootElement.Items("manifests").Select(entry => Entry(entry))];

    private byte[] Read(Descriptor descriptor, string called)
    {
        named.Add(descriptor.Digest);
        return slip.Read(descriptor, called);
    }

    private Descriptor Entry(JsonElement? entry)
        => entry is { } one && Digest.Parse(one.Text("digest")) is { Algorithm: "sha256" } digest && one.Number("size") is >= 0 and var size
            ? new Descriptor(one.Text("mediaType") ?? "", digest, size) { Annotations = one.Map("annotations") }
            : throw NotOne("an entry has no sound digest and size", "有一项缺少正确的摘要或大小");

    private JsonDocument Parse(byte[] content)
    {
        try
        {
            return JsonDocument.Parse(content, new JsonDocumentOptions { MaxDepth = 16, AllowDuplicateProperties = false });
        }
        catch (JsonException no)
        {
            throw NotOne("its JSON cannot be read", "无法读取其中的 JSON", no);
        }
    }

    private ImageException NotOne(string english, string chinese, Exception? inner = null)
        => new(new Diagnostic(PackageRules.NotAPackage, null, [slip.Name, english]) { ChineseArguments = [slip.Name, chinese] }, inner);
}
