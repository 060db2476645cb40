using Slipway.Components;
using Slipway.Yaml;

namespace Slipway.Packages;

/// <summary>Files of several places in one: what was fetched stands in the folders where it is looked for, in front of what lies on the disk.</summary>
internal sealed class MountedFiles(DefinitionStore below) : DefinitionStore
{
    private readonly List<TreeFiles> mounts = [];

    public void Add(TreeFiles mount) => mounts.Add(mount);

    /// <summary>Whether a path lies in something that was added.</summary>
    public bool IsMounted(string path) => At(path) != below;

    public override bool IsFolder(string path) => At(path).IsFolder(path);

    public override bool HasFile(string path) => At(path).HasFile(path);

    public override (byte[]? Bytes, Diagnostic? Finding) Read(string path) => At(path).Read(path);

    public override DefinitionFilesFound Find(string path, bool withJson) => At(path).Find(path, withJson);

    public override IEnumerable<string> In(string folder) => At(folder).In(folder);

    public override IReadOnlyList<StoredFile> Below(string folder, Func<string, bool, bool> skips, int most) => At(folder).Below(folder, skips, most);

    public override ProgramObstacle ObstacleTo(string folder, string inside) => At(folder).ObstacleTo(folder, inside);

    public override string Full(string path) => At(path).Full(path);

    /// <summary>The innermost mount that the path lies in.</summary>
    private DefinitionStore At(string path)
        => mounts.Where(mount => path == mount.Root || path.StartsWith(mount.Root + "/", StringComparison.Ordinal)).MaxBy(mount => mount.Root.Length) ?? below;
}
