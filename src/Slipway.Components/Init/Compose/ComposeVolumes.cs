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

    private static readonly Home Option = Home.Other(
        "it is an option of the mount, which a storage does not have", "它是挂载选项，`storage` 没有这样的选项",
        "leave it out; where the service needs it, ask the platform team for a trait", "通常可以省略；服务确实需要时请向平台团队申请 trait");

    private static readonly Home NoSize = Home.Other(
        "it is no size in bytes", "它不是以字节表示的大小",
        "write `size` in the entry of `storage`, such as `64Mi`", "请在 `storage` 的条目中写 `size`，例如 `64Mi`");

    /// <summary>Without them nothing is lost: they say what happens anyway, or what only a machine of its own has.</summary>
    private static readonly string[] Idle = ["", "rw", "ro", "z", "Z", "cached", "delegated", "consistent", "nocopy", "nosuid", "nodev", "noexec"];

    public static List<DraftStorage> Read(ComposeService service)
    {
        var storage = new List<DraftStorage>();
        foreach (var item in service.Values.List(service.Map, "volumes", service.Shown)?.Items ?? [])
            if (item is ScalarNode text)
                Short(text, storage, service);
            else if (item is MapNode map)
                Long(map, storage, service);
        foreach (var text in Tmpfs(service))
            InMemory(text, storage, service);
        return storage;
    }

    private static IEnumerable<ScalarNode> Tmpfs(ComposeService service) => SourceValues.Value(service.Map, "tmpfs") switch
    {
        ScalarNode one => [one],
        ListNode list => list.Items.OfType<ScalarNode>(),
        _ => [],
    };

    /// <summary><c>PATH[:OPTION,…]</c>.</summary>
    private static void InMemory(ScalarNode text, List<DraftStorage> storage, ComposeService service)
    {
        var parts = text.Text.Split(':', 2);
        var options = parts.Length > 1 ? parts[1].Split(',') : [];
        string? size = null;
        foreach (var option in options)
            if (option.StartsWith("size=", StringComparison.Ordinal) && Amounts.DockerBytes(option["size=".Length..]) is { } amount)
                size = amount;
            else if (!Idle.Contains(option))
                service.Values.Tell(text, $"{service.Shown}.tmpfs: {option}", option.StartsWith("size=", StringComparison.Ordinal) ? NoSize : Option);
        Add(text, new DraftStorage(DraftStorages.Name(null, parts[0], storage), parts[0]) { Temporary = true, Memory = true, Size = size, ReadOnly = options.Contains("ro") }, storage, service, "tmpfs");
    }

    private static void Short(ScalarNode text, List<DraftStorage> storage, ComposeService service)
    {
        var parts = text.Text.Split(':');
        if (parts.Length == 1)
            service.Values.Tell(text, $"{service.Shown}.volumes", Anonymous);
        else if (!IsName(parts[0]))
            service.Values.Tell(text, $"{service.Shown}.volumes", Home.Image);
        else
        {
            var options = parts.Length > 2 ? parts[2].Split(',') : [];
            foreach (var option in options.Where(option => !Idle.Contains(option)))
                service.Values.Tell(text, $"{service.Shown}.volumes: {option}", Option);
            Add(text, new DraftStorage(DraftStorages.Name(parts[0], parts[1], storage), parts[1]) { ReadOnly = options.Contains("ro") }, storage, service, "volumes");
        }
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
    {
        if (service.Values.Text(service.Values.Map(map, "tmpfs", shown), "size", shown) is not { } size)
            return null;
        var amount = Amounts.DockerBytes(size.Text);
        if (amount is null)
            service.Values.Tell(size, $"{shown}.tmpfs.size", NoSize);
        return amount;
    }

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
