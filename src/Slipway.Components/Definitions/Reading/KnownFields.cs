namespace Slipway.Components;

/// <summary>The keys that one kind of map may hold, found without regard to case.</summary>
internal sealed class KnownFields
{
    private readonly Dictionary<string, string> spellings;
    private readonly HashSet<string> later;

    private KnownFields(params IReadOnlyList<string> names) : this(names, [])
    {
    }

    private KnownFields(IReadOnlyList<string> names, IReadOnlyList<string> later)
    {
        Names = names;
        List = string.Join(", ", names);
        this.later = later.ToHashSet(StringComparer.Ordinal);
        spellings = names.Concat(later).ToDictionary(name => name, StringComparer.OrdinalIgnoreCase);
    }

    /// <summary>In the order in which help lists them.</summary>
    public IReadOnlyList<string> Names { get; }

    /// <summary>The names as help lists them.</summary>
    public string List { get; }

    /// <summary>The names, and those that the format knows and this version cannot deliver.</summary>
    public IEnumerable<string> All => spellings.Values;

    /// <summary>Our own spelling of a key; null when it is unknown here.</summary>
    public string? Spelling(string key) => spellings.GetValueOrDefault(key);

    /// <param name="name">In our own spelling.</param>
    public bool IsLater(string name) => later.Contains(name);

    public static KnownFields Service { get; } = new(
        ["format", "name", "version", "workload", "container", "containers", "ports", "adopted"],
        ["config", "updater", "rollback", "depsService", "storage", "resources", "shutdown", "singleActive", "build"]);

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
