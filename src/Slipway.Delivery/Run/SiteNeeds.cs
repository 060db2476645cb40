using Semver;
using Slipway.Components;
using Slipway.Yaml;

namespace Slipway.Delivery;

/// <summary>Services of other installations that components need (<c>depsService</c> with <c>from: site</c>), and what others need of this one.</summary>
internal static class SiteNeeds
{
    /// <summary>A component that is the service.</summary>
    private sealed record Offer(string Namespace, string Installation, string Component, string Version)
    {
        public override string ToString() => $"{Namespace}/{Installation} ({Component} {Version})";
    }

    /// <summary>Looks for every needed service, and for every need of others that this install would leave without one. Costs nothing where neither can be.</summary>
    public static async Task Check(InstallState state, CancellationToken cancellation)
    {
        var (session, request) = (state.Session, state.Request);
        var needs = request.Components.Select(c => (c.Component.Name, Needs: request.Facts?.GetValueOrDefault(c.Component.Name)?.Needs ?? [])).Where(c => c.Needs.Count > 0).ToList();
        var changed = Changed(state).ToList();
        if (needs.Count == 0 && changed.Count == 0)
            return;
        var neighbours = await Neighbours.Look(session.Client, session.Space, session.Installation, Named(state), cancellation).ConfigureAwait(false);
        foreach (var (component, some) in needs)
            state.Needs[component] = [.. some.Select(need => Resolve(state, neighbours, component, need)).OfType<SiteNeed>()];
        state.LookedInto ??= changed.Count > 0 ? neighbours.Spaces : null;
        foreach (var (service, before, after) in changed)
            state.Problems.AddRange(Broken(session, neighbours, service, before, after));
    }

    private static IEnumerable<string> Named(InstallState state)
        => state.Request.Use.Values.Select(place => place.Split('/')[0])
            .Concat((state.Session.Before?.Components ?? []).SelectMany(component => component.Needs).Select(need => need.Namespace)).Where(space => space.Length > 0).Distinct();

    /// <summary>Whoever elsewhere needs what these components are.</summary>
    public static IEnumerable<(Neighbour Who, ReceiptComponent Component, SiteNeed Need)> Dependents(Neighbours neighbours, string space, string installation, IReadOnlyCollection<string> components)
        => from who in neighbours.All
           from component in who.Receipt.Components
           from need in component.Needs
           where need.Namespace == space && need.Installation == installation && components.Contains(need.Component)
           select (who, component, need);

    private static SiteNeed? Resolve(InstallState state, Neighbours neighbours, string component, SiteNeed need)
    {
        var (request, space) = (state.Request, state.Session.Space);
        var offers = Offers(state, neighbours, need.Service).ToList();
        if (request.Use.GetValueOrDefault(need.Service) is { } meant)
            offers = [.. offers.Where(offer => $"{offer.Namespace}/{offer.Installation}" == meant)];
        var near = offers.Where(offer => offer.Namespace == space).ToList();
        if (offers.Count == 0 && Unseen(state, neighbours, component, need) is { } known)
        {
            state.LookedInto = neighbours.Spaces;
            return known;
        }
        if (offers.Count == 0)
        {
            state.Problems.Add(SiteRules.Missing.With(
                [component, need.Service, need.Versions], request.Use.GetValueOrDefault(need.Service) is { } only ? new(only, only) : Where(neighbours)));
            return null;
        }
        var fitting = offers.Where(offer => Fits(need.Versions, offer.Version)).ToList();
        if (fitting.Count == 0)
        {
            state.Problems.Add(SiteRules.WrongVersion.With(component, need.Service, need.Versions, string.Join(", ", near.Count > 0 ? near : offers)));
            return null;
        }
        if (One(state, component, need, fitting) is { } one)
            return Used(state, component, need, one);
        var several = fitting.Where(offer => offer.Namespace == space).ToList();
        several = several.Count > 1 ? several : fitting;
        state.Problems.Add(SiteRules.Unclear.With(component, need.Service, need.Versions, string.Join(", ", several), $"{several[0].Namespace}/{several[0].Installation}"));
        return null;
    }

