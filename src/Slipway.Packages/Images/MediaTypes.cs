namespace Slipway.Packages;

/// <summary>OCI's names for the kinds of content, and Docker's older ones for the same.</summary>
internal static class MediaTypes
{
    public const string Index = "application/vnd.oci.image.index.v1+json";
    public const string Manifest = "application/vnd.oci.image.manifest.v1+json";
    public const string Config = "application/vnd.oci.image.config.v1+json";
    public const string Layer = "application/vnd.oci.image.layer.v1.tar";
    public const string DockerIndex = "application/vnd.docker.distribution.manifest.list.v2+json";
    public const string DockerManifest = "application/vnd.docker.distribution.manifest.v2+json";
    public const string DockerConfig = "application/vnd.docker.container.image.v1+json";

    public static IReadOnlyList<string> Manifests { get; } = [Index, Manifest, DockerIndex, DockerManifest];

    public static bool IsIndex(string type) => type is Index or DockerIndex;

    public static bool IsManifest(string type) => type is Manifest or DockerManifest;

    public static bool IsConfig(string type) => type is Config or DockerConfig;

    /// <summary>The compression is left open: it is told by the content's first bytes, which never lie.</summary>
    public static bool IsLayer(string type) => type.Split('+') is [_] or [_, "gzip" or "zstd"] && type.Split('+')[0] is
        Layer
        or "application/vnd.oci.image.layer.nondistributable.v1.tar"
        or "application/vnd.docker.image.rootfs.diff.tar" or "application/vnd.docker.image.rootfs.diff.tar.gzip" or "application/vnd.docker.image.rootfs.diff.tar.zstd"
        or "application/vnd.docker.image.rootfs.foreign.diff.tar" or "application/vnd.docker.image.rootfs.foreign.diff.tar.gzip";
}
