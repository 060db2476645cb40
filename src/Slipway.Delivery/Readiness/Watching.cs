using System.Collections.Concurrent;
using Slipway.Delivery.Kubernetes;

namespace Slipway.Delivery;

/// <summary>What a run watches in a namespace: each kind once, however many components wait for something of it. Begins with the first who asks.</summary>
internal sealed class Watching(ClusterClient client, string space, TimeProvider time) : IAsyncDisposable
{
    private readonly ConcurrentDictionary<object, Action> listeners = new(ReferenceEqualityComparer.Instance);
    private readonly ConcurrentDictionary<(ApiResource Resource, string Labels), Lazy<Mirror>> shared = new();
    private readonly ConcurrentBag<Task> running = [];
    private readonly CancellationTokenSource stop = new();

    public ClusterClient Client => client;

    public string Space => space;

    public TimeProvider Time => time;

    /// <summary>A copy that all share, kept until the run ends.</summary>
    public Mirror Shared(ApiResource resource, string labels) => shared.GetOrAdd((resource, labels), key => new Lazy<Mirror>(() =>
    {
        var mirror = new Mirror(client, key.Resource, space, key.Labels, "", time, Changed);
        running.Add(mirror.Run(stop.Token));
        return mirror;
    })).Value;

    /// <summary>Is told of every change in what is shared, until it is no longer wanted.</summary>
    public IDisposable Listen(Action changed)
    {
        var listening = new Listening(listeners);
        listeners[listening] = changed;
        return listening;
    }

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync().ConfigureAwait(false);
        await Task.WhenAll(running).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        stop.Dispose();
    }

    private void Changed()
    {
        foreach (var listener in listeners.Values)
            listener();
    }

    private sealed class Listening(ConcurrentDictionary<object, Action> listeners) : IDisposable
    {
        public void Dispose() => listeners.TryRemove(this, out _);
    }
}
