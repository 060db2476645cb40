using Slipway.Yaml;

namespace Slipway.Components;

/// <summary>A port, and the name under which probes of the source know it.</summary>
internal sealed record PodPort(DraftPort Port, string? WrittenName);

/// <summary>The ports of a container, named by the Services in front of it where it does not name them itself.</summary>
internal static class PodPorts
{
    private static readonly LocalText FromService = new("inferred from the Service", "由 Service 推断");

    private static readonly Home NoPort = Home.Other(
        "it is no port", "它不是端口",
        "write the container's ports into the definition's `ports`", "请把容器端口写入服务定义的 `ports`");

    private static readonly Home OtherName = Home.Other(
        "the Service has another name than the workload", "Service 的名称与工作负载不同",
        "others reach the service by the definition's `name`; name it as its users call it", "其他服务用服务定义的 `name` 访问它；请按使用者的叫法命名");

    private static readonly Home OtherPortName = Home.Other(
        "the workload's port has another name", "工作负载的端口使用另一个名称",
        "where others use the Service's name for it (an Ingress, a monitor), call it so in `ports`", "若有对象（Ingress、监控等）使用 Service 中的端口名，请在 `ports` 中采用该名称");

    public static IReadOnlyList<PodPort> Read(MapNode container, string shown, PodScope scope)
    {
        var fronts = Fronts(scope).ToList();
        var ports = new List<PodPort>();
        foreach (var (map, place) in scope.Values.Maps(container, "ports", shown))
            Declared(map, place, fronts, ports, scope.Values);
        foreach (var front in fronts)
            if (front.Number is { } number && !ports.Any(port => port.Port.Number == number && port.Port.Protocol == front.Protocol))
                Add(front.Name, null, number, front.Protocol, FromService, ports);
        foreach (var front in fronts)
            Outside(front, ports, scope.Values);
        foreach (var service in scope.Services)
            OfService(service, scope);
        return ports;
    }

    /// <param name="Number">The port in the container, where the Service names it by number.</param>
    private sealed record Front(string? Name, int Port, int? Number, string? Target, string Protocol, MapNode Map, string Shown);

    private static IEnumerable<Front> Fronts(PodScope scope)
    {
        foreach (var service in scope.Services)
            foreach (var (map, shown) in scope.Values.Maps(service.Root["spec"] as MapNode, "ports", "spec"))
                if (scope.Values.Number(map, "port", shown) is { } port and > 0 and <= 65535)
                {
                    var target = Manifest.Text(map, "targetPort") ?? $"{port}";
                    yield return new Front(Manifest.Text(map, "name"), (int)port, int.TryParse(target, out var number) && number is > 0 and <= 65535 ? number : null, target,
                        Protocol(Manifest.Text(map, "protocol")) ?? "TCP", map, $"Service {service.Name}: {shown}");
                }
    }

    private static void Declared(MapNode map, string shown, List<Front> fronts, List<PodPort> ports, SourceValues values)
    {
        var protocol = Protocol(values.Text(map, "protocol", shown)?.Text ?? "TCP");
        if (values.Number(map, "containerPort", shown) is not ({ } number and > 0 and <= 65535) || protocol is null)
        {
            values.Tell(map, shown, NoPort);
            return;
        }
        if (map.Entry("hostPort") is { } host && host.Value is not ScalarNode { Text: "0" })
            values.Tell(host.Key, $"{shown}.hostPort", Home.Platform);
        var written = values.Text(map, "name", shown)?.Text;
        if (ports.Any(port => port.Port.Number == number && port.Port.Protocol == protocol))
            return;
        var front = written is null ? fronts.FirstOrDefault(front => front.Number == number && front.Protocol == protocol)?.Name : null;
        Add(written ?? front, written, (int)number, protocol, front is null ? null : FromService, ports);
    }

    private static void Add(string? name, string? written, int number, string protocol, LocalText? why, List<PodPort> ports)
    {
        var found = DraftNames.Port(name, number, protocol, [.. ports.Select(port => port.Port.Name.Value)]);
        ports.Add(new PodPort(new DraftPort(found with { Why = why }, number, protocol), written));
    }

    private static void Outside(Front front, IReadOnlyList<PodPort> ports, SourceValues values)
    {
        var inside = ports.FirstOrDefault(port => port.Port.Protocol == front.Protocol && (port.Port.Number == front.Number || (front.Number is null && port.WrittenName == front.Target)));
        if (inside is null)
            return;
        var name = inside.Port.Name.Value;
        if (front.Name is not null && front.Name != name)
            values.Tell(front.Map["name"]!, $"{front.Shown}.name {front.Name}", OtherPortName);
        if (front.Map["nodePort"] is ScalarNode { Kind: not ScalarKind.Null, Text: not "0" } node)
            values.Tell(front.Map.Entry("nodePort")!.Key, $"{front.Shown}.nodePort", Home.TraitValue($"expose.ports.{name}.nodePort={(int.TryParse(node.Text, out var number) ? number : 30000)}"));
        if (inside.Port.Number != front.Port)
            values.Tell(front.Map["port"]!, $"Service: port {front.Port}", Home.TraitValue($"expose.ports.{name}.port={front.Port}"));
    }

    private static void OfService(Manifest service, PodScope scope)
    {
        var spec = service.Root["spec"] as MapNode;
        if (spec is not null)
            KubernetesKeys.Service.Tell(spec, "spec", $"Service {service.Name}: spec", scope.Values.Findings);
        if (service.Name != scope.Manifest.Name)
            scope.Values.Tell(service.Root["metadata"] ?? service.Root, $"Service: name {service.Name}", OtherName);
        if (spec?["type"] is ScalarNode { Text: not "ClusterIP" } type)
            scope.Values.Tell(type, $"Service: type {type.Text}", Home.TraitValue($"expose.type={(type.Text is "NodePort" or "LoadBalancer" ? type.Text : "ClusterIP")}"));
        if (spec?["clusterIP"] is ScalarNode { Text: "None" } headless)
            scope.Values.Tell(headless, "Service: clusterIP None", KubernetesKeys.Front);
        if (spec?["sessionAffinity"] is ScalarNode { Text: not "None" } affinity)
            scope.Values.Tell(affinity, "Service: sessionAffinity", KubernetesKeys.Front);
    }

    private static string? Protocol(string? text) => text is null ? null : text.ToUpperInvariant() is "TCP" or "UDP" or "SCTP" ? text.ToUpperInvariant() : null;
}
