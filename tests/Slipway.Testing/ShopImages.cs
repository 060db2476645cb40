using System.Security.Cryptography;
using System.Text;

namespace Slipway.Testing;

/// <summary>
/// The images of examples/shop. Three base images are made of Debian's packages; what stands on them is built by <c>slipway image build</c>, as a user would do it.
/// </summary>
public static class ShopImages
{
    /// <param name="Packages">Debian's; what they need comes along.</param>
    public sealed record Base(string Name, string Packages, string En, string Zh);

    public static IReadOnlyList<Base> Bases { get; } =
    [
        new("debian", "libc6,libssl3", "glibc and OpenSSL, nothing else", "仅含 glibc 与 OpenSSL"),
        new("redis", "redis-server,busybox-static", "Redis and a shell", "Redis 与 shell"),
        new("postgres", "postgresql-15,busybox-static", "PostgreSQL 15 and a shell", "PostgreSQL 15 与 shell"),
    ];

    /// <summary>Image's archive → the definition that says how it is made. All eleven services are the same program, so one of them stands for all.</summary>
    public static IReadOnlyDictionary<string, string> Images { get; } = new Dictionary<string, string>
    {
        ["shop-services"] = "frontend.yaml",
        ["shop-redis"] = "redis-cart.yaml",
        ["shop-postgres"] = "orders-db.yaml",
    };

    // What a package brings for people, for building, or for what these images do not do. Most of the bytes: a perl, a compiler for PostgreSQL's queries.
    private static readonly string[] Left =
    [
        "usr/share/doc/", "usr/share/man/", "usr/share/locale/", "usr/share/info/", "usr/share/lintian/", "usr/share/bug/", "usr/share/i18n/", "usr/share/perl", "usr/share/debconf/",
        "usr/share/common-licenses/", "usr/share/postgresql-common/", "usr/lib/locale/", "usr/lib/x86_64-linux-gnu/perl", "usr/lib/x86_64-linux-gnu/gconv/", "usr/lib/x86_64-linux-gnu/libperl",
        "usr/lib/x86_64-linux-gnu/libLLVM", "usr/lib/x86_64-linux-gnu/libz3", "usr/lib/postgresql/15/lib/bitcode/", "usr/lib/postgresql/15/lib/llvmjit", "usr/bin/perl", "usr/bin/dpkg",
        "usr/bin/localedef", "usr/sbin/", "sbin/", "var/", "etc/", "dev/", "proc/", "sys/", "run/",
    ];

    /// <summary>A base image of the files that Debian's packages were unpacked to.</summary>
    /// <returns>The archive, and the digest that a platform pins.</returns>
    public static (byte[] Archive, string Digest) MakeBase(string name, string root)
    {
        var files = Entries(new DirectoryInfo(root))
            .Select(file => (File: file, Path: Path.GetRelativePath(root, file.FullName)))
            .Where(file => !Left.Any(left => file.Path.StartsWith(left, StringComparison.Ordinal)))
            .Select(file => Read(file.File, file.Path)).ToList();
        if (files.Exists(file => file.Path == "bin/busybox"))
            files.Add(ImageFile.Link("bin/sh", "busybox"));
        files.Add(new("etc/passwd", "root:x:0:0:root:/:/bin/sh\nshop:x:65532:65532:shop:/:/bin/sh\n"u8.ToArray(), Executable: false));
        files.Add(new("etc/group", "root:x:0:\nshop:x:65532:\n"u8.ToArray(), Executable: false));
        return OciArchive.MakeNamed($"shop.example/base/{name}:1", files, "/usr/lib/postgresql/15/bin:/usr/bin:/bin");
    }

    /// <summary>A digest of everything that the images are made from: it says whether images that lie there are those of these sources.</summary>
    public static string Inputs(string shop)
    {
        var text = new StringBuilder(string.Join('\n', Bases)).Append('\n');
        foreach (var file in new[] { "src", "services" }.SelectMany(folder => Directory.GetFiles(Path.Combine(shop, folder), "*", SearchOption.AllDirectories))
            .Where(file => Path.GetExtension(file) is ".cs" or ".csproj" or ".sh" || Images.Values.Contains(Path.GetFileName(file))).Order(StringComparer.Ordinal))
            text.Append(Path.GetRelativePath(shop, file)).Append(' ').Append(Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(file)))).Append('\n');
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())));
    }

    /// <summary>Files and links; a link to a folder is a link, too, and what is behind it stands elsewhere.</summary>
    private static IEnumerable<FileSystemInfo> Entries(DirectoryInfo folder) => folder.EnumerateFileSystemInfos()
        .SelectMany(entry => entry is DirectoryInfo { LinkTarget: null } inner ? Entries(inner) : [entry]);

    private static ImageFile Read(FileSystemInfo file, string path)
        => file.LinkTarget is { } target ? ImageFile.Link(path, target)
            : new(path, File.ReadAllBytes(file.FullName), !OperatingSystem.IsWindows() && (file.UnixFileMode & UnixFileMode.UserExecute) != 0);
}
