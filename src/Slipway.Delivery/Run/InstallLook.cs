using System.Text.Json;
using Slipway.Components;
using Slipway.Delivery.Kubernetes;
using Slipway.Yaml;

namespace Slipway.Delivery;

/// <summary>What an install looks at before it changes anything.</summary>
internal static class InstallLook
{
    /// <returns>The server's resource of every object, those with a count taken out among them.</returns>
    public static Task<Dictionary<RenderedObject, ApiResource>> Run(InstallState state, CancellationToken cancellation)
        => state.Session.Step(RunStep.Preflight, "", async () =>
        {
            var (session, request) = (state.Session, state.Request);
            if (request.Before?.IsStill(session.Before) == false)
                state.Problems.Add(AnswerRules.Moved.With(request.Installation, session.Space));
            var (kinds, unknown) = await Preflight.Kinds(session.Client, request.Components.SelectMany(c => c.Objects), state.Crds, cancellation).ConfigureAwait(false);
            state.Problems.AddRange(unknown);
            if (await Preflight.Rights(session.Client, session.Space, state.Crds.Count == 0 ? kinds.Values : kinds.Values.Append(Crds.Resource), !state.NamespaceExists, cancellation).ConfigureAwait(false) is { } missing)
                state.Problems.Add(missing);
            await ClusterNeeds.Check(state, cancellation).ConfigureAwait(false);
            await SiteNeeds.Check(state, cancellation).ConfigureAwait(false);
            await Consequences.AskBefore(state, cancellation).ConfigureAwait(false);
            if (state.Problems.Any(problem => problem.Severity == Severity.Error))
                return kinds;
            var autoscalers = state.NamespaceExists ? await Autoscalers.InNamespace(session.Client, session.Space, cancellation).ConfigureAwait(false) : [];
            var histories = await HelmReleases.Of(session.Client, session.Space, [.. request.Components.Select(c => c.Component.Name)], cancellation).ConfigureAwait(false);
            var installed = session.Before is not null || histories.Values.Any(history => history.Newest?.Installation == request.Installation);
            // In a namespace that is not there yet is nothing; outside of it there may be.
            var places = request.Components.SelectMany(c => c.Objects).Where(one => state.NamespaceExists || (kinds.TryGetValue(one, out var kind) && (!kind.Namespaced || (one.Namespace ?? session.Space) != session.Space)));
            var live = await LiveObjects.Of(session.Client, session.Space, request.Installation, installed, places, kinds, cancellation).ConfigureAwait(false);
            foreach (var component in request.Components)
                await LookAt(state, component, histories[component.Component.Name], live, kinds, autoscalers, cancellation).ConfigureAwait(false);
            if (request.IsWhole && state.NamespaceExists)
                await Leftover(state, cancellation).ConfigureAwait(false);
            await TaskLook.Consent(state, cancellation).ConfigureAwait(false);
            if (state.Problems.All(problem => problem.Severity != Severity.Error) && state.NamespaceExists)
                await DryRun(state, kinds, cancellation).ConfigureAwait(false);
            return kinds;
        }, _ => state.Problems.FirstOrDefault(problem => problem.Severity == Severity.Error));

    private static async Task Leftover(InstallState state, CancellationToken cancellation)
    {
        var (session, request) = (state.Session, state.Request);
        var order = (session.Before?.Components ?? []).Select(component => component.Name).ToList();
        var standing = (await HelmReleases.OfInstallation(session.Client, session.Space, request.Installation, cancellation).ConfigureAwait(false))
            .Where(release => release.Newest is { Status: not "uninstalled" } && request.Components.All(component => component.Component.Name != release.Name))
            .Select(release => release.Name).OrderByDescending(order.IndexOf);
        state.Leftover.AddRange(standing);
        if (state.Leftover.Count > 0 && !request.Prune)
            state.Problems.Add(RunRules.NotAnyMore.With(string.Join(", ", state.Leftover), request.Package.Name, state.Leftover[0]));
    }

