using System.Text.Json;
using System.Text.Json.Nodes;
using Slipway.Components;
using Slipway.Delivery.Kubernetes;
using Slipway.Yaml;

namespace Slipway.Delivery;

/// <summary>What asks the program of a task, while it runs.</summary>
/// <param name="Store">Where the programs are kept.</param>
internal sealed record TaskCaller(Session Session, TaskStore Store, TimeProvider Time)
{
    public static TaskCaller Of(Session session, TimeProvider time) => new(session, new TaskStore(session.Journal.Folder), time);
}

/// <summary>What came of asking.</summary>
/// <param name="Logs">For the reader's eyes.</param>
internal sealed record TaskSaid(IReadOnlyList<Diagnostic> Problems, IReadOnlyList<LogTail> Logs)
{
    public bool IsDone => Problems.All(problem => problem.Severity != Severity.Error);
}

/// <summary>
/// Tasks whose program runs on the operator's machine. Their release is a Secret with what they are told; when it stands, the program is asked. That it is being asked stands in the record and in the
/// cluster before it begins, so a run that dies in the middle is followed by one that asks again, and says which attempt it is.
/// </summary>
internal static class ProgramTasks
{
    /// <summary>Lines of one run that are shown while it goes on.</summary>
    private const int MostLines = 500;

    /// <summary>Asks for what the release says, and keeps what is handed out.</summary>
    /// <param name="input">What the release was made from.</param>
    /// <param name="change">The request as the release has it to the one that is meant.</param>
    public static async Task<TaskSaid> Ask(TaskCaller caller, TaskSpec spec, string input, Action<JsonObject>? change, CancellationToken cancellation)
    {
        var (client, space, installation) = (caller.Session.Client, caller.Session.Space, caller.Session.Installation);
        if (await Told(client, space, spec.Component, "input.json", cancellation).ConfigureAwait(false) is not ({ } owner, { } request))
            return new([HelmRules.Failed.With("read", spec.Component, $"Secret {TaskChart.InputOf(spec.Component)}")], []);
        var before = await TaskState.Read(client, space, spec.Component, cancellation).ConfigureAwait(false);
        // A release may be there of which the task never said that it is done: what counts is its own word.
        if (before != TaskState.None)
            (request["action"], request["versionBefore"]) = (before.Version.Length == 0 ? "install" : "upgrade", before.Version);
        change?.Invoke(request);
        var action = (string?)request["action"] ?? "";
        var begun = new TaskState(input, action, before.Next(input, action), IsDone: false, before.Version);
        var ran = await Step(caller, spec, request, begun.Attempt, () => begun.Write(client, space, installation, spec.Component, owner, null), async reply =>
            await (begun with { IsDone = true, Version = (string?)request["version"] ?? "" }).Write(client, space, installation, spec.Component, owner, reply.Outputs).ConfigureAwait(false), cancellation).ConfigureAwait(false);
        return Told(spec, ran);
    }

    /// <summary>Asks to take away what the task made. Its release is still there.</summary>
    public static async Task<TaskSaid> Remove(TaskCaller caller, TaskSpec spec, CancellationToken cancellation)
    {
        var (client, space, installation) = (caller.Session.Client, caller.Session.Space, caller.Session.Installation);
        if (await Told(client, space, spec.Component, "remove.input.json", cancellation).ConfigureAwait(false) is not ({ } owner, { } request))
            return new([], []);
        var before = await TaskState.Read(client, space, spec.Component, cancellation).ConfigureAwait(false);
        var begun = new TaskState(before.Input, "remove", before.Next(before.Input, "remove"), IsDone: false, before.Version);
        var ran = await Step(caller, spec, request, begun.Attempt, () => begun.Write(client, space, installation, spec.Component, owner, null), _ => Task.CompletedTask, cancellation).ConfigureAwait(false);
        return Told(spec, ran);
    }

    private static Task<TaskRan> Step(
        TaskCaller caller, TaskSpec spec, JsonObject request, int attempt, Func<Task> begin, Func<TaskReply, Task> done, CancellationToken cancellation)
    {
        var session = caller.Session;
        request["attempt"] = attempt;
        var facts = new JsonObject { ["action"] = request["action"]?.DeepClone(), ["attempt"] = attempt, ["program"] = spec.Program, ["sha256"] = spec.Digest };
        return session.Step(RunStep.Task, spec.Component, async () =>
        {
            await begin().ConfigureAwait(false);
            var shown = 0;
            var mark = TaskRun.MarkOf(session.Client.Access.Context, session.Space, session.Installation, spec.Component);
            var ran = await TaskRun.Run(spec, caller.Store.PathOf(spec), request, mark, session.Client.Access, Tell, caller.Time, cancellation).ConfigureAwait(false);
            if (ran.Reply is { } reply)
                await done(reply).ConfigureAwait(false);
            return ran;

            void Tell(string line)
            {
                var number = Interlocked.Increment(ref shown);
                if (number <= MostLines)
                    session.Say(new RunEvent.Line(spec.Component, number == MostLines ? "…" : line));
            }
        }, ran => ran.Problem, facts);
    }

    private static TaskSaid Told(TaskSpec spec, TaskRan ran)
    {
        var problems = ran.Notes.ToList();
        if (ran.Problem is not null)
            problems.Add(ran.Problem);
        if (ran.Reply?.Word(ran.Reply.Secrets(spec.Outputs)) is { Length: > 0 } word)
            problems.Add(TaskRules.Said.With(spec.Component, word));
        return new(problems, ran.Said.Count == 0 ? [] : [new LogTail(spec.Component, spec.Program, ran.Said)]);
    }

    /// <summary>What it handed out goes with it, and so does what was kept here to ask it.</summary>
    public static async Task Gone(TaskCaller caller, string component)
    {
        await caller.Session.Client.Delete(ApiResource.Secrets, caller.Session.Space, TaskChart.ResultOf(component), cancellation: CancellationToken.None).ConfigureAwait(false);
        caller.Store.Forget(component);
    }

    /// <summary>What the release's Secret says that the task is told, under a key; nulls where it is not there.</summary>
    internal static async Task<(JsonElement? Secret, JsonObject? Request)> Told(ClusterClient client, string space, string component, string key, CancellationToken cancellation)
    {
        if (await client.Get(ApiResource.Secrets, space, TaskChart.InputOf(component), cancellation).ConfigureAwait(false) is not { } secret)
            return (null, null);
        try
        {
            return (secret, TaskState.DataOf(secret).TryGetValue(key, out var text) ? JsonNode.Parse(text) as JsonObject : null);
        }
        catch (Exception e) when (e is JsonException or FormatException)
        {
            return (secret, null);
        }
    }
}
