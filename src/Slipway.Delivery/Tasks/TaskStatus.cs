using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Slipway.Delivery.Kubernetes;
using Slipway.Yaml;

namespace Slipway.Delivery;

/// <summary>What a task says of what it made.</summary>
/// <param name="IsReady">Null where it did not say.</param>
/// <param name="Message">Its own words.</param>
/// <param name="Why">Where there is no answer, why.</param>
public sealed record TaskAnswer(bool? IsReady, string Message, LocalText? Why)
{
    internal static TaskAnswer No(LocalText why) => new(null, "", why);
}

/// <summary>
/// Asks the tasks of an installation how what they made is: a container by a short-lived Job beside the one that installed, a program on this machine. Nothing that goes wrong on the way is more than
/// an answer that is missing.
/// </summary>
/// <param name="programs">Where programs are kept; null where they may not run.</param>
internal sealed class TaskStatus(ClusterClient client, string space, string installation, TaskStore? programs, TimeProvider time)
{
    /// <summary>On the Jobs that only ask, and on their pods.</summary>
    public const string Label = "slipway/task-status";

    /// <summary>For one answer.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);

    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(250);

    private static readonly string[] OfTheJob = ["controller-uid", "job-name", "batch.kubernetes.io/controller-uid", "batch.kubernetes.io/job-name"];

    /// <summary>By component, of those that can be asked.</summary>
    public async Task<IReadOnlyDictionary<string, TaskAnswer>> Ask(IReadOnlyCollection<string> components, CancellationToken cancellation)
    {
        var answers = new ConcurrentDictionary<string, TaskAnswer>(StringComparer.Ordinal);
        try
        {
            var tasks = (await TaskLook.Tasks(client, space, installation, cancellation).ConfigureAwait(false)).Where(task => components.Contains(task.Component));
            await Parallel.ForEachAsync(tasks, new ParallelOptions { MaxDegreeOfParallelism = 8, CancellationToken = cancellation }, async (task, stop) =>
            {
                if (await One(task.Component, task.Program, stop).ConfigureAwait(false) is { } answer)
                    answers[task.Component] = answer;
            }).ConfigureAwait(false);
        }
        catch (ClusterException)
        {
            // Who may not list Secrets sees the rest of the status all the same.
        }
        return answers;
    }

