using Slipway.Yaml;

namespace Slipway.Components;

/// <summary>How the service is asked to end.</summary>
/// <param name="GraceSeconds">1 to 3600, default 30: after that the container is killed, <paramref name="PreStop"/> included.</param>
/// <param name="PreStop">What happens before the container is told to end; null for nothing.</param>
public sealed record ShutdownDefinition(Placed<int> GraceSeconds, PreStop? PreStop, MapNode Node);

public abstract record PreStop;

/// <summary>Runs a command in the container; no shell takes part.</summary>
public sealed record PreStopCommand(IReadOnlyList<Placed<string>> Words) : PreStop;

public sealed record PreStopRequest(HttpProbe Request) : PreStop;

/// <param name="Seconds">Less than the grace period.</param>
public sealed record PreStopSleep(Placed<int> Seconds) : PreStop;

/// <summary>One pod at a time does the work.</summary>
/// <param name="Standby">0: one pod alone, which never overlaps another. 1 to 10: so many others stand ready.</param>
public sealed record SingleActiveDefinition(int Standby, Node Node);
