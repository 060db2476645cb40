using System.Text.Json;
using Slipway.Delivery.Kubernetes;
using Slipway.Yaml;

namespace Slipway.Delivery;

/// <summary>
/// Deletes what the release that follows makes anew. A StatefulSet goes without its pods and claims, whatever it says of its claims itself: where pods have to end,
/// they are deleted one by one, and no claim ever is.
/// </summary>
internal static class MakingAnew
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);

    /// <returns>Null when all are gone.</returns>
    public static async Task<Diagnostic?> Delete(InstallState state, ComponentWork work, CancellationToken cancellation)
    {
        foreach (var one in work.Doomed)
        {
            if (await state.Session.Client.Get(one.Resource, one.Space, one.Name, cancellation).ConfigureAwait(false) is not { } live || live.Uid() != one.Uid)
                continue;
            work.Track.HasDeleted = true;
            if (await Delete(state, one, live, cancellation).ConfigureAwait(false) is { } failed)
                return failed;
        }
        return null;
    }

    /// <summary>Before a rollback: what the run has made in their place stands in the way of the earlier ones just as those did.</summary>
    public static async Task<Diagnostic?> DeleteMade(InstallState state, ComponentWork work)
    {
        foreach (var one in work.Doomed)
            if (await state.Session.Client.Get(one.Resource, one.Space, one.Name).ConfigureAwait(false) is { } live && live.Uid() != one.Uid
                && await Delete(state, one, live, CancellationToken.None).ConfigureAwait(false) is { } failed)
                return failed;
        return null;
    }

    private static async Task<Diagnostic?> Delete(InstallState state, Doomed one, JsonElement live, CancellationToken cancellation)
    {
        var client = state.Session.Client;
        if (one.Resource != ApiResource.StatefulSets)
        {
            await client.Delete(one.Resource, one.Space, one.Name, live.Uid(), Propagation.Foreground, cancellation).ConfigureAwait(false);
            return await UntilGone(state, one, live.Uid(), cancellation).ConfigureAwait(false);
        }
        var pods = one.What.Interruption == Interruption.PodsEnd ? await PodsOf(client, one.Space, live, cancellation).ConfigureAwait(false) : [];
        await client.Delete(one.Resource, one.Space, one.Name, live.Uid(), Propagation.Orphan, cancellation).ConfigureAwait(false);
        if (await UntilGone(state, one, live.Uid(), cancellation).ConfigureAwait(false) is { } failed)
            return failed;
        foreach (var pod in pods)
            await client.Delete(pod.Resource, pod.Space, pod.Name, pod.Uid, cancellation: cancellation).ConfigureAwait(false);
        foreach (var pod in pods)
            if (await UntilGone(state, pod, pod.Uid, cancellation).ConfigureAwait(false) is { } late)
                return late;
        return null;
    }

    private static async Task<IReadOnlyList<Doomed>> PodsOf(ClusterClient client, string? space, JsonElement set, CancellationToken cancellation)
    {
        var labels = string.Join(',', set.Texts("spec", "selector", "matchLabels").Select(label => $"{label.Key}={label.Value}"));
        var pods = new List<Doomed>();
        await foreach (var pod in client.ListMetadata(ApiResource.Pods, space, labels, cancellation).ConfigureAwait(false))
            if (pod.IsOwnedBy(set.Uid()))
                pods.Add(new(ApiResource.Pods, space, pod.Name(), pod.Uid(), new("", $"Pod {pod.Name()}", "", "", "", Interruption.PodsEnd)));
        return pods;
    }

    private static async Task<Diagnostic?> UntilGone(InstallState state, Doomed one, string uid, CancellationToken cancellation)
    {
        var (time, limit) = (state.Request.Options.Time, state.Request.Options.Wait.Timeout);
        var began = time.GetTimestamp();
        while (await state.Session.Client.Get(one.Resource, one.Space, one.Name, cancellation).ConfigureAwait(false) is { } there && there.Uid() == uid)
        {
            if (time.GetElapsedTime(began) > limit)
                return TargetRules.ApiRefused.With(
                    [$"delete {one.What.Object}", "Timeout"],
                    new($"it is still there after {Workloads.Duration(limit)}; its finalizers and pods say what holds it", $"{Workloads.Duration(limit)} 后仍存在；请查看其 finalizers 和 Pod"));
            await Task.Delay(Pause, time, cancellation).ConfigureAwait(false);
        }
        return null;
    }
}