    /// <summary>What somebody who could see it has found for the same need, where this user may not look: an upgrade by a pipeline with fewer rights goes on.</summary>
    private static SiteNeed? Unseen(InstallState state, Neighbours neighbours, string component, SiteNeed need)
        => Before(state, component, need.Service) is { Namespace.Length: > 0 } before && before.Versions == need.Versions && neighbours.Spaces?.Contains(before.Namespace) == false
            && (state.Request.Use.GetValueOrDefault(need.Service) ?? $"{before.Namespace}/{before.Installation}") == $"{before.Namespace}/{before.Installation}" ? before : null;

    /// <summary>The one there is; of several the one that was used before, then the only one beside the dependent.</summary>
    private static Offer? One(InstallState state, string component, SiteNeed need, List<Offer> fitting)
    {
        if (fitting is [var only])
            return only;
        var before = Before(state, component, need.Service);
        var used = fitting.Find(offer => before is not null && (offer.Namespace, offer.Installation, offer.Component) == (before.Namespace, before.Installation, before.Component));
        return used ?? (fitting.Where(offer => offer.Namespace == state.Session.Space).ToList() is [var near] ? near : null);
    }

    private static SiteNeed? Before(InstallState state, string component, string service)
        => state.Session.Before?.Components.FirstOrDefault(one => one.Name == component)?.Needs.FirstOrDefault(need => need.Service == service);

    private static SiteNeed Used(InstallState state, string component, SiteNeed need, Offer offer)
    {
        var made = need with { Namespace = offer.Namespace, Installation = offer.Installation, Component = offer.Component };
        if (Before(state, component, need.Service) != made)
            state.Problems.Add(SiteRules.Uses.With(component, need.Service, offer.Version, $"{offer.Namespace}/{offer.Installation}", $"{offer.Component}.{offer.Namespace}"));
        return made;
    }

    private static IEnumerable<Offer> Offers(InstallState state, Neighbours neighbours, string service)
    {
        var (request, session) = (state.Request, state.Session);
        foreach (var own in request.Components.Where(c => request.Facts?.GetValueOrDefault(c.Component.Name)?.Service == service))
            yield return new(session.Space, session.Installation, own.Component.Name, own.Component.Version);
        foreach (var one in neighbours.All)
            foreach (var component in one.Receipt.Components.Where(c => c.Service == service && c.Revision > 0))
                yield return new(one.Namespace, one.Installation, component.Name, component.Version);
    }

    /// <summary>Components whose version this install changes, or that it takes away.</summary>
    private static IEnumerable<(string Component, ReceiptComponent Before, string? After)> Changed(InstallState state)
    {
        foreach (var before in state.Session.Before?.Components.Where(c => c.Service.Length > 0 && c.Revision > 0) ?? [])
        {
            var after = state.Request.Components.FirstOrDefault(c => c.Component.Name == before.Name)?.Component.Version;
            if (after != before.Version && (after is not null || (state.Request.IsWhole && state.Request.Prune)))
                yield return (before.Name, before, after);
        }
    }

    private static IEnumerable<Diagnostic> Broken(Session session, Neighbours neighbours, string name, ReceiptComponent before, string? after)
    {
        // What does not fit now either, this install does not break.
        foreach (var (who, component, need) in Dependents(neighbours, session.Space, session.Installation, [name]))
            if (after is null || (!Fits(need.Versions, after) && Fits(need.Versions, before.Version)))
                yield return after is null
                    ? SiteRules.NeededElsewhere.With(name, need.Service, who.Id, component.Name)
                    : SiteRules.WouldBreak.With(name, after, who.Id, $"{component.Name} {component.Version}", need.Service, need.Versions);
    }

    private static bool Fits(string versions, string version)
        => VersionRange.Compatible(versions) is { } range && SemVersion.TryParse(version, SemVersionStyles.Strict, out var read) && range.Contains(read);

    private static LocalText Where(Neighbours neighbours) => neighbours.Spaces is { } spaces
        ? spaces.Count == 0 ? new("nothing: no namespace may be read", "没有可读取的命名空间") : new($"the namespaces {string.Join(", ", spaces)}", $"命名空间 {string.Join(", ", spaces)}")
        : new("all namespaces", "所有命名空间");
}
