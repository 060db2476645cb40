using System.Text;
using Slipway.Components;

namespace Slipway.Packages;

/// <summary>
/// A platform as an OCI artifact: one content a file, its path in the title, so that there is no archive within to be attacked by, and a file that did not change
/// is the same content. The same files give the same bytes.
/// </summary>
public static class PlatformArtifact
{
    public const string Type = "application/vnd.slipway.platform.v1+json";
    public const string FileType = "application/vnd.slipway.platform.file.v1+yaml";

    /// <summary>How the name of an archive ends.</summary>
    public const string Ending = ".slip";

    internal const string EmptyType = "application/vnd.oci.empty.v1+json";
    internal const string Title = "org.opencontainers.image.title";
    internal const string Version = "org.opencontainers.image.version";
    internal const string RefName = "org.opencontainers.image.ref.name";
    internal const string LayoutFile = "oci-layout";
    internal const string IndexFile = "index.json";

    /// <summary>Files of a platform; the largest that we know of have a few hundred.</summary>
    internal const int MostFiles = 4_000;

    /// <summary>Bytes of all of them together.</summary>
    internal const long MostBytes = 32L << 20;

    private static readonly byte[] Empty = "{}"u8.ToArray();

    /// <summary>What <see cref="LayoutFile"/> says.</summary>
    internal static readonly byte[] LayoutVersion = """{"imageLayoutVersion":"1.0.0"}"""u8.ToArray();

    /// <summary>The files of an image layout, in the order in which an archive holds them.</summary>
    public static IReadOnlyList<(string Path, byte[] Content)> Layout(string name, string version, IReadOnlyList<PlatformFile> files)
        => Layout(name, version, files.Select(file => (file.Path, Encoding.UTF8.GetBytes(file.Source.Text))));

    internal static IReadOnlyList<(string Path, byte[] Content)> Layout(string name, string version, IEnumerable<(string Path, byte[] Content)> files)
    {
        var blobs = new SortedDictionary<string, byte[]>(StringComparer.Ordinal);
        Descriptor Keep(string type, byte[] content)
        {
            var digest = Digest.Of(content);
            blobs[$"blobs/{digest.Algorithm}/{digest.Hex}"] = content;
            return new Descriptor(type, digest, content.Length);
        }

        var layers = files.OrderBy(file => file.Path, StringComparer.Ordinal).Select(file => Keep(FileType, file.Content) with { Annotations = new Dictionary<string, string> { [Title] = file.Path } }).ToList();
        var manifest = ManifestWriter.Artifact(
            Type, Keep(EmptyType, Empty), layers, new Dictionary<string, string> { [Title] = name, [Version] = version });
        var self = Keep(MediaTypes.Manifest, manifest) with { Annotations = new Dictionary<string, string> { [RefName] = $"{name}:{version}" } };
        return [(LayoutFile, LayoutVersion), (IndexFile, ManifestWriter.Index([self])), .. blobs.Select(blob => (blob.Key, blob.Value))];
    }

    /// <summary>The same layout as one tar, in its one canonical form.</summary>
    public static byte[] Archive(IReadOnlyList<(string Path, byte[] Content)> layout) => CanonicalTar.Write(layout);

    /// <summary>The manifest's digest: what names this platform, whatever it is called.</summary>
    public static string DigestOf(IReadOnlyList<(string Path, byte[] Content)> layout)
        => ManifestReader.Index(IndexFile, layout.First(file => file.Path == IndexFile).Content)[0].Digest.ToString();
}
