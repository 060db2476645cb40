namespace Slipway.Components;

/// <summary>The keys that one kind of map may hold.</summary>
/// <param name="Names">In the order in which help lists them.</param>
internal sealed record KnownFields(params IReadOnlyList<string> Names)
{
    /// <summary>Keys that the format knows and this version cannot deliver.</summary>
    public IReadOnlyList<string> Later { get; init; } = [];

    public static KnownFields Service { get; } = new("format", "name", "version", "workload", "container", "containers", "ports", "adopted")
    {
        Later = ["config", "updater", "rollback", "depsService", "storage", "resources", "shutdown", "singleActive", "build"],
    };

    public static KnownFields Container { get; } = new("name", "imagesName", "imagesTag", "command", "args", "env", "health");

    public static KnownFields Health { get; } = new("livenessProbe", "startupProbe", "readinessProbe");

    public static KnownFields Handlers { get; } = new("exec", "httpGet", "tcpSocket", "grpc");

    public static KnownFields Probe { get; } = new(
    [
        .. Handlers.Names,
        "initialDelaySeconds", "timeoutSeconds", "periodSeconds", "successThreshold", "failureThreshold", "terminationGracePeriodSeconds",
    ]);

    public static KnownFields Exec { get; } = new("command");

    public static KnownFields HttpGet { get; } = new("path", "port", "host", "scheme", "httpHeaders");

    public static KnownFields HttpHeader { get; } = new("name", "value");

    public static KnownFields TcpSocket { get; } = new("port", "host");

    public static KnownFields Grpc { get; } = new("port", "service");

    public static KnownFields Port { get; } = new("port", "protocol");

    public static KnownFields ListedPort { get; } = new("name", "port", "protocol");

    public static KnownFields Adopted { get; } = new("without", "until");

    public static KnownFields Entry { get; } = new("format", "traits", "config", "objects", "patches");
}
