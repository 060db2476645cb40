using Slipway.Testing;

namespace Slipway.Cli.Tests.Hostile;

/// <summary>A disk with little room, which the commands of one shell line see and nobody else: it goes with them.</summary>
internal static class SmallDisk
{
    public const string Marker = "=== what is there";

    /// <summary>Runs a shell line (<c>sh -e</c>) with a file system of its own at <c>$DISK</c>, and prints behind <see cref="Marker"/> what is on it then.</summary>
    /// <param name="line"><c>slipway</c> is the program. Its exit code is the line's.</param>
    /// <param name="size">In KiB.</param>
    public static Task<Ran> Run(TemporaryFolder folder, int size, string line, Dictionary<string, string?>? environment = null)
    {
        Assert.SkipUnless(Environment.IsPrivilegedProcess && OperatingSystem.IsLinux(), "Needs root: a small file system is mounted.");
        var script = folder.File("line.sh", $$"""
            mount -t tmpfs -o size={{size}}k,mode=755 none "$DISK"
            slipway() { '{{TheProgram.Path}}' "$@"; }
            cd '{{folder.Path}}'
            code=0
            ( set -e
            {{line}}
            ) || code=$?
            echo '{{Marker}}'
            cd "$DISK" && find . -mindepth 1 | sort
            exit $code
            """);
        Directory.CreateDirectory(folder.At("disk"));
        return TheProgram.Start(TestEnvironment.Needs("unshare"), new(environment ?? []) { ["DISK"] = folder.At("disk") }, "--mount", "sh", script);
    }

    /// <summary>What stands on the disk afterwards.</summary>
    public static string[] Left(this Ran ran) => ran.Out[(ran.Out.IndexOf(Marker, StringComparison.Ordinal) + Marker.Length)..].Split('\n', StringSplitOptions.RemoveEmptyEntries);
}
