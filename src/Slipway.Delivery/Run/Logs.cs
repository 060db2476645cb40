using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Threading.Channels;
using Slipway.Delivery.Kubernetes;
using Slipway.Yaml;

namespace Slipway.Delivery;

/// <summary>Whose logs are read.</summary>
/// <param name="Component">Null for all components of the installation.</param>
public sealed record LogRequest(string Installation, string? Component, LogOptions Log, RunOptions Options);

/// <summary>A line of a log, or a finding when a log cannot be read.</summary>
public sealed record LogLine(string Component, string Pod, string Container, string Text, Diagnostic? Problem = null);

/// <summary>
/// The logs of all pods. Lines of one container keep their order; with <c>Follow</c> those of several are mixed as they come, and pods that appear later
/// are followed too.
/// </summary>
public static class Logs
{
    private static readonly TimeSpan LookForPods = TimeSpan.FromSeconds(2);

    public static async IAsyncEnumerable<LogLine> Read(LogRequest request, [EnumeratorCancellation] CancellationToken cancellation = default)
    {
        var reached = await Reached.Cluster(request.Options, cancellation).ConfigureAwait(false);
        if (reached.Client is not { } client)
        {
            yield return Fault(reached.Problem!);
            yield break;
        }
        using var ended = client;
        var pods = await Pods(client, reached.Space, request, cancellation).ConfigureAwait(false);
        if (pods.Problem is not null || pods.Found.Count == 0)
        {
            foreach (var problem in pods.Problem is { } one ? [one] : await WithoutPods(client, reached, request, cancellation).ConfigureAwait(false))
                yield return Fault(problem);
            yield break;
        }
        var lines = request.Log.Follow
            ? Followed(client, reached.Space, request, cancellation)
            : OneByOne(client, reached.Space, request, pods.Found, cancellation);
        await foreach (var line in lines.ConfigureAwait(false))
            yield return line;
    }

    private static LogLine Fault(Diagnostic problem) => new("", "", "", "", problem);

