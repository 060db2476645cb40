using System.Collections.ObjectModel;
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
            var (kinds, unknown) = await Preflight.Kinds(session.Client, request.Components.SelectMany(c => c.Objects), state.Crds, cancellation).ConfigureAwait(false);
            state.Problems.AddRange(unknown);
            if (await Preflight.Rights(session.Client, session.Space, state.Crds.Count == 0 ? kinds.Values : kinds.Values.Append(Crds.Resource), !state.NamespaceExists, cancellation).ConfigureAwait(false) is { } missing)
                state.Problems.Add(missing);
            if (request.OnlyExisting && session.Before is null)
                state.Problems.Add(RunRules.NotInstalled.With(request.Installation, session.Space, session.Client.Access.Context));
            await SiteNeeds.Check(state, cancellation).ConfigureAwait(false);
            if (state.Problems.Any(problem => problem.Severity == Severity.Error))
                return kinds;
            var autoscalers = state.NamespaceExists ? await Autoscalers.InNamespace(session.Client, session.Space, cancellation).ConfigureAwait(false) : [];
            var histories = await HelmReleases.Of(session.Client, session.Space, [.. request.Components.Select(c => c.Component.Name)], cancellation).ConfigureAwait(false);
            var installed = session.Before is not null || histories.Values.Any(history => history.Newest?.Installation == request.Installation);
            var live = state.NamespaceExists
                ? await LiveObjects.Of(session.Client, session.Space, request.Installation, installed, request.Components.SelectMany(c => c.Objects), kinds, cancellation).ConfigureAwait(false)
                : ReadOnlyDictionary<RenderedObject, JsonElement>.Empty;
            foreach (var component in request.Components)
                await LookAt(state, component, histories[component.Component.Name], live, kinds, autoscalers, cancellation).ConfigureAwait(false);
            if (request.IsWhole && state.NamespaceExists)
                await Leftover(state, cancellation).ConfigureAwait(false);
            if (state.Problems.All(problem => problem.Severity != Severity.Error) && state.NamespaceExists)
                await DryRun(state, kinds, cancellation).ConfigureAwait(false);
            return kinds;
        }, _ => state.Problems.FirstOrDefault());

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
        var work = new ComponentWork(component, history, state.InputOf(component.Component), isWhole,
            session.Before?.Components.FirstOrDefault(c => c.Name == name)?.Restored)
        { Counts = counts, Stood = stood, After = After(state, name) };
        if (held.Count == 0 && history.Newest is { Status: not "uninstalled", Installation: null } foreign)
            work = work with { Taken = await TakeOver.Look(state, work, foreign, kinds, cancellation).ConfigureAwait(false) };
        state.Work.Add(work);
        if (!work.IsUnchanged && HelmInput.ReleaseSize(request.Charts.Of(component.Component), component) is var size and > HelmInput.ReleaseLimit)
            state.Problems.Add(HelmRules.TooLarge.With(work.Name, $"{size / 1024}"));
        if (history.Newest is not null && session.Before is null && history.Newest.Installation == request.Installation && !session.LastRunDied)
            session.Say(new RunEvent.Note(RunRules.OlderHelmInstall.With(work.Name)));
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
        => state.Problems.AddRange(await Preflight.DryRun(state.Session.Client, state.Session.Space, state.Work.Where(w => !w.IsUnchanged), kinds, cancellation).ConfigureAwait(false));
}
