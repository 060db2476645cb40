using System.Text.Json;
using System.Text.Json.Nodes;
using Slipway.Delivery.Kubernetes;
using Slipway.Yaml;

namespace Slipway.Delivery;

/// <summary>What is done to counts around a release, each a step of the run.</summary>
internal static class CountSteps
{
    /// <summary>Under this name a count is given back that somebody had scaled by hand: it is theirs, not ours.</summary>
    private const string GivenBack = "slipway-undo";

    /// <summary>Who decides on the counts of a component, or whose word is missing.</summary>
    public static async Task<IReadOnlyList<CountPlan>> Decide(InstallState state, string component, IReadOnlyList<CountFacts> facts, CancellationToken cancellation)
    {
        var kept = state.Session.Before?.Components.FirstOrDefault(c => c.Name == component)?.Kept ?? [];
        var plans = new List<CountPlan>();
        foreach (var fact in facts)
        {
            var before = kept.FirstOrDefault(k => k.Workload == fact.Workload);
            var plan = fact.Decide(before, state.Request.Counts);
            if (plan.Reason == CountReason.ByHand && state.Request.AskCount is { } ask && await ask(Say(plan)!, cancellation).ConfigureAwait(false) is { } choice)
                plan = fact.Decide(before, choice);
            plans.Add(plan);
        }
        return plans;
    }

    /// <summary>What a person is told of it; null where there is nothing to tell.</summary>
    public static Diagnostic? Say(CountPlan plan)
    {
        if (plan.Live is not { } live)
            return null;
        var (workload, now, configured) = ($"{plan.Workload}", $"{live.Replicas}", $"{plan.Configured}");
        return plan.Reason switch
        {
            CountReason.ByHand => CountRules.ByHand.With([workload, now, configured], Who(live)),
            CountReason.Reset => CountRules.Reset.With([workload, now, configured], Who(live)),
            CountReason.Kept or CountReason.KeptBefore => CountRules.Kept.With(workload, now, configured),
            CountReason.AutoscalerGoes => CountRules.FromAutoscaler.With(workload, now, configured, plan.Autoscaler),
            CountReason.Autoscaler when plan.IsHandedOver || !plan.WasAutoscaled || plan.Configured is not null => CountRules.ToAutoscaler.With(workload, now, plan.Autoscaler),
            CountReason.NoneConfigured => CountRules.NoneConfigured.With(workload, now),
            CountReason.Nothing when plan is { Configured: null, Autoscaler: "" } => SayHalted(plan.Workload, live),
            _ => null,
        };
    }

    /// <summary>Null where it has pods, or is meant to have none.</summary>
    public static Diagnostic? SayHalted(WorkloadId workload, LiveCount live)
        => live.IsHalted ? CountRules.Halted.With([$"{workload}"], Who(live)) : null;

    /// <summary>
    /// Before Helm's upgrade: what it is about to stop naming gets another holder, else the API server would reset it to 1. It is looked at once more,
    /// for what a killed run left may have been taken back meanwhile. Everything that happens to a count stands in the record.
    /// </summary>
    public static async Task Before(InstallState state, ComponentWork work)
    {
        foreach (var plan in work.Counts.Where(p => p.Live is not null))
        {
            var held = plan.IsNotNamed && await Live(state.Session, plan).ConfigureAwait(false) is { IsHelmsAlone: true } live ? live : null;
            if (held is null && !plan.IsEvent)
                continue;
            await state.Session.Step(RunStep.Count, work.Name, async () =>
            {
                if (held is not null)
                    await Hold(state.Session, plan, held.Replicas).ConfigureAwait(false);
                return plan;
            }, _ => null, Facts(plan)).ConfigureAwait(false);
        }
    }

