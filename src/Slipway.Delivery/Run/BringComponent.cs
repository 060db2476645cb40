using System.Text.Json.Nodes;
using Slipway.Delivery.Kubernetes;
using Slipway.Yaml;

namespace Slipway.Delivery;

/// <summary>One component of an install: heal, release, wait. Several are at work at the same time; each writes into its own track alone.</summary>
internal static class BringComponent
{
    /// <returns>Whether it is ready.</returns>
    public static async Task<bool> Run(InstallState state, ComponentWork work, CancellationToken cancellation)
    {
        var ready = false;
        try
        {
            cancellation.ThrowIfCancellationRequested();
            ready = await Bring(state, work, cancellation).ConfigureAwait(false);
            work.Track.Stands = ready && state.Request.IsWhole && !work.IsUnchanged;
            return ready;
        }
        catch (ClusterException e)
        {
            // What the others are at is not this one's fault.
            work.Track.Problems.Add(e.Problem);
            return false;
        }
        finally
        {
            if (!ready)
                state.GivesUp = true;
            state.Session.Say(ready ? new RunEvent.Ready(work.Name, work.IsUnchanged) : new RunEvent.Stopped(work.Name));
        }
    }

    private static async Task<bool> Bring(InstallState state, ComponentWork work, CancellationToken cancellation)
    {
        var (session, track) = (state.Session, work.Track);
        if (work.IsUnchanged)
            session.Say(new RunEvent.Unchanged(work.Name, work.History.Newest!.Revision));
        else if (!work.IsReleased && !await InPlace(state, work, cancellation).ConfigureAwait(false))
            return false;
        track.Problems.AddRange(work.Counts.Select(CountSteps.Say).OfType<Diagnostic>());
        cancellation.ThrowIfCancellationRequested();
        var wait = work is { IsUnchanged: true, Stood: { } stood }
            ? new WaitResult(true, false, stood, [])
            : await session.Step(RunStep.Wait, work.Name, () => Wait(state, work, cancellation), w => Verdict(state, w).FirstOrDefault()).ConfigureAwait(false);
        if (wait.IsReady && !work.IsUnchanged && !await IsDone(state, work, cancellation).ConfigureAwait(false))
            wait = wait with { IsReady = false };
        var newest = work.IsUnchanged ? work.History.Newest : (await HelmReleases.Of(session.Client, session.Space, work.Name, cancellation).ConfigureAwait(false)).Newest;
        track.Result = new(work.Name, newest?.Revision ?? 0, !work.IsUnchanged, wait.Workloads);
        track.Problems.AddRange(Verdict(state, wait));
        track.Logs.AddRange(wait.Logs);
        if (!work.IsUnchanged && Outside.Of(work.Rendered.Objects) is { } outside)
            session.Say(new RunEvent.NotProbed(work.Name, outside));
        if (wait.IsReady && !work.IsUnchanged && work.Rendered.Component is { Chart: null } own && own.Values["config"] is not null)
            await KeptConfig.Tidy(session.Client, session.Space, work.Rendered, cancellation).ConfigureAwait(false);
        return wait.IsReady;
    }

    /// <summary>Of a task, whether it did what it was told; anything else is done when it is ready.</summary>
    private static async Task<bool> IsDone(InstallState state, ComponentWork work, CancellationToken cancellation)
    {
        var said = work.Task is { } task
            ? await ProgramTasks.Ask(state.Caller, task.Spec, work.Input, null, cancellation).ConfigureAwait(false)
            : new TaskSaid(await TaskWord.Read(state, work, cancellation).ConfigureAwait(false), []);
        work.Track.Problems.AddRange(said.Problems);
        work.Track.Logs.AddRange(said.Logs);
        return said.IsDone;
    }

    /// <summary>Releasing is what costs; who waits for pods needs no place, else a slow start would keep others from beginning.</summary>
    private static async Task<bool> InPlace(InstallState state, ComponentWork work, CancellationToken cancellation)
    {
        await state.Places.WaitAsync(cancellation).ConfigureAwait(false);
        try
        {
            return !state.GivesUp && await Release(state, work, cancellation).ConfigureAwait(false);
        }
        finally
        {
            state.Places.Release();
        }
    }