    private static async Task LookAt(
        InstallState state, RenderedComponent component, HelmHistory history, IReadOnlyDictionary<RenderedObject, JsonElement> live,
        Dictionary<RenderedObject, ApiResource> kinds, IReadOnlyList<Autoscaler> autoscalers, CancellationToken cancellation)
    {
        var (session, request, name) = (state.Session, state.Request, component.Component.Name);
        var held = Preflight.Held(session.Space, component, history, live, request.TakeOver);
        state.Problems.AddRange(held);
        // A foreign chart has counts of its own making; where somebody else holds one, the dry run shows it.
        var facts = held.Count > 0 || component.Component.Chart is not null ? [] : Counts.Look(component, live, autoscalers);
        var counts = await CountSteps.Decide(state, name, facts, cancellation).ConfigureAwait(false);
        state.Problems.AddRange(counts.Where(c => c.Reason == CountReason.ByHand).Select(c => CountSteps.Say(c)!));
        if (component.Component is { Chart: null } own && own.Values["singleActive"] is ScalarNode { Text: "true" })
            state.Problems.AddRange(counts.Where(c => c is { Reason: CountReason.Kept or CountReason.KeptBefore, Live.Replicas: > 1 }).Select(c => CountRules.OneActive.With($"{c.Workload}", $"{c.Live!.Replicas}")));
        var (isWhole, stood) = (component.Objects.All(live.ContainsKey), Stood(component, live));
        component = Counts.LeaveOut(component, counts, kinds);
        var before = session.Before?.Components.FirstOrDefault(c => c.Name == name);
        var (input, same) = isWhole ? await SameRelease.Of(state, component, history, before).ConfigureAwait(false) : (state.InputOf(component.Component), null);
        var work = new ComponentWork(component, history, input, isWhole, before?.Restored)
        { Same = same, Counts = counts, Stood = stood, After = After(state, name), Task = await TaskLook.At(state, component.Component, cancellation).ConfigureAwait(false) };
        if (component.Component is { Task.Outputs.Count: > 0, Programs.Count: 0 } && work.IsReleased)
            work = work with { IsOwed = !(await TaskState.Read(session.Client, session.Space, name, cancellation).ConfigureAwait(false)).IsDoneFor(work.Input) };
        if (held.Count == 0 && history.Newest is { Status: not "uninstalled", Installation: null } foreign)
            work = work with { Taken = await TakeOver.Look(state, work, foreign, kinds, cancellation).ConfigureAwait(false) };
        work = ChangedByHand(state, work, live);
        state.Work.Add(work);
        if (!work.IsUnchanged && HelmInput.ReleaseSize(request.Charts.Of(component.Component), component) is var size and > HelmInput.ReleaseLimit)
            state.Problems.Add(HelmRules.TooLarge.With(work.Name, $"{size / 1024}"));
        if (history.Newest is not null && session.Before is null && history.Newest.Installation == request.Installation && !session.LastRunDied)
            session.Say(new RunEvent.Note(RunRules.OlderHelmInstall.With(work.Name)));
    }

    /// <summary>Who changed it may have had a reason at night; so it is told and stays, unless the run is to set it back.</summary>
    private static ComponentWork ChangedByHand(InstallState state, ComponentWork work, IReadOnlyDictionary<RenderedObject, JsonElement> live)
    {
        if (!work.IsReleased && !state.Request.ForceConflicts)
            return work;
        var changes = HandChanges.Of(work.Rendered, live);
        var rule = state.Request.ForceConflicts ? HandChangeRules.SetBack : HandChangeRules.Stays;
        state.Problems.AddRange(changes.Select(change => rule.With(change.What, work.Name, change.ShownFields, change.Who)));
        return changes.Count > 0 && state.Request.ForceConflicts ? work with { IsWhole = false, Input = state.InputOf(work.Rendered.Component), Same = null } : work;
    }

    private static IReadOnlyList<string> After(InstallState state, string name)
        => state.Request.Facts is { } facts ? facts.GetValueOrDefault(name, ComponentFacts.None).After : state.Work is [.., var last] ? [last.Name] : [];

    /// <summary>Null where what was read does not tell whether all is ready: then it is waited for, as after a change.</summary>
    private static List<Readiness>? Stood(RenderedComponent component, IReadOnlyDictionary<RenderedObject, JsonElement> live)
    {
        var states = new List<Readiness>();
        foreach (var one in component.Objects.Where(o => WorkloadId.ResourceOf(o.ApiVersion, o.Kind) is not null))
            if (live.TryGetValue(one, out var controller) && (one.Kind == ApiResource.Jobs.Kind || WatchedWorkload.HasProbes(controller))
                && Explain.Of(new WorkloadState(new(one.Kind, one.Name), controller, [], [], [])) is { IsReady: true } ready)
                states.Add(ready);
            else
                return null;
        return states;
    }

    public static async Task DryRun(InstallState state, IReadOnlyDictionary<RenderedObject, ApiResource> kinds, CancellationToken cancellation)
    {
        var found = await Preflight.DryRun(
            state.Session.Client, state.Session.Space, state.Work.Where(w => !w.IsUnchanged), kinds, mayRecreate: state.Request.Agree is not null, state.Request.ForceConflicts, cancellation).ConfigureAwait(false);
        state.Problems.AddRange(found);
        // What is refused for another reason is mended first; nobody is asked in vain.
        if (state.Problems.All(problem => problem.Severity != Severity.Error))
            await Consequences.AskRecreations(state, cancellation).ConfigureAwait(false);
    }
}
