namespace Slipway.Packages;

/// <summary>Images that travel in the packages that an application is made of: a middle product or a service that was built with its images brings them, and their digests with them.</summary>
/// <param name="Places">By the image's name: the packages that carry it, each with its digest there, in the order of the composition.</param>
internal sealed record BroughtImages(IReadOnlyDictionary<string, IReadOnlyList<(string Package, Digest Digest)>> Places)
{
    public static BroughtImages Of(Composition composition)
    {
        var places = new Dictionary<string, IReadOnlyList<(string, Digest)>>(StringComparer.Ordinal);
        foreach (var path in composition.Packages)
            // What is wrong with one was told when it was composed.
            foreach (var image in ApplicationPackage.Open(path).Package?.Images ?? [])
                places[image.Name.ToString()] = [.. places.GetValueOrDefault(image.Name.ToString()) ?? [], (path, image.Top.Digest)];
        return new BroughtImages(places);
    }

    /// <summary>Where an image comes from of which nobody outside the packages says anything; null for none.</summary>
    /// <exception cref="ImageException">Two packages bring different ones.</exception>
    public (string Package, Digest Digest)? Find(NeededImage image, ImageLock @lock)
    {
        if (!Places.TryGetValue(image.Name.ToString(), out var places) || @lock.Images.ContainsKey(image.Name.ToString()) || (image.Declared is { } said && !IsInside(said.File)))
            return null;
        var other = places.Where(place => place.Digest != places[0].Digest).Select(place => place.Package).FirstOrDefault();
        return other is null ? places[0] : throw CarryingRules.BroughtTwice.With(image.Name.ToString(), places[0].Package, other);
    }

    private bool IsInside(string file) => Places.Values.SelectMany(places => places).Any(place => file.StartsWith(place.Package + "/", StringComparison.Ordinal));
}
