using System.Text.Json;
using Slipway.Components;
using Slipway.Delivery.Kubernetes;

namespace Slipway.Delivery;

/// <summary>From what the API says to how far a workload is and what blocks it. Pure: the same state gives the same answer.</summary>
public static class Explain
{
    public static Readiness Of(WorkloadState state)
    {
        if (state.Controller is not { } controller)
            return new(state.Id, false, 0, 0, [new(ReadinessRules.Missing.With($"{state.Id}"), CannotHeal: true)]);
        var (isReady, ready, wanted) = Count(state, controller);
        return new(state.Id, isReady, ready, wanted, isReady ? [] : Blockers(state, controller));
    }

    /// <summary>As <see cref="Of(WorkloadState)"/>, when time is up: where nothing is known to be wrong, what the pods were still at.</summary>
    public static Readiness AtTheEnd(WorkloadState state)
    {
        var readiness = Of(state);
        if (readiness.IsReady || readiness.Blockers.Count > 0 || state.Controller is not { } controller)
            return readiness;
        return readiness with
        {
            Blockers = [.. PodsOf(state, MakersOfPods(state, controller))
                .SelectMany(pod => ExplainPod.NotYet(pod, EventText.Newest(EventsOf(state, pod))?.Text("message") ?? "-"))],
        };
    }

    private static IEnumerable<JsonElement> PodsOf(WorkloadState state, List<JsonElement> makers)
        => state.Pods.Where(pod => makers.Any(m => pod.IsOwnedBy(m.Uid()))).OrderBy(pod => pod.Name(), StringComparer.Ordinal);

    private static List<JsonElement> EventsOf(WorkloadState state, JsonElement pod) => [.. state.Events.Where(e => e.Text("involvedObject", "uid") == pod.Uid())];

    private static (bool IsReady, int Ready, int Wanted) Count(WorkloadState state, JsonElement controller)
    {
        var seen = controller.Number("status", "observedGeneration") >= controller.Number("metadata", "generation");
        var status = controller.At("status") ?? default;
        switch (state.Id.Kind)
        {
            case "Deployment":
                var replicas = Wanted(controller);
                var (updated, available, all) = (Of(status, "updatedReplicas"), Of(status, "availableReplicas"), Of(status, "replicas"));
                // While old pods still run the count of available ones includes them; the new ones are then counted themselves.
                var ready = all <= updated ? available : MakersOfPods(state, controller).Sum(set => (int)set.Number("status", "availableReplicas"));
                return (seen && updated >= replicas && all <= updated && available >= replicas, Math.Min(updated, ready), replicas);
            case "StatefulSet":
                var members = Wanted(controller);
                var onDelete = controller.Text("spec", "updateStrategy", "type") == "OnDelete";
                // Pods below the partition stay as they are until somebody lowers it.
                var updating = Math.Max(0, members - (int)controller.Number("spec", "updateStrategy", "rollingUpdate", "partition"));
                // Equal revisions alone say nothing: a set that took over pods of an earlier one has never had another, and these may be of another template.
                var current = onDelete || Of(status, "updatedReplicas") >= updating
                    || (status.Text("updateRevision") == status.Text("currentRevision") && Of(status, "currentReplicas") >= members);
                var membersReady = Of(status, "readyReplicas");
                return (seen && current && membersReady >= members, current ? membersReady : Math.Min(membersReady, Of(status, "updatedReplicas")), members);
            case "DaemonSet":
                var nodes = Of(status, "desiredNumberScheduled");
                var isCurrent = controller.Text("spec", "updateStrategy", "type") == "OnDelete" || Of(status, "updatedNumberScheduled") >= nodes;
                return (seen && isCurrent && Of(status, "numberAvailable") >= nodes, Of(status, "numberAvailable"), nodes);
            default:
                var completions = controller.At("spec", "completions") is null ? 1 : Of(controller.At("spec") ?? default, "completions");
                return (controller.Condition("Complete")?.Text("status") == "True", Of(status, "succeeded"), completions);
        }
    }

    private static int Of(JsonElement status, string name) => status.ValueKind == JsonValueKind.Object ? (int)status.Number(name) : 0;

