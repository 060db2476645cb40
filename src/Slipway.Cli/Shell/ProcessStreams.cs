using System.Text;
using Microsoft.Win32.SafeHandles;

namespace Slipway.Cli;

/// <summary>
/// Standard output and error as plain files: .NET's console streams read a terminal's description and switch its keypad mode at the first write,
/// and swallow that a pipe is closed.
/// </summary>
internal static class ProcessStreams
{
    private const int BrokenPipe = 32;

    /// <param name="flush">After every write, for somebody who watches; data may be large (a thousand components) and goes out in blocks else.</param>
    public static StreamWriter Output(bool flush) => Writer(Raw(1), flush);

    public static StreamWriter Error() => Writer(Raw(2), flush: true);

    public static Stream Raw(int descriptor)
    {
        var file = new FileStream(new SafeFileHandle(descriptor, ownsHandle: false), FileAccess.Write, bufferSize: 0);
        // In an ordinary file FileStream counts the place on its own: two streams, or two processes, would write over each other.
        return file.CanSeek ? descriptor == 1 ? Console.OpenStandardOutput() : Console.OpenStandardError() : file;
    }

    public static bool IsBrokenPipe(IOException refused) => refused.HResult == BrokenPipe;

    private static StreamWriter Writer(Stream stream, bool flush)
        => new(stream, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), 32 * 1024) { AutoFlush = flush, NewLine = "\n" };
}
