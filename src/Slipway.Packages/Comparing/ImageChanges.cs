using Slipway.Components;
using Slipway.Yaml;

namespace Slipway.Packages;

/// <summary>The images of a component: of every pod that its objects describe, and of its updaters.</summary>
internal static class ImageChanges
{
    private static readonly string[] Lists = ["initContainers", "containers"];

    /// <summary>Of what its objects say alone.</summary>
    public static IReadOnlyList<ImageChange> Of(RenderedComponent? before, RenderedComponent? after) => Of(before, after, null, null, MovedImages.None);

    public static IReadOnlyList<ImageChange> Of(RenderedComponent? before, RenderedComponent? after, ServiceDefinition? older, ServiceDefinition? newer, MovedImages moved)
    {
        var (old, now) = (Images(before, older, moved.Before), Images(after, newer, moved.After));
        return [.. old.Keys.Union(now.Keys).Select(name => new ImageChange(name, old.GetValueOrDefault(name), now.GetValueOrDefault(name))).Where(change => change.Before != change.After)];
    }

    private static Dictionary<string, string> Images(RenderedComponent? rendered, ServiceDefinition? service, IReadOnlyDictionary<string, string> digests)
    {
        var images = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var made in rendered?.Objects.Concat(rendered.Hooks) ?? [])
            Below(made.Content, images);
        foreach (var updater in rendered is null ? [] : service?.Updaters.Where(updater => updater.Container is not null) ?? [])
            images[$"updater {updater.To.Value}"] = $"{updater.Container!.ImagesName.Value.Repository}:{updater.Container.ImagesTag.Value}"
                + (NeededImages.Of(updater.Container) is { } name && digests.TryGetValue(name.ToString(), out var digest) ? $"@{digest}" : "");
        return images;
    }

    /// <summary>Pods stand at different depths, in custom resources too; their lists of containers are called alike everywhere.</summary>
    private static void Below(Node node, Dictionary<string, string> images)
    {
        foreach (var entry in (node as MapNode)?.Entries ?? [])
            if (Lists.Contains(entry.Name) && entry.Value is ListNode containers)
                foreach (var container in containers.Items.OfType<MapNode>())
                    if (container["image"] is ScalarNode image)
                        images.TryAdd((container["name"] as ScalarNode)?.Text ?? "?", image.Text);
        foreach (var inner in (node as MapNode)?.Entries.Select(entry => entry.Value) ?? (node as ListNode)?.Items ?? [])
            Below(inner, images);
    }
}