    private static int Wanted(JsonElement controller) => controller.At("spec", "replicas") is null ? 1 : (int)controller.Number("spec", "replicas");

    private static List<Blocker> Blockers(WorkloadState state, JsonElement controller)
    {
        var makers = MakersOfPods(state, controller);
        var told = PodsOf(state, makers)
            .Select(pod => (Pod: pod, Found: ExplainPod.Of(pod, EventsOf(state, pod), state.Events).ToList()))
            .Where(pod => pod.Found.Count > 0)
            .ToList();
        // A Job leaves every attempt standing; the newest says what keeps it from its end.
        if (state.Id.Kind == "Job")
            told = [.. told.OrderByDescending(t => t.Pod.Text("metadata", "creationTimestamp"), StringComparer.Ordinal).Take(1)];
        var blockers = told.SelectMany(t => t.Found).ToList();
        blockers.AddRange(makers.Append(controller).SelectMany(maker => NoPods(state, maker)).DistinctBy(b => b.Key));
        blockers.AddRange(Verdict(state.Id, controller));
        if (IsStuckPaused(state, controller, makers))
            blockers.Add(new(PausedRules.Paused.With($"{state.Id}"), CannotHeal: true));
        return blockers;
    }

    /// <summary>It still scales what it has, but makes nothing of a new template: there is no set of it, or earlier ones keep their pods.</summary>
    private static bool IsStuckPaused(WorkloadState state, JsonElement controller, List<JsonElement> makers)
        => state.Id.Kind == "Deployment" && controller.At("spec", "paused") is { ValueKind: JsonValueKind.True }
            && controller.Number("status", "observedGeneration") >= controller.Number("metadata", "generation")
            && (makers.Count == 0 || controller.Number("status", "replicas") > controller.Number("status", "updatedReplicas"));

    /// <summary>Of a Deployment only the newest ReplicaSet: what pods of earlier revisions suffer does not keep this one from being ready.</summary>
    private static List<JsonElement> MakersOfPods(WorkloadState state, JsonElement controller)
    {
        if (state.Id.Kind != "Deployment")
            return [controller];
        const string Revision = "deployment.kubernetes.io/revision";
        var revision = controller.Text("metadata", "annotations", Revision);
        return [.. state.ReplicaSets.Where(set => set.IsOwnedBy(controller.Uid()) && set.Text("metadata", "annotations", Revision) == revision)];
    }

    private static IEnumerable<Blocker> NoPods(WorkloadState state, JsonElement maker)
    {
        var kind = maker.Text("kind") ?? state.Id.Kind;
        var said = maker.Condition("ReplicaFailure") is { } condition && condition.Text("status") == "True" ? condition.Text("message") : null;
        said ??= EventText.Newest(state.Events.Where(e => e.Text("involvedObject", "uid") == maker.Uid() && e.Text("reason") == "FailedCreate"))?.Text("message");
        if (said is null || maker.Number("status", "replicas") >= (maker.At("spec", "replicas") is null ? 1 : maker.Number("spec", "replicas")))
            yield break;
        var isQuota = said.Contains("exceeded quota", StringComparison.Ordinal);
        // A quota may be raised, or used up by pods that are just ending; a policy does not change by waiting.
        yield return new(
            (isQuota ? ReadinessRules.QuotaExceeded : ReadinessRules.PodsRefused).With($"{state.Id}", EventText.OneLine(said)),
            CannotHeal: !isQuota && said.Contains("forbidden", StringComparison.OrdinalIgnoreCase));
    }

    private static IEnumerable<Blocker> Verdict(WorkloadId id, JsonElement controller)
    {
        if (controller.Condition("Progressing") is { } progress && progress.Text("reason") == "ProgressDeadlineExceeded")
            yield return new(ReadinessRules.DeadlinePassed.With($"{id}", EventText.OneLine(progress.Text("message") ?? "")), CannotHeal: true);
        if (id.Kind == "Job" && controller.Condition("Failed") is { } failed && failed.Text("status") == "True")
            yield return new(ReadinessRules.JobFailed.With($"{id}", EventText.OneLine(failed.Text("message") ?? failed.Text("reason") ?? "")), CannotHeal: true, LogHelps: true);
    }
}
