using Semver;
using Slipway.Schema;
using Slipway.Yaml;

namespace Slipway.Components;

/// <summary>A service as its developers describe it (<c>service/alpha1</c>), checked: a value of this type has no errors.</summary>
public sealed record ServiceDefinition
{
    /// <summary>A DNS-1035 label of at most 40 characters.</summary>
    public required Placed<string> Name { get; init; }

    /// <summary>SemVer 2.0, strict.</summary>
    public required Placed<SemVersion> Version { get; init; }

    /// <summary>The version exactly as it was written.</summary>
    public required string VersionText { get; init; }

    /// <summary>The name of the workload definition; <c>stateless</c> unless written.</summary>
    public required Placed<string> Workload { get; init; }

    /// <summary>At least one; none where the workload runs no pods. <c>container</c> gives exactly one.</summary>
    public required IReadOnlyList<ContainerDefinition> Containers { get; init; }

    /// <summary>Names are unique, and so are number and protocol together.</summary>
    public required IReadOnlyList<PortDefinition> Ports { get; init; }

    /// <summary>What the configuration may hold; null for a service without any.</summary>
    public ConfigSchema? Config { get; init; }

    /// <summary>Their <c>from</c> ranges may overlap only where they lead to different versions.</summary>
    public IReadOnlyList<UpdaterDefinition> Updaters { get; init; } = [];

    /// <summary>In written order; names are unique.</summary>
    public IReadOnlyList<ServiceDependency> DepsService { get; init; } = [];

    /// <summary>In written order; no path lies inside another.</summary>
    public IReadOnlyList<StorageDefinition> Storage { get; init; } = [];

    public ResourcesDefinition? Resources { get; init; }

    /// <summary>Null for Kubernetes' own 30 seconds and nothing before.</summary>
    public ShutdownDefinition? Shutdown { get; init; }

    /// <summary>Null for a service whose replicas all work at once.</summary>
    public SingleActiveDefinition? SingleActive { get; init; }

    /// <summary>Null for a service that comes as an image.</summary>
    public BuildDefinition? Build { get; init; }

    /// <summary>What an adopted service may still lack; null for a service that was not adopted.</summary>
    public Adopted? Adopted { get; init; }

    /// <summary>The whole definition, with what stands in files beside it.</summary>
    public required MapNode Node { get; init; }
}

/// <summary>An image, and how it is started.</summary>
public record ContainerProgram
{
    /// <summary>A DNS label; the service's name unless written.</summary>
    public required Placed<string> Name { get; init; }

    public required Placed<ImageName> ImagesName { get; init; }

    /// <summary>The service's version unless written (an updater's: the version that it leads to), with <c>_</c> for the <c>+</c> that no tag may hold.</summary>
    public required Placed<string> ImagesTag { get; init; }

    /// <summary>
    /// <c>/dockerentrypoint.sh</c> unless written. Empty only where the image's own entry point is meant: by <c>command: []</c>, or because the
    /// image is built from a binary.
    /// </summary>
    public required IReadOnlyList<Placed<string>> Command { get; init; }

    public required IReadOnlyList<Placed<string>> Args { get; init; }

    /// <summary>In written order; names are unique.</summary>
    public required IReadOnlyList<EnvVariable> Env { get; init; }

    public required MapNode Node { get; init; }
}

/// <summary>A container of a service.</summary>
public sealed record ContainerDefinition : ContainerProgram
{
    public required HealthDefinition Health { get; init; }
}

/// <param name="Value">As written: <c>3.10</c> stays <c>3.10</c>, <c>yes</c> stays <c>yes</c>.</param>
/// <param name="Key">The place of the name.</param>
public sealed record EnvVariable(string Name, Placed<string> Value, ScalarNode Key);

/// <summary>The three probes. One is null only where <see cref="Adopted"/> excuses it.</summary>
public sealed record HealthDefinition(Probe? Liveness, Probe? Startup, Probe? Readiness)
{
    /// <summary>How long the service says it takes to start at most, 1 to 86400; null when it does not say. The startup probe waits at least as long.</summary>
    public Placed<int>? StartupSeconds { get; init; }

    public IEnumerable<Probe> Probes => new[] { Liveness, Startup, Readiness }.OfType<Probe>();
}

/// <param name="Name">An IANA service name; a port listed without one is named by protocol and number, such as <c>tcp-8080</c>.</param>
/// <param name="Number">1 to 65535.</param>
/// <param name="Protocol">TCP (the default), UDP or SCTP.</param>
public sealed record PortDefinition(Placed<string> Name, Placed<int> Number, Placed<string> Protocol);

/// <summary>What a service that came from elsewhere may lack until its next release.</summary>
/// <param name="Without">Of <c>livenessProbe</c>, <c>startupProbe</c>, <c>readinessProbe</c>, <c>distinctProbes</c>.</param>
/// <param name="Until">The first version that has to be complete.</param>
public sealed record Adopted(IReadOnlyList<string> Without, Placed<SemVersion> Until, MapNode Node)
{
    public const string DistinctProbes = "distinctProbes";

    public bool Excuses(string what) => Without.Contains(what, StringComparer.OrdinalIgnoreCase);
}
