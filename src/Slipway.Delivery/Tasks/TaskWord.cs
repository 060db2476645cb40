using System.Text.Json;
using Slipway.Delivery.Kubernetes;
using Slipway.Yaml;

namespace Slipway.Delivery;

/// <summary>What a task left in its termination message: JSON with <c>message</c> and <c>state</c>, or any text.</summary>
internal static class TaskWord
{
    private const int Longest = 300;

    /// <summary>Nothing where the component is no container's task, or it said nothing. What it hands out is kept; an error says that it did not hand out what it has to.</summary>
    public static async Task<IReadOnlyList<Diagnostic>> Read(InstallState state, ComponentWork work, CancellationToken cancellation)
    {
        if (work.Rendered.Component is not { Task: { } task, Programs.Count: 0 })
            return [];
        var said = await Said(state, work, cancellation).ConfigureAwait(false);
        if (task.Outputs.Count > 0 && await Handed(state, work, said ?? "", cancellation).ConfigureAwait(false) is { } wrong)
            return [wrong];
        return said is null || Of(said) is not { Length: > 0 } word ? [] : [TaskRules.Said.With(work.Name, word)];
    }

    private static async Task<Diagnostic?> Handed(InstallState state, ComponentWork work, string said, CancellationToken cancellation)
    {
        var (session, declared) = (state.Session, work.Rendered.Component.Task!.Outputs.ToDictionary(output => output.Name.Value, output => output.Type, StringComparer.Ordinal));
        var (reply, fault) = TaskReply.Read(System.Text.Encoding.UTF8.GetBytes(said));
        if ((fault ?? reply!.Misfit(declared)) is { } wrong)
            return TaskRules.BadReply.With([work.Name, "install"], wrong);
        var (owner, _) = await ProgramTasks.Told(session.Client, session.Space, work.Name, "input.json", cancellation).ConfigureAwait(false);
        if (owner is { } secret)
            await new TaskState(work.Input, "", 1, IsDone: true, work.Rendered.Component.Version).Write(session.Client, session.Space, session.Installation, work.Name, secret, reply!.Outputs).ConfigureAwait(false);
        return null;
    }

    private static async Task<string?> Said(InstallState state, ComponentWork work, CancellationToken cancellation)
    {
        JsonElement? newest = null;
        await foreach (var pod in state.Session.Client.List(ApiResource.Pods, state.Session.Space, $"slipway/task={work.Name},!{TaskStatus.Label}", cancellation: cancellation).ConfigureAwait(false))
            if (newest is not { } known || string.CompareOrdinal(pod.Text("metadata", "creationTimestamp"), known.Text("metadata", "creationTimestamp")) > 0)
                newest = pod;
        return newest?.Items("status", "containerStatuses").Select(container => container.Text("state", "terminated", "message")).FirstOrDefault(text => text is not null);
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
