using System.Text.Json;
using Slipway.Delivery.Kubernetes;

namespace Slipway.Delivery;

/// <summary>Why one pod is not ready.</summary>
internal static class ExplainPod
{
    // The first restart may be a dependency that was not up yet; after this many it is no accident.
    private const int RestartsThatProve = 3;

    public static IEnumerable<Blocker> Of(JsonElement pod, IReadOnlyList<JsonElement> events, IReadOnlyList<JsonElement> all)
    {
        if (pod.Text("metadata", "deletionTimestamp") is not null || pod.Condition("Ready")?.Text("status") == "True")
            return [];
        var name = pod.Name();
        if (pod.Text("status", "phase") == "Failed" && pod.Text("status", "reason") is { } reason)
            return [new(ReadinessRules.Evicted.With(name, reason, EventText.OneLine(pod.Text("status", "message") ?? "")), name)];
        if (pod.Condition("PodScheduled") is { } scheduled && scheduled.Text("status") == "False")
            return [new(ReadinessRules.Unschedulable.With(name, EventText.OneLine((scheduled.Text("message") ?? "") + Claims(pod, all))), name)];
        var statuses = pod.Items("status", "initContainerStatuses").Concat(pod.Items("status", "containerStatuses")).ToList();
        var blockers = statuses.SelectMany(status => Container(name, status, events)).ToList();
        if (blockers.Count == 0 && (statuses.Count == 0 || statuses.Any(s => s.Text("state", "waiting", "reason") is "ContainerCreating" or "PodInitializing"))
            && EventText.Newest(events.Where(e => e.Text("type") == "Warning" && e.Text("reason") is "FailedMount" or "FailedAttachVolume" or "FailedCreatePodSandBox")) is { } failed)
            blockers.Add(new(ReadinessRules.MountFails.With(name, EventText.OneLine(failed.Text("message") ?? "")), name));
        return blockers;
    }

    /// <summary>What a pod that is not ready was still at, where nothing is known to be wrong with it.</summary>
    /// <param name="newest">The message of its newest event.</param>
    public static IEnumerable<Blocker> NotYet(JsonElement pod, string newest)
    {
        if (pod.Text("metadata", "deletionTimestamp") is not null || pod.Condition("Ready")?.Text("status") == "True")
            return [];
        var running = pod.Items("status", "initContainerStatuses").Concat(pod.Items("status", "containerStatuses"))
            .Where(status => status.At("state", "running") is not null && !status.Flag("ready")).ToList();
        return running.Count == 0
            ? [new(ReadinessRules.NotStarted.With(pod.Name(), EventText.OneLine(newest)), pod.Name())]
            : running.Select(status => new Blocker(ReadinessRules.ProbeSilent.With(pod.Name(), status.Text("name") ?? ""), pod.Name(), status.Text("name") ?? ""));
    }

    private static IEnumerable<Blocker> Container(string pod, JsonElement status, IReadOnlyList<JsonElement> events)
    {
        var container = status.Text("name") ?? "";
        var own = events.Where(e => e.Text("involvedObject", "fieldPath") is { } path && path.EndsWith($"{{{container}}}", StringComparison.Ordinal)).ToList();
        switch (status.Text("state", "waiting", "reason"))
        {
            case "ErrImagePull" or "ImagePullBackOff":
                yield return NotPulled(pod, container, status, own);
                break;
            case ("InvalidImageName" or "ErrImageNeverPull") and var reason:
                var rule = reason == "InvalidImageName" ? ReadinessRules.ImageNameInvalid : ReadinessRules.ImageNotPulled;
                yield return new(rule.With(pod, container, status.Text("image") ?? "", EventText.OneLine(status.Text("state", "waiting", "message") ?? reason)), pod, container, CannotHeal: true);
                break;
            case "CrashLoopBackOff":
                yield return Ended(pod, container, status, status.At("lastState", "terminated"), own);
                break;
            case "CreateContainerConfigError" or "CreateContainerError" or "RunContainerError":
                yield return new(ReadinessRules.NotCreated.With(pod, container, EventText.OneLine(status.Text("state", "waiting", "message") ?? "")), pod, container);
                break;
            case null when status.At("state", "terminated") is { } ended && (ended.Number("exitCode") != 0 || ended.Text("reason") == "OOMKilled"):
                yield return Ended(pod, container, status, ended, own);
                break;
            case null when status.At("state", "running") is not null && !status.Flag("ready"):
                if (Unready(pod, container, status, own) is { } blocker)
                    yield return blocker;
                break;
        }
    }

