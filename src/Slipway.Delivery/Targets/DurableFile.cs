using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;
using Slipway.Components;

namespace Slipway.Delivery;

/// <summary>Files that are there after a power failure: contents forced to the disk, and the folder's entry too.</summary>
internal static partial class DurableFile
{
    private const int ReadOnlyFlag = 0;

    public static void CreateFolder(string folder)
    {
        if (Directory.Exists(folder))
            return;
        var parent = Path.GetDirectoryName(Path.GetFullPath(folder));
        if (parent is not null)
            CreateFolder(parent);
        Directory.CreateDirectory(folder);
        if (parent is not null)
            FlushFolder(parent);
    }

    public static SafeFileHandle OpenForAppend(string path)
    {
        var isNew = !File.Exists(path);
        var handle = File.OpenHandle(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.Read);
        if (isNew)
            FlushFolder(Path.GetDirectoryName(path)!);
        return handle;
    }

    /// <summary>Writes beside, forces it to the disk and renames: a reader, and the time after a crash, sees the old file or the new one, whole.</summary>
    public static void Write(string path, ReadOnlySpan<byte> content)
    {
        WholeFile.Write(path, content);
        FlushFolder(Path.GetDirectoryName(Path.GetFullPath(path))!);
    }

    /// <summary>Forces a folder's entries to the disk. Windows has no such call and needs none: NTFS journals its folders.</summary>
    public static void FlushFolder(string folder)
    {
        if (OperatingSystem.IsWindows())
            return;
        var descriptor = Open(folder, ReadOnlyFlag);
        if (descriptor < 0)
            throw new IOException($"{folder} cannot be opened (error {Marshal.GetLastPInvokeError()}).");
        // Some network file systems refuse to flush folders; what they promise for files must do.
        _ = Flush(descriptor);
        _ = Close(descriptor);
    }

    [LibraryImport("libc", EntryPoint = "open", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Open(string path, int flags);

    [LibraryImport("libc", EntryPoint = "fsync", SetLastError = true)]
    private static partial int Flush(int descriptor);

    [LibraryImport("libc", EntryPoint = "close", SetLastError = true)]
    private static partial int Close(int descriptor);
}
