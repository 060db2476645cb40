using Slipway.Yaml;

namespace Slipway.Components;

/// <summary>What the reading of one pod needs beside it.</summary>
internal sealed record PodScope(Manifest Manifest, IReadOnlyList<Manifest> All, SourceValues Values)
{
    /// <summary>What has been told already, where it is met more than once.</summary>
    public HashSet<Node> Told { get; } = new(ReferenceEqualityComparer.Instance);

    /// <summary>Another object of the same source and namespace.</summary>
    public MapNode? Beside(string kind, string? name)
        => All.FirstOrDefault(other => other.Kind == kind && other.Name == name && other.IsBeside(Manifest))?.Root;

    /// <summary>Services that send their traffic to this pod.</summary>
    public IEnumerable<Manifest> Services => All.Where(other => other.Kind == "Service" && other.IsBeside(Manifest)
        && JsonPointer.Resolve(other.Root, "/spec/selector") is MapNode { Count: > 0 } selector
        && selector.Entries.All(entry => entry.Value is ScalarNode value && Manifest.Text(Manifest.Labels, entry.Name) == value.Text));
}
