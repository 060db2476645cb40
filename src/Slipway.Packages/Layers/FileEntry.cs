namespace Slipway.Packages;

public enum FileKind
{
    File,
    Directory,
    SymbolicLink,
    Device,
}

/// <summary>A file, folder, link or device of an image.</summary>
public sealed class FileEntry
{
    internal FileEntry(FileKind kind, UnixFileMode mode, string? linkTarget = null, ProgramForm? program = null)
        => (Kind, Mode, LinkTarget, Program) = (kind, mode, linkTarget, program);

    public FileKind Kind { get; }

    public UnixFileMode Mode { get; internal set; }

    /// <summary>Of a symbolic link, as written.</summary>
    public string? LinkTarget { get; }

    /// <summary>Of an executable file; null for all else, and for a sparse file, whose first bytes were not looked at.</summary>
    public ProgramForm? Program { get; }

    public bool IsExecutable => (Mode & (UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute)) != 0;

    // Of a directory only. A hard link is a second name of the same entry.
    internal Dictionary<string, FileEntry>? Children { get; set; }

    internal FileEntry? Parent { get; set; }

    /// <summary>The layer that wrote it last, counted from 0.</summary>
    internal int Layer { get; set; }

    /// <summary>The layer for which everything below this folder has been hidden already.</summary>
    internal int ClearedFor { get; set; } = -1;
}

public enum FileOutcome
{
    Found,

    /// <summary>No such file.</summary>
    Missing,

    /// <summary>The last link on the way leads to nothing.</summary>
    DanglingLink,

    /// <summary>More than 40 links: Linux gives up there too.</summary>
    LinkLoop,

    /// <summary>Something on the way is no folder.</summary>
    NotDirectory,
}

/// <param name="Path">Where the way ended: the file itself behind all links, or what is missing. Absolute.</param>
/// <param name="Entry">Null unless found. Never a link.</param>
public sealed record FileFound(FileOutcome Outcome, string Path, FileEntry? Entry);
