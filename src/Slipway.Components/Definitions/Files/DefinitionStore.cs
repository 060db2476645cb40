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
    public abstract DefinitionFilesFound Find(string path);

    /// <summary>The paths of the YAML files in a folder itself, in ordinal order.</summary>
    public abstract IEnumerable<string> In(string folder);

    /// <summary>A name by which a path is known however it was written.</summary>
    public abstract string Full(string path);

    private sealed class DiskStore : DefinitionStore
    {
        public override bool IsFolder(string path) => Directory.Exists(path);

        public override bool HasFile(string path) => File.Exists(path);

        public override (byte[]? Bytes, Diagnostic? Finding) Read(string path) => DefinitionFiles.ReadBytes(path);

        public override DefinitionFilesFound Find(string path) => DefinitionFiles.Find([path]);

        public override IEnumerable<string> In(string folder) => Directory.EnumerateFiles(folder.Length == 0 ? "." : folder, "*.y*ml").Order(StringComparer.Ordinal);

        public override string Full(string path) => Path.GetFullPath(path);
    }
}
