using Slipway.Components;
using Slipway.Yaml;

namespace Slipway.Packages;

/// <summary>
/// Images that travel in both packages under one name and are not the same: objects name them alike, and the difference shows only where names are pinned by digest, as they are at a
/// site's registry. So both sides are pinned before they are compared.
/// </summary>
internal sealed class MovedImages
{
    private MovedImages(IReadOnlyDictionary<string, string> before, IReadOnlyDictionary<string, string> after) => (Before, After) = (before, after);

    public static MovedImages None { get; } = new(new Dictionary<string, string>(), new Dictionary<string, string>());

    /// <summary>Digests by name.</summary>
    public IReadOnlyDictionary<string, string> Before { get; }

    public IReadOnlyDictionary<string, string> After { get; }

    public bool IsEmpty => Before.Count == 0;

    public static MovedImages Of(PackageSide before, PackageSide after)
    {
        var moved = before.Images.Where(image => after.Images.TryGetValue(image.Key, out var digest) && digest != image.Value).Select(image => image.Key).ToList();
        return new(moved.ToDictionary(name => name, name => before.Images[name], StringComparer.Ordinal), moved.ToDictionary(name => name, name => after.Images[name], StringComparer.Ordinal));
    }

    /// <summary>A component that asks for its images by these digests.</summary>
    public static Component Pin(Component component, IReadOnlyDictionary<string, string> digests)
        => digests.Count == 0 ? component
            : component.Chart is null ? component with { Values = Pinned(component.Values, digests, isGeneric: true) }
            : component with
            {
                Rewriting = new ObjectRewriting(string.Join(' ', digests.OrderBy(one => one.Key, StringComparer.Ordinal).Select(one => $"{one.Key}@{one.Value}")), map => Pinned(map, digests, isGeneric: false)),
            };

    private static MapNode Pinned(MapNode root, IReadOnlyDictionary<string, string> digests, bool isGeneric)
    {
        foreach (var found in ImageScan.Of(root).DistinctBy(image => image.Pointer))
        {
            var path = JsonPointer.Parse(found.Pointer)!;
            root = JsonPointer.Resolve(root, path) switch
            {
                MapNode parts when digests.TryGetValue(NameOf(parts, found, isGeneric), out var digest) => (MapNode)Relocation.At(root, path, 0, parts.With("digest", Node.Of(digest))),
                ScalarNode text when digests.TryGetValue(found.Name.ToString(), out var digest) => (MapNode)Relocation.At(root, path, 0, Node.Of($"{text.Text}@{digest}", text.At)),
                _ => root,
            };
        }
        return root;
    }

    /// <summary>In our own chart's values, what the site's registry completes has no registry at all.</summary>
    private static string NameOf(MapNode parts, ScannedImage found, bool isGeneric)
        => (isGeneric && parts["registry"] is null ? new CarriedName(found.Name.Reference with { Registry = "", Repository = parts[ImageParts.RepositoryField(parts)]!.ToString()! }) : found.Name).ToString();
}
