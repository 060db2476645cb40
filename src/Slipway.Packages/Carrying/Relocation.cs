using Slipway.Components;
using Slipway.Yaml;

namespace Slipway.Packages;

/// <summary>
/// Images of a package at a site's registry: names are rewritten before anything is rendered, in the values that templates get, and pinned by the digest that <c>package copy</c>
/// pushes. What a template puts together on its own is found afterwards, and told.
/// </summary>
public static class Relocation
{
    /// <param name="images">Those that the package carries; others stay as they are.</param>
    /// <param name="prefix">Host, perhaps a port, perhaps a path.</param>
    public static Component Apply(Component component, IReadOnlyList<PackedImage> images, string prefix)
    {
        var carried = images.ToDictionary(image => image.Name.ToString(), StringComparer.Ordinal);
        var isGeneric = component.Chart is null;
        // A foreign chart's own values are where it names most of its images.
        var all = component.Chart is { } chart && chart.Files.TryGetValue("values.yaml", out var own) && YamlReader.Read("values.yaml", own).Documents is [MapNode defaults]
            ? MergePatch.Apply(defaults, component.Values) : component.Values;
        var values = component.Values;
        foreach (var found in ImageScan.Of(all).DistinctBy(image => image.Pointer))
        {
            var path = JsonPointer.Parse(found.Pointer)!;
            var before = JsonPointer.Resolve(all, path)!;
            var after = before switch
            {
                MapNode parts => Parts(parts, found, carried, prefix, isGeneric),
                ScalarNode text => Text(text, carried, prefix),
                _ => before,
            };
            if (!ReferenceEquals(before, after))
            {
                all = (MapNode)At(all, path, 0, after);
                values = Taken(values, all, path, 0);
            }
        }
        return component with { Values = values };
    }

    /// <summary>Images that would still be pulled from where they came from, though the package brings them.</summary>
    public static IReadOnlyList<Diagnostic> Missed(IReadOnlyList<RenderedComponent> rendered, IReadOnlyList<PackedImage> images, string prefix)
    {
        var carried = images.Where(image => Place(image, prefix) != image.Name.ToString()).Select(image => image.Name.ToString()).ToHashSet(StringComparer.Ordinal);
        return [.. rendered.SelectMany(component => component.Objects.Concat(component.Hooks).SelectMany(item => ImageScan.Of(item.Content)
            .Where(image => carried.Contains(image.Name.ToString()))
            .Select(image => Diagnostic.Of(CarryingRules.NotRelocated, (Location?)null, image.Text, $"{component.Component.Name}: {item.Kind}/{item.Name} {image.Pointer}", prefix))))];
    }

    /// <summary>Where a package's image lies at a registry, as pods ask for it.</summary>
    public static string Place(PackedImage image, string prefix) => (image.Name.Relocated(prefix) with { Digest = image.PushedDigest }).ToString();

    private static MapNode Parts(MapNode parts, ScannedImage found, Dictionary<string, PackedImage> carried, string prefix, bool isGeneric)
    {
        // In our own chart's values, what the site's registry completes has no registry at all.
        var name = isGeneric && parts["registry"] is null ? new CarriedName(found.Name.Reference with { Registry = "", Repository = parts["repository"]!.ToString()! }) : found.Name;
        if ((carried.GetValueOrDefault(name.ToString()) ?? (isGeneric ? null : Untagged(parts, name, carried.Values))) is not { } image)
            return parts;
        var repository = name.Reference.Repository;
        parts = isGeneric || parts["registry"] is not null
            ? parts.With("registry", Node.Of(prefix.TrimEnd('/'))).With("repository", Node.Of(repository))
            : parts.With("repository", Node.Of($"{prefix.TrimEnd('/')}/{repository}"));
        return isGeneric || parts["digest"] is ScalarNode { Text.Length: > 0, Kind: not ScalarKind.Null } ? parts.With("digest", Node.Of(image.PushedDigest.ToString())) : parts;
    }

    /// <summary>A chart's empty tag stands for the version of its application.</summary>
    private static PackedImage? Untagged(MapNode parts, CarriedName name, IEnumerable<PackedImage> carried)
        => parts["tag"] is not ScalarNode { Text.Length: > 0, Kind: not ScalarKind.Null }
            && carried.Where(image => image.Name.Reference.Registry == name.Reference.Registry && image.Name.Reference.Repository == name.Reference.Repository).ToList() is [var only] ? only : null;

    private static ScalarNode Text(ScalarNode text, Dictionary<string, PackedImage> carried, string prefix)
    {
        if (CarriedName.Parse(text.Text) is { } whole && carried.TryGetValue(whole.ToString(), out var image))
            return Node.Of(Place(image, prefix), text.At);
        var (rest, result) = (0, new System.Text.StringBuilder());
        foreach (var (at, word, name) in ImageWords.In(text.Text))
            if (carried.TryGetValue(name.ToString(), out var one))
            {
                result.Append(text.Text, rest, at - rest).Append(Place(one, prefix));
                rest = at + word.Length;
            }
        return rest == 0 ? text : Node.Of(result.Append(text.Text, rest, text.Text.Length - rest).ToString(), text.At);
    }

    private static Node At(Node node, IReadOnlyList<string> path, int depth, Node put) => depth == path.Count ? put : node switch
    {
        MapNode map when map[path[depth]] is { } inner => map.With(path[depth], At(inner, path, depth + 1, put)),
        ListNode list when int.TryParse(path[depth], out var index) && index < list.Items.Count
            => new ListNode(list.Items.Select((item, i) => i == index ? At(item, path, depth + 1, put) : item), list.At),
        _ => node,
    };

    /// <summary>What is given to the chart, with one place taken over from all values. Of a list Helm takes the whole or nothing.</summary>
    private static MapNode Taken(MapNode values, MapNode all, IReadOnlyList<string> path, int depth)
        => all[path[depth]] is MapNode inner && depth + 1 < path.Count
            ? values.With(path[depth], Taken(values[path[depth]] as MapNode ?? Node.Map(), inner, path, depth + 1))
            : values.With(path[depth], all[path[depth]]!);
}
