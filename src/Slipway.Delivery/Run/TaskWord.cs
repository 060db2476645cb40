using System.Text.Json;
using Slipway.Delivery.Kubernetes;
using Slipway.Yaml;

namespace Slipway.Delivery;

/// <summary>What a task left in its termination message: JSON with <c>message</c> and <c>state</c>, or any text.</summary>
internal static class TaskWord
{
    private const int Longest = 300;

    /// <summary>Null where the component is no task, or it said nothing.</summary>
    public static async Task<Diagnostic?> Read(InstallState state, ComponentWork work, CancellationToken cancellation)
    {
        if (!work.Rendered.Component.IsTask)
            return null;
        JsonElement? newest = null;
        await foreach (var pod in state.Session.Client.List(ApiResource.Pods, state.Session.Space, $"slipway/task={work.Name}", cancellation: cancellation).ConfigureAwait(false))
            if (newest is not { } known || string.CompareOrdinal(pod.Text("metadata", "creationTimestamp"), known.Text("metadata", "creationTimestamp")) > 0)
                newest = pod;
        var said = newest?.Items("status", "containerStatuses").Select(container => container.Text("state", "terminated", "message")).FirstOrDefault(text => text is not null);
        return said is null || Of(said) is not { Length: > 0 } word ? null : TaskRules.Said.With(work.Name, word);
    }

    internal static string Of(string said)
    {
        var text = said.Trim();
        try
        {
            using var json = JsonDocument.Parse(text.Split('\n')[^1]);
            if (json.RootElement.ValueKind == JsonValueKind.Object)
                text = string.Join(": ", new[] { json.RootElement.Text("state"), json.RootElement.Text("message") }.OfType<string>().Where(part => part.Length > 0));
        }
        catch (JsonException)
        {
            // Then it is a text.
        }
        var line = EventText.OneLine(text);
        return line.Length > Longest ? line[..Longest] + "…" : line;
    }
}
