using Slipway.Components;
using Slipway.Yaml;

namespace Slipway.Packages;

/// <summary>
/// What must be ready before what: <c>dependsOn</c> as the integrator wrote it, and <c>depsService</c> as the developers did, which is first looked for
/// beside the component, then in the applications beside it, then everywhere. Services that need each other start side by side; an order that the integrator wrote may not go in a circle.
/// </summary>
internal static class Dependencies
{
    /// <param name="IsPart">It is meant as a part of a middle product: where it is switched off, the rest is enough.</param>
    private sealed record Edge(string To, bool IsWritten, bool IsPart = false);

    public static void Check(List<ComposedComponent> components, IReadOnlyList<CompositionSite> sites, List<Diagnostic> findings)
    {
        var known = components.ToDictionary(component => component.Name, StringComparer.Ordinal);
        var edges = components.ToDictionary(component => component.Name, _ => new List<Edge>(), StringComparer.Ordinal);
        foreach (var site in sites)
            foreach (var component in site.Application.Components)
                foreach (var name in site.Holds[component.Name.Value])
                {
                    var written = component.DependsOn.Select(needed => (Name: needed, Holds: Meant(site, needed, components))).ToList();
                    edges[name].AddRange(written.SelectMany(needed => needed.Holds.Select(to => new Edge(to, IsWritten: true, IsWhole(site, needed.Name.Value) || needed.Holds.Count > 1))));
                    if (known[name].Service is { } service && component.Kind != ComponentKind.Application)
                        edges[name].AddRange(Services(known[name], service, [.. written.SelectMany(needed => needed.Holds)], site, known, findings));
                }
        findings.AddRange(sites.SelectMany(site => Unknown(site, components)));
        var order = new Ordering(components.Select(component => component.Name), edges.ToDictionary(e => e.Key, e => (IReadOnlyList<(string, bool)>)[.. e.Value.Select(edge => (edge.To, edge.IsWritten))]));
        for (var i = 0; i < components.Count; i++)
        {
            var own = edges[components[i].Name];
            components[i] = components[i] with
            {
                After = order.After(components[i].Name),
                AsService = [.. own.Where(edge => !edge.IsWritten).Select(edge => edge.To).Distinct(StringComparer.Ordinal)],
                AfterIfRunning = [.. own.Where(edge => edge.IsPart).Select(edge => edge.To).Except(own.Where(edge => !edge.IsPart).Select(edge => edge.To))],
            };
        }
    }

    /// <summary>The components that a name in <c>dependsOn</c> means: one, or all of a middle product, also of one further in (<c>backend/data</c>).</summary>
    private static IReadOnlyList<string> Meant(CompositionSite site, Placed<string> needed, List<ComposedComponent> components)
    {
        if (!needed.Value.Contains('/', StringComparison.Ordinal))
            return site.Holds.GetValueOrDefault(needed.Value) ?? [];
        string[] path = [.. site.Path, .. needed.Value.Split('/')];
        return [.. components.Where(component => component.Path.Count >= path.Length && component.Path.Take(path.Length).SequenceEqual(path)).Select(component => component.Name)];
    }

    private static IEnumerable<Diagnostic> Unknown(CompositionSite site, List<ComposedComponent> components)
    {
        foreach (var component in site.Application.Components)
            foreach (var needed in component.DependsOn.Where(needed => needed.Value.Contains('/', StringComparison.Ordinal) && Meant(site, needed, components).Count == 0))
            {
                var first = needed.Value.Split('/')[0];
                var inner = components.Where(one => one.Path.Count > site.Path.Count + 1 && one.Path.Take(site.Path.Count).SequenceEqual(site.Path) && one.Path[site.Path.Count] == first)
                    .Select(one => string.Join('/', one.Path.Skip(site.Path.Count))).ToList();
                // Of a middle product that could not be read, that was told.
                if (inner.Count == 0)
                    continue;
                var near = NearestName.Find(needed.Value, inner);
                yield return Diagnostic.Of(ComposingRules.UnknownInner, needed.At, $"components.{component.Name.Value}.dependsOn", needed.Value, string.Join(", ", inner), near ?? "") with
                {
                    SpecialHelp = near is null ? null : ComposingRules.DidYouMean,
                };
            }
    }

    private static bool IsWhole(CompositionSite site, string name)
        => site.Application.Components.Any(component => component.Name.Value == name && component.Kind == ComponentKind.Application);

    /// <summary>Each service that a component needs, found and of a fitting version, or told.</summary>
    private static IEnumerable<Edge> Services(
        ComposedComponent component, ServiceDefinition service, IReadOnlyList<string> written, CompositionSite site, Dictionary<string, ComposedComponent> known, List<Diagnostic> findings)
    {
        foreach (var needed in service.DepsService.Where(needed => needed.From.Value == DependencyPlace.Package))
        {
            var found = new[] { site.Beside, site.All, known.Keys }.Select(names => Named(names, needed.Name.Value, known)).FirstOrDefault(near => near.Count > 0) ?? [];
            // Which of several is meant, the integrator says.
            if (found.Count > 1 && found.Where(one => written.Contains(one.Name)).ToList() is { Count: > 0 } chosen)
                found = chosen;
            if (found.Count == 0)
                findings.Add(Diagnostic.Of(ComposingRules.MissingDependency, needed.Name.At, component.Name, needed.Name.Value, needed.Version.Value.Text));
            else if (found.Count > 1 && !AreAlternatives(found))
                findings.Add(Diagnostic.Of(ComposingRules.UnclearDependency, needed.Name.At, component.Name, needed.Name.Value, string.Join(", ", found.Select(one => one.Name))));
            foreach (var one in found)
            {
                if (one.Service is { } there && !needed.Version.Value.Contains(there.Version.Value))
                    findings.Add(Diagnostic.Of(
                        ComposingRules.WrongVersion, needed.Version.At, component.Name, needed.Name.Value, needed.Version.Value.Text, one.Name, there.VersionText,
                        CompositionWalk.Shown(there.Version.At)) with
                    {
                        Related = there.Version.At is { } at ? [at] : [],
                    });
                if (one.Name != component.Name)
                    yield return new Edge(one.Name, IsWritten: false);
            }
        }
    }

    private static List<ComposedComponent> Named(IEnumerable<string> names, string service, Dictionary<string, ComposedComponent> known)
        => [.. names.Select(name => known[name]).Where(one => one.Service?.Name.Value == service)];

    /// <summary>Of one choice, of which only one ever runs.</summary>
    private static bool AreAlternatives(List<ComposedComponent> found)
        => found.SelectMany(one => one.Conditions).Where(condition => condition.Alternative is not null).GroupBy(condition => condition.Name)
            .Any(group => group.Select(condition => condition.Alternative).Distinct().Count() == found.Count);
}
