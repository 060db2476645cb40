using Slipway.Yaml;

namespace Slipway.Components;

/// <summary>A probe in Kubernetes' own form, with the fields that were written.</summary>
public static class ProbeValues
{
    public static MapNode Of(Probe probe)
    {
        var entries = new List<(string, Node)> { Handler(probe.Handler) };
        Add(entries, "initialDelaySeconds", probe.InitialDelaySeconds);
        Add(entries, "timeoutSeconds", probe.TimeoutSeconds);
        Add(entries, "periodSeconds", probe.PeriodSeconds);
        Add(entries, "successThreshold", probe.SuccessThreshold);
        Add(entries, "failureThreshold", probe.FailureThreshold);
        if (probe.TerminationGracePeriodSeconds is { } grace)
            entries.Add(("terminationGracePeriodSeconds", Node.Of((long)grace.Value, grace.At)));
        return new MapNode(entries.Select(e => new MapEntry(Node.Of(e.Item1), e.Item2)), probe.Node.At);
    }

    private static void Add(List<(string, Node)> entries, string name, Placed<int> number)
    {
        if (!number.IsDefault)
            entries.Add((name, Node.Of((long)number.Value, number.At)));
    }

    private static (string, Node) Handler(ProbeHandler handler) => handler switch
    {
        ExecProbe exec => ("exec", Node.Map(("command", Node.List(exec.Command.Select(w => Node.Of(w.Value, w.At)))))),
        HttpProbe http => ("httpGet", Request(http)),
        TcpProbe tcp => ("tcpSocket", WithHost(Node.Map(("port", Port(tcp.Port))), tcp.Host)),
        GrpcProbe grpc => ("grpc", Grpc(grpc)),
        _ => throw new InvalidOperationException($"A probe of the unknown kind {handler.GetType().Name}."),
    };

    public static MapNode Request(HttpProbe http)
    {
        var map = WithHost(Node.Map(("path", Node.Of(http.Path.Value, http.Path.At)), ("port", Port(http.Port))), http.Host);
        if (!http.Scheme.IsDefault)
            map = map.With("scheme", Node.Of(http.Scheme.Value, http.Scheme.At));
        return http.Headers.Count == 0
            ? map
            : map.With("httpHeaders", Node.List(http.Headers.Select(h => Node.Map(("name", Node.Of(h.Name.Value)), ("value", Node.Of(h.Value.Value))))));
    }

    // Kubernetes' gRPC probe takes a number only.
    private static MapNode Grpc(GrpcProbe grpc)
    {
        var map = Node.Map(("port", Node.Of((long)grpc.Port.Value.Number, grpc.Port.At)));
        return grpc.ServiceName is { } service ? map.With("service", Node.Of(service.Value, service.At)) : map;
    }

    private static MapNode WithHost(MapNode map, Placed<string>? host)
        => host is { } named ? map.With("host", Node.Of(named.Value, named.At)) : map;

    private static ScalarNode Port(Placed<ProbePort> port)
        => port.Value.Name is { } name ? Node.Of(name, port.At) : Node.Of((long)port.Value.Number, port.At);
}
