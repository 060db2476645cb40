using System.Buffers.Binary;
using System.Formats.Tar;
using System.IO.Compression;
using System.Text;
using Slipway.Packages;

namespace Slipway.Cli.Tests.Hostile;

/// <summary>Little that unpacks to much.</summary>
internal static class Bomb
{
    /// <summary>A tar of one file of 8 GiB and zeros without end behind it, 64 GiB of them, as 2 MB of zstd: blocks that say "131,072 times this byte".</summary>
    public static byte[] Zstd()
    {
        const int blocks = 64 << 13;
        var bytes = new MemoryStream();
        bytes.Write([0x28, 0xB5, 0x2F, 0xFD, 0x00, 0x58]);
        Block(bytes, type: 0, 512, last: false);
        bytes.Write(Header());
        for (var i = 0; i < blocks; i++)
        {
            Block(bytes, type: 1, 128 << 10, last: i == blocks - 1);
            bytes.WriteByte(0);
        }
        return bytes.ToArray();

        static void Block(MemoryStream to, int type, int size, bool last)
        {
            Span<byte> head = stackalloc byte[4];
            BinaryPrimitives.WriteInt32LittleEndian(head, (size << 3) | (type << 1) | (last ? 1 : 0));
            to.Write(head[..3]);
        }
    }

    /// <summary>The same as gzip, which packs no smaller than a thousandth: 4 GiB in 4 MB. A gzip may be followed by another.</summary>
    public static byte[] Gzip()
    {
        var zeros = Zipped(new byte[64 << 20]);
        return [.. Zipped(Header()), .. Enumerable.Repeat(zeros, 64).SelectMany(part => part)];
    }

    /// <summary>An image's layout in a folder, with a layer of these bytes.</summary>
    public static string Layout(TemporaryFolder folder, string name, byte[] layer)
    {
        var root = folder.At(name);
        var blobs = Directory.CreateDirectory(Path.Combine(root, "blobs/sha256")).FullName;
        string Put(byte[] content, string type)
        {
            var digest = Digest.Of(content);
            File.WriteAllBytes(Path.Combine(blobs, digest.Hex), content);
            return $$"""{"mediaType":"application/vnd.oci.image.{{type}}","digest":"{{digest}}","size":{{content.Length}}}""";
        }
        var config = Put(Encoding.UTF8.GetBytes($$$"""{"architecture":"amd64","os":"linux","config":{"Cmd":["/bin/sh"]},"rootfs":{"type":"layers","diff_ids":["sha256:{{{new string('0', 64)}}}"]}}"""), "config.v1+json");
        var manifest = Put(Encoding.UTF8.GetBytes($$"""{"schemaVersion":2,"mediaType":"application/vnd.oci.image.manifest.v1+json","config":{{config}},"layers":[{{Put(layer, "layer.v1.tar+zstd")}}]}"""), "manifest.v1+json");
        File.WriteAllText(Path.Combine(root, "index.json"), $$"""{"schemaVersion":2,"manifests":[{{manifest}}]}""");
        File.WriteAllText(Path.Combine(root, "oci-layout"), """{"imageLayoutVersion":"1.0.0"}""");
        return root;
    }

    /// <summary>A chart of 300 MB in 300 kB.</summary>
    public static byte[] Chart() => Archive([.. Head(), .. Enumerable.Range(0, 75).Select(i => (($"cache/files/{i}"), new byte[4 << 20]))]);

    /// <summary>A chart in a chart in a chart, and so on.</summary>
    public static byte[] Nested()
    {
        var nested = Archive(Head());
        for (var depth = 0; depth < 40; depth++)
            nested = Archive([.. Head(), ("cache/charts/again.tgz", nested)]);
        return nested;
    }

    /// <summary>A package with a chart's archive in it, which building would have refused.</summary>
    public static string Slip(TemporaryFolder folder, byte[] chart)
    {
        var files = new Dictionary<string, byte[]> { ["application.yaml"] = Encoding.UTF8.GetBytes(Application), ["cache.tgz"] = chart };
        var (index, blobs) = PackageArtifact.Layout(new PackageContent("shop", "1.0.0", "application.yaml", files, null, "slipway", "0.2.0"));
        SlipWriter.Write(folder.At("shop.slip"), index, blobs);
        return folder.At("shop.slip");
    }

    public const string Application = "name: shop\nversion: 1.0.0\ncomponents: {cache: {chart: cache.tgz}}\n";

    private static List<(string Path, byte[] Content)> Head() => [("cache/Chart.yaml", "apiVersion: v2\nname: cache\nversion: 1.2.0\n"u8.ToArray())];

    private static byte[] Archive(IEnumerable<(string Path, byte[] Content)> files)
    {
        var tar = new MemoryStream();
        using (var writer = new TarWriter(tar, TarEntryFormat.Ustar, leaveOpen: true))
            foreach (var (path, content) in files)
                writer.WriteEntry(new UstarTarEntry(TarEntryType.RegularFile, path) { DataStream = new MemoryStream(content) });
        return Zipped(tar.ToArray());
    }

    private static byte[] Header()
    {
        var header = new byte[512];
        "zeros"u8.CopyTo(header);
        "0000644\0"u8.CopyTo(header.AsSpan(100));
        "77777777777\0"u8.CopyTo(header.AsSpan(124));
        "        0"u8.CopyTo(header.AsSpan(148));
        Encoding.ASCII.GetBytes(Convert.ToString(header.Sum(b => b), 8).PadLeft(6, '0') + "\0 ").CopyTo(header, 148);
        return header;
    }

    private static byte[] Zipped(byte[] content)
    {
        var zipped = new MemoryStream();
        using (var gzip = new GZipStream(zipped, CompressionLevel.SmallestSize, leaveOpen: true))
            gzip.Write(content);
        return zipped.ToArray();
    }
}
