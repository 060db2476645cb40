using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using Slipway.Delivery.Kubernetes;
using Slipway.Yaml;

namespace Slipway.Delivery;

/// <summary>An uninstallation while it goes on.</summary>
/// <param name="going">The last installed first.</param>
/// <param name="tasks">Those among what goes, and what is asked first.</param>
/// <param name="isWhole">Nothing of the installation stays.</param>
internal sealed class Uninstalling(UninstallRequest request, Session session, HelmCommands helm, IReadOnlyList<ReceiptComponent> going, LeavingTasks tasks, bool isWhole)
{
    private readonly ConcurrentQueue<LogTail> logs = new();
    private readonly ConcurrentDictionary<string, IReadOnlyList<Diagnostic>> gone = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, string> charts = new(StringComparer.Ordinal);

    public async Task<RunResult> Run(List<Diagnostic> problems, CancellationToken cancellation)
    {
        var failures = new ConcurrentQueue<Diagnostic>();
        // Before anything runs side by side, as an install does it. Should this run fail, the next one has them.
        foreach (var (spec, file) in tasks.Brought)
            TaskCaller.Of(session, request.Options.Time).Store.Keep(spec, file);
        try
        {
            var all = await Schedule.Run(going, one => one.Name, Dependents, request.AtOnce, async one => await Take(one, failures, cancellation).ConfigureAwait(false), cancellation).ConfigureAwait(false);
            problems.AddRange([.. Told(), .. failures]);
            return await End(all ? RunOutcome.Succeeded : RunOutcome.Failed, problems).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            problems.AddRange([.. Told(), .. failures]);
            problems.Add(RunRules.Interrupted.With(session.Space, string.Join(", ", Left()), "-", session.Installation));
            if (session.IsLost)
                problems.Add(session.LostProblem);
            return await End(session.IsLost ? RunOutcome.Failed : RunOutcome.Interrupted, problems).ConfigureAwait(false);
        }
    }

    private IEnumerable<string> Dependents(ReceiptComponent one) => going.Where(other => other.After.Contains(one.Name)).Select(other => other.Name);

    private IEnumerable<string> Left() => going.Select(one => one.Name).Where(name => !gone.ContainsKey(name));

    /// <summary>In the order of what goes, whichever went first.</summary>
    private IEnumerable<Diagnostic> Told() => going.SelectMany(one => gone.GetValueOrDefault(one.Name) ?? []);

    private async Task<bool> Take(ReceiptComponent one, ConcurrentQueue<Diagnostic> failures, CancellationToken cancellation)
    {
        try
        {
            var pods = await PodsOf(one, cancellation).ConfigureAwait(false);
            var said = await Asked(one, cancellation).ConfigureAwait(false);
            if (said.FirstOrDefault(problem => problem.Severity == Severity.Error) is { } unasked)
            {
                failures.Enqueue(unasked);
                return false;
            }
            if (IsTask(one) && !request.LeaveTasks)
                await ContainerRemoval.Count(session.Client, session.Space, one.Name, cancellation).ConfigureAwait(false);
            // Our own chart has no hooks and brings no kinds, so of services nobody is asked.
            var foreign = one.Service.Length > 0 ? null : await helm.Hooks(one.Name).ConfigureAwait(false);
            var left = await session.Step(RunStep.Uninstall, one.Name,
                () => Leaving.Uninstall(session.Client, helm, session.Space, one.Name, withHooks: !request.LeaveTasks || !IsTask(one)), result => result.Problem).ConfigureAwait(false);
            if (left.Problem is { } failed)
            {
                failures.Enqueue(failed);
                return false;
            }
            charts[one.Name] = foreign?.Chart ?? "";
            gone[one.Name] = [.. said, .. await Leaving.Stays(session.Client, session.Space, session.Installation, one.Name, left, pods).ConfigureAwait(false)];
            await TaskGone(one.Name).ConfigureAwait(false);
            gone[one.Name] = [.. gone[one.Name], .. await HookLeftovers.Settle(session.Client, session.Space, one.Name, foreign?.Hooks ?? []).ConfigureAwait(false)];
            gone[one.Name] = [.. gone[one.Name], .. await UntilEnded(one.Name, new Departure(session.Client, session.Space, pods, left.Going), cancellation).ConfigureAwait(false)];
            return true;
        }
        catch (ClusterException e)
        {
            failures.Enqueue(e.Problem);
            return false;
        }
    }

    private async Task<IReadOnlyList<Diagnostic>> Asked(ReceiptComponent one, CancellationToken cancellation)
    {
        if (tasks.Programs.FirstOrDefault(spec => spec.Component == one.Name) is { } spec)
        {
            var said = await ProgramTasks.Remove(TaskCaller.Of(session, request.Options.Time), spec, cancellation).ConfigureAwait(false);
            foreach (var tail in said.Logs)
                logs.Enqueue(tail);
            return said.Problems;
        }
        return request.LeaveTasks && IsTask(one) ? [TaskRules.Left.With(one.Name)] : [];
    }

    /// <summary>What was handed out goes with who handed it out, and so does what was kept here to ask.</summary>
    private async Task TaskGone(string component)
    {
        if (tasks.All.Contains(component))
            await ProgramTasks.Gone(TaskCaller.Of(session, request.Options.Time), component).ConfigureAwait(false);
    }

