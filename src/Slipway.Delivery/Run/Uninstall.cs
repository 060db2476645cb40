using System.Text.Json.Nodes;
using Slipway.Components;
using Slipway.Delivery.Kubernetes;
using Slipway.Packages;
using Slipway.Yaml;

namespace Slipway.Delivery;

/// <summary>Takes an installation away, or components of it.</summary>
/// <param name="Installation">Its name.</param>
public sealed record UninstallRequest(string Installation, HelmProgram Helm, RunOptions Options)
{
    /// <summary>Only these; empty for the whole installation.</summary>
    public IReadOnlyList<string> Components { get; init; } = [];

    /// <summary>Also what others need, here or in other installations.</summary>
    public bool Force { get; init; }

    /// <summary>Whether programs of tasks may run here.</summary>
    public TaskConsent Tasks { get; init; } = TaskConsent.None;

    /// <summary>Where programs of tasks are taken from that are not kept on this machine; null for nowhere.</summary>
    public BroughtPrograms? Brought { get; init; }

    /// <summary>Tasks are not asked to remove what they made.</summary>
    public bool LeaveTasks { get; init; }

    /// <summary>What the site answered outlives the installation, for the next one of its name.</summary>
    public bool KeepAnswers { get; init; }

    /// <summary>How many components are taken away at the same time, 1 to <see cref="Schedule.Most"/>.</summary>
    public int AtOnce { get; init; } = Schedule.Default;
}

/// <summary>
/// Releases of the installation, each once nothing stands any more that needs it, then its receipt. Data is not deleted: what remains is said. Releases are known by
/// the receipt and by their labels, so that one which an interrupted install left without a receipt goes too.
/// </summary>
public static class Uninstall
{
    public static async Task<RunResult> Run(UninstallRequest request, CancellationToken cancellation = default)
    {
        var reached = await Reached.Cluster(request.Options, cancellation).ConfigureAwait(false);
        if (reached.Client is not { } client)
            return RunResult.Refused(reached.Problem!, reached.Context, reached.Space);
        using (client)
            try
            {
                return await InCluster(request, client, reached.Space, cancellation).ConfigureAwait(false);
            }
            catch (ClusterException e)
            {
                return RunResult.Refused(e.Problem, reached.Context, reached.Space);
            }
            catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
            {
                return new(RunOutcome.Interrupted, "", reached.Context, reached.Space, []);
            }
            catch (IOException e)
            {
                return new(RunOutcome.Failed, "", reached.Context, reached.Space, [JournalRules.Unreadable.With(JournalFolder.Root(request.Options.State), e.Message)]);
            }
    }

