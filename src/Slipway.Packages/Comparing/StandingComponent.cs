using Slipway.Components;
using Slipway.Yaml;

namespace Slipway.Packages;

/// <summary>A component as a cluster has it: by the objects of its release.</summary>
/// <param name="Version">As it was installed; empty where nobody knows it any more.</param>
/// <param name="Rendered">Without values and trace, for no cluster keeps those as they were meant.</param>
public sealed record StandingComponent(string Version, RenderedComponent Rendered)
{
    public string Name => Rendered.Component.Name;

    /// <summary>The values of keys that are never to change, as <see cref="HeldKeys"/> has them.</summary>
    public IReadOnlyDictionary<string, string> Held { get; init; } = new Dictionary<string, string>();

    /// <summary>Services that it needs of other installations, with the range of versions.</summary>
    public IReadOnlyList<(string Service, string Versions)> Needs { get; init; } = [];

    /// <summary>By kind and name of workloads that somebody scaled by hand, the count that was configured then.</summary>
    public IReadOnlyDictionary<(string Kind, string Name), int> Configured { get; init; } = new Dictionary<(string, string), int>();

    /// <summary>
    /// Its objects with the counts that were configured: those that others decide on stand in no manifest. Where it is not known any more, it is the newer one, for an install leaves it alone.
    /// </summary>
    internal RenderedComponent WithCounts(RenderedComponent? after)
    {
        if (after?.Component is not { Chart: null } || Rendered.Objects.Any(one => one.Kind is "HorizontalPodAutoscaler" or "ScaledObject"))
            return Rendered;
        return Rendered with { Objects = [.. Rendered.Objects.Select(one => Counted(one, after.Objects.FirstOrDefault(other => other.Kind == one.Kind && other.Name == one.Name)))] };
    }

    private RenderedObject Counted(RenderedObject one, RenderedObject? after)
    {
        if (one.Kind is not ("Deployment" or "StatefulSet") || one.Content is not MapNode map || map["spec"] is not MapNode spec || spec["replicas"] is not null)
            return one;
        var count = Configured.TryGetValue((one.Kind, one.Name), out var configured) ? Node.Of(configured) : after is null ? null : JsonPointer.Resolve(after.Content, ["spec", "replicas"]);
        return count is null ? one : ForeignObjects.Object(map.With("spec", spec.With("replicas", count)));
    }
}
