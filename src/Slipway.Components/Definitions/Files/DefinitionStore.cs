using Slipway.Yaml;

namespace Slipway.Components;

/// <summary>Where definitions lie: on a disk, or in a package. Paths have <c>/</c> between their parts.</summary>
public abstract class DefinitionStore
{
    public static DefinitionStore Disk { get; } = new DiskStore();

    public abstract bool IsFolder(string path);

    public abstract bool HasFile(string path);

    /// <summary>A file's bytes, or why they could not be had.</summary>
    public abstract (byte[]? Bytes, Diagnostic? Finding) Read(string path);

    /// <inheritdoc cref="DefinitionFiles.Find"/>
    public DefinitionFilesFound Find(string path) => Find(path, withJson: false);

    /// <param name="withJson">Also <c>*.json</c>, as finished objects may be written.</param>
    public abstract DefinitionFilesFound Find(string path, bool withJson);

    /// <summary>The paths of the YAML files in a folder itself, in ordinal order.</summary>
    public abstract IEnumerable<string> In(string folder);

    /// <summary>Every file below a folder, whatever it is called, by its path from there, in ordinal order. Links are told and not followed.</summary>
    /// <param name="skips">Asked with a path and whether it is a folder's: true leaves it out, with all that is below it.</param>
    /// <param name="most">More files than this are not looked for.</param>
    public abstract IReadOnlyList<StoredFile> Below(string folder, Func<string, bool, bool> skips, int most);

    /// <summary>A name by which a path is known however it was written.</summary>
    public abstract string Full(string path);

    /// <summary>What keeps a file from being run as a program: a link on the way to it, or no permission. What lies in no file system has neither.</summary>
    /// <param name="inside">The file's path below <paramref name="folder"/>.</param>
    public virtual ProgramObstacle ObstacleTo(string folder, string inside) => ProgramObstacle.None;

    private sealed class DiskStore : DefinitionStore
    {
        public override bool IsFolder(string path) => Directory.Exists(path);

        public override bool HasFile(string path) => File.Exists(path);

        public override (byte[]? Bytes, Diagnostic? Finding) Read(string path) => DefinitionFiles.ReadBytes(path);

        public override DefinitionFilesFound Find(string path, bool withJson) => DefinitionFiles.Find([path], withJson);

        public override IEnumerable<string> In(string folder) => Directory.EnumerateFiles(folder.Length == 0 ? "." : folder, "*.y*ml").Order(StringComparer.Ordinal);

        public override IReadOnlyList<StoredFile> Below(string folder, Func<string, bool, bool> skips, int most)
        {
            var found = new List<StoredFile>();
            void Enter(DirectoryInfo at, string prefix)
            {
                foreach (var entry in at.EnumerateFileSystemInfos().OrderBy(entry => entry.Name, StringComparer.Ordinal))
                {
                    var path = prefix + entry.Name;
                    var isLink = (entry.Attributes & FileAttributes.ReparsePoint) != 0;
                    if (found.Count > most || skips(path, !isLink && entry is DirectoryInfo))
                        continue;
                    if (isLink || entry is not DirectoryInfo below)
                        found.Add(new StoredFile(path, isLink));
                    else
                        Enter(below, path + "/");
                }
            }
            Enter(new DirectoryInfo(folder.Length == 0 ? "." : folder), "");
            return [.. found.OrderBy(file => file.Path, StringComparer.Ordinal)];
        }

        public override string Full(string path) => Path.GetFullPath(path);

        public override ProgramObstacle ObstacleTo(string folder, string inside)
        {
            var path = folder.Length == 0 ? "." : folder;
            foreach (var part in inside.Split('/').Where(part => part is not ("" or ".")))
                if (new FileInfo(path = Path.Combine(path, part)).LinkTarget is not null)
                    return ProgramObstacle.Link;
            const UnixFileMode runs = UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;
            return OperatingSystem.IsWindows() || (File.GetUnixFileMode(path) & runs) != 0 ? ProgramObstacle.None : ProgramObstacle.Mode;
        }
    }
}

/// <summary>Why a file is not run.</summary>
public enum ProgramObstacle
{
    None,

    /// <summary>It, or a folder on the way to it, is a link: what it leads to is nobody's to carry.</summary>
    Link,

    /// <summary>Nobody may execute it.</summary>
    Mode,
}

/// <param name="Path">From the folder that was asked about.</param>
public sealed record StoredFile(string Path, bool IsLink);
