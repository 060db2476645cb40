using Slipway.Delivery.Kubernetes;
using Slipway.Yaml;

namespace Slipway.Delivery;

/// <summary>Takes back exactly what a run made, the last first: a first install is uninstalled, an upgrade rolled back, a namespace of its own deleted.</summary>
internal static class Undo
{
    private static readonly WaitOptions Patience = new(TimeSpan.FromMinutes(2), TimeSpan.FromSeconds(10));

    public static async Task Run(InstallState state)
    {
        var back = state.Touched.Where(work => !work.Track.Stands).Reverse().ToList();
        // What could not be taken back is told; the others still go.
        await Schedule.Run(back, work => work.Name, work => back.Where(other => other.After.Contains(work.Name)).Select(other => other.Name), state.Request.AtOnce, async work =>
        {
            await One(state, work).ConfigureAwait(false);
            return true;
        }, CancellationToken.None).ConfigureAwait(false);
        var gone = back.Where(work => work.Track.TakenBack == 0).Select(work => work.Name).ToList();
        if (state.Standing.Any())
            state.Problems.Add(RunRules.ReadyStays.With(string.Join(", ", state.Standing.Select(work => work.Name))));
        else if (back.All(work => work.Track.TakenBack is not null))
            await OwnFrame(state, gone).ConfigureAwait(false);
        if (gone.Count > 0)
            state.Problems.Add(RunRules.Undone.With(string.Join(", ", gone)));
    }

    private static async Task One(InstallState state, ComponentWork work)
    {
        var (track, session) = (work.Track, state.Session);
        var failed = await session.Step(RunStep.Undo, work.Name, () => Component(state, work), d => d).ConfigureAwait(false);
        if (failed is not null)
            track.Problems.AddRange([RunRules.UndoFailed.With(work.Name), failed]);
        else if (track.BackTo > 0)
            track.Problems.Add(RunRules.RolledBack.With(work.Name, $"{track.BackTo}"));
    }

    private static async Task<Diagnostic?> Component(InstallState state, ComponentWork work)
    {
        var (track, session) = (work.Track, state.Session);
        var failed = track.BackTo == 0
            ? await state.Helm.Uninstall(work.Name).ConfigureAwait(false)
            : await RollBack(state, work, track.BackTo).ConfigureAwait(false);
        if (failed is not null)
            return failed;
        track.TakenBack = track.BackTo;
        if (track.BackTo == 0)
        {
            await WhatStays(state, work.Name, track.Problems).ConfigureAwait(false);
            return null;
        }
        try
        {
            await Remember(state, work).ConfigureAwait(false);
            var wait = await WaitForReady.Run(
                state.Watching, await Lasting(state, work).ConfigureAwait(false), Patience,
                readiness => session.Say(new RunEvent.Waiting(work.Name, readiness)), CancellationToken.None).ConfigureAwait(false);
            return wait.Workloads.FirstOrDefault(w => !w.IsReady) is { Workload: { } id } late
                ? RunRules.NotReadyInTime.With($"{id}", Workloads.Duration(Patience.Timeout), $"{late.Ready}", $"{late.Wanted}")
                : null;
        }
        catch (ClusterException e)
        {
            return e.Problem;
        }
    }

    /// <summary>The earlier manifest, with the counts as they were: some of them stand in no manifest.</summary>
    public static async Task<Diagnostic?> RollBack(InstallState state, ComponentWork work, int backTo)
    {
        try
        {
            var (manifest, unread) = await state.Helm.Manifest(work.Name, backTo).ConfigureAwait(false);
            if (manifest is null)
                return unread;
            var taken = await CountSteps.BeforeRollback(state, work, Counts.In(manifest)).ConfigureAwait(false);
            if (await state.Helm.Rollback(work.Name, backTo, taken).ConfigureAwait(false) is { } failed)
                return failed;
            await CountSteps.AfterRollback(state, work).ConfigureAwait(false);
            return null;
        }
        catch (ClusterException e)
        {
            return e.Problem;
        }
    }

    /// <summary>A Job has a name of its content: the one that was to be is gone, and the earlier one, brought back, runs as it did before.</summary>
    private static async Task<IReadOnlyList<(WorkloadId Id, ApiResource Resource)>> Lasting(InstallState state, ComponentWork work)
    {
        var session = state.Session;
        var earlier = session.Before?.Components.FirstOrDefault(c => c.Name == work.Name)?.Workloads ?? [];
        var lasting = new List<(WorkloadId, ApiResource)>();
        // The component may have been of another workload, or of one without pods: what is not there belongs to the revision that is gone.
        foreach (var id in earlier.Concat(Workloads.Of(work.Rendered.Objects, session.Space).Select(w => w.Id)).Distinct())
            if (id.Kind != "Job" && WorkloadId.ResourceOf(id.Kind) is { } resource
                && await session.Client.Get(resource, session.Space, id.Name, CancellationToken.None).ConfigureAwait(false) is not null)
                lasting.Add((id, resource));
        return lasting;
    }

    /// <summary>What Helm leaves: earlier configurations, which are ours to delete, and claims, which may hold data.</summary>
    public static async Task WhatStays(InstallState state, string component, List<Diagnostic> problems)
    {
        var (client, space, installation) = (state.Session.Client, state.Session.Space, state.Session.Installation);
        try
        {
            await KeptConfig.DeleteAll(client, space, installation, component).ConfigureAwait(false);
            await foreach (var claim in client.List(ApiResource.Claims, space, $"app.kubernetes.io/instance={installation},app.kubernetes.io/name={component}", cancellation: CancellationToken.None).ConfigureAwait(false))
                problems.Add(RunRules.Remains.With($"PersistentVolumeClaim {space}/{claim.Name()}"));
        }
        catch (ClusterException e)
        {
            problems.Add(e.Problem);
        }
    }

    /// <summary>
    /// The labels of a rollback are inherited, so only the run that made it can say what it holds. Anybody else's revision in between, before or after,
    /// shows in the count, and then nothing is noted.
    /// </summary>
    private static async Task Remember(InstallState state, ComponentWork work)
    {
        var (backTo, made) = (work.Track.BackTo, work.Track.Made);
        try
        {
            var history = await HelmReleases.Of(state.Session.Client, state.Session.Space, work.Name).ConfigureAwait(false);
            var input = history.Revisions.FirstOrDefault(r => r.Revision == backTo)?.InputOf(work.Restored);
            if (input is not null && history.Newest is { } newest && newest.Revision == made + 1 && newest.IsFrom(input, new(made + 1, input)))
                work.Track.Restored = new(newest.Revision, input);
        }
        catch (ClusterException)
        {
            // Not known is safe: the next install releases again.
        }
    }

    /// <summary>The receipt and the namespace, if this very run made them.</summary>
    private static async Task OwnFrame(InstallState state, List<string> done)
    {
        var session = state.Session;
        try
        {
            if (state.MadeReceipt)
            {
                await session.Client.Delete(ApiResource.ConfigMaps, session.Space, Receipt.ObjectName(session.Installation)).ConfigureAwait(false);
                state.Receipt = null;
            }
            if (state.MadeNamespace)
            {
                await session.Client.Delete(ApiResource.Namespaces, null, session.Space).ConfigureAwait(false);
                done.Add($"Namespace {session.Space}");
            }
        }
        catch (ClusterException e)
        {
            state.Problems.Add(e.Problem);
        }
    }
}
