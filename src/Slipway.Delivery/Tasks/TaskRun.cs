using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Slipway.Delivery.Kubernetes;
using Slipway.Packages;
using Slipway.Yaml;

namespace Slipway.Delivery;

/// <summary>How one run of a task's program came out: a reply, or what went wrong.</summary>
/// <param name="Notes">What is worth saying beside, in either case.</param>
/// <param name="Said">Its last lines, for the reader's eyes: no record holds them.</param>
public sealed record TaskRan(TaskReply? Reply, Diagnostic? Problem, IReadOnlyList<Diagnostic> Notes, IReadOnlyList<string> Said);

/// <summary>
/// Runs a task's program on this machine: in a folder of its own that is gone afterwards, with an environment that holds nothing of the operator's but PATH, told by JSON on standard input,
/// within its time, and with nothing of it left running.
/// </summary>
public static class TaskRun
{
    /// <summary>Bytes of a reply.</summary>
    public const int MostReply = 256 << 10;

    private const int ShownLines = 5;

    /// <param name="path">The executable.</param>
    /// <param name="mark">The same for all runs that must not go on side by side: what an earlier one left running is ended first.</param>
    /// <param name="access">The cluster that the program is led to where its spec says so; null for none.</param>
    /// <param name="line">Told each line that it says.</param>
    public static async Task<TaskRan> Run(
        TaskSpec spec, string path, JsonObject request, string mark, ClusterAccess? access, Action<string> line, TimeProvider time, CancellationToken cancellation, TimeSpan? grace = null)
    {
        if (TaskMachine.Obstacle(path) is { } cannot)
            return new TaskRan(null, TaskRules.CannotRun.With([spec.Component, spec.Program], cannot), [], []);
        var notes = new List<Diagnostic>();
        if (await ProgramGroup.Kill(mark).ConfigureAwait(false) is { Count: > 0 } stale)
            notes.Add(TaskRules.LeftRunning.With([spec.Component, Names(spec, stale)], new("a run that was killed", "一次被终止的执行")));
        try
        {
            using var folder = TaskFolder.Make(Path.GetDirectoryName(Path.GetFullPath(path))!);
            var call = new ProgramCall(path, spec.Args)
            {
                Folder = folder.Sub("work"),
                Environment = Surroundings(spec, request, folder, mark, access),
                Input = CanonicalJson.Bytes(request),
                Limit = spec.Limit,
                MostOutput = MostReply,
                Mark = mark,
                Grace = grace ?? TimeSpan.FromSeconds(5),
                Line = line,
                Time = time,
            };
            var end = await ProgramRun.Run(call, cancellation).ConfigureAwait(false);
            if (end.LeftBehind.Count > 0)
                notes.Add(TaskRules.LeftRunning.With([spec.Component, Names(spec, end.LeftBehind)], new("its end", "其结束之后")));
            var (reply, problem) = Verdict(spec, (string?)request["action"] ?? "", end);
            return new TaskRan(reply, problem, notes, problem is null ? [] : end.LastLines(ShownLines).Split('\n', StringSplitOptions.RemoveEmptyEntries));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return new TaskRan(null, TaskRules.CannotRun.With([spec.Component, spec.Program], new(e.Message, e.Message)), notes, []);
        }
    }

    private static string Names(TaskSpec spec, IEnumerable<string> processes)
        => string.Join(", ", processes.Select(name => name.StartsWith("program-", StringComparison.Ordinal) ? spec.Program : name));

    /// <summary>A mark that only runs of this component of this installation have.</summary>
    public static string MarkOf(string context, string space, string installation, string component)
        => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', context, space, installation, component))))[..32];

    private static (TaskReply?, Diagnostic?) Verdict(TaskSpec spec, string action, ProgramEnd end)
    {
        string[] about = [spec.Component, action];
        if (end.TimedOut)
            return (null, TaskRules.TimedOut.With([.. about, Workloads.Duration(spec.Limit)]));
        if (end.SaidTooMuch)
            return (null, TaskRules.TooMuch.With([.. about, $"{MostReply >> 10} KiB"]));
        var (reply, fault) = TaskReply.Read(end.Output);
        if (end.Code != 0)
            return (null, TaskRules.Failed.With([.. about, $"{end.Code}", reply is { } said && said.Word(said.Secrets(spec.Outputs)) is { Length: > 0 } word ? word : "-"]));
        fault ??= action is "install" or "upgrade" ? reply!.Misfit(spec.Outputs) : null;
        return fault is null ? (reply, null) : (null, TaskRules.BadReply.With(about, fault));
    }

    private static Dictionary<string, string> Surroundings(TaskSpec spec, JsonObject request, TaskFolder folder, string mark, ClusterAccess? access)
    {
        var environment = new Dictionary<string, string>(spec.Env, StringComparer.Ordinal);
        environment["PATH"] = Environment.GetEnvironmentVariable("PATH") is { Length: > 0 } path ? path : "/usr/local/bin:/usr/bin:/bin";
        environment["HOME"] = folder.Sub("home");
        environment["TMPDIR"] = folder.Sub("tmp");
        environment.TryAdd("LANG", "C.UTF-8");
        environment["SLIPWAY_TASK_ACTION"] = (string?)request["action"] ?? "";
        environment[ProgramGroup.Variable] = mark;
        if (spec.Kubeconfig && access is not null)
            TaskMachine.LeadTo(access, folder.Path, environment);
        return environment;
    }
}
