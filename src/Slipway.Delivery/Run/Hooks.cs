using System.Text.Json;
using Slipway.Components;
using Slipway.Delivery.Kubernetes;
using Slipway.Yaml;

namespace Slipway.Delivery;

/// <summary>
/// While Helm releases a foreign chart, it waits in silence for the chart's hooks. Meanwhile their Jobs are looked at, so that people see what is waited for, and so that what a failed
/// one had to say is known although Helm may delete it.
/// </summary>
internal static class Hooks
{
    private static readonly TimeSpan Look = TimeSpan.FromSeconds(1);

    /// <param name="act">Helm's command.</param>
    public static async Task<Diagnostic?> Watch(InstallState state, ComponentWork work, Func<Task<Diagnostic?>> act)
    {
        var jobs = JobsOf(work.Rendered);
        if (jobs.Count == 0)
            return await act().ConfigureAwait(false);
        var (time, session) = (state.Request.Options.Time, state.Session);
        var clock = new WaitClock(state.Request.Options.Wait, time);
        var events = state.Watching.Shared(ApiResource.Events, "");
        var last = new Dictionary<string, Readiness>(StringComparer.Ordinal);
        var running = act();
        while (!running.IsCompleted)
        {
            await Task.WhenAny(running, Task.Delay(Look, time)).ConfigureAwait(false);
            foreach (var job in jobs)
                if (await Of(session.Client, session.Space, job, events.Objects).ConfigureAwait(false) is { } now)
                    await Told(state, work, last, job, now).ConfigureAwait(false);
            clock.Report([.. last.Values], readiness => session.Say(new RunEvent.Waiting(work.Name, readiness)));
        }
        var failed = await running.ConfigureAwait(false);
        if (failed is not null)
            work.Track.Problems.AddRange(last.Values.Where(one => !one.IsReady).SelectMany(one => one.Blockers).Select(blocker => blocker.Problem));
        return failed;
    }

    /// <summary>The names of Jobs that run when a release is made or changed.</summary>
    private static IReadOnlyList<string> JobsOf(RenderedComponent rendered)
        => [.. rendered.Hooks.Where(hook => hook.Kind == ApiResource.Jobs.Kind && ForeignObjects.Hooks((MapNode)hook.Content).Any(moment => moment is "pre-install" or "post-install" or "pre-upgrade" or "post-upgrade"))
            .Select(hook => hook.Name)];

    private static async Task Told(InstallState state, ComponentWork work, Dictionary<string, Readiness> last, string job, Readiness now)
    {
        last[job] = now;
        if (work.Track.Logs.Count == 0 && now.Blockers.Any(blocker => blocker is { LogHelps: true, Pod.Length: > 0 }))
            work.Track.Logs.AddRange(await WaitForReady.Tails(state.Session.Client, state.Session.Space, [now], CancellationToken.None).ConfigureAwait(false));
    }

    /// <returns>Null while it is not there.</returns>
    private static async Task<Readiness?> Of(ClusterClient client, string space, string job, IReadOnlyList<JsonElement> events)
    {
        try
        {
            if (await client.Get(ApiResource.Jobs, space, job).ConfigureAwait(false) is not { } controller)
                return null;
            var pods = new List<JsonElement>();
            await foreach (var pod in client.List(ApiResource.Pods, space, $"job-name={job}").ConfigureAwait(false))
                pods.Add(pod);
            return Explain.Of(new WorkloadState(new(ApiResource.Jobs.Kind, job), controller, [], pods, events));
        }
        catch (ClusterException)
        {
            // Helm's own word decides; this look only explains.
            return null;
        }
    }
}
