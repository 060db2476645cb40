using Slipway.Delivery.Kubernetes;

namespace Slipway.Delivery;

/// <summary>What is done with a count that somebody scaled by hand.</summary>
public enum CountChoice
{
    /// <summary>It stays, through this and later installs, until the configured count changes or a reset is asked for.</summary>
    Keep,

    /// <summary>The configured count is set.</summary>
    Reset,
}

/// <summary>A count that somebody scaled by hand and that is to stay.</summary>
/// <param name="Configured">What the configuration said when that was decided; another one is asked about anew.</param>
public sealed record KeptCount(WorkloadId Workload, int Configured);

/// <summary>Why a run treats a workload's count as it does.</summary>
public enum CountReason
{
    /// <summary>The manifest says it, or has never said it: there is nothing to do.</summary>
    Nothing,

    /// <summary>An autoscaler decides.</summary>
    Autoscaler,

    /// <summary>The autoscaler goes, and the configured count is set.</summary>
    AutoscalerGoes,

    /// <summary>No count is configured any more; the live one stays.</summary>
    NoneConfigured,

    /// <summary>The configured count changed, and somebody beside Helm holds the live one.</summary>
    Changed,

    /// <summary>Scaled by hand; somebody has to say what becomes of it.</summary>
    ByHand,

    /// <summary>Scaled by hand, and it was said now that it stays.</summary>
    Kept,

    /// <summary>Scaled by hand, and an earlier run was told that it stays.</summary>
    KeptBefore,

    /// <summary>Scaled by hand, and it was said now that the configured count is set.</summary>
    Reset,
}

/// <summary>What a run does with the count of one workload.</summary>
/// <param name="Configured">The count that the component sets; null when it sets none.</param>
/// <param name="Live">Null when there is no such workload yet.</param>
/// <param name="Autoscaler">The name of the one that decides or decided; empty when there is none.</param>
public sealed record CountPlan(WorkloadId Workload, ApiResource Resource, int? Configured, LiveCount? Live, CountReason Reason, string Autoscaler = "")
{
    /// <summary>An autoscaler decided when the run began.</summary>
    public bool WasAutoscaled { get; init; }

    /// <summary>The manifest names no count, though the component or a template that looks into the cluster would.</summary>
    public bool IsLeftOut => Reason is CountReason.Autoscaler or CountReason.Kept or CountReason.KeptBefore;

    /// <summary>Helm's apply takes the count from others.</summary>
    public bool IsTaken => Reason is CountReason.AutoscalerGoes or CountReason.Changed or CountReason.Reset;

    /// <summary>The manifest names no count, for whichever reason.</summary>
    public bool IsNotNamed => IsLeftOut || Configured is null;

    /// <summary>Before Helm stops naming the count, Slipway holds it: else the API server would reset it to 1.</summary>
    public bool IsHandedOver => Live is { IsHelmsAlone: true } && IsNotNamed;

    /// <summary>Something happens to the count, or to who decides on it, that is worth a line in the record.</summary>
    public bool IsEvent => Live is not null && (IsTaken || IsHandedOver || Reason == CountReason.Kept || (Reason == CountReason.Autoscaler && !WasAutoscaled));
}

/// <summary>What is known of a workload's count before it is decided on.</summary>
/// <param name="Rendered">An autoscaler of the component that aims at it; empty when there is none.</param>
/// <param name="Standing">An autoscaler in the cluster that aims at it and stays, whoever made it; empty when there is none.</param>
/// <param name="Going">An autoscaler of this release that the component has no more; null when there is none.</param>
internal sealed record CountFacts(WorkloadId Workload, ApiResource Resource, int? Configured, LiveCount? Live, string Rendered, string Standing, Autoscaler? Going)
{
    /// <summary>Decides, without looking at anything else.</summary>
    /// <param name="kept">What an earlier run was told to keep.</param>
    /// <param name="choice">What this run was told; null when nobody said anything.</param>
    public CountPlan Decide(KeptCount? kept, CountChoice? choice)
    {
        var autoscaler = Rendered.Length > 0 ? Rendered : Standing.Length > 0 ? Standing : Going?.Name ?? "";
        return new(Workload, Resource, Configured, Live, ReasonOf(kept, choice), autoscaler) { WasAutoscaled = Standing.Length > 0 || Going is not null };
    }

    private CountReason ReasonOf(KeptCount? kept, CountChoice? choice)
    {
        // Somebody else's autoscaler beside a component that sets no count needs nothing of us.
        if (Rendered.Length > 0 || (Standing.Length > 0 && Configured is not null))
            return CountReason.Autoscaler;
        if (Live is null)
            return CountReason.Nothing;
        if (Configured is not { } configured)
            return Live.IsHelmsAlone ? CountReason.NoneConfigured : CountReason.Nothing;
        if (Live.Replicas == configured || Live.IsDefault)
            return CountReason.Nothing;
        if (Going?.Has(Live) == true)
            return CountReason.AutoscalerGoes;
        // What Helm or Slipway set stands there: so it is the configuration that changed.
        if (Live.IsOurs)
            return Live.HasOthers ? CountReason.Changed : CountReason.Nothing;
        return choice switch
        {
            CountChoice.Reset => CountReason.Reset,
            _ when kept?.Configured == configured => CountReason.KeptBefore,
            CountChoice.Keep => CountReason.Kept,
            _ => CountReason.ByHand,
        };
    }
}
