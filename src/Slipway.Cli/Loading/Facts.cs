using Slipway.Components;
using Slipway.Delivery;
using Slipway.Packages;
using Slipway.Yaml;

namespace Slipway.Cli;

/// <summary>What a run has to know of components beside what is rendered: what they come after, which service each is, and what it needs of the site.</summary>
internal static class Facts
{
    /// <param name="config">What stands on top of every one of them.</param>
    public static Dictionary<string, ComponentFacts> Of(IReadOnlyList<ServiceDefinition> services, MapNode config)
    {
        var after = ServiceOrder.After(services);
        var facts = new Dictionary<string, ComponentFacts>(StringComparer.Ordinal);
        foreach (var service in services)
            facts[service.Name.Value] = Of(service, config, after[service.Name.Value]);
        return facts;
    }

    public static void Add(Dictionary<string, ComponentFacts> facts, IEnumerable<ComposedComponent> components)
    {
        foreach (var component in components)
            facts[component.Name] = component.Service is { } service ? Of(service, component.Whole.Config, component.After) : new(component.After);
    }

    private static ComponentFacts Of(ServiceDefinition service, MapNode config, IReadOnlyList<string> after) => new(after)
    {
        Held = HeldKeys.Of(service, config),
        Service = service.Name.Value,
        Needs = [.. service.DepsService.Where(needed => needed.From.Value == DependencyPlace.Site).Select(needed => new SiteNeed(needed.Name.Value, needed.Version.Value.Text))],
    };
}
