using System.Text.Json.Nodes;
using Slipway.Delivery.Kubernetes;
using Slipway.Yaml;

namespace Slipway.Delivery;

/// <summary>The steps of an install, in order.</summary>
internal static class InstallSteps
{
    public static async Task<RunResult> Run(InstallState state, CancellationToken cancellation)
    {
        try
        {
            if (!await Prepare(state, cancellation).ConfigureAwait(false))
                return await End(state, RunOutcome.Refused).ConfigureAwait(false);
            foreach (var work in state.Work)
                if (!await Bring(state, work, cancellation).ConfigureAwait(false))
                    return await Failed(state).ConfigureAwait(false);
                else if (state.Request.IsWhole && !work.IsUnchanged)
                    state.Standing.Add(work.Name);
            if (!await Prune(state, cancellation).ConfigureAwait(false))
                return await End(state, RunOutcome.Failed).ConfigureAwait(false);
            return await End(state, state.Touched.Count + state.Gone.Count == 0 ? RunOutcome.Unchanged : RunOutcome.Succeeded).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            return await Interrupted(state).ConfigureAwait(false);
        }
        catch (ClusterException e)
        {
            state.Problems.Add(e.Problem);
            return state.Touched.Count == 0
                ? await End(state, RunOutcome.Refused).ConfigureAwait(false)
                : await Failed(state).ConfigureAwait(false);
        }
    }

    /// <summary>Everything up to the first change of a component.</summary>
    private static async Task<bool> Prepare(InstallState state, CancellationToken cancellation)
    {
        var session = state.Session;
        var kinds = await InstallLook.Run(state, cancellation).ConfigureAwait(false);
        if (state.Problems.Any(p => p.Severity == Severity.Error))
            return false;
        if (!state.NamespaceExists)
        {
            await session.Step(RunStep.CreateNamespace, "", () => CreateNamespace(state, cancellation), _ => null).ConfigureAwait(false);
            await InstallLook.DryRun(state, kinds, cancellation).ConfigureAwait(false);
            if (state.Problems.Any(p => p.Severity == Severity.Error))
                return false;
        }
        await StoreReceipt(state, RunOutcome.Unfinished).ConfigureAwait(false);
        return true;
    }

    private static async Task<bool> CreateNamespace(InstallState state, CancellationToken cancellation)
    {
        var space = new JsonObject
        {
            ["apiVersion"] = "v1",
            ["kind"] = "Namespace",
            ["metadata"] = new JsonObject { ["name"] = state.Session.Space, ["labels"] = new JsonObject { [Receipt.InstallationLabel] = state.Request.Installation } },
        };
        await state.Session.Client.Create(ApiResource.Namespaces, null, space, cancellation: cancellation).ConfigureAwait(false);
        state.MadeNamespace = true;
        return true;
    }

    /// <summary>One component: heal, release, wait.</summary>
    private static async Task<bool> Bring(InstallState state, ComponentWork work, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        if (work.IsUnchanged)
            state.Session.Say(new RunEvent.Unchanged(work.Name, work.History.Newest!.Revision));
        else if (!await Release(state, work).ConfigureAwait(false))
            return false;
        state.Problems.AddRange(work.Counts.Select(CountSteps.Say).OfType<Diagnostic>());
        cancellation.ThrowIfCancellationRequested();
        var wait = await state.Session.Step(RunStep.Wait, work.Name, () => Wait(state, work, cancellation), w => Verdict(state, w).FirstOrDefault()).ConfigureAwait(false);
        var newest = (await HelmReleases.Of(state.Session.Client, state.Session.Space, work.Name, cancellation).ConfigureAwait(false)).Newest;
        state.Results.Add(new(work.Name, newest?.Revision ?? 0, !work.IsUnchanged, wait.Workloads));
        state.Problems.AddRange(Verdict(state, wait));
        state.Logs.AddRange(wait.Logs);
        if (!work.IsUnchanged && Outside.Of(work.Rendered.Objects) is { } outside)
            state.Session.Say(new RunEvent.NotProbed(work.Name, outside));
        if (wait.IsReady && !work.IsUnchanged && work.Rendered.Component.Values["config"] is not null)
            await KeptConfig.Tidy(state.Session.Client, state.Session.Space, work.Rendered, cancellation).ConfigureAwait(false);
        return wait.IsReady;
    }

    /// <summary>What is no part of the whole goes once everything else stands. Data stays.</summary>
    private static async Task<bool> Prune(InstallState state, CancellationToken cancellation)
    {
        foreach (var name in state.Leftover)
        {
            cancellation.ThrowIfCancellationRequested();
            if (await state.Session.Step(RunStep.Uninstall, name, () => state.Helm.Uninstall(name), d => d).ConfigureAwait(false) is { } failed)
            {
                state.Problems.Add(failed);
                return false;
            }
            state.Gone.Add(name);
            await Undo.WhatStays(state, name).ConfigureAwait(false);
        }
        return true;
    }

