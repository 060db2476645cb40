using Slipway.Yaml;

namespace Slipway.Components;

public enum ProbeKind
{
    Liveness,
    Startup,
    Readiness,
}

/// <summary>A probe with Kubernetes' defaults filled in; a default's <see cref="Placed{T}.IsDefault"/> says that it was not written.</summary>
public sealed record Probe
{
    public required ProbeKind Kind { get; init; }

    public required ProbeHandler Handler { get; init; }

    /// <summary>Seconds, from 0; default 0.</summary>
    public required Placed<int> InitialDelaySeconds { get; init; }

    /// <summary>Seconds, from 1; default 1.</summary>
    public required Placed<int> TimeoutSeconds { get; init; }

    /// <summary>Seconds, from 1; default 10.</summary>
    public required Placed<int> PeriodSeconds { get; init; }

    /// <summary>From 1; default 1; always 1 for liveness and startup.</summary>
    public required Placed<int> SuccessThreshold { get; init; }

    /// <summary>From 1; default 3.</summary>
    public required Placed<int> FailureThreshold { get; init; }

    /// <summary>Seconds, from 1; null leaves it to the pod; never on a readiness probe.</summary>
    public Placed<int>? TerminationGracePeriodSeconds { get; init; }

    /// <summary>The probe's own key.</summary>
    public required ScalarNode Key { get; init; }

    public required MapNode Node { get; init; }
}

/// <summary>How a probe asks.</summary>
public abstract record ProbeHandler
{
    /// <summary>Equal for two handlers exactly when Kubernetes would do the same for both.</summary>
    public abstract string Form { get; }
}

/// <summary>Runs a command in the container; no shell takes part.</summary>
public sealed record ExecProbe(IReadOnlyList<Placed<string>> Command) : ProbeHandler
{
    public override string Form => string.Join('\0', Command.Select(word => word.Value).Prepend("exec"));
}

/// <param name="Path">Default <c>/</c>.</param>
/// <param name="Scheme"><c>HTTP</c> (the default) or <c>HTTPS</c>.</param>
/// <param name="Host">Null: the pod's own address.</param>
public sealed record HttpProbe(Placed<string> Path, Placed<ProbePort> Port, Placed<string> Scheme, Placed<string>? Host) : ProbeHandler
{
    public IReadOnlyList<HttpHeader> Headers { get; init; } = [];

    // The order of headers of one name counts, that of names does not; a path without its slash is asked with one.
    public override string Form => string.Join('\0', Headers
        .Select(header => (Name: header.Name.Value.ToLowerInvariant(), header.Value.Value))
        .OrderBy(header => header.Name, StringComparer.Ordinal)
        .Select(header => header.Name + ":" + header.Value)
        .Prepend($"{Scheme} {Port.Value.Number} {Host} /{Path.Value.TrimStart('/')}"));
}

public sealed record HttpHeader(Placed<string> Name, Placed<string> Value);

/// <param name="Host">Null: the pod's own address.</param>
public sealed record TcpProbe(Placed<ProbePort> Port, Placed<string>? Host) : ProbeHandler
{
    public override string Form => $"tcp {Port.Value.Number} {Host}";
}

/// <param name="ServiceName">What is put into the health request; null asks for the server as a whole.</param>
public sealed record GrpcProbe(Placed<ProbePort> Port, Placed<string>? ServiceName) : ProbeHandler
{
    public override string Form => $"grpc {Port.Value.Number} {ServiceName}";
}

/// <param name="Number">The number, also where a name was written.</param>
/// <param name="Name">The declared port's name, when it was written as a name.</param>
public sealed record ProbePort(int Number, string? Name);
