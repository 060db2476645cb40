using System.Formats.Tar;
using System.Security.Cryptography;
using System.Text;

namespace Slipway.Testing;

/// <summary>A file (or, with <see cref="LinkTo"/>, a symbolic link) of an image.</summary>
/// <param name="Path">Without a leading slash.</param>
public sealed record ImageFile(string Path, byte[] Content, bool Executable)
{
    public string? LinkTo { get; init; }

    public static ImageFile Link(string path, string to) => new(path, [], false) { LinkTo = to };
}

/// <summary>
/// An image of one layer as an OCI archive, which <c>ctr images import</c>, <c>kind load image-archive</c>, <c>podman load</c> and others take.
/// The same input gives the same bytes: no time, no owner and no order of the file system's goes in.
/// </summary>
public static class OciArchive
{
    private const string Manifest = "application/vnd.oci.image.manifest.v1+json";
    private const string Config = "application/vnd.oci.image.config.v1+json";
    private const string Layer = "application/vnd.oci.image.layer.v1.tar";

    /// <param name="image">Registry, repository and tag: <c>docker.io/examples/hello:1.0.0</c>.</param>
    public static byte[] Make(string image, IEnumerable<ImageFile> files) => MakeNamed(image, files).Archive;

    /// <returns>The archive, and the digest by which its image is pinned.</returns>
    /// <param name="path">Where programs are looked for.</param>
    public static (byte[] Archive, string Digest) MakeNamed(string image, IEnumerable<ImageFile> files, string path = "/sbin:/bin")
        => MakeRunning(image, files, $$"""{"Cmd":["/bin/sh"],"Env":["PATH={{path}}"]}""");

    /// <param name="entryPoint">What is run, with a pod's <c>args</c> behind it.</param>
    /// <param name="user">Its number.</param>
    public static (byte[] Archive, string Digest) MakeNamed(string image, IEnumerable<ImageFile> files, IReadOnlyList<string> entryPoint, string user)
        => MakeRunning(image, files, $$"""{"Entrypoint":["{{string.Join("\",\"", entryPoint)}}"],"User":"{{user}}","Env":["PATH=/sbin:/bin"]}""");

    private static (byte[] Archive, string Digest) MakeRunning(string image, IEnumerable<ImageFile> files, string run)
    {
        var layer = LayerTar(files);
        var config = Utf8($$$"""{"architecture":"amd64","os":"linux","config":{{{run}}},"rootfs":{"type":"layers","diff_ids":["{{{Digest(layer)}}}"]}}""");
        var manifest = Utf8($$$"""{"schemaVersion":2,"mediaType":"{{{Manifest}}}","config":{{{Descriptor(Config, config)}}},"layers":[{{{Descriptor(Layer, layer)}}}]}""");
        var named = $$$""","annotations":{"io.containerd.image.name":"{{{image}}}","org.opencontainers.image.ref.name":"{{{image[(image.LastIndexOf(':') + 1)..]}}}"}}""";
        var index = Utf8($$$"""{"schemaVersion":2,"manifests":[{{{Descriptor(Manifest, manifest)[..^1]}}}{{{named}}}]}""");
        return (Tar(writer =>
        {
            foreach (var blob in new[] { config, layer, manifest }.DistinctBy(Digest).OrderBy(Digest, StringComparer.Ordinal))
                Write(writer, "blobs/sha256/" + Digest(blob)["sha256:".Length..], blob, 0b110_100_100);
            Write(writer, "index.json", index, 0b110_100_100);
            Write(writer, "oci-layout", Utf8("""{"imageLayoutVersion":"1.0.0"}"""), 0b110_100_100);
        }), Digest(manifest));
    }

    private static byte[] LayerTar(IEnumerable<ImageFile> files)
    {
        var all = files.OrderBy(file => file.Path, StringComparer.Ordinal).ToList();
        return Tar(writer =>
        {
            foreach (var folder in all.SelectMany(file => Parents(file.Path)).Append("tmp").Distinct().Order(StringComparer.Ordinal))
                writer.WriteEntry(Entry(TarEntryType.Directory, folder + "/", folder == "tmp" ? 0b001_111_111_111 : 0b111_101_101));
            foreach (var file in all)
                if (file.LinkTo is { } target)
                {
                    var link = Entry(TarEntryType.SymbolicLink, file.Path, 0b111_111_111);
                    link.LinkName = target;
                    writer.WriteEntry(link);
                }
                else
                    Write(writer, file.Path, file.Content, file.Executable ? 0b111_101_101 : 0b110_100_100);
        });
    }

    private static IEnumerable<string> Parents(string path)
        => path.Select((c, i) => (c, i)).Where(x => x.c == '/').Select(x => path[..x.i]);

    private static byte[] Tar(Action<TarWriter> write)
    {
        var bytes = new MemoryStream();
        // Gnu: the pax form writes times that nothing can fix.
        using (var writer = new TarWriter(bytes, TarEntryFormat.Gnu, leaveOpen: true))
            write(writer);
        return bytes.ToArray();
    }

    private static void Write(TarWriter writer, string path, byte[] content, int mode)
    {
        var entry = Entry(TarEntryType.RegularFile, path, mode);
        entry.DataStream = new MemoryStream(content);
        writer.WriteEntry(entry);
    }

    private static GnuTarEntry Entry(TarEntryType type, string path, int mode) => new(type, path)
    {
        Mode = (UnixFileMode)mode,
        ModificationTime = DateTimeOffset.UnixEpoch,
        AccessTime = default,
        ChangeTime = default,
    };

    private static string Descriptor(string type, byte[] content) => $$$"""{"mediaType":"{{{type}}}","digest":"{{{Digest(content)}}}","size":{{{content.Length}}}}""";

    private static string Digest(byte[] content) => "sha256:" + Convert.ToHexStringLower(SHA256.HashData(content));

    private static byte[] Utf8(string text) => Encoding.UTF8.GetBytes(text);
}
