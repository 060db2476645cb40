using System.Buffers;
using Slipway.Yaml;

namespace Slipway.Components;

/// <summary>How a probe asks: exactly one of exec, httpGet, tcpSocket and grpc.</summary>
internal static class HandlerReader
{
    /// <summary>RFC 9110, token.</summary>
    private static readonly SearchValues<char> HeaderCharacters =
        SearchValues.Create("!#$%&'*+-.^_`|~0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ");

    private static readonly LocalText NoPorts = new(
        "no port is declared: write a number from 1 to 65535, or add `ports: {{{1}: 8080}}` at the root",
        "没有声明任何端口：请填写 1 至 65535 的端口号，或在根部添加 `ports: {{{1}: 8080}}`");

    public static ProbeHandler? Read(FieldReader probe, DefinitionScope scope)
    {
        var given = KnownFields.Handlers.Names.Where(probe.Has).ToList();
        if (given.Count == 0)
            scope.Add(ProbeRules.NoHandler, probe.Place.At, probe.Place.Path);
        var written = given.Select(probe.Entry).OfType<MapEntry>().OrderBy(entry => entry.Key.At?.Span.Start).ToList();
        foreach (var second in written.Skip(1))
            scope.Findings.Add(TwoPlaces.Say(ProbeRules.SeveralHandlers, second.Key, written[0].Key, probe.Place.Path, written[0].Name, second.Name));
        var handlers = new ProbeHandler?[] { Exec(probe, scope), Http(probe, scope), Tcp(probe, scope), Grpc(probe, scope) };
        return given.Count == 1 ? handlers.FirstOrDefault(handler => handler is not null) : null;
    }

    public static ExecProbe? Exec(FieldReader probe, DefinitionScope scope)
    {
        if (probe.Fields("exec", KnownFields.Exec) is not { } fields)
            return null;
        fields.Require("command", "command: [cat, /tmp/healthy]");
        if (fields.Entry("command") is not { } entry)
            return null;
        var before = scope.Findings.Count;
        var words = WordsReader.Read(entry.Value, fields.PlaceOf("command"), scope.Findings);
        if (scope.Findings.Count == before && (words.Count == 0 || words[0].Value.Length == 0))
            scope.Add(ProbeRules.EmptyCommand, entry.Key.At, fields.Place.To("command"));
        return words.Count == 0 ? null : new ExecProbe(words);
    }

    public static HttpProbe? Http(FieldReader probe, DefinitionScope scope)
    {
        if (probe.Fields("httpGet", KnownFields.HttpGet) is not { } fields)
            return null;
        // Kubernetes takes an empty path for none.
        var path = fields.WrittenValue("path") is { } written ? written with { Value = written.Value.Length == 0 ? "/" : written.Value } : new Placed<string>("/");
        var scheme = fields.Text("scheme");
        if (scheme is { Text: not ("HTTP" or "HTTPS") })
            scope.Findings.Add(Diagnostic.Of(ProbeRules.Scheme, scheme, fields.Place.To("scheme"), Place.Cut(scheme.Text)) with
            {
                Edits = scheme is { At: { } at } && scheme.Text.ToUpperInvariant() is "HTTP" or "HTTPS" ? [new Edit(at, scheme.Text.ToUpperInvariant(), Safe: true)] : [],
            });
        var headers = fields.Entry("httpHeaders") is { } entry ? Headers(entry.Value, fields.PlaceOf("httpHeaders"), scope.Findings) : [];
        var host = fields.WrittenValue("host");
        return Port(fields, scope) is { } port
            ? new HttpProbe(path, port, new Placed<string>(scheme?.Text ?? "HTTP", scheme), host) { Headers = headers }
            : null;
    }

    private static TcpProbe? Tcp(FieldReader probe, DefinitionScope scope)
        => probe.Fields("tcpSocket", KnownFields.TcpSocket) is { } fields && (Port(fields, scope), fields.WrittenValue("host")) is ({ } port, var host)
            ? new TcpProbe(port, host)
            : null;

    private static GrpcProbe? Grpc(FieldReader probe, DefinitionScope scope)
        => probe.Fields("grpc", KnownFields.Grpc) is { } fields && (Port(fields, scope), fields.WrittenValue("service")) is ({ } port, var service)
            ? new GrpcProbe(port, service)
            : null;

    /// <summary>A number, or the name of a port that the service declares.</summary>
    private static Placed<ProbePort>? Port(FieldReader fields, DefinitionScope scope)
    {
        fields.Require("port", "port: 8080");
        if (fields.Entry("port") is not { } entry)
            return null;
        if (entry.Value is not ScalarNode { Kind: ScalarKind.String } name || (name.Text.Length > 0 && name.Text.All(char.IsAsciiDigit)))
        {
            if (fields.Whole("port", 1, 65535) is not { } number)
                return null;
            CheckProtocol(number.Value, entry.Value, fields.Place.To("port"), scope);
            return new Placed<ProbePort>(new ProbePort(number.Value, null), number.Node);
        }
        if (scope.Ports.FirstOrDefault(port => port.Name.Value == name.Text) is { } declared)
        {
            if (declared.Protocol.Value is "UDP" or "SCTP")
                scope.Findings.Add(Diagnostic.Of(ProbeRules.NotOverTcp, name, fields.Place.To("port"), $"{declared.Number}", $"{declared.Protocol}"));
            return new Placed<ProbePort>(new ProbePort(declared.Number.Value, name.Text), name);
        }
        if (!scope.PortsAreFaulty)
            scope.Findings.Add(Unknown(name, fields.Place.To("port"), scope.Ports));
        return null;
    }

    /// <summary>A number may be declared for several protocols; one that is not declared at all may still be listened to.</summary>
    private static void CheckProtocol(int number, Node value, string path, DefinitionScope scope)
    {
        var declared = scope.Ports.Where(port => port.Number.Value == number).Select(port => port.Protocol.Value).ToList();
        if (declared.Count > 0 && declared.All(protocol => protocol is "UDP" or "SCTP"))
            scope.Findings.Add(Diagnostic.Of(ProbeRules.NotOverTcp, value, path, $"{number}", string.Join(", ", declared)));
    }

    private static Diagnostic Unknown(ScalarNode name, string path, IReadOnlyList<PortDefinition> ports)
    {
        var declared = string.Join(", ", ports.Select(port => $"{port.Name} ({port.Number})"));
        return Diagnostic.Of(ProbeRules.UnknownPort, name, path, Place.Cut(name.Text), declared) with { SpecialHelp = ports.Count == 0 ? NoPorts : null };
    }

    private static List<HttpHeader> Headers(Node value, Place place, List<Diagnostic> findings)
    {
        var headers = new List<HttpHeader>();
        if (value is not ListNode list)
        {
            findings.Add(Diagnostic.Of(DefinitionRules.NotList, Place.Start(value), place.Path, Place.Shown(value)));
            return headers;
        }
        foreach (var (item, index) in list.Items.Select((item, index) => (item, index)))
        {
            if (FieldReader.Of(item, place.Item(index, item), KnownFields.HttpHeader, findings) is not { } fields)
                continue;
            fields.Require("name", "name: X-Probe");
            fields.Require("value", "value: \"1\"");
            var name = fields.WrittenValue("name");
            if (name is { } written && (written.Value.Length == 0 || written.Value.AsSpan().ContainsAnyExcept(HeaderCharacters)))
                findings.Add(Diagnostic.Of(ProbeRules.HeaderName, written.Node!, Place.Cut(written.Value)));
            if (name is { } key && fields.WrittenValue("value") is { } text)
                headers.Add(new HttpHeader(key, text));
        }
        return headers;
    }
}
