using System.Globalization;
using System.Text.Json;
using Slipway.Delivery.Kubernetes;

namespace Slipway.Delivery;

/// <summary>Somebody who set a workload's count, as the API server noted it.</summary>
/// <param name="Manager">The program's own word: <c>helm</c>, <c>kubectl</c>, <c>kube-controller-manager</c> …</param>
/// <param name="Time">Null for what came by the scale subresource: the API server notes no time there.</param>
public sealed record CountOwner(string Manager, DateTimeOffset? Time)
{
    /// <summary>What Helm or Slipway set is what an earlier configuration said.</summary>
    public bool IsOurs => Manager is ClusterClient.HelmManager or ClusterClient.FieldManager;

    public override string ToString()
        => Time is { } time ? $"{Manager}, {time.ToUniversalTime().ToString("yyyy-MM-dd HH:mm:ss'Z'", CultureInfo.InvariantCulture)}" : Manager;
}

/// <summary>How many pods a workload in the cluster asks for, and who said so.</summary>
/// <param name="Owners">Empty when nobody set it (Kubernetes' default), or when the server does not tell.</param>
public sealed record LiveCount(int Replicas, IReadOnlyList<CountOwner> Owners)
{
    /// <summary>Nobody but Helm holds the count: when its manifest stops naming one, the API server resets it to 1.</summary>
    public bool IsHelmsAlone => Owners.Count > 0 && Owners.All(o => o.Manager == ClusterClient.HelmManager);

    /// <summary>Nobody ever said a count.</summary>
    public bool IsDefault => Replicas == 1 && Owners.Count == 0;

    /// <summary>Somebody has brought it down to nothing. What KEDA sends to sleep wakes up by itself.</summary>
    public bool IsHalted => Replicas == 0 && !IsOurs && !Owners.Any(o => o.Manager.StartsWith("keda", StringComparison.Ordinal));

    public bool IsOurs => Owners.Any(o => o.IsOurs);

    public bool HasOthers => Owners.Any(o => o.Manager != ClusterClient.HelmManager);

    /// <summary>Who set it last; null when nobody is known.</summary>
    public CountOwner? Last => Owners.MaxBy(o => o.Time ?? DateTimeOffset.MinValue);

    internal static LiveCount Read(JsonElement workload)
        => new(workload.At("spec", "replicas") is null ? 1 : (int)workload.Number("spec", "replicas"), [.. workload.Items("metadata", "managedFields").Where(HoldsCount).Select(Owner)]);

    private static bool HoldsCount(JsonElement entry) => entry.At("fieldsV1", "f:spec", "f:replicas") is not null;

    private static CountOwner Owner(JsonElement entry) => new(
        entry.Text("manager") ?? "?",
        DateTimeOffset.TryParse(entry.Text("time"), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time) ? time : null);
}
