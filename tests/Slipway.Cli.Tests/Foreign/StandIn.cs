using System.Text;
using System.Text.RegularExpressions;
using Slipway.Testing;

namespace Slipway.Cli.Tests.Foreign;

/// <summary>
/// Images that stand for public ones, which no test can fetch: this machine's busybox and openssl, the scripts in <c>stand-in</c>, and the few programs that charts call by their paths. All have
/// the same files, so a package carries them once; they differ in the ports that their entry point names.
/// </summary>
internal static partial class StandIn
{
    /// <summary>Of pods with an address of their own, whose ports get in nobody's way: all that charts ask for.</summary>
    private const string Everywhere = "6080 8080 8081 9091 9093 9115 9121 9403 10254 17472 tls:10250";

    /// <summary>Where the same port is asked in another way, or the port is the node's own.</summary>
    private static readonly (string Image, string Ports)[] Others =
        [("hashicorp/vault-k8s", "tls:8080"), ("prometheus/node-exporter", "9100"), ("metallb/speaker", "17472")];

    /// <summary>Programs that a chart calls instead of the image's own, by their paths.</summary>
    private static readonly (string Path, string Line)[] Called =
    [
        ("usr/local/bin/docker-entrypoint.sh", "exec /stand-in 8200 -- \"$@\""), ("bin/vault", "exit 0"),
        ("frr-k8s", "exec /stand-in 7572 --"), ("statuscleaner", "exec /stand-in tls:19443 --"), ("sbin/tini", "exec /stand-in tls:9141 --"),
        ("frr-reloader.sh", "exec sleep 100000"), ("frr-metrics", "exec sleep 100000"), ("frr-status", "exec sleep 100000"), ("wait-shutdown", "exit 0"),
    ];

    /// <summary>Paths that probes over HTTP ask for.</summary>
    private static readonly string[] Pages = ["index.html", "livez", "readyz", "healthz", "ping", "-/healthy", "-/ready"];

    /// <summary>An archive for an image, beside others of the same kind.</summary>
    /// <returns>Its path from the folder.</returns>
    public static async Task<string> Archive(string folder, string image)
    {
        var ports = Others.FirstOrDefault(other => image.Contains(other.Image, StringComparison.Ordinal)).Ports ?? Everywhere;
        var file = $"stand-in-{Others.Select(other => other.Ports).ToList().IndexOf(ports) + 1}.tar";
        if (!File.Exists(Path.Combine(folder, file)))
            await File.WriteAllBytesAsync(Path.Combine(folder, file), OciArchive.MakeNamed("test.local/stand-in:1", await Files(), ["/stand-in", .. ports.Split(' '), "--"], "65532").Archive);
        return file;
    }

    private static async Task<IReadOnlyList<ImageFile>> Files()
    {
        var busybox = TestEnvironment.Needs("busybox");
        Assert.SkipUnless(ExampleImages.IsStatic(busybox), "Needs a statically linked busybox.");
        var openssl = TestEnvironment.Needs("openssl");
        var libraries = Library().Matches(await Command.Run(TestEnvironment.Needs("ldd"), openssl)).Select(match => match.Value).Distinct();
        var scripts = Path.Combine(TestEnvironment.Root, "tests/Slipway.Cli.Tests/Foreign/stand-in");
        return
        [
            new("bin/busybox", File.ReadAllBytes(busybox), Executable: true), new("bin/openssl", File.ReadAllBytes(openssl), Executable: true),
            .. new[] { "sh", "cat", "cp", "sed", "sleep", "pidof" }.Select(name => ImageFile.Link($"bin/{name}", "busybox")),
            .. libraries.Select(path => new ImageFile(path.TrimStart('/'), File.ReadAllBytes(path), Executable: true)),
            .. new[] { "stand-in", "make-secret" }.Select(name => new ImageFile(name, File.ReadAllBytes(Path.Combine(scripts, name)), Executable: true)),
            .. Called.Select(one => new ImageFile(one.Path, Encoding.UTF8.GetBytes($"#!/bin/sh\n{one.Line}\n"), Executable: true)),
            .. Pages.Select(page => new ImageFile($"www/{page}", "ok\n"u8.ToArray(), Executable: false)),
            new("usr/lib/ssl/openssl.cnf", "[req]\ndistinguished_name = name\n[name]\n"u8.ToArray(), Executable: false),
        ];
    }

    [GeneratedRegex(@"/\S+\.so\S*")]
    private static partial Regex Library();
}
