using System.IO.Compression;

namespace Slipway.Packages;

/// <summary>A chart's archive, taken apart in memory: nothing that it says leads to a place on disk. Charts packed in it are taken apart as well.</summary>
internal static class ChartArchive
{
    private const int TarHeaderLimit = 64 << 10;

    public static bool IsOne(string path)
        => path.EndsWith(".tgz", StringComparison.OrdinalIgnoreCase) || path.EndsWith(".tar.gz", StringComparison.OrdinalIgnoreCase);

    /// <summary>Contents by their paths below the archive's one folder.</summary>
    /// <exception cref="ImageException">It is none, or none that may be used.</exception>
    public static SortedDictionary<string, byte[]> Read(string name, byte[] archive, ChartBounds bounds, int depth = 0)
    {
        if (depth >= ChartBounds.Deepest)
            throw Hostile(bounds, name, "archives lie in archives in archives", "归档层层嵌套");
        var files = new SortedDictionary<string, byte[]>(StringComparer.Ordinal);
        var tar = new TarStream(new MemoryStream(Unpack(name, archive, bounds), writable: false), TarHeaderLimit, (english, chinese) => NotOne(name, english, chinese));
        var root = (string?)null;
        while (Next(tar) is { } member)
        {
            if (member.Kind == TarKind.Directory)
                continue;
            var path = Place(member, name, bounds, ref root);
            bounds.TakeFile(member.Path, member.Size);
            if (!files.TryAdd(path, Content(tar, member)))
                throw Hostile(bounds, member.Path, "it is there twice", "出现了两次");
        }
        return Flat(files, bounds, depth);
    }

    /// <summary>Charts that are packed in <c>charts/</c> as folders there: Helm takes both alike.</summary>
    public static SortedDictionary<string, byte[]> Flat(SortedDictionary<string, byte[]> files, ChartBounds bounds, int depth)
    {
        foreach (var (path, content) in files.Where(file => IsOne(file.Key) && IsInCharts(file.Key)).ToList())
        {
            files.Remove(path);
            var folder = path[..^(path.EndsWith(".tgz", StringComparison.OrdinalIgnoreCase) ? 4 : 7)];
            foreach (var (inner, bytes) in Read($"{bounds.Path}/{path}", content, bounds, depth + 1))
                if (!files.TryAdd($"{folder}/{inner}", bytes))
                    throw Hostile(bounds, $"{folder}/{inner}", "it is there twice", "出现了两次");
        }
        return files;
    }

    private static bool IsInCharts(string path) => path.Split('/') is [.., "charts", _];

    private static byte[] Unpack(string name, byte[] archive, ChartBounds bounds)
    {
        var unpacked = new MemoryStream();
        try
        {
            using var gzip = new GZipStream(new MemoryStream(archive, writable: false), CompressionMode.Decompress);
            var buffer = new byte[64 << 10];
            // A few kilobytes may stand for gigabytes: one byte more than what may still come is the end. Headers and padding come on top of the files.
            var most = bounds.Left + ((long)ChartBounds.MostFiles << 11);
            for (int read; (read = gzip.Read(buffer)) > 0; unpacked.Write(buffer, 0, read))
                if (unpacked.Length + read > most)
                    bounds.TakeBytes(most);
        }
        catch (InvalidDataException no)
        {
            throw new ImageException(NotOne(name, "its gzip cannot be read", "其 gzip 数据无法读取").Problem, no);
        }
        return unpacked.Length == 0 ? throw NotOne(name, "it is no gzip archive", "它不是 gzip 归档") : unpacked.ToArray();
    }

    private static string Place(TarMember member, string name, ChartBounds bounds, ref string? root)
    {
        var path = member.Path.StartsWith("./", StringComparison.Ordinal) ? member.Path[2..] : member.Path;
        if (member.Kind is TarKind.SymbolicLink or TarKind.HardLink)
            throw Hostile(bounds, member.Path, $"a link to `{Cut(member.LinkPath)}`", $"指向 `{Cut(member.LinkPath)}` 的链接");
        if (member.Kind != TarKind.File || member.Sparse)
            throw Hostile(bounds, member.Path, "neither a file nor a folder", "既不是文件也不是目录");
        if (!PackageReading.IsPath(path))
            throw Hostile(bounds, member.Path, "its path leads out of the chart, or has characters that no file system takes everywhere", "其路径指向 chart 之外，或含有并非所有文件系统都支持的字符");
        var end = path.IndexOf('/', StringComparison.Ordinal);
        if (end < 0)
            throw NotOne(name, $"`{Cut(path)}` lies beside the chart's folder", $"`{Cut(path)}` 位于 chart 目录之外");
        root ??= path[..end];
        return path[..end] == root ? path[(end + 1)..] : throw NotOne(name, $"it holds two folders, `{Cut(root)}` and `{Cut(path[..end])}`", $"其中有两个目录：`{Cut(root)}` 和 `{Cut(path[..end])}`");
    }

    // Over bytes in memory nothing is waited for.
    private static TarMember? Next(TarStream tar) => tar.Next(CancellationToken.None).AsTask().GetAwaiter().GetResult();

    private static byte[] Content(TarStream tar, TarMember member)
    {
        var content = new byte[member.Size];
        for (int at = 0, read; at < content.Length && (read = tar.Read(content.AsMemory(at), CancellationToken.None).AsTask().GetAwaiter().GetResult()) > 0; at += read)
        {
        }
        return content;
    }

    private static string Cut(string text) => text.Length > 80 ? text[..80] + "…" : text;

    private static ImageException NotOne(string name, string english, string chinese)
        => new(ForeignFileRules.Say(ForeignFileRules.NotAChart, [name], new(english, chinese)));

    internal static ImageException Hostile(ChartBounds bounds, string member, string english, string chinese)
        => new(ForeignFileRules.Say(ForeignFileRules.Hostile, [bounds.Path, Cut(member)], new(english, chinese)));
}
