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
            await InstallLook.DryRun(state, kinds, cancellation).ConfigureAwait(false);
            if (state.Problems.Any(p => p.Severity == Severity.Error))
                return false;
        }
        await StoreReceipt(state, RunOutcome.Unfinished).ConfigureAwait(false);
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
        await state.Session.Client.Create(ApiResource.Namespaces, null, space, cancellation: cancellation).ConfigureAwait(false);
        state.MadeNamespace = true;
        return true;
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
            await Undo.WhatStays(state, name, state.Problems).ConfigureAwait(false);
        }
        return true;
    }

    private static async Task<RunResult> Failed(InstallState state)
    {
        if (state.Request.KeepFailed)
        {
            if (state.Touched.Any())
                state.Problems.Add(RunRules.LeftStanding.With(string.Join(", ", state.Touched.Select(work => work.Name))));
            return await End(state, RunOutcome.Failed).ConfigureAwait(false);
        }
        await Undo.Run(state).ConfigureAwait(false);
        return await End(state, RunOutcome.Failed).ConfigureAwait(false);
    }

    private static async Task<RunResult> Interrupted(InstallState state)
    {
        var left = state.Touched.Select(work => work.Name).ToList();
        var open = state.Request.Components.Select(c => c.Component.Name).Except(left).Except(state.Work.Where(w => w.IsUnchanged).Select(w => w.Name)).ToList();
        state.Problems.Add(RunRules.Interrupted.With(state.Session.Space, Words(left), Words(open), state.Request.Installation));
        return await End(state, RunOutcome.Interrupted, new()
        {
            ["released"] = Names(left),
            ["ready"] = Names(state.Standing.Select(work => work.Name)),
            ["notBegun"] = Names(open),
        }).ConfigureAwait(false);
    }

    private static async Task<RunResult> End(InstallState state, RunOutcome outcome, JsonObject? left = null)
    {
        if (outcome == RunOutcome.Refused && state.MadeNamespace)
            await Undo.Run(state).ConfigureAwait(false);
        state.Session.Finish(outcome, state.AllProblems, left);
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

    private static JsonArray Names(IEnumerable<string> names) => new([.. names.Select(n => JsonValue.Create(n))]);

    private static string Words(List<string> names) => names.Count == 0 ? "-" : string.Join(", ", names);
}
