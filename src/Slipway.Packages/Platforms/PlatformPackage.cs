using System.Text;
using System.Text.Json;
using Slipway.Components;
using Slipway.Yaml;

namespace Slipway.Packages;

/// <summary>Reads a packed platform: an image layout in a folder, or its archive. Nothing is unpacked to disk, and nothing is believed that was not compared with its digest.</summary>
public static class PlatformPackage
{
    /// <summary>An archive of <see cref="PlatformArtifact.MostBytes"/> in the smallest files there can be.</summary>
    private const long LargestArchive = PlatformArtifact.MostBytes + PlatformArtifact.MostFiles * 4096L;

    private static readonly ImageLimits Limits = new() { TarHeader = 1 << 16, Unpacked = LargestArchive };

    /// <summary>Whether a path is for <see cref="Read"/>; else it is a folder of files, or nothing.</summary>
    public static bool IsOne(string path)
        => File.Exists(path) || File.Exists(Path.Combine(path, PlatformArtifact.LayoutFile)) || File.Exists(Path.Combine(path, PlatformArtifact.IndexFile));

    public static async Task<PlatformSource> Read(string path, CancellationToken cancellation)
    {
        try
        {
            return new PlatformSource(path, await Files(path, cancellation).ConfigureAwait(false), []);
        }
        catch (ImageException problem)
        {
            return new PlatformSource(path, [], [problem.Problem]);
        }
        catch (Exception problem) when (FileProblems.IsOne(problem))
        {
            return new PlatformSource(path, [], [FileProblems.Finding(path, problem)]);
        }
    }

    private static async Task<IReadOnlyList<PlatformFile>> Files(string path, CancellationToken cancellation)
    {
        if (Directory.Exists(path))
            return Texts(path, (await Contents(new LayoutFolder(path), cancellation).ConfigureAwait(false)).Files);
        if (!FileKinds.IsOrdinary(path))
            throw FileRules.NotOrdinary.With(path);
        if (new FileInfo(path).Length > LargestArchive)
            throw PackedRules.TooLarge.With(path, $"{LargestArchive >> 20} MiB");
        var read = await Contents(await Open(path, cancellation).ConfigureAwait(false), cancellation).ConfigureAwait(false);
        // What stands beside the files (other names, owners, padding, contents that nobody names) would be carried along unseen.
        var canonical = PlatformArtifact.Archive(PlatformArtifact.Layout(read.Name, read.Version, read.Files));
        var bytes = await File.ReadAllBytesAsync(path, cancellation).ConfigureAwait(false);
        if (!bytes.AsSpan().SequenceEqual(canonical))
            throw PackedRules.NotCanonical.With(path);
        return Texts(path, read.Files);
    }

    private static async Task<LayoutArchive> Open(string path, CancellationToken cancellation)
    {
        try
        {
            return await LayoutArchive.Open(path, Limits, cancellation).ConfigureAwait(false);
        }
        catch (ImageException no)
        {
            throw NotOne(path, "no sound tar", "不是正确的 tar", no);
        }
    }

    private sealed record Packed(string Name, string Version, IReadOnlyList<(string Path, byte[] Content)> Files);

    private static async Task<Packed> Contents(LayoutFiles layout, CancellationToken cancellation)
    {
        var index = await layout.Read(PlatformArtifact.IndexFile, Limits.Document, cancellation).ConfigureAwait(false)
            ?? throw NotOne(layout.Name, "`index.json` is not there", "缺少 `index.json`");
        if (Entries(layout, index, "manifests") is not [var only])
            throw NotOne(layout.Name, "`index.json` does not name exactly one manifest", "`index.json` 引用的清单不是正好一个");
        var content = await Blob(layout, only, Limits.Document, cancellation).ConfigureAwait(false);
        using var document = Parse(layout, content);
        var root = document.RootElement;
        if (root.Text("artifactType") is not PlatformArtifact.Type)
            throw NotOne(layout.Name, $"it is of the type `{root.Text("artifactType") ?? root.Text("mediaType") ?? "?"}`", $"其类型为 `{root.Text("artifactType") ?? root.Text("mediaType") ?? "?"}`");
        var annotations = root.Map("annotations");
        return new Packed(
            annotations.GetValueOrDefault(PlatformArtifact.Title, ""),
            annotations.GetValueOrDefault(PlatformArtifact.Version, ""),
            await Layers(layout, Entries(layout, content, "layers"), cancellation).ConfigureAwait(false));
    }

