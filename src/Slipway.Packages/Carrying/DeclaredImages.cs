using Slipway.Yaml;

namespace Slipway.Packages;

/// <summary>What applications say of images, held against the images that they run.</summary>
internal static class DeclaredImages
{
    internal const string NoComponent = "-";

    /// <summary>Each image once: the outermost application's word stands. What stands in a package was said where that was built.</summary>
    public static IReadOnlyList<ComposedImage> Of(Composition composition)
        => [.. composition.Images.Where(image => !IsPacked(composition, image)).DistinctBy(image => image.Name.ToString())];

    public static ImagePlace Place(ComposedImage one) => new(NoComponent, one.File, JsonPointer.Of("images", one.Image.Name.Value), one.Image.Name.At);

    /// <param name="named">All that something names, sure or not.</param>
    public static IEnumerable<Diagnostic> Unused(Composition composition, IReadOnlyCollection<string> named)
    {
        var declared = Of(composition);
        // What is declared itself was not meant by another entry.
        var free = named.Except(declared.Select(one => one.Name.ToString()), StringComparer.Ordinal).Order(StringComparer.Ordinal).ToList();
        foreach (var one in declared.Where(one => !one.Image.Needed && !named.Contains(one.Name.ToString())))
        {
            var near = Near(one.Name.ToString(), free);
            yield return Diagnostic.Of(one.Image.Ignore ? CarryingRules.NothingIgnored : CarryingRules.Unused, one.Image.Name.At, one.Image.Name.Value, near ?? "") with
            {
                SpecialHelp = near is null ? null : one.Image.Ignore ? CarryingRules.NearIgnored : CarryingRules.NearImage,
            };
        }
    }

    /// <summary>The same image in another version or from another registry, else one whose name differs by a slip; null for none.</summary>
    public static string? Near(string name, IReadOnlyList<string> others)
        => others.FirstOrDefault(other => Repository(other) == Repository(name)) ?? others.FirstOrDefault(other => Last(other) == Last(name)) ?? NearestName.Find(name, others);

    private static string Repository(string name) => CarriedName.Parse(name) is { Reference: var reference } ? $"{reference.Registry}/{reference.Repository}" : name;

    private static string Last(string name) => Repository(name)[(Repository(name).LastIndexOf('/') + 1)..];

    private static bool IsPacked(Composition composition, ComposedImage image)
        => composition.Packages.Any(package => image.File.StartsWith(package + "/", StringComparison.Ordinal));
}
