using System.Threading.Channels;
using Slipway.Delivery.Kubernetes;
using Slipway.Yaml;

namespace Slipway.Delivery;

/// <summary>How long is waited.</summary>
/// <param name="Timeout">For all workloads of one component together.</param>
/// <param name="Grace">A cause that cannot heal by waiting must stand this long before the wait ends early.</param>
public sealed record WaitOptions(TimeSpan Timeout, TimeSpan Grace)
{
    public static readonly WaitOptions Default = new(TimeSpan.FromMinutes(5), TimeSpan.FromSeconds(10));

    /// <summary>
    /// A container without a readiness probe counts as ready from its start, also one that ends a moment later. With such a container all must stay
    /// ready this long.
    /// </summary>
    public TimeSpan Steady { get; init; } = TimeSpan.FromSeconds(3);
}

/// <summary>The last lines of a container's log.</summary>
public sealed record LogTail(string Pod, string Container, IReadOnlyList<string> Lines);

/// <summary>How a wait ended.</summary>
/// <param name="TimedOut">False with an unready workload: a cause that cannot heal was found.</param>
public sealed record WaitResult(bool IsReady, bool TimedOut, IReadOnlyList<Readiness> Workloads, IReadOnlyList<LogTail> Logs)
{
    /// <summary>Why the API could not be watched at the end, if it could not.</summary>
    public Diagnostic? Trouble { get; init; }
}

/// <summary>Watches workloads until all are ready, time is up, or a cause is found that cannot heal.</summary>
public static class WaitForReady
{
    private const int LogLines = 10;
    private static readonly TimeSpan Settle = TimeSpan.FromMilliseconds(150);
    private static readonly TimeSpan Look = TimeSpan.FromSeconds(1);

    public static async Task<WaitResult> Run(
        ClusterClient client, string space, IReadOnlyList<(WorkloadId Id, ApiResource Resource)> workloads,
        WaitOptions options, Action<Readiness> changed, TimeProvider time, CancellationToken cancellation)
    {
        await using var watching = new Watching(client, space, time);
        return await Run(watching, workloads, options, changed, cancellation).ConfigureAwait(false);
    }

