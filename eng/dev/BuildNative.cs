using System.Runtime.InteropServices;

namespace Slipway.Dev;

/// <summary>The verb `build`: the executable that is shipped. What the machine lacks is said before minutes are spent.</summary>
public static class BuildNative
{
    public static async Task<int> Run(Arguments arguments)
    {
        var rid = RuntimeInformation.RuntimeIdentifier;
        if (rid != "linux-x64")
            throw new DevException($"The native build is made for linux-x64, not for {rid}. Everything else runs just-in-time here: dotnet dev.cs try", 3);
        NeedsLinker();
        var (helm, missing) = await PinnedHelm.Find();
        Shell.Say("Compiling ahead of time (about half a minute, the first time also a download of the compiler)");
        var publish = Shell.At("artifacts", "native");
        var code = await Shell.Run("dotnet",
            ["publish", "src/Slipway.Cli", "-c", "Release", "-r", rid, "-p:Aot=true", "-o", publish, "-v:minimal", "-tl:off", .. Shell.BuildArguments], Shell.English());
        if (code != 0)
            throw new DevException("The native build failed.", 1);
        Directory.CreateDirectory(Shell.At("dist"));
        CopyProduct(publish, Shell.At("dist"));
        Shell.Say($"dist/slipway ({new FileInfo(Shell.At("dist", "slipway")).Length / 1e6:0.0} MB)");
        if (helm is null)
            Shell.Note($"Left out: dist/helm. {missing}");
        else
        {
            Replace(helm, Shell.At("dist", "helm"));
            Shell.Note($"and dist/helm beside it");
        }
        return 0;
    }

    internal static void NeedsLinker()
    {
        if (Shell.Find("clang") is null && Shell.Find("gcc") is null)
            throw new DevException("Compiling ahead of time needs a C compiler for its last step. On Debian and Ubuntu: apt-get install gcc libc6-dev zlib1g-dev\n"
                + "'dotnet dev.cs try' and 'dotnet dev.cs test' need none.", 3);
        if (!HeaderFolders().Any(folder => File.Exists(Path.Combine(folder, "libz.so"))))
            throw new DevException("Compiling ahead of time links zlib, whose development files are not here. On Debian and Ubuntu: apt-get install zlib1g-dev", 3);
    }

    private static IEnumerable<string> HeaderFolders() => ["/usr/lib/x86_64-linux-gnu", "/usr/lib64", "/usr/lib", "/lib/x86_64-linux-gnu", "/usr/local/lib",
        .. (Environment.GetEnvironmentVariable("LIBRARY_PATH") ?? "").Split(':', StringSplitOptions.RemoveEmptyEntries)];

    /// <summary>The executable and the data folders beside it; debug symbols stay behind.</summary>
    private static void CopyProduct(string from, string to)
    {
        foreach (var file in Directory.GetFiles(from, "*", SearchOption.AllDirectories))
        {
            if (Path.GetExtension(file) is ".dbg" or ".pdb" or ".xml")
                continue;
            var target = Path.Combine(to, Path.GetRelativePath(from, file));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            Replace(file, target);
        }
    }

    /// <summary>Beside and renamed: a program that runs from the old file keeps it ("text file busy" otherwise).</summary>
    internal static void Replace(string from, string to)
    {
        File.Copy(from, to + ".new", overwrite: true);
        File.Move(to + ".new", to, overwrite: true);
    }
}
