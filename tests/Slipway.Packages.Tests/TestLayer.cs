using System.Formats.Tar;
using System.IO.Compression;
using System.Text;

namespace Slipway.Packages.Tests;

/// <summary>A layer's tar, member by member in the order given. (System.Formats.Tar writes it: another hand than the one that reads it.)</summary>
internal sealed class TestLayer(TarEntryFormat format = TarEntryFormat.Gnu)
{
    private readonly List<TarEntry> entries = [];

    public TestLayer File(string path, string content = "", int mode = 0b110_100_100) => File(path, Encoding.UTF8.GetBytes(content), mode);

    public TestLayer Script(string path, string content = "#!/bin/sh\n") => File(path, content, 0b111_101_101);

    public TestLayer File(string path, byte[] content, int mode)
        => Add(TarEntryType.RegularFile, path, mode, entry => entry.DataStream = new MemoryStream(content));

    public TestLayer Folder(string path) => Add(TarEntryType.Directory, path, 0b111_101_101);

    public TestLayer Link(string path, string target) => Add(TarEntryType.SymbolicLink, path, 0b111_111_111, entry => entry.LinkName = target);

    public TestLayer HardLink(string path, string target) => Add(TarEntryType.HardLink, path, 0b111_101_101, entry => entry.LinkName = target);

    public TestLayer Pipe(string path) => Add(TarEntryType.Fifo, path, 0b110_100_100);

    /// <summary>Hides what lower layers have under this path.</summary>
    public TestLayer Whiteout(string path) => File($"{path[..(path.LastIndexOf('/') + 1)]}.wh.{path[(path.LastIndexOf('/') + 1)..]}");

    /// <summary>Hides everything that lower layers have in this folder.</summary>
    public TestLayer Opaque(string folder) => File($"{folder}/.wh..wh..opq");

    public byte[] Tar()
    {
        using var bytes = new MemoryStream();
        using (var writer = new TarWriter(bytes, format, leaveOpen: true))
            entries.ForEach(writer.WriteEntry);
        return bytes.ToArray();
    }

    public static byte[] Gzip(byte[] tar)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Optimal, leaveOpen: true))
            gzip.Write(tar);
        return packed.ToArray();
    }

    public static byte[] Zstd(byte[] tar)
    {
        using var compressor = new ZstdSharp.Compressor();
        return compressor.Wrap(tar).ToArray();
    }

    private TestLayer Add(TarEntryType type, string path, int mode, Action<TarEntry>? more = null)
    {
        TarEntry entry = format == TarEntryFormat.Pax ? new PaxTarEntry(type, path) : format == TarEntryFormat.Ustar ? new UstarTarEntry(type, path) : new GnuTarEntry(type, path);
        entry.Mode = (UnixFileMode)mode;
        entry.ModificationTime = DateTimeOffset.UnixEpoch;
        more?.Invoke(entry);
        entries.Add(entry);
        return this;
    }
}
