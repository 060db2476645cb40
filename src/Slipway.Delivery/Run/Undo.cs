using Slipway.Components;
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
        else
            Gone(track.Problems);
        if (failed is null && track.BackTo > 0)
            track.Problems.Add(RunRules.RolledBack.With(work.Name, $"{track.BackTo}"));
    }

    /// <summary>No advice leads to pods that are there no more.</summary>
    private static void Gone(List<Diagnostic> problems)
    {
        for (var i = 0; i < problems.Count; i++)
            if (problems[i].Rule == ReadinessRules.Crashes)
                problems[i] = problems[i] with { SpecialHelp = ReadinessRules.CrashedAndGone };
    }

    private static async Task<Diagnostic?> Component(InstallState state, ComponentWork work)
    {
        var (track, session) = (work.Track, state.Session);
        if (track.BackTo == 0)
        {
            if (work is { Task: { } task, Rendered.Component.Task.Removes: true }
                && await Asked(work, ProgramTasks.Remove(state.Caller, task.Spec, CancellationToken.None)).ConfigureAwait(false) is { } kept)
                return kept;
            var left = await Leaving.Uninstall(session.Client, state.Helm, session.Space, work.Name).ConfigureAwait(false);
            if (left.Problem is not null)
                return left.Problem;
            track.TakenBack = 0;
            if (work.Rendered.Component.Task is not null)
                await ProgramTasks.Gone(state.Caller, work.Name).ConfigureAwait(false);
            await WhatStays(state, work.Name, left, work.Rendered.Hooks, track.Problems).ConfigureAwait(false);
            return null;
        }
        if (await RollBack(state, work, track.BackTo).ConfigureAwait(false) is { } failed)
            return failed;
        track.TakenBack = track.BackTo;
        try
        {
            await Remember(state, work).ConfigureAwait(false);
            if (work.Task is not null && await AskEarlier(state, work).ConfigureAwait(false) is { } undone)
                return undone;
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

    /// <returns>The error that it ended with; all else is told.</returns>
    private static async Task<Diagnostic?> Asked(ComponentWork work, Task<TaskSaid> asking)
    {
        var said = await asking.ConfigureAwait(false);
        work.Track.Logs.AddRange(said.Logs);
        work.Track.Problems.AddRange(said.Problems.Where(problem => problem.Severity != Severity.Error));
        return said.Problems.FirstOrDefault(problem => problem.Severity == Severity.Error);
    }

    /// <summary>As a Job of an earlier version runs again when it is brought back, its program is asked again.</summary>
    private static async Task<Diagnostic?> AskEarlier(InstallState state, ComponentWork work)
    {
        var store = state.Caller.Store;
        var meant = (await TaskLook.Tasks(state.Session.Client, state.Session.Space, state.Session.Installation, CancellationToken.None).ConfigureAwait(false)).FirstOrDefault(one => one.Component == work.Name).Program;
        // With the same program, what it is told has changed, or how it is run.
        var earlier = new[] { store.Earlier(work.Name), store.Find(work.Name) }.OfType<TaskSpec>().FirstOrDefault(spec => meant?.Contains(spec.Digest, StringComparison.Ordinal) == true);
        if (earlier is null || work.History.Revisions.FirstOrDefault(r => r.Revision == work.Track.BackTo)?.InputOf(work.Restored) is not { } input)
        {
            if (meant is not null)
                work.Track.Problems.Add(TaskRules.NotAskedBack.With(work.Name));
            return null;
        }
        store.Return(earlier);
        return await Asked(work, ProgramTasks.Ask(state.Caller, earlier, input, request =>
        {
            (request["action"], request["versionBefore"]) = ("upgrade", work.Rendered.Component.Version);
        }, CancellationToken.None)).ConfigureAwait(false);
    }

    /// <summary>The earlier manifest, with the counts as they were: some of them stand in no manifest.</summary>
    public static async Task<Diagnostic?> RollBack(InstallState state, ComponentWork work, int backTo)
    {
        try
        {
            var (manifest, unread) = await state.Helm.Manifest(work.Name, backTo).ConfigureAwait(false);
            if (manifest is null)
                return unread;
            var history = await HelmReleases.Of(state.Session.Client, state.Session.Space, work.Name).ConfigureAwait(false);
            var objects = YamlReader.Read(new SourceText(work.Name, manifest)).Documents.SelectMany(document => ForeignObjects.Of(document)).ToList();
            work.Track.Problems.AddRange(await Leaving.Protect(state.Session.Client, state.Session.Space, work.Name, history.Replaced, objects).ConfigureAwait(false));
            if (work.Track.HasDeleted && await MakingAnew.DeleteMade(state, work).ConfigureAwait(false) is { } stands)
                return stands;
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
    /// <param name="hooks">What its chart has done beside the release.</param>
    public static async Task WhatStays(InstallState state, string component, LeftOfRelease left, IEnumerable<RenderedObject> hooks, List<Diagnostic> problems)
    {
        var (client, space, installation) = (state.Session.Client, state.Session.Space, state.Session.Installation);
        try
        {
            problems.AddRange(await Leaving.Stays(client, space, installation, component, left, []).ConfigureAwait(false));
            problems.AddRange(await HookLeftovers.Settle(client, space, component, hooks).ConfigureAwait(false));
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
                state.Problems.AddRange(await Crds.Left(session.Client, session.Space, session.Installation, shared: false).ConfigureAwait(false));
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
