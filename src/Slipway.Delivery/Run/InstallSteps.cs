using System.Net;
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
            state.Session.Say(new RunEvent.Planned([.. state.Work.Select(work => work.Name)]));
            if (!await Schedule.Run(state.Work, work => work.Name, work => work.After, int.MaxValue, work => BringComponent.Run(state, work, cancellation), cancellation).ConfigureAwait(false))
                return await Failed(state).ConfigureAwait(false);
            if (!await Prune(state, cancellation).ConfigureAwait(false))
                return await End(state, RunOutcome.Failed).ConfigureAwait(false);
            return await End(state, state.Touched.Any() || state.Gone.Count > 0 ? RunOutcome.Succeeded : RunOutcome.Unchanged).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            return await Interrupted(state).ConfigureAwait(false);
        }
        catch (ClusterException e)
        {
            state.Problems.Add(e.Problem);
            return state.Touched.Any()
                ? await Failed(state).ConfigureAwait(false)
                : await End(state, RunOutcome.Refused).ConfigureAwait(false);
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
            if (await session.Take(cancellation).ConfigureAwait(false) is { } held)
            {
                // Whoever was faster works in it.
                state.MadeNamespace = false;
                state.Problems.Add(held);
                return false;
            }
            await InstallLook.DryRun(state, kinds, cancellation).ConfigureAwait(false);
            if (state.Problems.Any(p => p.Severity == Severity.Error))
                return false;
        }
        state.Problems.AddRange(session.Unguarded);
        await StoreReceipt(state, RunOutcome.Unfinished).ConfigureAwait(false);
        // Before anything runs side by side: a program that is being written cannot be started, and neither can one that a process just being born still holds open.
        foreach (var task in state.Work.Select(work => work.Task).OfType<TaskWork>())
            state.Caller.Store.Keep(task.Spec, task.File);
        return await BringKinds(state, cancellation).ConfigureAwait(false);
    }

    private static async Task<bool> BringKinds(InstallState state, CancellationToken cancellation)
    {
        var needed = Crds.Of(state.Work.Where(work => !work.IsUnchanged).Select(work => work.Rendered));
        if (needed.Count == 0)
            return true;
        var session = state.Session;
        var said = await session.Step(RunStep.Kinds, "",
            () => Crds.Apply(session.Client, $"{session.Space}/{session.Installation}", needed, state.Request.Options.Time, cancellation),
            found => found.FirstOrDefault(finding => finding.Severity == Severity.Error)).ConfigureAwait(false);
        state.Problems.AddRange(said);
        return said.All(finding => finding.Severity != Severity.Error);
    }

    private static async Task<bool> CreateNamespace(InstallState state, CancellationToken cancellation)
    {
        var space = new JsonObject
        {
            ["apiVersion"] = "v1",
            ["kind"] = "Namespace",
            ["metadata"] = new JsonObject { ["name"] = state.Session.Space, ["labels"] = new JsonObject { [Receipt.InstallationLabel] = state.Request.Installation } },
        };
        try
        {
            await state.Session.Client.Create(ApiResource.Namespaces, null, space, cancellation: cancellation).ConfigureAwait(false);
            state.MadeNamespace = true;
        }
        catch (ApiException e) when (e.Code == HttpStatusCode.Conflict)
        {
            // Somebody made it since we looked; whether they install the same, the lease tells.
        }
        return true;
    }

    /// <summary>What is no part of the whole goes once everything else stands. Data stays.</summary>
    private static async Task<bool> Prune(InstallState state, CancellationToken cancellation)
    {
        foreach (var name in state.Leftover)
        {
            cancellation.ThrowIfCancellationRequested();
            if (state.Leaving?.Programs.FirstOrDefault(spec => spec.Component == name) is { } spec)
            {
                var said = await ProgramTasks.Remove(state.Caller, spec, cancellation).ConfigureAwait(false);
                state.Problems.AddRange(said.Problems);
                if (!said.IsDone)
                    return false;
            }
            var foreign = await state.Helm.Hooks(name).ConfigureAwait(false);
            var left = await state.Session.Step(RunStep.Uninstall, name, () => Leaving.Uninstall(state.Session.Client, state.Helm, state.Session.Space, name), left => left.Problem).ConfigureAwait(false);
            if (left.Problem is { } failed)
            {
                state.Problems.Add(failed);
                return false;
            }
            state.Gone.Add(name);
            if (state.Leaving?.All.Contains(name) == true)
                await ProgramTasks.Gone(state.Caller, name).ConfigureAwait(false);
            await Undo.WhatStays(state, name, left, foreign?.Hooks ?? [], state.Problems).ConfigureAwait(false);
            if (foreign?.Chart is { } chart)
                state.Problems.AddRange(await Crds.Remaining(state.Session.Client, state.Session.Space, state.Session.Installation, [chart]).ConfigureAwait(false));
        }
        return true;
    }

    private static async Task<RunResult> Failed(InstallState state)
    {
        if (state.Request.KeepFailed || state.Session.IsLost)
        {
            if (state.Touched.Any())
                state.Problems.Add(RunRules.LeftStanding.With(string.Join(", ", state.Touched.Select(work => work.Name))));
            return await End(state, RunOutcome.Failed).ConfigureAwait(false);
        }
        try
        {
            await Undo.Run(state).ConfigureAwait(false);
        }
        catch (ClusterException e)
        {
            state.Problems.Add(e.Problem);
        }
        return await End(state, RunOutcome.Failed).ConfigureAwait(false);
    }

    private static async Task<RunResult> Interrupted(InstallState state)
    {
        var left = state.Touched.Select(work => work.Name).ToList();
        var open = state.Request.Components.Select(c => c.Component.Name).Except(left).Except(state.Work.Where(w => w.IsUnchanged).Select(w => w.Name)).ToList();
        state.Problems.Add(RunRules.Interrupted.With(state.Session.Space, Words(left), Words(open), state.Request.Installation));
        if (state.Session.IsLost)
            state.Problems.Add(state.Session.LostProblem);
        return await End(state, state.Session.IsLost ? RunOutcome.Failed : RunOutcome.Interrupted, new()
        {
            ["released"] = Names(left),
            ["ready"] = Names(state.Standing.Select(work => work.Name)),
            ["notBegun"] = Names(open),
        }).ConfigureAwait(false);
    }

    private static async Task<RunResult> End(InstallState state, RunOutcome outcome, JsonObject? left = null)
    {
        if (outcome == RunOutcome.Refused && state.MadeNamespace && !state.Session.IsLost)
            await Undo.Run(state).ConfigureAwait(false);
        NotKept(state, outcome);
        state.Session.Finish(outcome, state.AllProblems, left);
        try
        {
            if (state.Session.IsLost)
                return state.Result(outcome);
            if (state.Receipt is not null && outcome != RunOutcome.Refused)
                await StoreReceipt(state, outcome).ConfigureAwait(false);
            if (state.Request.Before is { IsKeptAside: true } && outcome is RunOutcome.Succeeded or RunOutcome.Unchanged)
                await KeptAnswers.Delete(state.Session.Client, state.Session.Space, state.Session.Installation).ConfigureAwait(false);
        }
        catch (ClusterException e)
        {
            // Without the receipt the cluster does not know what stands here: that is no success, though the pods run.
            state.Problems.Add(e.Problem);
            return state.Result(outcome is RunOutcome.Succeeded or RunOutcome.Unchanged ? RunOutcome.Failed : outcome);
        }
        return state.Result(outcome);
    }

    /// <summary>A failed run is taken back, and its answers with it: that must not pass unseen.</summary>
    private static void NotKept(InstallState state, RunOutcome outcome)
    {
        var (before, asked) = ((state.Request.Before ?? Told.Nothing).Answers, state.Request.Answers);
        if (outcome == RunOutcome.Failed && (state.Receipt is null || !InstallReceipt.IsMeant(state.Request, outcome, state.Session.Before)) && asked.Since(before) is { Set: { Count: > 0 } lost })
            state.Problems.Add(AnswerRules.NotKept.With(string.Join(", ", lost.Select(one => one.Word))));
    }

    private static async Task StoreReceipt(InstallState state, RunOutcome outcome)
    {
        var session = state.Session;
        var made = InstallReceipt.Of(state, outcome, session.Before);
        state.MadeReceipt |= made.ResourceVersion.Length == 0;
        state.Receipt = await made.Write(session.Client, session.Space).ConfigureAwait(false);
    }

    private static JsonArray Names(IEnumerable<string> names) => new([.. names.Select(n => JsonValue.Create(n))]);

    private static string Words(List<string> names) => names.Count == 0 ? "-" : string.Join(", ", names);
}