    private static async Task<RunResult> InCluster(UninstallRequest request, ClusterClient client, string space, CancellationToken cancellation)
    {
        var context = client.Access.Context;
        var receipt = await Receipt.Read(client, space, request.Installation, cancellation).ConfigureAwait(false);
        var releases = await HelmReleases.OfInstallation(client, space, request.Installation, cancellation).ConfigureAwait(false);
        if (receipt is null && releases.Count == 0)
            return RunResult.Refused(RunRules.NotInstalled.With(request.Installation, space, context), context, space);
        var all = Order(receipt, releases);
        if (request.Components.Except(all.Select(one => one.Name)).FirstOrDefault() is { } unknown)
            return RunResult.Refused(RunRules.NoComponent.With(request.Installation, unknown, string.Join(", ", all.Select(one => one.Name).Order(StringComparer.Ordinal))), context, space);
        // Uninstalling is its own proof of what is needed: list what is missing before the first release goes.
        if (await Preflight.Rights(client, space, [ApiResource.Deployments], createNamespace: false, cancellation).ConfigureAwait(false) is { } missing)
            return RunResult.Refused(missing, context, space);
        var going = request.Components.Count == 0 ? all : [.. all.Where(one => request.Components.Contains(one.Name))];
        var (needed, lookedInto) = await Needed(request, client, space, all, going, cancellation).ConfigureAwait(false);
        if (needed.Any(problem => problem.Severity == Severity.Error))
            return new(RunOutcome.Refused, "", context, space, needed) { LookedInto = lookedInto };
        var store = new TaskStore(JournalFolder.Of(JournalFolder.Root(request.Options.State), request.Installation, space, context));
        var tasks = await Tasks(request, client, space, store, receipt, going, needed, cancellation).ConfigureAwait(false);
        if (needed.Any(problem => problem.Severity == Severity.Error))
            return new(RunOutcome.Refused, "", context, space, needed) { LookedInto = lookedInto };
        var facts = new JsonObject { ["helm"] = request.Helm.Version, ["components"] = new JsonArray([.. going.Select(one => JsonValue.Create(one.Name))]) };
        if (going.Count == all.Count && !request.KeepAnswers && AnswersJson.Change(receipt?.Answers ?? Answers.None, Answers.None) is { } forgotten)
            facts["answers"] = forgotten;
        var (session, notes) = await Session.Open(request.Options, client, space, request.Installation, null, facts, spaceExists: true, cancellation).ConfigureAwait(false);
        if (session is null)
            return new(RunOutcome.Refused, "", context, space, notes);
        await using (session.ConfigureAwait(false))
        using (var helm = new HelmCommands(request.Helm, client.Access, space))
        using (var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation, session.Lost))
        {
            if (session.Before?.ResourceVersion == receipt?.ResourceVersion)
                return await new Uninstalling(request, session, helm, going, tasks, isWhole: going.Count == all.Count).Run([.. notes, .. needed, .. session.Unguarded], stop.Token).ConfigureAwait(false) with { LookedInto = lookedInto };
            // What is to go was read before the lease was ours.
            session.Finish(RunOutcome.Refused, [RunRules.Moved.With(request.Installation)]);
            return RunResult.Refused(RunRules.Moved.With(request.Installation), context, space);
        }
    }

    /// <summary>The programs that are asked before their components go.</summary>
    private static async Task<LeavingTasks> Tasks(
        UninstallRequest request, ClusterClient client, string space, TaskStore store, Receipt? receipt, IReadOnlyList<ReceiptComponent> going, List<Diagnostic> problems, CancellationToken cancellation)
    {
        var tasks = await TaskLook.Leaving(client, space, request.Installation, store, [.. going.Select(one => one.Name)], request.Brought, cancellation).ConfigureAwait(false);
        if (request.LeaveTasks)
            return new LeavingTasks(tasks.All);
        problems.AddRange(tasks.Problems(request.Installation, receipt, request.Brought));
        if (tasks.Missing.Count == 0 && await request.Tasks.For(tasks.Programs, cancellation).ConfigureAwait(false) is { } no)
            problems.Add(no);
        return tasks;
    }

    /// <summary>The last installed first.</summary>
    private static List<ReceiptComponent> Order(Receipt? receipt, IReadOnlyList<HelmHistory> releases)
    {
        // A release that the receipt names but another installation now holds is not ours to delete.
        var held = releases.Select(r => r.Name).ToList();
        var known = (receipt?.Components ?? []).Where(c => held.Contains(c.Name)).Reverse().ToList();
        return [.. held.Except(known.Select(c => c.Name)).Select(name => new ReceiptComponent(name, "", 0)), .. known];
    }

    /// <summary>Who would miss what goes: components that stay, and other installations. What the receipt names and an uninstallation that was broken off took away already misses nothing.</summary>
    /// <param name="all">Those that stand.</param>
    private static async Task<(List<Diagnostic> Found, IReadOnlyList<string>? LookedInto)> Needed(
        UninstallRequest request, ClusterClient client, string space, IReadOnlyList<ReceiptComponent> all, IReadOnlyList<ReceiptComponent> going, CancellationToken cancellation)
    {
        var found = new List<Diagnostic>();
        var names = going.Select(one => one.Name).ToHashSet(StringComparer.Ordinal);
        var staying = all.Where(c => !names.Contains(c.Name)).ToList();
        foreach (var one in going)
            if (staying.Where(c => c.Revision > 0 && c.After.Contains(one.Name)).Select(c => c.Name).ToList() is { Count: > 0 } here)
                found.Add((request.Force ? RunRules.ForcedAway : RunRules.NeededHere).With(one.Name, string.Join(", ", here)));
        if (going.All(one => one.Service.Length == 0))
            return (found, null);
        var neighbours = await Neighbours.Look(client, space, request.Installation, [], cancellation).ConfigureAwait(false);
        foreach (var (who, component, need) in SiteNeeds.Dependents(neighbours, space, request.Installation, names))
            found.Add(request.Force
                ? RunRules.ForcedAway.With(need.Component, $"{component.Name} ({who.Id})")
                : SiteRules.NeededElsewhere.With(need.Component, need.Service, who.Id, component.Name));
        return (found, neighbours.Spaces);
    }
}
