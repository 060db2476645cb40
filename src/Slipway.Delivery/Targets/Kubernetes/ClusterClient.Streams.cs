using System.Runtime.CompilerServices;
using System.Text.Json;

namespace Slipway.Delivery.Kubernetes;

/// <summary>One line of a watch. <c>BOOKMARK</c> carries only a resource version, <c>ERROR</c> a Status.</summary>
public sealed record WatchEvent(string Type, JsonElement Object);

/// <summary>Which part of a container's log is read.</summary>
/// <param name="Tail">Only the last lines; null for all.</param>
/// <param name="Previous">Of the container that ended before the present one.</param>
public sealed record LogOptions(bool Follow = false, bool Previous = false, int? Tail = null, bool Timestamps = false);

public sealed partial class ClusterClient
{
    /// <summary>Changes from a resource version on, until the server ends the watch (some minutes), which is no error.</summary>
    public async IAsyncEnumerable<WatchEvent> Watch(
        ApiResource resource, string? space, string labels, string fields, string resourceVersion, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var query = $"watch=true&allowWatchBookmarks=true&timeoutSeconds=290&resourceVersion={resourceVersion}{Query("labelSelector", labels)}{Query("fieldSelector", fields)}";
        await foreach (var line in Lines($"{resource.Path(space)}?{query}", $"watch {resource.QualifiedName} in {space}", cancellation).ConfigureAwait(false))
        {
            var read = Parse(System.Text.Encoding.UTF8.GetBytes(line));
            if (read.At("object") is { } changed)
                yield return new WatchEvent(read.Text("type") ?? "", changed);
        }
    }

    /// <summary>A container's log, line by line; with <c>Follow</c> until the container ends.</summary>
    public IAsyncEnumerable<string> Logs(string space, string pod, string container, LogOptions options, CancellationToken cancellation = default)
    {
        var query = $"container={Uri.EscapeDataString(container)}&follow={Word(options.Follow)}&previous={Word(options.Previous)}&timestamps={Word(options.Timestamps)}"
            + (options.Tail is { } tail ? $"&tailLines={tail}" : "");
        return Lines($"{ApiResource.Pods.Path(space, pod, "log")}?{query}", $"get the log of {space}/{pod}, container {container}", cancellation);
    }

    private async IAsyncEnumerable<string> Lines(string path, string doing, [EnumeratorCancellation] CancellationToken cancellation)
    {
        using var limited = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limited.CancelAfter(AnswerLimit);
        using var answer = await Send(HttpMethod.Get, path, null, limited.Token, cancellation).ConfigureAwait(false);
        if (!answer.IsSuccessStatusCode)
            throw ApiException.From(Access, doing, answer.StatusCode, await Content(answer, limited.Token, cancellation).ConfigureAwait(false));
        limited.CancelAfter(Timeout.InfiniteTimeSpan);
        using var reader = new StreamReader(await answer.Content.ReadAsStreamAsync(cancellation).ConfigureAwait(false));
        while (await Line(reader, cancellation).ConfigureAwait(false) is { } line)
            yield return line;
    }

    private async Task<string?> Line(StreamReader reader, CancellationToken cancellation)
    {
        try
        {
            return await reader.ReadLineAsync(cancellation).ConfigureAwait(false);
        }
        catch (Exception e) when (IsOfTheNetwork(e, cancellation))
        {
            throw ConnectionFailure.From(Access, handler, e);
        }
    }

    private static string Word(bool value) => value ? "true" : "false";
}