    private static Blocker NotPulled(string pod, string container, JsonElement status, List<JsonElement> own)
    {
        // The registry's words stand in the event; the container's state may hold only "Back-off pulling image".
        var failures = own.Where(e => e.Text("reason") == "Failed" && (e.Text("message") ?? "").StartsWith("Failed to pull image", StringComparison.Ordinal)).ToList();
        var said = EventText.Newest(failures)?.Text("message") ?? status.Text("state", "waiting", "message") ?? "";
        var isAbsent = new[] { "not found", "manifest unknown", "does not exist", "pull access denied", "authorization failed", "name unknown" }
            .Any(word => said.Contains(word, StringComparison.OrdinalIgnoreCase));
        var isRepeated = status.Text("state", "waiting", "reason") == "ImagePullBackOff" || failures.Sum(e => Math.Max(1, e.Number("count"))) > 1;
        var image = status.Text("image") ?? "";
        return new(ReadinessRules.ImageNotPulled.With(pod, container, image, EventText.OneLine(said.Replace($"Failed to pull image \"{image}\": ", ""))), pod, container, isAbsent && isRepeated);
    }

    private static Blocker Ended(string pod, string container, JsonElement status, JsonElement? ended, List<JsonElement> own)
    {
        var restarts = status.Number("restartCount");
        var proven = restarts >= RestartsThatProve;
        if (ended?.Text("reason") == "OOMKilled")
            return new(ReadinessRules.OutOfMemory.With(pod, container, $"{restarts}"), pod, container, proven, LogHelps: true);
        if (Unhealthy(own) is { } unhealthy && IsKilledByProbe(unhealthy, ended, own))
            return new(ReadinessRules.ProbeKills.With(pod, container, Probe(unhealthy), $"{restarts}", ProbeMessage(unhealthy)), pod, container, proven, LogHelps: true);
        var why = ended?.Text("message") is { Length: > 0 } message ? message : ended?.Text("reason") ?? "";
        var code = $"{ended?.Number("exitCode")}";
        return restarts == 0
            ? new(ReadinessRules.Ended.With(pod, container, code, EventText.OneLine(why)), pod, container, LogHelps: true)
            : new(ReadinessRules.Crashes.With(pod, container, $"{restarts}", code, EventText.OneLine(why)), pod, container, proven, LogHelps: true);
    }

    private static Blocker? Unready(string pod, string container, JsonElement status, List<JsonElement> own)
    {
        var restarts = status.Number("restartCount");
        if (Unhealthy(own) is not { } unhealthy)
            return restarts > 0 ? Ended(pod, container, status, status.At("lastState", "terminated"), own) : null;
        // What is starting anew says nothing yet; why the last one ended does.
        return restarts > 0 && (Probe(unhealthy) == "startup" || IsKilledByProbe(unhealthy, status.At("lastState", "terminated"), own))
            ? Ended(pod, container, status, status.At("lastState", "terminated"), own)
            : new(ReadinessRules.ProbeFails.With(pod, container, Probe(unhealthy), ProbeMessage(unhealthy)), pod, container);
    }

    /// <summary>
    /// The kubelet counts a probe's failures on over restarts, so it also says that it kills a container which has just ended by itself. By its exit code such
    /// a container is told apart; one that answers SIGTERM with a code of its own, by the time between the two.
    /// </summary>
    private static bool IsKilledByProbe(JsonElement unhealthy, JsonElement? ended, List<JsonElement> own)
    {
        if (Probe(unhealthy) is not ("startup" or "liveness") || EventText.Newest(own.Where(e => e.Text("reason") == "Killing")) is not { } killing)
            return false;
        if (ended is not { } end || end.Number("exitCode") is 0 or 137 or 143)
            return true;
        return EventText.When(killing) is { Length: > 0 } killed
            && string.CompareOrdinal(killed, end.Text("startedAt") ?? "") >= 0 && string.CompareOrdinal(killed, end.Text("finishedAt") ?? "") < 0;
    }

    private static JsonElement? Unhealthy(IEnumerable<JsonElement> own) => EventText.Newest(own.Where(e => e.Text("reason") == "Unhealthy"));

    // "Startup probe failed: HTTP probe failed with statuscode: 503", "Readiness probe errored: …"
    private static string Probe(JsonElement unhealthy) => (unhealthy.Text("message") ?? "").Split(' ')[0].ToLowerInvariant();

    private static string ProbeMessage(JsonElement unhealthy)
    {
        var message = unhealthy.Text("message") ?? "";
        var start = message.IndexOf(": ", StringComparison.Ordinal);
        return EventText.OneLine(start < 0 ? message : message[(start + 2)..]);
    }

    private static string Claims(JsonElement pod, IReadOnlyList<JsonElement> all)
    {
        var claims = pod.Items("spec", "volumes").Select(v => v.Text("persistentVolumeClaim", "claimName")).OfType<string>().ToHashSet();
        var said = EventText.Newest(all.Where(e => e.Text("involvedObject", "kind") == "PersistentVolumeClaim"
            && claims.Contains(e.Text("involvedObject", "name") ?? "") && e.Text("reason") is "ProvisioningFailed" or "FailedBinding"));
        return said is { } found ? $" Claim {found.Text("involvedObject", "name")}: {found.Text("message")}" : "";
    }
}
