using Slipway.Yaml;

namespace Slipway.Components;

/// <summary>Volumes of a Score container: a map by target, or the older list with <c>target</c>.</summary>
internal static class ScoreVolumes
{
    private static readonly Home SubPath = Home.Other(
        "a storage is mounted whole", "存储总是整体挂载",
        "let the service use a folder below the path", "请让服务使用该路径下的子目录");

    private static readonly Home Path = Home.Other(
        "the path is not absolute, or another storage stands at, above or below it", "路径不是绝对路径，或已有其他存储位于此路径、其上层或其下层",
        "give each storage an absolute path of its own", "请让每个存储使用各自的绝对路径");

    public static IReadOnlyList<DraftStorage> Read(MapNode container, string shown, SourceValues values)
    {
        var storage = new List<DraftStorage>();
        foreach (var (target, map, at) in Written(container, shown, values))
        {
            var source = (Manifest.Text(map, "source") ?? "").Replace("${resources.", "", StringComparison.Ordinal).TrimEnd('}');
            if (!DraftStorages.IsPath(target) || storage.Any(other => DraftStorages.Overlap(other.Path, target)))
                values.Tell(at, $"{shown}.volumes", Path);
            else
                storage.Add(new DraftStorage(DraftStorages.Name(source.Length == 0 ? null : source, target, storage), DraftStorages.Clean(target)) { ReadOnly = SourceValues.Flag(map, "readOnly") });
            if (map.Entry("path") is { Value: ScalarNode { Text.Length: > 0 } } sub)
                values.Tell(sub.Key, $"{shown}.volumes.{target}.path", SubPath);
        }
        return storage;
    }

    private static IEnumerable<(string Target, MapNode Map, Node At)> Written(MapNode container, string shown, SourceValues values)
        => SourceValues.Value(container, "volumes") is MapNode map
            ? map.Entries.Where(entry => entry.Value is MapNode).Select(entry => (entry.Name, (MapNode)entry.Value, (Node)entry.Key))
            : values.Maps(container, "volumes", shown).Select(item => (Manifest.Text(item.Map, "target") ?? "", item.Map, (Node)item.Map));
}
