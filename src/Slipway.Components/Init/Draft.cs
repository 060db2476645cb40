using Slipway.Yaml;

namespace Slipway.Components;

/// <summary>A value for a definition, and how it was come by.</summary>
/// <param name="Why">Null where the source says the value; else what stands behind it as a comment.</param>
public sealed record Found<T>(T Value, LocalText? Why = null);

/// <summary>A definition in the making, as far as a source tells it.</summary>
public sealed record Draft
{
    /// <summary>What it was made from, for the first line: <c>compose.yaml, service web</c>.</summary>
    public required LocalText Origin { get; init; }

    /// <summary>The name by which the source knows it; what <c>--service</c> chooses.</summary>
    public required string Key { get; init; }

    public Found<string>? Name { get; init; }

    public Found<string>? Version { get; init; }

    public Found<string>? Workload { get; init; }

    public Found<string>? ImagesName { get; init; }

    /// <summary>Null where it is the version.</summary>
    public Found<string>? ImagesTag { get; init; }

    /// <summary>Null where it is the service's name.</summary>
    public Found<string>? ContainerName { get; init; }

    /// <summary>Null where the image's own entry point is meant.</summary>
    public Found<IReadOnlyList<string>>? Command { get; init; }

    public Found<IReadOnlyList<string>>? Args { get; init; }

    public IReadOnlyList<DraftEnv> Env { get; init; } = [];

    public DraftProbe? Startup { get; init; }

    public DraftProbe? Liveness { get; init; }

    public DraftProbe? Readiness { get; init; }

    public IReadOnlyList<DraftPort> Ports { get; init; } = [];

    public IReadOnlyList<DraftStorage> Storage { get; init; } = [];

    public IReadOnlyList<DraftAmount> Requests { get; init; } = [];

    public IReadOnlyList<DraftAmount> Limits { get; init; } = [];

    /// <summary>Seconds.</summary>
    public Found<int>? Grace { get; init; }

    public MapNode? PreStop { get; init; }

    public Found<bool>? SingleActive { get; init; }

    /// <summary>Names and versions of services of the same source.</summary>
    public IReadOnlyList<DraftDependency> Dependencies { get; init; } = [];

    /// <summary>What does not come over, in the order of the source.</summary>
    public IReadOnlyList<Diagnostic> Findings { get; init; } = [];
}

/// <param name="Value">Null where the source does not say it; <see cref="Found{T}.Why"/> then says what is needed.</param>
public sealed record DraftEnv(string Name, Found<string?> Value);

/// <param name="Handler"><c>exec</c>, <c>httpGet</c>, <c>tcpSocket</c> or <c>grpc</c>.</param>
/// <param name="Times">Fields such as <c>periodSeconds</c>.</param>
public sealed record DraftProbe(string Handler, MapNode Question, IReadOnlyList<(string Name, long Value)> Times, LocalText? Why = null)
{
    public long? Time(string name) => Times.Where(time => time.Name == name).Select(time => (long?)time.Value).FirstOrDefault();

    /// <summary>How times were come by that are not as the source writes them.</summary>
    public IReadOnlyList<(string Name, LocalText? Why)> TimesWhy { get; init; } = [];

    public DraftProbe With(string name, long value, LocalText? why) => this with
    {
        Times = [.. Times.Where(time => time.Name != name), (name, value)],
        TimesWhy = [.. TimesWhy.Where(time => time.Name != name)],
        Why = why,
    };

    /// <summary>Equal for two probes that ask the same, at whatever times.</summary>
    public string Form => $"{Handler} {JsonText.Write(Question)}";
}

/// <param name="Protocol">TCP, UDP or SCTP.</param>
public sealed record DraftPort(Found<string> Name, int Number, string Protocol);

public sealed record DraftStorage(string Name, string Path, LocalText? Why = null)
{
    public string? Size { get; init; }

    public string? Access { get; init; }

    public bool Temporary { get; init; }

    public bool Memory { get; init; }

    public bool ReadOnly { get; init; }
}

/// <param name="Name"><c>cpu</c>, <c>memory</c> or <c>ephemeral-storage</c>.</param>
public sealed record DraftAmount(string Name, string Amount, LocalText? Why = null);

public sealed record DraftDependency(string Name, Found<string> Version);

/// <summary>What a source holds: nothing where a finding is an error.</summary>
public sealed record DraftsRead(IReadOnlyList<Draft> Drafts, IReadOnlyList<Diagnostic> Findings);
