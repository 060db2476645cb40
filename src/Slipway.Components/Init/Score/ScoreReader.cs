using Slipway.Yaml;

namespace Slipway.Components;

/// <summary>A Score file to one draft.</summary>
internal static class ScoreReader
{
    private static readonly Home NoPort = Home.Other(
        "it is no port", "它不是端口",
        "write the container's ports into the definition's `ports`", "请把容器端口写入服务定义的 `ports`");

    public static bool Is(MapNode root) => Manifest.Text(root, "apiVersion")?.StartsWith("score.dev/", StringComparison.Ordinal) == true;

    public static DraftsRead Read(MapNode root, string source)
    {
        var findings = new List<Diagnostic>();
        var values = new SourceValues(findings);
        var name = values.Text(values.Map(root, "metadata", ""), "name", "metadata")?.Text ?? "";
        var containers = values.Map(root, "containers", "") ?? Node.Map();
        ScoreKeys.Table.Tell(Alone(root, containers), "", "", findings);
        foreach (var other in containers.Entries.Skip(1))
            values.Tell(other.Key, $"containers.{other.Name}", KubernetesKeys.SecondContainer);
        var draft = new Draft
        {
            Origin = new($"from {DraftNames.OneLine(source)}, workload {DraftNames.OneLine(name)}", $"来自 {DraftNames.OneLine(source)} 的工作负载 {DraftNames.OneLine(name)}"),
            Key = name,
            Name = name.Length == 0 ? null : DraftNames.Service(name),
            Version = DraftNames.Version(null, null),
        };
        var ports = Ports(root, values);
        draft = draft with { Ports = [.. ports.Select(port => port.Port)] };
        if (containers.Entries is [{ Value: MapNode container } main, ..])
            draft = Container(draft, container, main.Name, ports, values);
        return new DraftsRead([DraftProbes.Complete(draft) with { Findings = Documents.InOrder(findings) }], []);
    }

    /// <summary>With the first container only, the others being told once each, and without the volumes, which become storage.</summary>
    private static MapNode Alone(MapNode root, MapNode containers)
    {
        if (containers.Count > 1)
            root = root.With("containers", new MapNode(containers.Entries.Take(1), containers.At));
        return root["resources"] is MapNode resources
            ? root.With("resources", new MapNode(resources.Entries.Where(entry => Manifest.Text(entry.Value as MapNode, "type") != "volume"), resources.At))
            : root;
    }

    private static Draft Container(Draft draft, MapNode container, string key, IReadOnlyList<PodPort> ports, SourceValues values)
    {
        var shown = $"containers.{key}";
        var image = values.Text(container, "image", shown)?.Text ?? "";
        var (imagesName, tag, version) = image == "."
            ? (new Found<string>($"/{draft.Name?.Value ?? "service"}", new LocalText("inferred: where the site keeps what is built", "推断：构建出的镜像在现场的位置")), null, draft.Version!)
            : DraftNames.Image(image, null);
        draft = draft with
        {
            Version = version,
            ImagesName = imagesName,
            ImagesTag = imagesName is null ? null : tag,
            ContainerName = DraftNames.Container(key, draft.Name?.Value ?? ""),
            Command = values.Words(container, "command", shown) is { Count: > 0 } command ? new([.. command.Select(ShellWords.Literal)]) : null,
            Args = values.Words(container, "args", shown) is { Count: > 0 } args ? new([.. args.Select(ShellWords.Literal)]) : null,
            Env = [.. Env(container, shown, draft.Key, values)],
            Storage = ScoreVolumes.Read(container, shown, values),
            Requests = DraftAmounts.Read(container, "requests", shown, values),
            Limits = DraftAmounts.Read(container, "limits", shown, values),
            Liveness = PodProbe.Read(container, "livenessProbe", shown, ports, values),
            Readiness = PodProbe.Read(container, "readinessProbe", shown, ports, values),
        };
        if (draft.Storage.Count > 0)
            draft = draft with { SingleActive = new(true, new("inferred: its volume cannot be mounted by several pods", "推断：它的卷不能被多个 Pod 同时挂载")) };
        return DraftAmounts.Fitting(draft, container, shown, values);
    }

    private static List<PodPort> Ports(MapNode root, SourceValues values)
    {
        var ports = new List<PodPort>();
        foreach (var entry in values.Map(values.Map(root, "service", ""), "ports", "service")?.Entries ?? [])
        {
            var shown = $"service.ports.{entry.Name}";
            var map = entry.Value as MapNode;
            var outside = values.Number(map, "port", shown);
            var protocol = values.Text(map, "protocol", shown)?.Text.ToUpperInvariant() ?? "TCP";
            if ((values.Number(map, "targetPort", shown) ?? outside) is not ({ } number and > 0 and <= 65535) || protocol is not ("TCP" or "UDP"))
                values.Tell(entry.Key, shown, NoPort);
            else if (!ports.Any(port => port.Port.Number == number && port.Port.Protocol == protocol))
            {
                var name = DraftNames.Port(entry.Name, (int)number, protocol, [.. ports.Select(port => port.Port.Name.Value)]);
                ports.Add(new PodPort(new DraftPort(name, (int)number, protocol), entry.Name));
                if (outside is { } other && other != number)
                    values.Tell(map!.Entry("port")!.Key, $"{shown}.port", Home.TraitValue($"expose.ports.{name.Value}.port={other}"));
            }
        }
        return ports;
    }

    private static IEnumerable<DraftEnv> Env(MapNode container, string shown, string workload, SourceValues values)
    {
        foreach (var entry in values.Map(container, "variables", shown)?.Entries ?? [])
        {
            if (!DraftNames.IsEnv(entry.Name))
            {
                values.Tell(entry.Key, $"{shown}.variables.{entry.Name}", Home.EnvName);
                continue;
            }
            var text = (entry.Value as ScalarNode)?.Text.Replace("${metadata.name}", workload, StringComparison.Ordinal) ?? "";
            yield return new DraftEnv(entry.Name, text.Replace("$${", "", StringComparison.Ordinal).Contains("${", StringComparison.Ordinal)
                ? new(null, new($"its value; the source says {DraftNames.OneLine(text)}", $"变量的值；来源写的是 {DraftNames.OneLine(text)}"))
                : new(ShellWords.Literal(text.Replace("$${", "${", StringComparison.Ordinal))));
        }
    }
}
