using Slipway.Yaml;

namespace Slipway.Components;

/// <summary>Other services that a Compose service names: <c>depends_on</c>, short and long, and <c>links</c>.</summary>
internal static class ComposeDependencies
{
    private static readonly Home NoSuch = Home.Other(
        "the file has no service of this name", "文件中没有这个名称的服务",
        "read it together with the file that has it, or write it into `depsService`", "请与包含它的文件一起读取，或写入 `depsService`");

    private static readonly Home Once = Home.Other(
        "services start at once and run all the time; none waits for another's end", "所有服务同时启动并一直运行，不会等待另一个服务结束",
        "what runs once before is an updater of the definition, or a task", "事先运行一次就结束的应作为 updater 或任务");

    private static readonly Home Start = Home.Other(
        "each service starts, stops and is replaced by itself", "每个服务各自启动、停止和更新",
        "the service must bear that another is not there for a while; leave out of `depsService` what it can do without", "服务要能容忍其他服务暂时不在；可有可无的请不要写入 `depsService`");

    public static IReadOnlyList<DraftDependency> Read(ComposeService service, IReadOnlyList<Draft> all)
    {
        var named = Named(service).Where(other => other.Name != service.Name).ToList();
        foreach (var (name, at, key) in named)
            if (all.All(draft => draft.Key != name))
                service.Values.Tell(at, $"{service.Shown}.{key}: {name}", NoSuch);
        var names = named.Select(other => other.Name).ToHashSet(StringComparer.Ordinal);
        var known = all.Where(draft => names.Contains(draft.Key) && draft.Name is not null && draft.Version is not null);
        return [.. known.DistinctBy(draft => draft.Name!.Value).Select(draft => new DraftDependency(draft.Name!.Value, new(draft.Version!.Value, draft.Version.Why)))];
    }

    private static IEnumerable<(string Name, Node At, string Key)> Named(ComposeService service)
    {
        foreach (var key in (string[])["depends_on", "links"])
            if (SourceValues.Value(service.Map, key) is MapNode map)
                foreach (var entry in map.Entries)
                {
                    Conditions(entry, $"{service.Shown}.{key}.{entry.Name}", service);
                    yield return (entry.Name, entry.Key, key);
                }
            else if (SourceValues.Value(service.Map, key) is ListNode list && service.Values.Words(service.Map, key, service.Shown) is not null)
                foreach (var item in list.Items.Cast<ScalarNode>())
                {
                    var parts = item.Text.Split(':');
                    if (parts.Length > 1 && parts[1] != parts[0])
                        service.Values.Tell(item, $"{service.Shown}.{key}: {item.Text}", Home.Service);
                    yield return (parts[0], item, key);
                }
    }

    private static void Conditions(MapEntry entry, string shown, ComposeService service)
    {
        if (entry.Value is not MapNode map)
            return;
        if (map["condition"] is ScalarNode { Text: "service_completed_successfully" } condition)
            service.Values.Tell(condition, $"{shown}: {condition.Text}", Once);
        if (map["required"] is ScalarNode { Text: "false" or "False" or "FALSE" })
            service.Values.Tell(map.Entry("required")!.Key, $"{shown}.required", Start);
        if (SourceValues.Flag(map, "restart"))
            service.Values.Tell(map.Entry("restart")!.Key, $"{shown}.restart", Start);
    }
}
