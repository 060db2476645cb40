using Slipway.Components;

namespace Slipway.Packages;

/// <summary>Services that are installed together without an application around them.</summary>
public static class ServiceOrder
{
    /// <summary>By service, those of the others that its <c>depsService</c> names. Those that need each other start side by side.</summary>
    public static IReadOnlyDictionary<string, IReadOnlyList<string>> After(IReadOnlyList<ServiceDefinition> services)
    {
        var names = services.Select(service => service.Name.Value).Distinct(StringComparer.Ordinal).ToList();
        var edges = services.DistinctBy(service => service.Name.Value).ToDictionary(service => service.Name.Value, service => (IReadOnlyList<(string, bool)>)
            [.. service.DepsService.Where(needed => needed.From.Value == DependencyPlace.Package && names.Contains(needed.Name.Value)).Select(needed => (needed.Name.Value, false))]);
        var order = new Ordering(names, edges);
        return names.ToDictionary(name => name, order.After, StringComparer.Ordinal);
    }
}
