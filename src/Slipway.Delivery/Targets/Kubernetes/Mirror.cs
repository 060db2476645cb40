using System.Collections.Concurrent;
using System.Net;
using System.Text.Json;
using Slipway.Yaml;

namespace Slipway.Delivery.Kubernetes;

/// <summary>A copy of the objects that a selector selects, kept up to date by a watch.</summary>
/// <param name="changed">Called after each change; must return at once.</param>
internal sealed class Mirror(ClusterClient client, ApiResource resource, string space, string labels, string fields, TimeProvider time, Action changed)
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);
    private readonly ConcurrentDictionary<string, JsonElement> objects = new();

    public IReadOnlyList<JsonElement> Objects => [.. objects.Values];

    /// <summary>True once the first list is there: before, nothing can be said about what is missing.</summary>
    public bool Listed { get; private set; }

    /// <summary>Why there is nothing new at present; null while the watch works.</summary>
    public Diagnostic? Trouble { get; private set; }

    /// <summary>Lists, watches, lists again when the server has forgotten the version (410); a broken connection is tried again each second.</summary>
    public async Task Run(CancellationToken cancellation)
    {
        string? version = null;
        while (!cancellation.IsCancellationRequested)
        {
            try
            {
                version ??= await ListAll(cancellation).ConfigureAwait(false);
                version = await WatchFrom(version, cancellation).ConfigureAwait(false);
            }
            catch (ApiException e) when (e.Code == HttpStatusCode.Gone)
            {
                version = null;
            }
            catch (ClusterException e)
            {
                Trouble = e.Problem;
                Listed |= e is ApiException { Code: HttpStatusCode.Forbidden };
                changed();
                await Task.Delay(Pause, time, cancellation).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
            catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
            {
                return;
            }
        }
    }

    private async Task<string> ListAll(CancellationToken cancellation)
    {
        var seen = new HashSet<string>();
        string? next = null, version = null;
        do
        {
            var page = await client.Page(resource, space, labels, fields, next, cancellation).ConfigureAwait(false);
            foreach (var item in page.Items("items"))
            {
                seen.Add(item.Uid());
                objects[item.Uid()] = item;
            }
            version = page.Text("metadata", "resourceVersion");
            next = page.Text("metadata", "continue");
        }
        while (!string.IsNullOrEmpty(next));
        foreach (var gone in objects.Keys.Where(uid => !seen.Contains(uid)).ToList())
            objects.TryRemove(gone, out _);
        (Listed, Trouble) = (true, null);
        changed();
        return version ?? "0";
    }

    /// <returns>The version to go on from; null to list again.</returns>
    private async Task<string?> WatchFrom(string version, CancellationToken cancellation)
    {
        await foreach (var line in client.Watch(resource, space, labels, fields, version, cancellation).ConfigureAwait(false))
        {
            Trouble = null;
            if (line.Type == "ERROR")
                return null;
            version = line.Object.Text("metadata", "resourceVersion") ?? version;
            if (line.Type == "BOOKMARK")
                continue;
            if (line.Type == "DELETED")
                objects.TryRemove(line.Object.Uid(), out _);
            else
                objects[line.Object.Uid()] = line.Object;
            changed();
        }
        return version;
    }
}
