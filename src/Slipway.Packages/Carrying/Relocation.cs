using Slipway.Components;
using Slipway.Yaml;

namespace Slipway.Packages;

/// <summary>
/// Images of a package at a site's registry: names are rewritten in the values that our templates get, and in the objects that foreign charts make, and pinned by the digest that
/// <c>package copy</c> pushes. What one of our templates puts together on its own is found afterwards, and told.
/// </summary>
public static class Relocation
{
    /// <param name="images">Those that the package carries; others stay as they are.</param>
    /// <param name="prefix">Host, perhaps a port, perhaps a path.</param>
    public static Component Apply(Component component, IReadOnlyList<PackedImage> images, string prefix)
    {
        var carried = images.ToDictionary(image => image.Name.ToString(), StringComparer.Ordinal);
        // What a foreign chart does with its values is its own affair: its finished objects are rewritten, and installed as they are then.
        return component.Chart is null
            ? component with { Values = Rewritten(component.Values, carried, prefix, isGeneric: true) }
            : component with
            {
                Rewriting = new ObjectRewriting($"{prefix} {string.Join(' ', images.Select(image => image.PushedDigest))}", map => Rewritten(map, carried, prefix, isGeneric: false)),
            };
    }

    private static MapNode Rewritten(MapNode root, Dictionary<string, PackedImage> carried, string prefix, bool isGeneric)
    {
        foreach (var found in ImageScan.Of(root).DistinctBy(image => image.Pointer))
        {
            var path = JsonPointer.Parse(found.Pointer)!;
            var before = JsonPointer.Resolve(root, path)!;
            var after = before switch
            {
                MapNode parts => Parts(parts, found, carried, prefix, isGeneric),
                ScalarNode text when found.IsEncoded => Base64Text.Read(text.Text) is { } inner ? Node.Of(Base64Text.Write(Text(Node.Of(inner), carried, prefix).Text), text.At) : text,
                ScalarNode text => Text(text, carried, prefix),
                _ => before,
            };
            if (!ReferenceEquals(before, after))
                root = (MapNode)At(root, path, 0, after);
        }
        return root;
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
        var field = ImageParts.RepositoryField(parts);
        var name = isGeneric && parts["registry"] is null ? new CarriedName(found.Name.Reference with { Registry = "", Repository = parts[field]!.ToString()! }) : found.Name;
        if (!carried.TryGetValue(name.ToString(), out var image))
            return parts;
        var repository = name.Reference.Repository;
        parts = isGeneric || parts["registry"] is not null
            ? parts.With("registry", Node.Of(prefix.TrimEnd('/'))).With(field, Node.Of(repository))
            : parts.With(field, Node.Of($"{prefix.TrimEnd('/')}/{repository}"));
        return isGeneric || parts["digest"] is ScalarNode { Text.Length: > 0, Kind: not ScalarKind.Null } ? parts.With("digest", Node.Of(image.PushedDigest.ToString())) : parts;
    }

    private static ScalarNode Text(ScalarNode text, Dictionary<string, PackedImage> carried, string prefix)
    {
        if (CarriedName.Parse(text.Text) is { } whole && carried.TryGetValue(whole.ToString(), out var image))
            return Node.Of(Place(image, prefix), text.At);
        var (rest, result) = (0, new System.Text.StringBuilder());
        foreach (var (at, word, name, _) in ImageWords.In(text.Text))
            if (carried.TryGetValue(name.ToString(), out var one))
            {
                result.Append(text.Text, rest, at - rest).Append(Place(one, prefix));
                rest = at + word.Length;
            }
        return rest == 0 ? text : Node.Of(result.Append(text.Text, rest, text.Text.Length - rest).ToString(), text.At);
    }

    internal static Node At(Node node, IReadOnlyList<string> path, int depth, Node put) => depth == path.Count ? put : node switch
    {
        MapNode map when map[path[depth]] is { } inner => map.With(path[depth], At(inner, path, depth + 1, put)),
        ListNode list when int.TryParse(path[depth], out var index) && index < list.Items.Count
            => new ListNode(list.Items.Select((item, i) => i == index ? At(item, path, depth + 1, put) : item), list.At),
        _ => node,
    };
}