    private bool IsTask(ReceiptComponent one) => tasks.All.Contains(one.Name);

    /// <summary>By which labels its pods are found, as its workloads themselves say it.</summary>
    private async Task<IReadOnlyList<string>> PodsOf(ReceiptComponent one, CancellationToken cancellation)
    {
        var selectors = new List<string>();
        foreach (var id in one.Workloads)
            if (WorkloadId.ResourceOf(id.Kind) is { } resource
                && await session.Client.Get(resource, session.Space, id.Name, cancellation).ConfigureAwait(false) is { } workload
                && workload.Texts("spec", "selector", "matchLabels") is { Count: > 0 } labels)
                selectors.Add(string.Join(',', labels.Select(label => $"{label.Key}={label.Value}")));
        return selectors;
    }

    /// <summary>What the component needs goes only when nobody uses it any more; and what is said to be uninstalled is not there.</summary>
    private async Task<IReadOnlyList<Diagnostic>> UntilEnded(string name, Departure departure, CancellationToken cancellation)
    {
        var (time, most) = (request.Options.Time, request.Options.Wait.Timeout);
        var (began, said) = (time.GetTimestamp(), new Departing([], []));
        while (true)
        {
            var left = await departure.Look(cancellation).ConfigureAwait(false);
            if (left.IsOver)
                return [];
            if (time.GetElapsedTime(began) > most)
                return
                [
                    .. left.Pods.Count > 0 ? [RunRules.StillEnding.With(name, Workloads.Duration(most), string.Join(", ", left.Pods))] : Array.Empty<Diagnostic>(),
                    .. left.Objects.Count > 0 ? [RunRules.StillHeld.With(name, Workloads.Duration(most), string.Join(", ", left.Objects), left.Objects[0].Command)] : Array.Empty<Diagnostic>(),
                ];
            if (left.Pods.Count != said.Pods.Count || !left.Objects.SequenceEqual(said.Objects))
                session.Say(new RunEvent.Ending(name, left.Pods.Count, [.. left.Objects.Select(one => $"{one}")]));
            said = left;
            await Task.Delay(TimeSpan.FromMilliseconds(300), time, cancellation).ConfigureAwait(false);
        }
    }

    private async Task<RunResult> End(RunOutcome outcome, List<Diagnostic> problems)
    {
        var away = going.Select(one => one.Name).Where(gone.ContainsKey).ToList();
        problems.AddRange(isWhole && outcome == RunOutcome.Succeeded
            ? await Crds.Left(session.Client, session.Space, session.Installation, shared: true).ConfigureAwait(false)
            : await Crds.Remaining(session.Client, session.Space, session.Installation, [.. charts.Values]).ConfigureAwait(false));
        if (KeepsAnswers(outcome) is { } kept)
            problems.Add(AnswerRules.Kept.With($"{kept.Answers.All.Count + kept.Selection.Words.Count}", KeptAnswers.ObjectName(session.Installation)));
        session.Finish(outcome, problems, new() { ["uninstalled"] = Names(away), ["stays"] = Names(Left()), [History.WholeKey] = isWhole && outcome == RunOutcome.Succeeded });
        try
        {
            if (isWhole && outcome == RunOutcome.Succeeded && !session.IsLost)
                await KeptConfig.DeleteAll(session.Client, session.Space, session.Installation).ConfigureAwait(false);
            if (!session.IsLost)
                await Store(outcome, away).ConfigureAwait(false);
        }
        catch (ClusterException e)
        {
            problems.Add(e.Problem);
            outcome = outcome == RunOutcome.Succeeded ? RunOutcome.Failed : outcome;
        }
        return new(outcome, session.Run, session.Client.Access.Context, session.Space, problems) { Record = session.Journal.Folder, Logs = [.. logs] };
    }

    /// <summary>The receipt goes with the last component; else it says what still stands.</summary>
    private async Task Store(RunOutcome outcome, List<string> away)
    {
        if (KeepsAnswers(outcome) is { } kept)
            await KeptAnswers.Write(session.Client, session.Space, session.Installation, kept.Answers, kept.Selection).ConfigureAwait(false);
        if (isWhole && outcome == RunOutcome.Succeeded)
            await session.Client.Delete(ApiResource.ConfigMaps, session.Space, Receipt.ObjectName(session.Installation), cancellation: CancellationToken.None).ConfigureAwait(false);
        else if (session.Before is { } before)
            await (before with
            {
                Components = [.. before.Components.Where(c => !away.Contains(c.Name))],
                Runs = session.RunsWith(outcome),
                Head = session.Journal.Head,
            }).Write(session.Client, session.Space).ConfigureAwait(false);
    }

    private Receipt? KeepsAnswers(RunOutcome outcome)
        => isWhole && outcome == RunOutcome.Succeeded && request.KeepAnswers && session.Before is { } before && !(before.Answers.IsEmpty && before.Selection.IsDefault) ? before : null;

    private static JsonArray Names(IEnumerable<string> names) => new([.. names.Select(name => JsonValue.Create(name))]);
}
