using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Slipway.Packages;

/// <summary>
/// A built image as an OCI image layout, in a folder or as one tar. Contents go through in pieces and are compared with their digests on the way; what is
/// written stands beside the target until it is whole. What the file system refuses is thrown.
/// </summary>
public static class LayoutWriter
{
    /// <summary>How the name of an archive ends.</summary>
    public const string Ending = ".tar";

    private static readonly byte[] Marker = """{"imageLayoutVersion":"1.0.0"}"""u8.ToArray();

    /// <summary>Whether something may be put in the place of what is there: only where that is an image, too, or nothing.</summary>
    public static async Task<bool> MayReplace(string target, CancellationToken cancellation)
    {
        if (Directory.Exists(target))
            return !target.EndsWith(Ending, StringComparison.Ordinal) && (!Directory.EnumerateFileSystemEntries(target).Any() || File.Exists(Path.Combine(target, PlatformArtifact.LayoutFile)));
        if (!File.Exists(target))
            return true;
        if (!target.EndsWith(Ending, StringComparison.Ordinal))
            return false;
        try
        {
            var archive = await LayoutArchive.Open(target, ImageLimits.Default, cancellation).ConfigureAwait(false);
            using var index = await archive.Open(PlatformArtifact.IndexFile, cancellation).ConfigureAwait(false) ?? await archive.Open("manifest.json", cancellation).ConfigureAwait(false);
            return index is not null;
        }
        catch (ImageException)
        {
            return false;
        }
    }

    /// <summary>An archive where the name ends in <see cref="Ending"/>, else a folder.</summary>
    public static Task Write(BuiltImage image, string target, Action<CopyProgress>? progress, CancellationToken cancellation)
        => target.EndsWith(Ending, StringComparison.Ordinal) ? Archive(image, target, new Meter(progress), cancellation) : Folder(image, target, new Meter(progress), cancellation);

    private static async Task Archive(BuiltImage image, string file, Meter meter, CancellationToken cancellation)
    {
        var beside = Path.Combine(image.Folder, "archive");
        using (var tar = new FileStream(beside, FileMode.CreateNew, FileAccess.Write))
        {
            (string, byte[])[] small = [(PlatformArtifact.LayoutFile, Marker), (PlatformArtifact.IndexFile, Index(image)), ("manifest.json", ForDocker(image))];
            foreach (var (path, content) in small)
            {
                await tar.WriteAsync(CanonicalTar.Header(path, content.Length), cancellation).ConfigureAwait(false);
                await tar.WriteAsync(content, cancellation).ConfigureAwait(false);
                await tar.WriteAsync(TarBlocks.Padding(content.Length), cancellation).ConfigureAwait(false);
            }
            foreach (var content in image.Contents.OrderBy(content => content.Digest.ToString(), StringComparer.Ordinal))
            {
                await tar.WriteAsync(CanonicalTar.Header(BlobPath(content.Digest), content.Size), cancellation).ConfigureAwait(false);
                await Copy(image, content, tar, meter, cancellation).ConfigureAwait(false);
                await tar.WriteAsync(TarBlocks.Padding(content.Size), cancellation).ConfigureAwait(false);
            }
            await tar.WriteAsync(TarBlocks.End, cancellation).ConfigureAwait(false);
        }
        File.Move(beside, file, overwrite: true);
    }

    private static async Task Folder(BuiltImage image, string folder, Meter meter, CancellationToken cancellation)
    {
        var beside = Path.Combine(image.Folder, "layout");
        Directory.CreateDirectory(beside);
        foreach (var content in image.Contents)
        {
            var path = Path.Combine(beside, BlobPath(content.Digest));
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            using var file = new FileStream(path, FileMode.CreateNew, FileAccess.Write);
            await Copy(image, content, file, meter, cancellation).ConfigureAwait(false);
        }
        await File.WriteAllBytesAsync(Path.Combine(beside, PlatformArtifact.LayoutFile), Marker, cancellation).ConfigureAwait(false);
        await File.WriteAllBytesAsync(Path.Combine(beside, PlatformArtifact.IndexFile), Index(image), cancellation).ConfigureAwait(false);
        if (Directory.Exists(folder))
            Directory.Move(folder, Path.Combine(image.Folder, "old"));
        Directory.Move(beside, folder.TrimEnd('/'));
    }

    private static async Task Copy(BuiltImage image, Descriptor content, Stream to, Meter meter, CancellationToken cancellation)
    {
        using var from = new VerifiedStream(await image.Image.Blob(content, cancellation).ConfigureAwait(false), content, image.Image.Name);
        await Copying.Run(from, to, meter, content, cancellation).ConfigureAwait(false);
    }

    private static string BlobPath(Digest digest) => $"blobs/{digest.Algorithm}/{digest.Hex}";

    private static byte[] Index(BuiltImage image) => ManifestWriter.Index([.. image.Names.Select(name => image.Image.Manifest.Self with
    {
        Annotations = new Dictionary<string, string>
        {
            [DirectoryRegistry.WholeName] = name,
            [DirectoryRegistry.RefName] = name[(name.LastIndexOf(':') + 1)..],
        },
    })]);

    /// <summary>What tools read that know no image layouts (<c>docker load</c> before 25, <c>kind load image-archive</c>): the same files, listed their way.</summary>
    private static byte[] ForDocker(BuiltImage image)
    {
        var bytes = new ArrayBufferWriter<byte>();
        using var json = new Utf8JsonWriter(bytes, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
        json.WriteStartArray();
        json.WriteStartObject();
        json.WriteString("Config", BlobPath(image.Image.Manifest.Config.Digest));
        json.WriteStartArray("RepoTags");
        foreach (var name in image.Names)
            json.WriteStringValue(name);
        json.WriteEndArray();
        json.WriteStartArray("Layers");
        foreach (var layer in image.Image.Manifest.Layers)
            json.WriteStringValue(BlobPath(layer.Digest));
        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteEndArray();
        json.Flush();
        return bytes.WrittenSpan.ToArray();
    }
}
