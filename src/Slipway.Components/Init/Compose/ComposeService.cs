using Slipway.Yaml;

namespace Slipway.Components;

/// <summary>One service of a Compose file, with its variables filled in.</summary>
internal sealed record ComposeService(string Name, MapNode Map, ComposeFile File)
{
    public string Shown => $"services.{Name}";

    public SourceValues Values { get; init; } = new([]);
}

/// <summary>What the services of one file share.</summary>
internal sealed record ComposeFile(MapNode Root, ComposeText Text, InitFiles Files);

/// <summary>Files beside the source. Only what lies in its folder or below may be read.</summary>
/// <param name="Read">The text of a file by its path relative to the source; null where there is none.</param>
public sealed record InitFiles(Func<string, string?> Read)
{
    public static InitFiles None { get; } = new(_ => null);

    internal string? Text(string path)
        => Path.IsPathRooted(path) || path.Split('/', '\\').Contains("..") ? null : Read(path);
}
