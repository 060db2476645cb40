using Slipway.Yaml;

namespace Slipway.Components;

/// <summary>A Kubernetes object as Helm prints it, in the order in which Helm would install it.</summary>
/// <param name="Yaml">The document's exact bytes, without separator and <c># Source</c> line, ending in one line feed.</param>
public sealed record RenderedObject(string ApiVersion, string Kind, string Name, string? Namespace, string Yaml, Node Content);

/// <summary>What makes one release: the generic chart is the same for all, the values are the component.</summary>
/// <param name="Name">Component name = release name = Service name.</param>
/// <param name="Version">The service's version (the chart has its own).</param>
/// <param name="Values">The values for the generic chart.</param>
public sealed record Component(string Name, string Version, MapNode Values)
{
    public required string Installation { get; init; }
}

/// <summary>A component's objects, how they came about, and what was found on the way.</summary>
/// <param name="Objects">Empty when <paramref name="Findings"/> holds an error that stopped the rendering.</param>
public sealed record RenderedComponent(
    Component Component,
    IReadOnlyList<RenderedObject> Objects,
    IReadOnlyList<Diagnostic> Findings);
