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
            var (kinds, unknown) = await Preflight.Kinds(session.Client, request.Components.SelectMany(c => c.Objects), cancellation).ConfigureAwait(false);
            state.Problems.AddRange(unknown);
            if (await Preflight.Rights(session.Client, session.Space, kinds.Values, !state.NamespaceExists, cancellation).ConfigureAwait(false) is { } missing)
                state.Problems.Add(missing);
            if (request.OnlyExisting && session.Before is null)
                state.Problems.Add(RunRules.NotInstalled.With(request.Installation, session.Space, session.Client.Access.Context));
            if (state.Problems.Count > 0)
                return kinds;
            var autoscalers = state.NamespaceExists ? await Autoscalers.InNamespace(session.Client, session.Space, cancellation).ConfigureAwait(false) : [];
            foreach (var component in request.Components)
                await LookAt(state, component, kinds, autoscalers, cancellation).ConfigureAwait(false);
            if (request.IsWhole && state.NamespaceExists)
                await Leftover(state, cancellation).ConfigureAwait(false);
            if (state.Problems.Count == 0 && state.NamespaceExists)
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
        InstallState state, RenderedComponent component, Dictionary<RenderedObject, ApiResource> kinds, IReadOnlyList<Autoscaler> autoscalers, CancellationToken cancellation)
    {
        var (session, name) = (state.Session, component.Component.Name);
        var history = await HelmReleases.Of(session.Client, session.Space, name, cancellation).ConfigureAwait(false);
        var (held, live) = await Preflight.Holders(session.Client, session.Space, component, history, kinds, state.Request.TakeOver, cancellation).ConfigureAwait(false);
        state.Problems.AddRange(held);
        var facts = held.Count > 0 ? [] : Counts.Look(component, live, autoscalers);
        var counts = await CountSteps.Decide(state, name, facts, cancellation).ConfigureAwait(false);
        state.Problems.AddRange(counts.Where(c => c.Reason == CountReason.ByHand).Select(c => CountSteps.Say(c)!));
        if (component.Component.Values["singleActive"] is ScalarNode { Text: "true" })
            state.Problems.AddRange(counts.Where(c => c is { Reason: CountReason.Kept or CountReason.KeptBefore, Live.Replicas: > 1 }).Select(c => CountRules.OneActive.With($"{c.Workload}", $"{c.Live!.Replicas}")));
        var isWhole = live.Count == component.Objects.Count;
        component = Counts.LeaveOut(component, counts, kinds);
        var work = new ComponentWork(component, history, state.InputOf(component.Component), isWhole,
            session.Before?.Components.FirstOrDefault(c => c.Name == name)?.Restored)
        { Counts = counts };
        if (held.Count == 0 && history.Newest is { Status: not "uninstalled", Installation: null } foreign)
            work = work with { Taken = await TakeOver.Look(state, work, foreign, kinds, cancellation).ConfigureAwait(false) };
        state.Work.Add(work);
        if (HelmInput.ReleaseSize(state.Request.Charts.Of(component.Component), component) is var size and > HelmInput.ReleaseLimit)
            state.Problems.Add(HelmRules.TooLarge.With(work.Name, $"{size / 1024}"));
        if (history.Newest is not null && session.Before is null && history.Newest.Installation == state.Request.Installation && !session.LastRunDied)
            session.Say(new RunEvent.Note(RunRules.OlderHelmInstall.With(work.Name)));
    }

    public static async Task DryRun(InstallState state, IReadOnlyDictionary<RenderedObject, ApiResource> kinds, CancellationToken cancellation)
    {
        foreach (var work in state.Work.Where(w => !w.IsUnchanged))
            state.Problems.AddRange(await Preflight.DryRun(state.Session.Client, state.Session.Space, work, kinds, cancellation).ConfigureAwait(false));
    }
}
