using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using Slipway.Delivery.Kubernetes;
using Slipway.Yaml;

namespace Slipway.Delivery;

/// <summary>An uninstallation while it goes on.</summary>
/// <param name="going">The last installed first.</param>
/// <param name="isWhole">Nothing of the installation stays.</param>
internal sealed class Uninstalling(UninstallRequest request, Session session, HelmCommands helm, IReadOnlyList<ReceiptComponent> going, bool isWhole)
{
    private readonly ConcurrentDictionary<string, IReadOnlyList<Diagnostic>> gone = new(StringComparer.Ordinal);

    public async Task<RunResult> Run(List<Diagnostic> problems, CancellationToken cancellation)
    {
        var failures = new ConcurrentQueue<Diagnostic>();
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
            return await End(RunOutcome.Interrupted, problems).ConfigureAwait(false);
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
            var (kept, failed) = await session.Step(RunStep.Uninstall, one.Name, () => helm.UninstallAndTell(one.Name), result => result.Problem).ConfigureAwait(false);
            if (failed is not null)
            {
                failures.Enqueue(failed);
                return false;
            }
            gone[one.Name] = await WhatStays(one, kept).ConfigureAwait(false);
            gone[one.Name] = [.. gone[one.Name], .. await UntilEnded(one.Name, pods, cancellation).ConfigureAwait(false)];
            return true;
        }
        catch (ClusterException e)
        {
            failures.Enqueue(e.Problem);
            return false;
        }
    }

    private async Task<IReadOnlyList<Diagnostic>> WhatStays(ReceiptComponent one, IReadOnlyList<WorkloadId> kept)
    {
        var ours = await KeptConfig.DeleteAll(session.Client, session.Space, session.Installation, one.Name).ConfigureAwait(false);
        var stays = kept.Where(id => id.Kind != ApiResource.ConfigMaps.Kind || !ours.Contains(id.Name)).Select(id => $"{id.Kind} {session.Space}/{id.Name}").ToList();
        // A claim carries the labels of whoever made it: of our chart both, of a foreign one mostly its release's name.
        foreach (var labels in new[] { $"{Live.InstanceLabel}={session.Installation},{Live.NameLabel}={one.Name}", $"{Live.InstanceLabel}={one.Name}" })
            await foreach (var claim in session.Client.List(ApiResource.Claims, session.Space, labels, cancellation: CancellationToken.None).ConfigureAwait(false))
                if (claim.Text("metadata", "deletionTimestamp") is null)
                    stays.Add($"{ApiResource.Claims.Kind} {session.Space}/{claim.Name()}");
        return [.. stays.Distinct(StringComparer.Ordinal).Select(what => RunRules.Remains.With(what))];
    }

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
    private async Task<IReadOnlyList<Diagnostic>> UntilEnded(string name, IReadOnlyList<string> selectors, CancellationToken cancellation)
    {
        var time = request.Options.Time;
        var (began, said) = (time.GetTimestamp(), -1);
        while (true)
        {
            var pods = new List<string>();
            foreach (var selector in selectors)
                await foreach (var pod in session.Client.ListMetadata(ApiResource.Pods, session.Space, selector, cancellation).ConfigureAwait(false))
                    pods.Add(pod.Name());
            if (pods.Count == 0)
                return [];
            if (time.GetElapsedTime(began) > request.Options.Wait.Timeout)
                return [RunRules.StillEnding.With(name, Workloads.Duration(request.Options.Wait.Timeout), string.Join(", ", pods))];
            if (pods.Count != said)
                session.Say(new RunEvent.Ending(name, said = pods.Count));
            await Task.Delay(TimeSpan.FromMilliseconds(300), time, cancellation).ConfigureAwait(false);
        }
    }

    private async Task<RunResult> End(RunOutcome outcome, List<Diagnostic> problems)
    {
        var away = going.Select(one => one.Name).Where(gone.ContainsKey).ToList();
        if (isWhole && outcome == RunOutcome.Succeeded)
            problems.AddRange(await Crds.Remaining(session.Client, session.Space, session.Installation).ConfigureAwait(false));
        session.Finish(outcome, problems, new() { ["uninstalled"] = Names(away), ["stays"] = Names(Left()) });
        try
        {
            if (isWhole && outcome == RunOutcome.Succeeded)
                await KeptConfig.DeleteAll(session.Client, session.Space, session.Installation).ConfigureAwait(false);
            await Store(outcome, away).ConfigureAwait(false);
        }
        catch (ClusterException e)
        {
            problems.Add(e.Problem);
            outcome = outcome == RunOutcome.Succeeded ? RunOutcome.Failed : outcome;
        }
        return new(outcome, session.Run, session.Client.Access.Context, session.Space, problems) { Record = session.Journal.Folder };
    }

    /// <summary>The receipt goes with the last component; else it says what still stands.</summary>
    private async Task Store(RunOutcome outcome, List<string> away)
    {
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

    private static JsonArray Names(IEnumerable<string> names) => new([.. names.Select(name => JsonValue.Create(name))]);
}
