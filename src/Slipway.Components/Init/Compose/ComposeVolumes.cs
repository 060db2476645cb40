using Slipway.Yaml;

namespace Slipway.Components;

/// <summary>Volumes of a Compose service that mean storage: named ones, and those in memory.</summary>
internal static class ComposeVolumes
{
    private static readonly Home Anonymous = Home.Other(
        "a volume without a name begins with the image's files, and ends with the container", "没有名称的卷以镜像中的文件开始，随容器一起消失",
        "leave it out; where the service writes there, an entry of `storage` with `temporary: true` is empty at the beginning", "通常可以省略；服务要写入该目录时，可用 `storage` 的 `temporary: true`（开始时为空）");

    private static readonly Home Again = Home.Other(
        "another storage of this service stands at this path, above or below it", "该服务已有另一个存储位于此路径、其上层或其下层",
        "give each storage a folder of its own", "请让每个存储使用各自的目录");

    private static readonly Home NotAbsolute = Home.Other(
        "the path in the container is not absolute", "容器中的路径不是绝对路径",
        "write `storage` with an absolute path", "请在 `storage` 中写绝对路径");

    public static List<DraftStorage> Read(ComposeService service)
    {
        var storage = new List<DraftStorage>();
        foreach (var item in service.Values.List(service.Map, "volumes", service.Shown)?.Items ?? [])
            if (item is ScalarNode text)
                Short(text, storage, service);
            else if (item is MapNode map)
                Long(map, storage, service);
        foreach (var path in Tmpfs(service))
            Add(path, new DraftStorage(DraftStorages.Name(null, path.Text.Split(':')[0], storage), path.Text.Split(':')[0]) { Temporary = true, Memory = true }, storage, service, "tmpfs");
        return storage;
    }

    private static IEnumerable<ScalarNode> Tmpfs(ComposeService service) => SourceValues.Value(service.Map, "tmpfs") switch
    {
        ScalarNode one => [one],
        ListNode list => list.Items.OfType<ScalarNode>(),
        _ => [],
    };

    private static void Short(ScalarNode text, List<DraftStorage> storage, ComposeService service)
    {
        var parts = text.Text.Split(':');
        if (parts.Length == 1)
            service.Values.Tell(text, $"{service.Shown}.volumes", Anonymous);
        else if (!IsName(parts[0]))
            service.Values.Tell(text, $"{service.Shown}.volumes", Home.Image);
        else
            Add(text, new DraftStorage(DraftStorages.Name(parts[0], parts[1], storage), parts[1]) { ReadOnly = parts.Length > 2 && parts[2].Split(',').Contains("ro") }, storage, service, "volumes");
    }

    private static void Long(MapNode map, List<DraftStorage> storage, ComposeService service)
    {
        var shown = $"{service.Shown}.volumes";
        var (type, source, target) = (service.Values.Text(map, "type", shown)?.Text, service.Values.Text(map, "source", shown)?.Text, service.Values.Text(map, "target", shown)?.Text ?? "");
        if (type == "tmpfs")
            Add(map, new DraftStorage(DraftStorages.Name(null, target, storage), target) { Temporary = true, Memory = true, Size = TmpfsSize(map, shown, service) }, storage, service, "volumes");
        else if (type is not (null or "volume") || (source is not null && !IsName(source)))
            service.Values.Tell(map, shown, Home.Image);
        else if (source is null)
            service.Values.Tell(map, shown, Anonymous);
        else
            Add(map, new DraftStorage(DraftStorages.Name(source, target, storage), target) { ReadOnly = SourceValues.Flag(map, "read_only") }, storage, service, "volumes");
    }

    private static string? TmpfsSize(MapNode map, string shown, ComposeService service)
        => service.Values.Text(service.Values.Map(map, "tmpfs", shown), "size", shown) is { } size ? Amounts.DockerBytes(size.Text) : null;

    private static void Add(Node at, DraftStorage entry, List<DraftStorage> storage, ComposeService service, string key)
    {
        if (!DraftStorages.IsPath(entry.Path))
            service.Values.Tell(at, $"{service.Shown}.{key}", NotAbsolute);
        else if (storage.Any(other => DraftStorages.Overlap(other.Path, entry.Path)))
            service.Values.Tell(at, $"{service.Shown}.{key}", Again);
        else
            storage.Add(entry with { Path = DraftStorages.Clean(entry.Path) });
    }

    /// <summary>A volume's name, not a path of the machine.</summary>
    private static bool IsName(string text) => text.Length > 0 && char.IsAsciiLetterOrDigit(text[0]) && !text.AsSpan().ContainsAny("/\\$~");
}