    private async Task<TaskAnswer?> One(string component, string? program, CancellationToken cancellation)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        using var timer = new CancellationTokenSource(Patience, time);
        using var onTimer = timer.Token.Register(limit.Cancel);
        try
        {
            if (program is not null && await TaskState.Read(client, space, component, limit.Token).ConfigureAwait(false) is { IsDone: false } state)
                return new TaskAnswer(false, "", new($"not done: asked to {state.Action}, attempt {state.Attempt}", $"未完成：已要求 {state.Action}，第 {state.Attempt} 次"));
            if (await ProgramTasks.Told(client, space, component, "status.input.json", limit.Token).ConfigureAwait(false) is not ({ } owner, { } request))
                return null;
            return program is null
                ? await Container(component, owner, limit.Token).ConfigureAwait(false)
                : await Program(component, program, request, limit.Token).ConfigureAwait(false);
        }
        catch (ClusterException e)
        {
            return TaskAnswer.No(new(e.Problem.Message(Language.English), e.Problem.Message(Language.Chinese)));
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return TaskAnswer.No(new($"no answer within {Patience.TotalSeconds:0} s", $"{Patience.TotalSeconds:0} 秒内没有回答"));
        }
    }

    private async Task<TaskAnswer> Program(string component, string program, JsonObject request, CancellationToken cancellation)
    {
        if (programs is null)
            return TaskAnswer.No(new("not asked: `--allow-tasks` lets its program run here", "未询问：`--allow-tasks` 允许其程序在本机运行"));
        if (programs.Find(component) is not { } spec || !program.Contains(spec.Digest, StringComparison.Ordinal))
            return TaskAnswer.No(new("not asked: its program is not on this machine", "未询问：其程序不在本机"));
        request["attempt"] = 1;
        // Two that ask at the same time do not end each other, nor a run that installs.
        var mark = $"{TaskRun.MarkOf(client.Access.Context, space, installation, component)}-{Random()}";
        var limited = spec with { Limit = spec.Limit < Patience ? spec.Limit : Patience };
        var ran = await TaskRun.Run(limited, programs.PathOf(spec), request, mark, client.Access, _ => { }, time, cancellation, TimeSpan.FromSeconds(1)).ConfigureAwait(false);
        return Of(ran.Reply, ran.Problem is { } problem ? new(problem.Message(Language.English), problem.Message(Language.Chinese)) : null);
    }

    private static TaskAnswer Of(TaskReply? reply, LocalText? fault)
        => fault is not null ? TaskAnswer.No(fault)
            : reply!.IsReady is null ? new TaskAnswer(null, reply.Word([]), new("it does not say `ready`", "没有给出 `ready`"))
            : new TaskAnswer(reply.IsReady, reply.Word([]), null);

    private async Task<TaskAnswer> Container(string component, JsonElement owner, CancellationToken cancellation)
    {
        JsonElement? newest = null;
        await foreach (var job in client.List(ApiResource.Jobs, space, $"slipway/task={component},!{Label}", cancellation: cancellation).ConfigureAwait(false))
            if (newest is not { } known || string.CompareOrdinal(job.Text("metadata", "creationTimestamp"), known.Text("metadata", "creationTimestamp")) > 0)
                newest = job;
        if (newest is not { } like)
            return TaskAnswer.No(new("its Job is gone", "其 Job 已不存在"));
        var asking = Asking(component, owner, like);
        var name = (string)asking["metadata"]!["name"]!;
        try
        {
            await client.Create(ApiResource.Jobs, space, asking, cancellation: cancellation).ConfigureAwait(false);
            return await Answer(name, cancellation).ConfigureAwait(false);
        }
        finally
        {
            await Clear(name).ConfigureAwait(false);
        }
    }

    private async Task Clear(string job)
    {
        try
        {
            await client.Delete(ApiResource.Jobs, space, job, cancellation: CancellationToken.None).ConfigureAwait(false);
        }
        catch (ClusterException)
        {
            // Its time to live takes it away.
        }
    }

    private async Task<TaskAnswer> Answer(string job, CancellationToken cancellation)
    {
        while (true)
        {
            await foreach (var pod in client.List(ApiResource.Pods, space, $"job-name={job}", cancellation: cancellation).ConfigureAwait(false))
                foreach (var status in pod.Items("status", "containerStatuses"))
                    if (status.At("state", "terminated") is { } ended)
                    {
                        var (reply, fault) = TaskReply.Read(Encoding.UTF8.GetBytes(ended.Text("message") ?? ""));
                        return ended.Number("exitCode") is not 0 and var code
                            ? TaskAnswer.No(new($"it ended with exit code {code}: {EventText.OneLine(ended.Text("message") ?? "")}", $"退出码 {code}：{EventText.OneLine(ended.Text("message") ?? "")}"))
                            : Of(reply, fault);
                    }
            await Task.Delay(Look, time, cancellation).ConfigureAwait(false);
        }
    }

    /// <summary>As the Job that installed, with all that patches made of it, but told otherwise.</summary>
    internal JsonObject Asking(string component, JsonElement owner, JsonElement like)
    {
        var template = JsonNode.Parse(like.At("spec", "template")!.Value.GetRawText())!.AsObject();
        var metadata = template["metadata"] as JsonObject ?? [];
        metadata.Remove("creationTimestamp");
        var labels = metadata["labels"] as JsonObject ?? [];
        foreach (var label in OfTheJob)
            labels.Remove(label);
        labels[Label] = component;
        (metadata["labels"], template["metadata"]) = (labels.DeepClone(), metadata.DeepClone());
        Instead(template);
        return new JsonObject
        {
            ["apiVersion"] = ApiResource.Jobs.ApiVersion,
            ["kind"] = ApiResource.Jobs.Kind,
            ["metadata"] = new JsonObject
            {
                ["name"] = $"{component}-status-{Random()}",
                ["labels"] = new JsonObject { [Label] = component, [Live.InstanceLabel] = installation },
                ["ownerReferences"] = new JsonArray(new JsonObject { ["apiVersion"] = "v1", ["kind"] = "Secret", ["name"] = owner.Name(), ["uid"] = owner.Uid() }),
            },
            ["spec"] = new JsonObject { ["backoffLimit"] = 0, ["activeDeadlineSeconds"] = (int)Patience.TotalSeconds, ["ttlSecondsAfterFinished"] = 60, ["template"] = template },
        };
    }

    /// <summary>The keys of the task's Secret that say what is to be done.</summary>
    private static void Instead(JsonNode node)
    {
        foreach (var child in node is JsonObject map ? map.Select(one => one.Value).ToList() : node is JsonArray list ? [.. list] : [])
            if (child is not null)
                Instead(child);
        if (node is JsonObject { } keyed && keyed["key"] is JsonValue value && value.TryGetValue<string>(out var key) && key is "action" or "input.json")
            keyed["key"] = $"status.{(string)keyed["key"]!}";
    }

    private static string Random() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(4));
}
