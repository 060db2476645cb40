using System.Buffers.Binary;
using System.Text;

namespace Slipway.Components;

/// <summary>What an executable's first bytes say: for which machine it was built, or by which interpreter it runs.</summary>
/// <param name="Platform">Such as <c>linux/amd64</c>, or <c>ELF machine 40</c> for one that nobody names; null for a script and for what is neither.</param>
/// <param name="Interpreter">Of a script, the program after <c>#!</c>; of an ELF file, its dynamic loader. Null where it needs none.</param>
/// <param name="IsRunnable">False for what a kernel would not start.</param>
public sealed record ExecutableForm(string? Platform, string? Interpreter, bool IsRunnable)
{
    private const int ElfHeader = 64;

    /// <summary>The platforms by which an application may name programs.</summary>
    public static IReadOnlyList<string> Platforms { get; } = ["linux/amd64", "linux/arm64"];

    public static ExecutableForm Of(ReadOnlySpan<byte> content)
        => content.StartsWith("\u007FELF"u8) ? Elf(content)
            : content.StartsWith("#!"u8) ? Script(content[2..])
            : new ExecutableForm(null, null, IsRunnable: false);

    private static ExecutableForm Elf(ReadOnlySpan<byte> content)
    {
        // 64 bits, least significant byte first: all that the named platforms have.
        if (content.Length < ElfHeader || content[5] != 1)
            return new ExecutableForm(null, null, IsRunnable: false);
        var machine = BinaryPrimitives.ReadUInt16LittleEndian(content[18..]);
        var platform = machine switch { 62 => Platforms[0], 183 => Platforms[1], _ => $"ELF machine {machine}" };
        var type = BinaryPrimitives.ReadUInt16LittleEndian(content[16..]);
        return new ExecutableForm(platform, content[4] == 2 ? Loader(content) : null, IsRunnable: type is 2 or 3);
    }

    /// <summary>The content of the segment PT_INTERP. Whatever is out of bounds is taken for none: the kernel will say.</summary>
    private static string? Loader(ReadOnlySpan<byte> content)
    {
        var (at, size, count) = (BinaryPrimitives.ReadUInt64LittleEndian(content[32..]), BinaryPrimitives.ReadUInt16LittleEndian(content[54..]), BinaryPrimitives.ReadUInt16LittleEndian(content[56..]));
        for (var i = 0; i < count; i++, at += size)
        {
            if (size < 56 || at > (ulong)content.Length || (ulong)content.Length - at < 56)
                return null;
            var header = content[(int)at..];
            if (BinaryPrimitives.ReadUInt32LittleEndian(header) != 3)
                continue;
            var (from, length) = (BinaryPrimitives.ReadUInt64LittleEndian(header[8..]), BinaryPrimitives.ReadUInt64LittleEndian(header[32..]));
            return length is > 1 and < 4096 && from <= (ulong)content.Length && (ulong)content.Length - from >= length ? Encoding.UTF8.GetString(content.Slice((int)from, (int)length - 1)) : null;
        }
        return null;
    }

    private static ExecutableForm Script(ReadOnlySpan<byte> rest)
    {
        var end = rest.IndexOf((byte)'\n');
        // The kernel looks no further than this; a carriage return would be part of the interpreter's name.
        var line = Encoding.UTF8.GetString(rest[..(end < 0 ? Math.Min(rest.Length, 254) : Math.Min(end, 254))]).Trim(' ', '\t');
        var interpreter = line.Split(' ', '\t')[0];
        return new ExecutableForm(null, interpreter, interpreter.StartsWith('/'));
    }
}

/// <summary>An executable that a task brings along.</summary>
/// <param name="Platform">Empty for one that runs wherever its interpreter does.</param>
/// <param name="Path">Below the application's folder, as the application names it.</param>
/// <param name="Digest">SHA-256, 64 hex digits.</param>
public sealed record ProgramFile(string Platform, string Path, string Digest, ReadOnlyMemory<byte> Content);
