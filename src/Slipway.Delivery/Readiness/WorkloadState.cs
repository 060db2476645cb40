using System.Text.Json;
using Slipway.Delivery.Kubernetes;
using Slipway.Yaml;

namespace Slipway.Delivery;

/// <summary>A controller of pods; of a component without pods, an object by which it is reached.</summary>
/// <param name="Kind">Deployment, StatefulSet, DaemonSet or Job; Service or EndpointSlice.</param>
public sealed record WorkloadId(string Kind, string Name)
{
    public override string ToString() => $"{Kind} {Name}";

    /// <summary>Null when this kind is not one that is waited for.</summary>
    public static ApiResource? ResourceOf(string apiVersion, string kind) => ResourceOf(kind) is { } resource && resource.ApiVersion == apiVersion ? resource : null;

    /// <summary>The same of one that a receipt names.</summary>
    internal static ApiResource? ResourceOf(string kind) => kind switch
    {
        "Deployment" => ApiResource.Deployments,
        "StatefulSet" => ApiResource.StatefulSets,
        "DaemonSet" => ApiResource.DaemonSets,
        "Job" => ApiResource.Jobs,
        _ => null,
    };
}

/// <summary>What the API says about one workload at one moment. Objects that belong to others are ignored, so lists may hold more than its own.</summary>
/// <param name="Controller">Null when it does not exist.</param>
public sealed record WorkloadState(
    WorkloadId Id,
    JsonElement? Controller,
    IReadOnlyList<JsonElement> ReplicaSets,
    IReadOnlyList<JsonElement> Pods,
    IReadOnlyList<JsonElement> Events);

/// <summary>One reason why a workload is not ready.</summary>
/// <param name="Pod">Empty when the reason lies at the controller.</param>
/// <param name="CannotHeal">Waiting longer will not help.</param>
/// <param name="LogHelps">The log of the container that ended says more.</param>
public sealed record Blocker(Diagnostic Problem, string Pod = "", string Container = "", bool CannotHeal = false, bool LogHelps = false)
{
    /// <summary>The same reason keeps its key while counters and wording in its message change.</summary>
    internal string Key => $"{Problem.Rule.Code}/{Pod}/{Container}";
}

/// <summary>How far a workload is.</summary>
public sealed record Readiness(WorkloadId Workload, bool IsReady, int Ready, int Wanted, IReadOnlyList<Blocker> Blockers);
