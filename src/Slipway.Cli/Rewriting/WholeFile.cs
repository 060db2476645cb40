using System.Text;

namespace Slipway.Cli;

/// <summary>
/// A text (or bytes) in a file's place, whole or not at all, also after a power failure. A link stays one: the file that it leads to is replaced, with its
/// permissions kept.
/// </summary>
internal static class WholeFile
{
    /// <param name="replace">False refuses a file that is there.</param>
    /// <param name="mayStill">Asked when all is written and only the renaming is left; false leaves the old file.</param>
    /// <returns>False where <paramref name="mayStill"/> said no. What the file system refuses is thrown.</returns>
    public static bool Write(string path, string text, bool replace, Func<string, bool>? mayStill = null) => Write(path, Utf8(text), replace, mayStill);

    /// <inheritdoc cref="Write(string, string, bool, Func{string, bool})"/>
    public static bool Write(string path, byte[] content, bool replace, Func<string, bool>? mayStill = null)
    {
        var target = (File.Exists(path) ? File.ResolveLinkTarget(Path.GetFullPath(path), returnFinalTarget: true)?.FullName : null) ?? Path.GetFullPath(path);
        var beside = Path.Combine(Path.GetDirectoryName(target)!, $".{Path.GetFileName(target)}.slipway-{Environment.ProcessId}");
        try
        {
            WriteBeside(beside, target, content);
            if (mayStill?.Invoke(target) == false)
                return false;
            File.Move(beside, target, replace);
            return true;
        }
        finally
        {
            File.Delete(beside);
        }
    }

    /// <summary>The bytes of a text: UTF-8 without a byte order mark.</summary>
    public static byte[] Utf8(string text) => new UTF8Encoding(encoderShouldEmitUTF8Identifier: false).GetBytes(text);

    private static void WriteBeside(string beside, string target, byte[] content)
    {
        UnixFileMode? mode = OperatingSystem.IsWindows() || !File.Exists(target) ? null : File.GetUnixFileMode(target);
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows() && mode is { } atCreation)
            options.UnixCreateMode = atCreation;
        using var stream = new FileStream(beside, options);
        // The mode at creation is lessened by the process's umask.
        if (!OperatingSystem.IsWindows() && mode is { } kept)
            File.SetUnixFileMode(stream.SafeFileHandle, kept);
        stream.Write(content);
        stream.Flush(flushToDisk: true);
    }
}