    internal static async Task<WaitResult> Run(
        Watching watching, IReadOnlyList<(WorkloadId Id, ApiResource Resource)> workloads, WaitOptions options, Action<Readiness> changed, CancellationToken cancellation)
    {
        if (workloads.Count == 0)
            return new(true, false, [], []);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var signal = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
        using var listening = watching.Listen(() => signal.Writer.TryWrite(true));
        var own = new List<Task>();
        try
        {
            var watched = new List<WatchedWorkload>();
            foreach (var (id, resource) in workloads)
                watched.Add(await WatchedWorkload.Of(watching, id, resource, Own, cancellation).ConfigureAwait(false));
            return await Until(watching, watched, new WaitClock(options, watching.Time), signal.Reader, changed, cancellation).ConfigureAwait(false);
        }
        finally
        {
            await stop.CancelAsync().ConfigureAwait(false);
            await Task.WhenAll(own).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        Mirror Own(ApiResource resource, string labels, string fields)
        {
            var mirror = new Mirror(watching.Client, resource, watching.Space, labels, fields, watching.Time, () => signal.Writer.TryWrite(true));
            own.Add(mirror.Run(stop.Token));
            return mirror;
        }
    }

    private static async Task<WaitResult> Until(
        Watching watching, List<WatchedWorkload> watched, WaitClock watch, ChannelReader<bool> signal, Action<Readiness> changed, CancellationToken cancellation)
    {
        while (true)
        {
            var states = watched.Where(w => w.IsListed).Select(w => Explain.Of(w.State())).ToList();
            watch.Report(states, changed);
            if (watch.IsReached(states, watched))
                return new(true, false, states, []);
            if (watch.IsOver(states, out var timedOut))
            {
                states = [.. watched.Where(w => w.IsListed).Select(w => Explain.AtTheEnd(w.State()))];
                return new(false, timedOut, states, await Tails(watching.Client, watching.Space, states, cancellation).ConfigureAwait(false)) { Trouble = Trouble(watched) };
            }
            await Next(signal, watching.Time, cancellation).ConfigureAwait(false);
        }
    }

    private static async Task Next(ChannelReader<bool> signal, TimeProvider time, CancellationToken cancellation)
    {
        using var look = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var waited = signal.WaitToReadAsync(look.Token).AsTask();
        await Task.WhenAny(waited, Task.Delay(Look, time, look.Token)).ConfigureAwait(false);
        cancellation.ThrowIfCancellationRequested();
        // Changes come in bunches: one look for all of them.
        await Task.Delay(Settle, time, cancellation).ConfigureAwait(false);
        signal.TryRead(out _);
        await look.CancelAsync().ConfigureAwait(false);
        await Task.WhenAny(waited).ConfigureAwait(false);
    }

    private static Diagnostic? Trouble(IEnumerable<WatchedWorkload> watched)
        => watched.SelectMany(w => w.Mirrors).Select(m => m.Trouble).FirstOrDefault(t => t is not null);

    internal static async Task<IReadOnlyList<LogTail>> Tails(ClusterClient client, string space, IReadOnlyList<Readiness> states, CancellationToken cancellation)
    {
        var tails = new List<LogTail>();
        foreach (var blocker in states.SelectMany(s => s.Blockers).Where(b => b is { LogHelps: true, Pod.Length: > 0 }).DistinctBy(b => b.Container).Take(3))
            foreach (var previous in new[] { true, false })
            {
                var lines = await Tail(client, space, blocker, previous, cancellation).ConfigureAwait(false);
                if (lines.Count == 0)
                    continue;
                tails.Add(new(blocker.Pod, blocker.Container, lines));
                break;
            }
        return tails;
    }

    private static async Task<List<string>> Tail(ClusterClient client, string space, Blocker blocker, bool previous, CancellationToken cancellation)
    {
        var lines = new List<string>();
        try
        {
            await foreach (var line in client.Logs(space, blocker.Pod, blocker.Container, new LogOptions(Previous: previous, Tail: LogLines), cancellation).ConfigureAwait(false))
                // The kubelet says this in place of a log when the container was cleaned away, with status 200.
                if (!line.StartsWith("unable to retrieve container logs for ", StringComparison.Ordinal))
                    lines.Add(line);
        }
        catch (ClusterException)
        {
            // The log helps to explain a failure; that it cannot be read is no second one.
        }
        return lines;
    }
}

/// <summary>When the wait is over, and what was already reported.</summary>
internal sealed class WaitClock(WaitOptions options, TimeProvider time)
{
    private readonly long start = time.GetTimestamp();
    private readonly Dictionary<string, long> hopelessSince = [];
    private long? readySince;
    private readonly Dictionary<WorkloadId, string> reported = [];

    public void Report(IReadOnlyList<Readiness> states, Action<Readiness> changed)
    {
        foreach (var state in states)
        {
            var line = $"{state.IsReady} {state.Ready}/{state.Wanted} {string.Join(' ', state.Blockers.Select(b => b.Key))}";
            if (reported.GetValueOrDefault(state.Workload) == line)
                continue;
            reported[state.Workload] = line;
            changed(state);
        }
    }

    public bool IsReached(IReadOnlyList<Readiness> states, IReadOnlyList<WatchedWorkload> watched)
    {
        if (states.Count < watched.Count || !states.All(s => s.IsReady))
        {
            readySince = null;
            return false;
        }
        readySince ??= time.GetTimestamp();
        return watched.All(w => w.IsProbed) || time.GetElapsedTime(readySince.Value) >= options.Steady;
    }

    public bool IsOver(IReadOnlyList<Readiness> states, out bool timedOut)
    {
        var now = time.GetTimestamp();
        timedOut = time.GetElapsedTime(start, now) >= options.Timeout;
        var hopeless = states.SelectMany(s => s.Blockers.Where(b => b.CannotHeal).Select(b => $"{s.Workload}/{b.Problem.Rule.Code}/{b.Container}")).ToHashSet();
        foreach (var healed in hopelessSince.Keys.Where(k => !hopeless.Contains(k)).ToList())
            hopelessSince.Remove(healed);
        foreach (var key in hopeless)
            hopelessSince.TryAdd(key, now);
        return timedOut || hopelessSince.Values.Any(since => time.GetElapsedTime(since, now) >= options.Grace);
    }
}
