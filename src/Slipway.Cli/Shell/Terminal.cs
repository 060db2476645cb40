using System.Runtime.InteropServices;
using System.Text;

namespace Slipway.Cli;

/// <summary>
/// The terminal, without .NET's own: that one switches it to application mode as soon as its width is asked for or a line is read, and never back, so that the
/// arrow keys of what runs next are not what they were.
/// </summary>
internal static partial class Terminal
{
    private const int StandardOutput = 1;
    private const int StandardError = 2;
    private const nuint AskForSize = 0x5413;
    private static readonly Lazy<StreamReader> Keyboard = new(() => new StreamReader(Console.OpenStandardInput(), new UTF8Encoding(false)));

    /// <summary>Columns of the terminal behind standard error or standard output; null where there is none, or where it does not say.</summary>
    public static int? Columns()
    {
        if (!OperatingSystem.IsLinux())
            return null;
        foreach (var stream in (int[])[StandardError, StandardOutput])
            if (Control(stream, AskForSize, out var size) == 0 && size.Columns > 0)
                return size.Columns;
        return null;
    }

    /// <summary>What somebody types, without the end of the line; null at the end of the input.</summary>
    // A read from a terminal cannot be cancelled; it is left behind, and ends with the process.
    public static Task<string?> ReadLine(CancellationToken cancellation) => Task.Run(Keyboard.Value.ReadLine, CancellationToken.None).WaitAsync(cancellation);

    [LibraryImport("libc", EntryPoint = "ioctl")]
    private static partial int Control(int file, nuint request, out Size size);

    [StructLayout(LayoutKind.Sequential)]
    private readonly struct Size
    {
        public readonly ushort Rows;
        public readonly ushort Columns;
        public readonly ushort Width;
        public readonly ushort Height;
    }
}
