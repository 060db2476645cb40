using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace Slipway.Components;

/// <summary>
/// A file that takes another's place whole or not at all: it is written beside the target under a name of its own and renamed at the end. A link stays one: the file that
/// it leads to is replaced, with its permissions kept. What the file system refuses is thrown, and then the target is what it was.
/// </summary>
/// <remarks>
/// The file beside carries its process's id, and is locked until it has its name, so that a later run can tell one that a killed process left from one that is being written, be it in
/// another container.
/// </remarks>
public sealed class WholeFile : IDisposable
{
    /// <summary>A shared lock: it keeps out whoever looks for left files, and nobody who reads the file once it has its name.</summary>
    private const FileShare Readers = FileShare.Read | FileShare.Delete;

    private static int made;

    private readonly string target;
    private readonly string beside;
    private bool isDone;

    private WholeFile(string target, string beside, FileStream stream) => (this.target, this.beside, Stream) = (target, beside, stream);

    /// <summary>What is written so far. It is closed with the file.</summary>
    public FileStream Stream { get; }

    /// <summary>For a file that is written in pieces. Until <see cref="Commit"/> nothing is to be seen under its name; without it nothing is left. The folder is made where it is not there.</summary>
    /// <param name="size">Bytes that are asked for at once; a disk that is too small refuses here.</param>
    public static WholeFile Begin(string path, long size = 0)
    {
        var target = Target(path);
        Directory.CreateDirectory(Path.GetDirectoryName(target)!);
        RemoveStale(target);
        return Open(target, size, bufferSize: 1 << 16);
    }

    /// <param name="replace">False refuses a file that is there.</param>
    /// <param name="mayStill">Asked with the target's path when all is written and only the renaming is left; false leaves the old file.</param>
    /// <returns>False where <paramref name="mayStill"/> said no.</returns>
    public static bool Write(string path, string text, bool replace = true, Func<string, bool>? mayStill = null) => Write(path, Utf8(text), replace, mayStill);

    /// <inheritdoc cref="Write(string, string, bool, Func{string, bool})"/>
    public static bool Write(string path, ReadOnlySpan<byte> content, bool replace = true, Func<string, bool>? mayStill = null)
    {
        using var whole = Open(Target(path), content.Length, bufferSize: 0);
        whole.Stream.Write(content);
        whole.Stream.Flush(flushToDisk: true);
        if (mayStill?.Invoke(whole.target) == false)
            return false;
        whole.Move(replace);
        return true;
    }

    /// <summary>The bytes of a text: UTF-8 without a byte order mark.</summary>
    public static byte[] Utf8(string text) => new UTF8Encoding(encoderShouldEmitUTF8Identifier: false).GetBytes(text);

    /// <summary>Gives the file its name, in the place of whatever has it.</summary>
    /// <param name="toDisk">Waits until the content is on the disk, so that it is there after a power failure, too.</param>
    public void Commit(bool toDisk = true)
    {
        Stream.Flush(toDisk);
        Move(replace: true);
    }

    public void Dispose()
    {
        // Closing writes what is buffered still: on a full disk that fails once more, and must keep nothing from being taken away.
        try
        {
            Stream.Dispose();
        }
        catch (IOException) when (!isDone)
        {
        }
        if (!isDone)
            File.Delete(beside);
    }

    private void Move(bool replace)
    {
        // Windows renames no file that is open for writing; elsewhere the lock goes only when there is no name any more by which somebody could take the file for a left one.
        if (OperatingSystem.IsWindows())
            Stream.Dispose();
        File.Move(beside, target, replace);
        isDone = true;
    }

    private static string Target(string path)
    {
        var whole = Path.GetFullPath(path);
        return (File.Exists(whole) ? File.ResolveLinkTarget(whole, returnFinalTarget: true)?.FullName : null) ?? whole;
    }

    private static WholeFile Open(string target, long size, int bufferSize)
    {
        UnixFileMode? mode = OperatingSystem.IsWindows() || !File.Exists(target) ? null : File.GetUnixFileMode(target);
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, Share = Readers, PreallocationSize = size, BufferSize = bufferSize };
        if (!OperatingSystem.IsWindows() && mode is { } atCreation)
            options.UnixCreateMode = atCreation | UnixFileMode.UserWrite;
        var beside = Name(target);
        FileStream? stream = null;
        try
        {
            stream = new FileStream(beside, options);
            // The mode at creation is lessened by the process's umask.
            if (!OperatingSystem.IsWindows() && mode is { } kept)
                File.SetUnixFileMode(stream.SafeFileHandle, kept);
            return new WholeFile(target, beside, stream);
        }
        catch
        {
            // A disk that has no room for the size has made the file all the same.
            stream?.Dispose();
            File.Delete(beside);
            throw;
        }
    }

    /// <summary>In a container every run has the same process id, so a number of a killed run's may be there.</summary>
    private static string Name(string target)
    {
        while (true)
        {
            var beside = $"{Prefix(target)}{Environment.ProcessId}-{Interlocked.Increment(ref made)}";
            if (!File.Exists(beside) || TakenAway(beside))
                return beside;
        }
    }

    private static string Prefix(string target) => Path.Combine(Path.GetDirectoryName(target)!, $".{Path.GetFileName(target)}.slipway-");

    /// <summary>What processes left that were killed while they wrote this file. What cannot be taken away is left: it is in nobody's way.</summary>
    private static void RemoveStale(string target)
    {
        var prefix = Path.GetFileName(Prefix(target));
        foreach (var file in Directory.EnumerateFiles(Path.GetDirectoryName(target)!))
            if (Path.GetFileName(file) is var name && name.StartsWith(prefix, StringComparison.Ordinal) && IsLeft(name.AsSpan(prefix.Length)))
                TakenAway(file);
    }

    /// <param name="text">Process id and number.</param>
    private static bool IsLeft(ReadOnlySpan<char> text)
        => text.IndexOf('-') is > 0 and var middle
            && int.TryParse(text[..middle], NumberStyles.None, CultureInfo.InvariantCulture, out var process) && int.TryParse(text[(middle + 1)..], NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            && (process == Environment.ProcessId ? number > made : !IsAlive(process));

    private static bool IsAlive(int process)
    {
        try
        {
            using var one = Process.GetProcessById(process);
            return !one.HasExited;
        }
        catch (Exception gone) when (gone is ArgumentException or InvalidOperationException)
        {
            return false;
        }
    }

    /// <summary>Whoever still writes it holds its lock, on whatever machine or in whatever container.</summary>
    private static bool TakenAway(string file)
    {
        try
        {
            using (new FileStream(file, FileMode.Open, FileAccess.ReadWrite, FileShare.None, bufferSize: 0))
                File.Delete(file);
            return true;
        }
        catch (Exception held) when (held is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }
}
