namespace Slipway.Packages;

/// <summary>What an image says about itself and how it wants to be started.</summary>
public sealed record ImageConfig
{
    public required ImagePlatform Platform { get; init; }

    public IReadOnlyList<string> EntryPoint { get; init; } = [];

    /// <summary>Arguments of the entry point, or the command where there is none.</summary>
    public IReadOnlyList<string> Command { get; init; } = [];

    /// <summary>In written order.</summary>
    public IReadOnlyList<(string Name, string Value)> Env { get; init; } = [];

    /// <summary>In the order of numbers; a range that was written as such is spread out only up to 100 ports.</summary>
    public IReadOnlyList<ExposedPort> ExposedPorts { get; init; } = [];

    public IReadOnlyList<string> Volumes { get; init; } = [];

    /// <summary>As written: <c>nobody</c>, <c>1000:1000</c>; null for root.</summary>
    public string? User { get; init; }

    /// <summary>Absolute; <c>/</c> where none is written.</summary>
    public string WorkingDirectory { get; init; } = "/";

    public IReadOnlyDictionary<string, string> Labels { get; init; } = new Dictionary<string, string>();

    /// <summary>Null where the image has none, or switches an inherited one off.</summary>
    public ImageHealthCheck? HealthCheck { get; init; }

    /// <summary>Such as <c>SIGQUIT</c>; null for the runtime's own, SIGTERM.</summary>
    public string? StopSignal { get; init; }

    /// <summary>The digest of each layer's tar, the lowest first.</summary>
    public IReadOnlyList<Digest> DiffIds { get; init; } = [];

    public string? this[string env] => Env.LastOrDefault(variable => variable.Name == env).Value;
}

/// <param name="Protocol"><c>tcp</c>, <c>udp</c> or <c>sctp</c>.</param>
public sealed record ExposedPort(int Number, string Protocol);

/// <summary>Docker's HEALTHCHECK, which Kubernetes does not look at.</summary>
/// <param name="Command">The words; with <paramref name="InShell"/>, one text for the image's shell.</param>
/// <param name="Interval">Null where the runtime's own default holds; so with the others.</param>
public sealed record ImageHealthCheck(IReadOnlyList<string> Command, bool InShell, TimeSpan? Interval, TimeSpan? Timeout, TimeSpan? StartPeriod, int? Retries);