    private static async Task<bool> Release(InstallState state, ComponentWork work)
    {
        var session = state.Session;
        var history = work.History;
        if (history.Newest is { IsPending: true })
        {
            var healed = await session.Step(RunStep.Heal, work.Name,
                () => HelmHealing.Run(
                    session.Client, state.Helm, history, session.LastRunDied, state.Request.Options.Time, revision => Undo.RollBack(state, work, revision)),
                d => d?.Severity == Severity.Error ? d : null).ConfigureAwait(false);
            if (healed is not null)
                state.Problems.Add(healed);
            if (healed?.Severity == Severity.Error)
                return false;
            history = await HelmReleases.Of(session.Client, session.Space, work.Name).ConfigureAwait(false);
        }
        var before = history.Newest is { Status: not "uninstalled" } newest ? newest : null;
        var revision = (history.Newest?.Revision ?? 0) + 1;
        await CountSteps.Before(state, work).ConfigureAwait(false);
        state.Touched.Add((work, before is null ? 0 : (history.LastGood ?? before).Revision, revision));
        var failed = await session.Step(work.Taken is null ? RunStep.Release : RunStep.TakeOver, work.Name,
            () => state.Helm.Upgrade(work.Rendered.Component, state.Request.Charts.Of(work.Rendered.Component), work.Input, revision, work.Counts.Any(c => c.IsTaken)),
            d => d, work.Taken?.Facts).ConfigureAwait(false);
        if (failed is null)
        {
            await CountSteps.After(state, work).ConfigureAwait(false);
            if (work.Taken is { } taken)
                state.Problems.Add(taken.Say(work.Name));
            return true;
        }
        state.Problems.Add(failed);
        // A chart that Helm refuses before it writes anything leaves no revision, and nothing to take back.
        if ((await HelmReleases.Of(session.Client, session.Space, work.Name).ConfigureAwait(false)).Newest?.Revision == before?.Revision)
            state.Touched.RemoveAt(state.Touched.Count - 1);
        return false;
    }

    private static Task<WaitResult> Wait(InstallState state, ComponentWork work, CancellationToken cancellation)
        => WaitForReady.Run(
            state.Session.Client, state.Session.Space, Workloads.Of(work.Rendered.Objects), state.Request.Options.Wait,
            readiness => state.Session.Say(new RunEvent.Waiting(work.Name, readiness)), state.Request.Options.Time, cancellation);

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

    private static async Task<RunResult> Failed(InstallState state)
    {
        if (state.Request.KeepFailed)
        {
            if (state.Touched.Count > 0)
                state.Problems.Add(RunRules.LeftStanding.With(string.Join(", ", state.Touched.Select(t => t.Work.Name))));
            return await End(state, RunOutcome.Failed).ConfigureAwait(false);
        }
        await Undo.Run(state).ConfigureAwait(false);
        return await End(state, RunOutcome.Failed).ConfigureAwait(false);
    }

    private static async Task<RunResult> Interrupted(InstallState state)
    {
        var left = state.Touched.Select(t => t.Work.Name).ToList();
        var open = state.Request.Components.Select(c => c.Component.Name).Except(left).Except(state.Work.Where(w => w.IsUnchanged).Select(w => w.Name)).ToList();
        state.Problems.Add(RunRules.Interrupted.With(state.Session.Space, Words(left), Words(open), state.Request.Installation));
        return await End(state, RunOutcome.Interrupted, new()
        {
            ["released"] = new JsonArray([.. left.Select(n => JsonValue.Create(n))]),
            ["notBegun"] = new JsonArray([.. open.Select(n => JsonValue.Create(n))]),
        }).ConfigureAwait(false);
    }

    private static async Task<RunResult> End(InstallState state, RunOutcome outcome, JsonObject? left = null)
    {
        if (outcome == RunOutcome.Refused && state.MadeNamespace)
            await Undo.Run(state).ConfigureAwait(false);
        state.Session.Finish(outcome, state.Problems, left);
        try
        {
            if (state.Receipt is not null && outcome != RunOutcome.Refused)
                await StoreReceipt(state, outcome).ConfigureAwait(false);
        }
        catch (ClusterException e)
        {
            // Without the receipt the cluster does not know what stands here: that is no success, though the pods run.
            state.Problems.Add(e.Problem);
            return state.Result(outcome is RunOutcome.Succeeded or RunOutcome.Unchanged ? RunOutcome.Failed : outcome);
        }
        return state.Result(outcome);
    }

    private static async Task StoreReceipt(InstallState state, RunOutcome outcome)
    {
        var session = state.Session;
        var made = InstallReceipt.Of(state, outcome, session.Before);
        state.MadeReceipt |= made.ResourceVersion.Length == 0;
        state.Receipt = await made.Write(session.Client, session.Space).ConfigureAwait(false);
    }

    private static string Words(List<string> names) => names.Count == 0 ? "-" : string.Join(", ", names);
}
