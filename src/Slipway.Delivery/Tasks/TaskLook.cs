using Slipway.Components;
using Slipway.Delivery.Kubernetes;
using Slipway.Yaml;

namespace Slipway.Delivery;

/// <summary>The program of a component that is being installed, and how far it came.</summary>
internal sealed record TaskWork(TaskSpec Spec, ProgramFile File, TaskState State);

/// <summary>What an install and an uninstallation look at before a program runs.</summary>
internal static class TaskLook
{
    /// <returns>Null for a component without a program, or with one that cannot run here, which is told.</returns>
    public static async Task<TaskWork?> At(InstallState state, Component component, CancellationToken cancellation)
    {
        if (component.Programs.Count == 0)
            return null;
        if (TaskSpec.Of(component) is not var (spec, file))
        {
            var platforms = string.Join(", ", component.Programs.Select(program => program.Platform));
            state.Problems.Add(TaskRules.CannotRun.With([component.Name, component.Programs[0].Path], new($"this machine is {TaskSpec.Machine}, and there are programs for {platforms}", $"本机是 {TaskSpec.Machine}，只有适用于 {platforms} 的程序")));
            return null;
        }
        if (TaskMachine.Obstacle(file.Content.Span) is { } cannot)
        {
            state.Problems.Add(TaskRules.CannotRun.With([component.Name, file.Path], cannot));
            return null;
        }
        return new TaskWork(spec, file, state.NamespaceExists ? await TaskState.Read(state.Session.Client, state.Session.Space, component.Name, cancellation).ConfigureAwait(false) : TaskState.None);
    }

    /// <summary>Programs that the install would run; what is left over runs its own kept ones.</summary>
    public static async Task Consent(InstallState state, CancellationToken cancellation)
    {
        var (session, request) = (state.Session, state.Request);
        if (request.Prune && state.Leftover.Count > 0)
        {
            state.Leaving = await Leaving(session.Client, session.Space, session.Installation, state.Caller.Store, state.Leftover, null, cancellation).ConfigureAwait(false);
            state.Problems.AddRange(state.Leaving.Problems(session.Installation, session.Before, null));
        }
        var programs = state.Work.Where(work => !work.IsUnchanged).Select(work => work.Task?.Spec).OfType<TaskSpec>().Concat(state.Leaving?.Programs ?? []).ToList();
        if (state.Problems.All(problem => problem.Severity != Severity.Error) && await request.Tasks.For(programs, cancellation).ConfigureAwait(false) is { } no)
            state.Problems.Add(no);
    }

    /// <summary>The programs that must be asked before components go.</summary>
    /// <param name="brought">Where programs are taken from that are not kept on this machine; null for nowhere.</param>
    public static async Task<LeavingTasks> Leaving(
        ClusterClient client, string space, string installation, TaskStore store, IReadOnlyCollection<string> components, BroughtPrograms? brought, CancellationToken cancellation)
    {
        var tasks = (await Tasks(client, space, installation, cancellation).ConfigureAwait(false)).Where(one => components.Contains(one.Component)).ToList();
        var leaving = new LeavingTasks(tasks.Select(one => one.Component).ToHashSet(StringComparer.Ordinal));
        foreach (var (component, program) in tasks)
            if (program is null || await ProgramTasks.Told(client, space, component, "remove.input.json", cancellation).ConfigureAwait(false) is not (_, not null))
                continue;
            else if (store.Find(component) is { } spec && IsIn(program, spec))
                leaving.Programs.Add(spec);
            else if (brought?.Programs.Where(one => one.Spec.Component == component && IsIn(program, one.Spec)).ToList() is [var carried, ..])
            {
                leaving.Programs.Add(carried.Spec);
                leaving.Brought.Add(carried);
            }
            else
                leaving.Missing.Add((component, program));
        return leaving;
    }

    /// <param name="installed">What the release says of its programs.</param>
    private static bool IsIn(string installed, TaskSpec spec) => installed.Contains($"sha256:{spec.Digest}", StringComparison.Ordinal);

    /// <summary>The components of an installation that are tasks, and what their releases say of the programs; null for a container.</summary>
    public static async Task<IReadOnlyList<(string Component, string? Program)>> Tasks(ClusterClient client, string space, string installation, CancellationToken cancellation)
    {
        var found = new List<(string, string?)>();
        await foreach (var secret in client.ListMetadata(ApiResource.Secrets, space, $"slipway/task,{Live.InstanceLabel}={installation}", cancellation).ConfigureAwait(false))
            if (secret.Text("metadata", "labels", "slipway/task") is { } component)
                found.Add((component, secret.Text("metadata", "annotations", "slipway/program")));
        return found;
    }
}
