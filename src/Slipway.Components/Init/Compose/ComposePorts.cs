using Slipway.Yaml;

namespace Slipway.Components;

/// <summary>Ports of a Compose service: <c>[[IP:]PUBLISHED:]TARGET[/PROTOCOL]</c>, ranges, and the long form.</summary>
internal static class ComposePorts
{
    /// <summary>A range beyond this is told, not written out.</summary>
    private const int MostPorts = 32;

    private static readonly Home NoPort = Home.Other(
        "it is no port, or a range of more than 32", "它不是端口，或者是超过 32 个端口的范围",
        "write the container's ports into the definition's `ports`", "请把容器端口写入服务定义的 `ports`");

    private static readonly Home Outside = Home.Other(
        "that it is reached from outside under another port is a matter of the installation", "从外部以另一个端口访问，属于安装时的设置",
        "the trait `expose` does it, in the entry given by `--with FILE` or `--trait expose.type=NodePort`", "请使用 trait `expose`，写在 `--with FILE` 指定的文件中，或用 `--trait expose.type=NodePort`");

    public static List<DraftPort> Read(ComposeService service)
    {
        var ports = new List<DraftPort>();
        foreach (var key in (string[])["ports", "expose"])
            foreach (var item in service.Values.List(service.Map, key, service.Shown)?.Items ?? [])
                if (item is ScalarNode text)
                    Short(text, key, ports, service);
                else if (item is MapNode map)
                    Long(map, key, ports, service);
                else
                    service.Values.Tell(item, $"{service.Shown}.{key}", NoPort);
        return ports;
    }

    private static void Short(ScalarNode text, string key, List<DraftPort> ports, ComposeService service)
    {
        var slash = text.Text.LastIndexOf('/');
        var (numbers, protocol) = slash < 0 ? (text.Text, "tcp") : (text.Text[..slash], text.Text[(slash + 1)..]);
        var parts = numbers[(numbers.LastIndexOf(']') + 1)..].Split(':');
        if (Range(parts[^1]) is not { } range || !Add(range, null, protocol, ports))
            service.Values.Tell(text, $"{service.Shown}.{key}", NoPort);
        else if (parts.Length > 1 && parts[^2].Length > 0 && parts[^2] != parts[^1])
            service.Values.Tell(text, $"{service.Shown}.{key}", Outside);
    }

    private static void Long(MapNode map, string key, List<DraftPort> ports, ComposeService service)
    {
        var target = service.Values.Text(map, "target", $"{service.Shown}.{key}");
        var name = service.Values.Text(map, "name", $"{service.Shown}.{key}")?.Text;
        var protocol = service.Values.Text(map, "protocol", $"{service.Shown}.{key}")?.Text ?? "tcp";
        if (target is null || Range(target.Text) is not { } range || !Add(range, name, protocol, ports))
            service.Values.Tell(map, $"{service.Shown}.{key}", NoPort);
        else if (service.Values.Text(map, "published", $"{service.Shown}.{key}") is { } published && published.Text != target.Text)
            service.Values.Tell(published, $"{service.Shown}.{key}.published", Outside);
    }

    private static (int From, int To)? Range(string text)
    {
        var ends = text.Split('-');
        return ends.Length <= 2 && int.TryParse(ends[0], out var from) && int.TryParse(ends[^1], out var to)
            && from is > 0 and <= 65535 && to >= from && to <= 65535 && to - from < MostPorts ? (from, to) : null;
    }

    private static bool Add((int From, int To) range, string? name, string protocol, List<DraftPort> ports)
    {
        var upper = protocol.ToUpperInvariant();
        if (upper is not ("TCP" or "UDP" or "SCTP") || ports.Count > MostPorts * 4)
            return false;
        for (var number = range.From; number <= range.To; number++)
            if (!ports.Any(port => port.Number == number && port.Protocol == upper))
                ports.Add(new DraftPort(DraftNames.Port(range.From == range.To ? name : null, number, upper, [.. ports.Select(port => port.Name.Value)]), number, upper));
        return true;
    }
}
