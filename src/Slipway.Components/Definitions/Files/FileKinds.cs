using System.Formats.Tar;

namespace Slipway.Components;

/// <summary>Tells files from devices, sockets and pipes without opening them: opening a pipe waits for a writer, perhaps for ever.</summary>
public static class FileKinds
{
    /// <summary>COR_E_IO, which an IOException has that names no error of the operating system.</summary>
    private const int NoSystemError = unchecked((int)0x80131620);

    /// <summary>Throws what the file system throws for a path that is not there or may not be seen.</summary>
    public static bool IsOrdinary(string path)
    {
        // A bare name that is a link with a relative target is resolved against nothing: .NET needs the whole path.
        path = Path.GetFullPath(path);
        var target = File.ResolveLinkTarget(path, returnFinalTarget: true);
        // A link into /proc/self/fd has a target such as pipe:[4711], which is no path.
        if (target is { Exists: false } && target.Name.Contains(":[", StringComparison.Ordinal))
            return false;
        var file = target as FileInfo ?? new FileInfo(path);
        if ((File.GetAttributes(file.FullName) & FileAttributes.Directory) != 0)
            return false;
        // Devices, sockets and pipes have no length; .NET keeps the kind itself to itself, except for the tar writer, which asks lstat.
        return file.Length > 0 || OperatingSystem.IsWindows() || TarType(file.FullName) is TarEntryType.RegularFile or TarEntryType.V7RegularFile;
    }

    private static TarEntryType? TarType(string path)
    {
        using var archive = new MemoryStream();
        try
        {
            using (var writer = new TarWriter(archive, TarEntryFormat.Gnu, leaveOpen: true))
                writer.WriteEntry(path, "it");
        }
        catch (IOException problem)
        {
            // No tar entry can stand for a socket, says the writer. The system's own errors carry a number; reading will meet them again and tell.
            return problem.HResult == NoSystemError ? null : TarEntryType.RegularFile;
        }
        archive.Position = 0;
        using var reader = new TarReader(archive);
        return reader.GetNextEntry()?.EntryType;
    }
}
