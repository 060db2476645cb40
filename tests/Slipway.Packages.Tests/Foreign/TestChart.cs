using System.Formats.Tar;
using System.IO.Compression;
using System.Text;
using Slipway.Packages.Tests.Composing;

namespace Slipway.Packages.Tests.Foreign;

/// <summary>Archives of charts, sound ones and others.</summary>
internal static class TestChart
{
    public const string Head = "apiVersion: v2\nname: cache\nversion: 1.2.0\n";

    public const string Settings = "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: {{ .Release.Name }}}\ndata: {mode: {{ .Values.mode }}}\n";

    public static IReadOnlyList<(string Path, string Text)> Files { get; } =
        [("cache/Chart.yaml", Head), ("cache/values.yaml", "mode: fast\nreplicas: 1\n"), ("cache/templates/settings.yaml", Settings)];

    public static byte[] Archive(IEnumerable<(string Path, string Text)> files)
        => Archive([.. files.Select(file => File(file.Path, Encoding.UTF8.GetBytes(file.Text)))]);

    public static byte[] Archive(params IReadOnlyList<TarEntry> entries)
    {
        using var tar = new MemoryStream();
        using (var writer = new TarWriter(tar, TarEntryFormat.Pax, leaveOpen: true))
            foreach (var entry in entries)
                writer.WriteEntry(entry);
        return Zipped(tar.ToArray());
    }

    public static byte[] Zipped(byte[] content)
    {
        using var zipped = new MemoryStream();
        using (var gzip = new GZipStream(zipped, CompressionLevel.SmallestSize, leaveOpen: true))
            gzip.Write(content);
        return zipped.ToArray();
    }

    public static PaxTarEntry File(string path, byte[] content) => new(TarEntryType.RegularFile, path) { DataStream = new MemoryStream(content) };

    public static PaxTarEntry Link(TarEntryType type, string path, string target) => new(type, path) { LinkName = target };

    public static TestApplication Application(IEnumerable<(string Path, string Text)> files)
        => files.Aggregate(new TestApplication(), (application, file) => application.With(file.Path, file.Text));

    /// <summary>An application of the one chart, as an archive beside it.</summary>
    public static Composed Compose(byte[] archive, string component = "{chart: cache.tgz}", params (string Name, string Text)[] more)
    {
        using var files = TestChart.Application([("application.yaml", $"name: shop\nversion: 1.0.0\ncomponents:\n  cache: {component}\n"), .. more]);
        System.IO.File.WriteAllBytes(Path.Combine(files.Folder, "cache.tgz"), archive);
        return Composer.Compose(Path.Combine(files.Folder, "application.yaml"));
    }
}