    private static async Task<IReadOnlyList<(string Path, byte[] Content)>> Layers(LayoutFiles layout, IReadOnlyList<Descriptor> entries, CancellationToken cancellation)
    {
        if (entries.Count > PlatformArtifact.MostFiles || entries.Sum(entry => Math.Min(entry.Size, PlatformArtifact.MostBytes)) > PlatformArtifact.MostBytes)
            throw PackedRules.TooLarge.With(layout.Name, $"{PlatformArtifact.MostFiles}, {PlatformArtifact.MostBytes >> 20} MiB");
        var files = new List<(string, byte[])>();
        var paths = new HashSet<string>(StringComparer.Ordinal);
        foreach (var entry in entries)
        {
            var path = entry.Annotations.GetValueOrDefault(PlatformArtifact.Title, "");
            if (entry.MediaType != PlatformArtifact.FileType || !IsPath(path) || !paths.Add(path))
                throw NotOne(layout.Name, $"`{SafePath(path)}` has no place in a platform", $"平台中不能有 `{SafePath(path)}`");
            files.Add((path, await Blob(layout, entry, PlatformFiles.LargestFile, cancellation).ConfigureAwait(false)));
        }
        return files;
    }

    private static bool IsPath(string path)
        => path.Length <= 250 && path.EndsWith(".yaml", StringComparison.Ordinal)
            && path.Split('/') is { Length: 1 or 3 } parts && parts.All(part => part.Length > 0 && part[0] != '.' && part.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.'));

    private static string SafePath(string path) => path.Length > 80 ? path[..80] + "…" : path;

    private static async Task<byte[]> Blob(LayoutFiles layout, Descriptor descriptor, int most, CancellationToken cancellation)
    {
        if (descriptor.Size > most)
            throw PackedRules.TooLarge.With(layout.Name, $"{descriptor.Digest.Short}: {most >> 10} KiB");
        // A blob that is larger than its descriptor says is read no further than that.
        using var stream = await layout.Open($"blobs/{descriptor.Digest.Algorithm}/{descriptor.Digest.Hex}", cancellation).ConfigureAwait(false)
            ?? throw NotOne(layout.Name, $"the content {descriptor.Digest.Short} is not there", $"缺少内容 {descriptor.Digest.Short}");
        var content = await LayoutFiles.ReadAll(stream, (int)descriptor.Size, () => Changed(layout, descriptor), cancellation).ConfigureAwait(false);
        return content.Length == descriptor.Size && descriptor.Digest.Names(content) ? content : throw Changed(layout, descriptor);
    }

    private static ImageException Changed(LayoutFiles layout, Descriptor descriptor)
        => NotOne(layout.Name, $"the content {descriptor.Digest.Short} is not what its digest says", $"内容 {descriptor.Digest.Short} 与其摘要不符");

    private static IReadOnlyList<Descriptor> Entries(LayoutFiles layout, byte[] content, string name)
    {
        using var document = Parse(layout, content);
        return [.. document.RootElement.Items(name).Select(entry => Digest.Parse(entry.Text("digest")) is { } digest && entry.Number("size") is >= 0 and var size
            ? new Descriptor(entry.Text("mediaType") ?? "", digest, size) { Annotations = entry.Map("annotations") }
            : throw NotOne(layout.Name, $"an entry of `{name}` has no sound digest and size", $"`{name}` 中有一项缺少正确的摘要或大小"))];
    }

    private static JsonDocument Parse(LayoutFiles layout, byte[] content)
    {
        try
        {
            return JsonDocument.Parse(content, new JsonDocumentOptions { MaxDepth = 16, AllowDuplicateProperties = false });
        }
        catch (JsonException no)
        {
            throw NotOne(layout.Name, "its JSON cannot be read", "无法读取其中的 JSON", no);
        }
    }

    private static IReadOnlyList<PlatformFile> Texts(string path, IReadOnlyList<(string Path, byte[] Content)> files)
        => [.. files.Select(file => new PlatformFile(file.Path, new SourceText($"{path}/{file.Path}", Encoding.UTF8.GetString(file.Content))))];

    private static ImageException NotOne(string path, string english, string chinese, Exception? inner = null)
        => new(new Diagnostic(PackedRules.NotOne, null, [path, english]) { ChineseArguments = [path, chinese] }, inner);
}
