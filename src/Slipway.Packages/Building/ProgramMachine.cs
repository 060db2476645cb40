using Slipway.Components;
using Slipway.Yaml;

namespace Slipway.Packages;

/// <summary>What the program's own first bytes say about where it runs.</summary>
internal static class ProgramMachine
{
    /// <summary>Null where it is told why it cannot run.</summary>
    /// <param name="asked">Null for any.</param>
    public static ImagePlatform? Of(BuildDefinition build, LayerItem binary, ImagePlatform? asked, List<Diagnostic> findings)
    {
        var head = new byte[ProgramForm.Head];
        int read;
        using (var file = File.OpenRead(binary.Source!))
            read = file.ReadAtLeast(head, head.Length, throwOnEndOfStream: false);
        var (machine, is_, isZh) = ProgramForm.Of(head.AsSpan(0, read)) switch
        {
            ElfProgram { Architecture: { } made } => (new ImagePlatform("linux", made), "", ""),
            ElfProgram => (null, "a program for a machine that is not known", "未知架构的程序"),
            ScriptProgram => (asked ?? ImagePlatform.LinuxAmd64, "", ""),
            EmptyProgram => (null, "empty", "空文件"),
            _ => Other(head),
        };
        if (machine is null)
            findings.Add(new Diagnostic(BuildRules.NoProgram, build.Binary.At, [build.Binary.Value, is_]) { ChineseArguments = [build.Binary.Value, isZh] });
        else if (asked is not null && !asked.Fits(machine))
            findings.Add(new Diagnostic(BuildRules.NotAsked, build.Binary.At, [build.Binary.Value, machine.ToString(), asked.ToString()]));
        return machine is not null && asked is not null && asked.Fits(machine) ? asked : machine;
    }

    private static (ImagePlatform?, string, string) Other(byte[] head)
        => head.AsSpan().StartsWith("MZ"u8) ? (null, "a Windows program", " Windows 程序")
            : head is [0xCF or 0xCE, 0xFA, 0xED, 0xFE, ..] or [0xCA, 0xFE, 0xBA, 0xBE, ..] ? (null, "a macOS program", " macOS 程序")
            : (null, "neither a program nor a script with `#!` in its first line", "普通数据，首行也没有 `#!`");
}