    /// <summary>
    /// After it: an autoscaler that goes may have decided once more between Helm's setting of the count and Helm's deletion of the autoscaler.
    /// </summary>
    public static async Task After(InstallState state, ComponentWork work)
    {
        foreach (var plan in work.Counts.Where(p => p.Reason == CountReason.AutoscalerGoes))
            if (await Live(state.Session, plan).ConfigureAwait(false) is { } live && live.Replicas != plan.Configured)
                await Set(state.Session, plan, plan.Configured!.Value, ClusterClient.FieldManager).ConfigureAwait(false);
    }

    /// <summary>
    /// Before a rollback: a count that the earlier manifest does not name is held, as before an upgrade, at what it was before this run.
    /// </summary>
    /// <returns>Whether the rollback has to take counts from others, as the manifest names them.</returns>
    public static async Task<bool> BeforeRollback(InstallState state, ComponentWork work, IReadOnlyDictionary<WorkloadId, int?> manifest)
    {
        var taken = false;
        foreach (var plan in work.Counts.Where(p => p.Live is not null))
            if (await Live(state.Session, plan).ConfigureAwait(false) is not { } live)
                continue;
            else if (manifest.GetValueOrDefault(plan.Workload) is { } named)
                taken |= live.Replicas != named && live.HasOthers;
            else if (live.IsHelmsAlone)
                await Hold(state.Session, plan, plan.Live!.Replicas).ConfigureAwait(false);
        return taken;
    }

    /// <summary>
    /// After a rollback: the count is what it was before this run, if somebody had scaled it by hand, or if an autoscaler that this run brought had another
    /// word while it went.
    /// </summary>
    public static async Task AfterRollback(InstallState state, ComponentWork work)
    {
        foreach (var plan in work.Counts.Where(p => p.Live is not null && !p.WasAutoscaled))
            if (await Live(state.Session, plan).ConfigureAwait(false) is { } live && live.Replicas != plan.Live!.Replicas)
            {
                await Set(state.Session, plan, plan.Live.Replicas, plan.Live.IsOurs ? ClusterClient.FieldManager : GivenBack).ConfigureAwait(false);
                if (!plan.Live.IsOurs)
                    work.Track.Problems.Add(CountRules.Restored.With($"{plan.Workload}", $"{plan.Live.Replicas}"));
            }
    }

    private static async Task<LiveCount?> Live(Session session, CountPlan plan)
        => await session.Client.Get(plan.Resource, session.Space, plan.Workload.Name).ConfigureAwait(false) is { } found ? LiveCount.Read(found) : null;

    private static Task<JsonElement> Hold(Session session, CountPlan plan, int count)
        => session.Client.Apply(plan.Resource, session.Space, plan.Workload.Name, new JsonObject
        {
            ["apiVersion"] = plan.Resource.ApiVersion,
            ["kind"] = plan.Resource.Kind,
            ["metadata"] = new JsonObject { ["name"] = plan.Workload.Name, ["namespace"] = session.Space },
            ["spec"] = new JsonObject { ["replicas"] = count },
        }.ToJsonString(), force: true);

    private static Task<JsonElement> Set(Session session, CountPlan plan, int count, string manager)
        => session.Client.Patch(plan.Resource, session.Space, plan.Workload.Name, new() { ["spec"] = new JsonObject { ["replicas"] = count } }, manager);

    private static JsonObject Facts(CountPlan plan)
    {
        var facts = new JsonObject
        {
            ["workload"] = $"{plan.Workload}",
            ["live"] = plan.Live!.Replicas,
            ["decision"] = plan.Reason switch
            {
                CountReason.Autoscaler => "autoscaler",
                CountReason.Kept or CountReason.KeptBefore => "kept",
                CountReason.NoneConfigured or CountReason.Nothing => "left",
                _ => "set",
            },
        };
        if (plan.Configured is { } configured)
            facts["configured"] = configured;
        if (plan.Live.Last is { } last)
            facts["setBy"] = $"{last}";
        if (plan.Autoscaler.Length > 0)
            facts["autoscaler"] = plan.Autoscaler;
        return facts;
    }

    private static LocalText Who(LiveCount live) => live.Last is { } last ? new($"{last}", $"{last}") : CountRules.Nobody;
}