    private static async IAsyncEnumerable<LogLine> OneByOne(
        ClusterClient client, string space, LogRequest request, IReadOnlyList<JsonElement> pods, [EnumeratorCancellation] CancellationToken cancellation)
    {
        foreach (var pod in pods)
            foreach (var container in Containers(pod))
            {
                var channel = Channel.CreateUnbounded<LogLine>();
                var reading = Pump(client, space, request, pod, container, channel.Writer, cancellation)
                    .ContinueWith(_ => channel.Writer.TryComplete(), CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
                await foreach (var line in channel.Reader.ReadAllAsync(cancellation).ConfigureAwait(false))
                    yield return line;
                await reading.ConfigureAwait(false);
            }
    }

    private static async IAsyncEnumerable<LogLine> Followed(
        ClusterClient client, string space, LogRequest request, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var channel = Channel.CreateBounded<LogLine>(1000);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var finding = FollowAll(client, space, request, channel.Writer, stop.Token);
        try
        {
            await foreach (var line in channel.Reader.ReadAllAsync(cancellation).ConfigureAwait(false))
                yield return line;
        }
        finally
        {
            await stop.CancelAsync().ConfigureAwait(false);
            await finding.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private static async Task FollowAll(ClusterClient client, string space, LogRequest request, ChannelWriter<LogLine> writer, CancellationToken cancellation)
    {
        var followed = new Dictionary<string, Task>();
        while (!cancellation.IsCancellationRequested)
        {
            var pods = await Pods(client, space, request, cancellation).ConfigureAwait(false);
            foreach (var pod in pods.Found)
                foreach (var container in Containers(pod).Where(c => HasStarted(pod, c)))
                {
                    // A restarted container is a new log.
                    var key = $"{pod.Uid()}/{container}/{Restarts(pod, container)}";
                    if (!followed.ContainsKey(key))
                        followed[key] = Pump(client, space, request, pod, container, writer, cancellation);
                }
            await Task.Delay(LookForPods, request.Options.Time, cancellation).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
        await Task.WhenAll(followed.Values).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        writer.TryComplete();
    }

    private static async Task Pump(
        ClusterClient client, string space, LogRequest request, JsonElement pod, string container, ChannelWriter<LogLine> writer, CancellationToken cancellation)
    {
        var component = pod.Text("metadata", "labels", Live.NameLabel) ?? "";
        try
        {
            await foreach (var line in client.Logs(space, pod.Name(), container, request.Log, cancellation).ConfigureAwait(false))
                await writer.WriteAsync(new(component, pod.Name(), container, line), cancellation).ConfigureAwait(false);
        }
        catch (ClusterException e)
        {
            await writer.WriteAsync(new(component, pod.Name(), container, "", e.Problem), cancellation).ConfigureAwait(false);
        }
    }

    private static async Task<(IReadOnlyList<JsonElement> Found, Diagnostic? Problem)> Pods(
        ClusterClient client, string space, LogRequest request, CancellationToken cancellation)
    {
        var found = new List<JsonElement>();
        try
        {
            await foreach (var pod in client.List(ApiResource.Pods, space, Labels(request), cancellation: cancellation).ConfigureAwait(false))
                found.Add(pod);
            return ([.. found.OrderBy(p => p.Name(), StringComparer.Ordinal)], null);
        }
        catch (ClusterException e)
        {
            return (found, e.Problem);
        }
    }

    private static string Labels(LogRequest request)
        => $"{Live.InstanceLabel}={request.Installation}{(request.Component is { } one ? $",{Live.NameLabel}={one}" : "")}";

    /// <summary>Why there are no pods: components that lead outside have none, and else nothing is installed.</summary>
    private static async Task<IReadOnlyList<Diagnostic>> WithoutPods(ClusterClient client, Reached reached, LogRequest request, CancellationToken cancellation)
    {
        var outside = new List<Diagnostic>();
        try
        {
            await foreach (var service in client.List(ApiResource.Services, reached.Space, Labels(request), cancellation: cancellation).ConfigureAwait(false))
                if (Outside.Of(service) is { } place)
                    outside.Add(RunRules.NoPods.With(service.Text("metadata", "labels", Live.NameLabel) ?? service.Name(), $"{place}"));
        }
        catch (ClusterException e)
        {
            return [e.Problem];
        }
        return outside.Count > 0 ? outside : [await Nothing(client, reached, request, cancellation).ConfigureAwait(false)];
    }

    private static async Task<Diagnostic> Nothing(ClusterClient client, Reached reached, LogRequest request, CancellationToken cancellation)
    {
        var status = request.Component is { } name && await Receipt.Read(client, reached.Space, request.Installation, cancellation).ConfigureAwait(false) is { Components: var there } && there.All(one => one.Name != name)
            ? RunRules.NoComponent.With(request.Installation, name, string.Join(", ", there.Select(one => one.Name).Order(StringComparer.Ordinal)))
            : null;
        return status ?? RunRules.NotInstalled.With(request.Installation, reached.Space, reached.Context);
    }

    private static IEnumerable<string> Containers(JsonElement pod)
        => pod.Items("spec", "initContainers").Concat(pod.Items("spec", "containers")).Select(c => c.Text("name") ?? "");

    private static bool HasStarted(JsonElement pod, string container) => StatusOf(pod, container)?.At("state", "waiting") is null && StatusOf(pod, container) is not null;

    private static long Restarts(JsonElement pod, string container) => StatusOf(pod, container)?.Number("restartCount") ?? 0;

    private static JsonElement? StatusOf(JsonElement pod, string container)
    {
        foreach (var status in pod.Items("status", "initContainerStatuses").Concat(pod.Items("status", "containerStatuses")))
            if (status.Text("name") == container)
                return status;
        return null;
    }
}