    private static async Task<bool> Release(InstallState state, ComponentWork work, CancellationToken cancellation)
    {
        var (session, track) = (state.Session, work.Track);
        var history = work.History;
        if (history.Newest is { IsPending: true })
        {
            if (!await Heal(state, work).ConfigureAwait(false))
                return false;
            history = await HelmReleases.Of(session.Client, session.Space, work.Name, cancellation).ConfigureAwait(false);
        }
        var before = history.Newest is { Status: not "uninstalled" } newest ? newest : null;
        var revision = (history.Newest?.Revision ?? 0) + 1;
        if (before is not null)
            track.Problems.AddRange(await Leaving.Protect(session.Client, session.Space, work.Name, history.Replaced, work.Rendered.Objects).ConfigureAwait(false));
        await CountSteps.Before(state, work).ConfigureAwait(false);
        (track.IsTouched, track.BackTo, track.Made) = (true, before is null ? 0 : (history.LastGood ?? before).Revision, revision);
        if (work.Doomed.Count > 0 && await MakeAnew(state, work, cancellation).ConfigureAwait(false) is { } stands)
        {
            track.Problems.Add(stands);
            track.IsTouched = track.HasDeleted;
            return false;
        }
        var failed = await session.Step(work.Taken is null ? RunStep.Release : RunStep.TakeOver, work.Name,
            () => Hooks.Watch(state, work, () => state.Helm.Upgrade(
                work.Rendered.Component, state.Request.Charts.Of(work.Rendered.Component), work.Input, revision, state.Request.ForceConflicts || work.Counts.Any(c => c.IsTaken),
                work.Rendered.Hooks.Count > 0 ? state.Request.Options.Wait.Timeout : null)),
            d => d, work.Taken?.Facts).ConfigureAwait(false);
        if (failed is null)
        {
            await CountSteps.After(state, work).ConfigureAwait(false);
            if (work.Taken is { } taken)
                track.Problems.Add(taken.Say(work.Name));
            return true;
        }
        track.Problems.Add(failed);
        // A chart that Helm refuses before it writes anything leaves no revision, and nothing to take back.
        track.IsTouched = track.HasDeleted || (await HelmReleases.Of(session.Client, session.Space, work.Name, CancellationToken.None).ConfigureAwait(false)).Newest?.Revision != before?.Revision;
        return false;
    }

    private static Task<Diagnostic?> MakeAnew(InstallState state, ComponentWork work, CancellationToken cancellation)
        => state.Session.Step(RunStep.Recreate, work.Name, () => MakingAnew.Delete(state, work, cancellation), d => d, new()
        {
            ["objects"] = new JsonArray([.. work.Doomed.Select(one => new JsonObject { ["object"] = one.What.Object, ["field"] = one.What.Field, ["before"] = one.What.Before, ["after"] = one.What.After })]),
        });

    private static async Task<bool> Heal(InstallState state, ComponentWork work)
    {
        var session = state.Session;
        var healed = await session.Step(RunStep.Heal, work.Name,
            () => HelmHealing.Run(
                session.Client, state.Helm, session.Space, work.History, session.LastRunDied, state.Request.Options.Time, revision => Undo.RollBack(state, work, revision)),
            d => d?.Severity == Severity.Error ? d : null).ConfigureAwait(false);
        if (healed is not null)
            work.Track.Problems.Add(healed);
        return healed?.Severity != Severity.Error;
    }

    private static Task<WaitResult> Wait(InstallState state, ComponentWork work, CancellationToken cancellation)
        => WaitForReady.Run(
            state.Watching, Workloads.Of(work.Rendered.Objects, state.Session.Space), state.Request.Options.Wait,
            readiness => state.Session.Say(new RunEvent.Waiting(work.Name, readiness)), cancellation);

    private static IEnumerable<Diagnostic> Verdict(InstallState state, WaitResult wait)
    {
        if (wait.IsReady)
            yield break;
        foreach (var workload in wait.Workloads.Where(w => !w.IsReady))
        {
            var (ready, wanted) = ($"{workload.Ready}", $"{workload.Wanted}");
            yield return wait.TimedOut
                ? RunRules.NotReadyInTime.With($"{workload.Workload}", Workloads.Duration(state.Request.Options.Wait.Timeout), ready, wanted)
                : RunRules.WillNotBeReady.With($"{workload.Workload}", ready, wanted);
            foreach (var blocker in workload.Blockers)
                yield return blocker.Problem;
        }
        if (wait.Trouble is not null)
            yield return wait.Trouble;
    }
}
