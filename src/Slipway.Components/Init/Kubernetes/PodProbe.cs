using Slipway.Yaml;

namespace Slipway.Components;

/// <summary>A probe as it stands in a manifest. What Kubernetes would take anyway is left out.</summary>
internal static class PodProbe
{
    private static readonly (string Name, long Default, long Least)[] Times =
        [("initialDelaySeconds", 0, 0), ("timeoutSeconds", 1, 1), ("periodSeconds", 10, 1), ("successThreshold", 1, 1), ("failureThreshold", 3, 1), ("terminationGracePeriodSeconds", -1, 1)];

    private static readonly Home NotUnderstood = Home.Other(
        "it has no question that is understood here, or names an unknown port", "其中没有可识别的探测方式，或引用了未知的端口",
        "write this probe under `container.health`", "请在 `container.health` 下写出该探针");

    public static DraftProbe? Read(MapNode container, string name, string shown, IReadOnlyList<PodPort> ports, SourceValues values)
    {
        if (values.Map(container, name, shown) is not { Count: > 0 } probe)
            return null;
        // Where a source has two handlers, the command is preferred, as Score asks for.
        foreach (var handler in KnownFields.Handlers.Names)
            if (values.Map(probe, handler, $"{shown}.{name}") is { } map && Question(handler, map, $"{shown}.{name}.{handler}", ports, values) is { } question)
                return new DraftProbe(handler, question, [.. TimesOf(probe, name, $"{shown}.{name}", values)]);
        values.Tell(container.Entry(name)!.Key, $"{shown}.{name}", NotUnderstood);
        return null;
    }

    private static IEnumerable<(string, long)> TimesOf(MapNode probe, string name, string shown, SourceValues values)
    {
        foreach (var (time, standard, least) in Times)
            if (values.Number(probe, time, shown) is { } value && value >= least && value != standard && value <= int.MaxValue
                && !(time == "successThreshold" && name != "readinessProbe") && !(time == "terminationGracePeriodSeconds" && name == "readinessProbe"))
                yield return (time, value);
    }

    private static MapNode? Question(string handler, MapNode map, string shown, IReadOnlyList<PodPort> ports, SourceValues values)
    {
        if (handler == "exec")
            return values.Words(map, "command", shown) is { Count: > 0 } words && words[0].Length > 0 ? Node.Map(("command", Node.List(words.Select(word => (Node)Node.Of(word))))) : null;
        if (Port(values.Text(map, "port", shown), ports) is not { } port)
            return null;
        var entries = new List<(string, Node)>();
        if (handler == "httpGet" && values.Text(map, "path", shown) is { Text.Length: > 0 } path)
            entries.Add(("path", Node.Of(path.Text)));
        entries.Add(("port", port));
        if (handler == "httpGet" && values.Text(map, "scheme", shown) is { Text: "HTTPS" or "https" })
            entries.Add(("scheme", Node.Of("HTTPS")));
        if (values.Text(map, handler == "grpc" ? "service" : "host", shown) is { Text.Length: > 0 } other)
            entries.Add((handler == "grpc" ? "service" : "host", Node.Of(other.Text)));
        if (handler == "httpGet" && Headers(map, shown, values) is { Items.Count: > 0 } headers)
            entries.Add(("httpHeaders", headers));
        return Node.Map(entries);
    }

    private static ListNode Headers(MapNode map, string shown, SourceValues values)
        => Node.List(values.Maps(map, "httpHeaders", shown)
            .Where(header => Manifest.Text(header.Map, "name") is { Length: > 0 } name && name.All(c => char.IsAsciiLetterOrDigit(c) || "!#$%&'*+-.^_`|~".Contains(c)))
            .Select(header => (Node)Node.Map(("name", Node.Of(Manifest.Text(header.Map, "name")!)), ("value", Node.Of(Manifest.Text(header.Map, "value") ?? "")))));

    /// <summary>The declared port's name where there is one; else the number.</summary>
    private static ScalarNode? Port(ScalarNode? written, IReadOnlyList<PodPort> ports)
    {
        if (written is null)
            return null;
        if (ports.FirstOrDefault(port => port.WrittenName == written.Text && port.Port.Protocol == "TCP") is { } named)
            return Node.Of(named.Port.Name.Value);
        if (!int.TryParse(written.Text, out var number) || number is < 1 or > 65535)
            return null;
        return ports.FirstOrDefault(port => port.Port.Number == number && port.Port.Protocol == "TCP") is { } declared ? Node.Of(declared.Port.Name.Value) : Node.Of(number);
    }
}
