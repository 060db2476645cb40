namespace Slipway.Testing;

/// <summary>
/// The images of the examples: a static busybox with links to some of its applets, and the files of the example's <c>image/</c> folder, modes kept.
/// </summary>
public static class ExampleImages
{
    // A list of our own instead of all that busybox offers, so that the image says what the examples and their tests use.
    private static readonly string[] Applets =
        ["cat", "chmod", "date", "echo", "env", "false", "grep", "hostname", "httpd", "id", "kill", "ls", "mkdir", "mv", "printf", "ps", "rm", "sed", "sh", "sleep", "test", "touch", "true", "wget"];

    /// <summary>Example → image, complete as a node looks for it when a name has no registry.</summary>
    public static IReadOnlyDictionary<string, string> Names { get; } = new Dictionary<string, string>
    {
        ["hello"] = "docker.io/examples/hello:1.0.0",
        ["sleep"] = "docker.io/fun/custom/sleep:3.0.1",
    };

    /// <param name="example">The example's folder.</param>
    /// <param name="busybox">A busybox that is linked statically: see <see cref="IsStatic"/>.</param>
    public static byte[] Make(string example, string busybox)
    {
        var folder = Path.Combine(example, "image");
        var files = Directory.GetFiles(folder, "*", SearchOption.AllDirectories)
            .Select(file => new ImageFile(Path.GetRelativePath(folder, file), File.ReadAllBytes(file), !OperatingSystem.IsWindows() && (File.GetUnixFileMode(file) & UnixFileMode.UserExecute) != 0));
        return OciArchive.Make(Names[Path.GetFileName(example)],
        [
            new ImageFile("bin/busybox", File.ReadAllBytes(busybox), Executable: true),
            .. Applets.Select(applet => ImageFile.Link("bin/" + applet, "busybox")),
            ImageFile.Link("sbin/sleep", "../bin/busybox"),
            .. files,
        ]);
    }

    /// <summary>True for a 64-bit ELF file that asks for no dynamic loader (has no PT_INTERP header): it runs in an empty image.</summary>
    public static bool IsStatic(string program)
    {
        var elf = File.ReadAllBytes(program);
        if (elf.Length < 64 || elf is not [0x7F, (byte)'E', (byte)'L', (byte)'F', 2, ..])
            return false;
        var (offset, size, count) = (BitConverter.ToInt64(elf, 32), BitConverter.ToUInt16(elf, 54), BitConverter.ToUInt16(elf, 56));
        for (var i = 0; i < count; i++)
            if (offset + (i * size) + 4 <= elf.Length && BitConverter.ToUInt32(elf, (int)offset + (i * size)) == 3)
                return false;
        return true;
    }
}
