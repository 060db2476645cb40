using System.Buffers.Binary;
using System.Text;

namespace Slipway.Packages;

/// <summary>What an executable file begins with, which decides how the kernel starts it.</summary>
public abstract record ProgramForm
{
    /// <summary>How many bytes from the front decide. (A program's headers, with the name of its loader, stand there.)</summary>
    internal const int Head = 4096;

    internal static ProgramForm Of(ReadOnlySpan<byte> head)
    {
        if (head.IsEmpty)
            return new EmptyProgram();
        if (head.StartsWith("#!"u8))
            return Script(head[2..]);
        return head.StartsWith("\u007fELF"u8) ? ElfHeader.Read(head) : new OtherProgram();
    }

    /// <summary>The kernel reads the first 256 bytes; behind the interpreter, all of the line is one argument.</summary>
    private static ScriptProgram Script(ReadOnlySpan<byte> line)
    {
        line = line[..Math.Min(line.Length, 254)];
        var end = line.IndexOf((byte)'\n');
        var text = Encoding.UTF8.GetString(end < 0 ? line : line[..end]).Trim(' ', '\t', '\0');
        var blank = text.AsSpan().IndexOfAny(' ', '\t');
        return blank < 0 ? new ScriptProgram(text, null) : new ScriptProgram(text[..blank], text[blank..].Trim(' ', '\t'));
    }
}

/// <param name="Interpreter">As written behind <c>#!</c>; with a carriage return at its end where the file was saved with Windows' line ends.</param>
/// <param name="Argument">The rest of the line; null when there is none.</param>
public sealed record ScriptProgram(string Interpreter, string? Argument) : ProgramForm;

/// <param name="Architecture">In Go's words; null for one we have no word for.</param>
/// <param name="Loader">The dynamic loader that it asks for; null for a static program, or where it was not among the first bytes.</param>
public sealed record ElfProgram(string? Architecture, string? Loader) : ProgramForm;

/// <summary>No byte at all: an empty file.</summary>
public sealed record EmptyProgram : ProgramForm;

/// <summary>Neither a script with <c>#!</c> nor a Linux program: the kernel refuses to start it.</summary>
public sealed record OtherProgram : ProgramForm;

/// <summary>The front of a Linux program, read as the kernel reads it.</summary>
internal static class ElfHeader
{
    private const int InterpreterSegment = 3;

    public static ElfProgram Read(ReadOnlySpan<byte> head)
    {
        if (head.Length < 52)
            return new ElfProgram(null, null);
        var (wide, little) = (head[4] == 2, head[5] == 1);
        return new ElfProgram(Machine(Short(head, 18, little), little, wide), Loader(head, wide, little));
    }

    private static string? Machine(int machine, bool little, bool wide) => (machine, little, wide) switch
    {
        (3, true, _) => "386",
        (62, true, true) => "amd64",
        (40, true, _) => "arm",
        (183, true, true) => "arm64",
        (243, true, true) => "riscv64",
        (21, true, true) => "ppc64le",
        (22, false, true) => "s390x",
        (258, true, true) => "loong64",
        (8, true, true) => "mips64le",
        _ => null,
    };

    private static string? Loader(ReadOnlySpan<byte> head, bool wide, bool little)
    {
        var table = wide ? Long(head, 32, little) : Int(head, 28, little);
        var (size, count) = wide ? (Short(head, 54, little), Short(head, 56, little)) : (Short(head, 42, little), Short(head, 44, little));
        for (var i = 0; i < count && size > 0 && table >= 0 && table <= head.Length && table + ((long)(i + 1) * size) <= head.Length; i++)
        {
            var segment = head.Slice((int)table + (i * size), size);
            if (size >= (wide ? 40 : 20) && Int(segment, 0, little) == InterpreterSegment)
                return Text(head, wide ? Long(segment, 8, little) : Int(segment, 4, little), wide ? Long(segment, 32, little) : Int(segment, 16, little));
        }
        return null;
    }

    private static string? Text(ReadOnlySpan<byte> head, long offset, long length)
        => offset >= 0 && length is > 0 and <= 4096 && offset <= head.Length - length
            ? Encoding.UTF8.GetString(head.Slice((int)offset, (int)length)).TrimEnd('\0')
            : null;

    private static int Short(ReadOnlySpan<byte> bytes, int at, bool little)
        => little ? BinaryPrimitives.ReadUInt16LittleEndian(bytes[at..]) : BinaryPrimitives.ReadUInt16BigEndian(bytes[at..]);

    private static uint Int(ReadOnlySpan<byte> bytes, int at, bool little)
        => little ? BinaryPrimitives.ReadUInt32LittleEndian(bytes[at..]) : BinaryPrimitives.ReadUInt32BigEndian(bytes[at..]);

    private static long Long(ReadOnlySpan<byte> bytes, int at, bool little)
        => little ? BinaryPrimitives.ReadInt64LittleEndian(bytes[at..]) : BinaryPrimitives.ReadInt64BigEndian(bytes[at..]);
}
