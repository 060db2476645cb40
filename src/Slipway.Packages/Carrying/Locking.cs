using Slipway.Yaml;

namespace Slipway.Packages;

/// <summary>Asks the registries once what lies behind the names of images.</summary>
public static class Locking
{
    /// <param name="needed">All that the application may run.</param>
    /// <param name="before">Kept for images that still are needed.</param>
    /// <param name="update">Ask again for all.</param>
    /// <param name="registry">Where images lie whose names a site's registry completes; null where each says so itself.</param>
    /// <returns>No lock where a finding is an error.</returns>
    public static async Task<(ImageLock? Lock, IReadOnlyList<Diagnostic> Findings)> Lock(
        Composition composition, IReadOnlyList<NeededImage> needed, ImageLock before, bool update, string? registry, ImageOptions options, CancellationToken cancellation)
    {
        var findings = new List<Diagnostic>();
        var digests = new SortedDictionary<string, string>(StringComparer.Ordinal);
        var brought = BroughtImages.Of(composition);
        foreach (var image in needed.Where(image => IsLocked(image, composition, brought)))
        {
            var name = image.Name.ToString();
            if (!update && before.Images.TryGetValue(name, out var known))
                digests[name] = known;
            else if (image.Name.IsOfSite && registry is null && image.Declared?.Image.Image is null)
                findings.Add(ImageTaking.At(image, CarryingRules.NoPlace, name, ImageTaking.Places(image)));
            else if (await Ask(image, registry, options, cancellation).ConfigureAwait(false) is var (digest, problem) && digest is not null)
                digests[name] = digest.ToString();
            else
                findings.Add(problem! with { At = problem.At ?? image.Declared?.Image.Name.At ?? image.Places[0].At });
        }
        findings.AddRange(needed.Where(image => !image.IsSure && image.Declared is null).Select(ImageTaking.Unsaid));
        return (findings.Any(finding => finding.Severity == Severity.Error) ? null : before with { Images = digests }, findings);
    }

    /// <summary>What names a digest itself, lies in a file or is built needs no lock. What a package brings has its digest there; where two bring different ones, the lock decides.</summary>
    internal static bool IsLocked(NeededImage image, Composition composition, BroughtImages brought)
        => !(brought.Places.TryGetValue(image.Name.ToString(), out var places) && places.All(place => place.Digest == places[0].Digest)) && (image.IsSure || image.Declared is not null) && image.Declared?.Image.Ignore != true && image.Declared?.Image.Layout is null
            && image.Declared?.Image.Digest is null && image.Name.Reference.Digest is null && (image.Declared?.Image.Image is not null || Taking.Builder(composition, image) is null);

    private static async Task<(Digest? Digest, Diagnostic? Problem)> Ask(NeededImage image, string? registry, ImageOptions options, CancellationToken cancellation)
    {
        try
        {
            var reference = Taking.RemoteName(image, registry);
            using var remote = new RemoteRegistry(reference.Registry, options);
            return ((await remote.Manifest(reference, cancellation).ConfigureAwait(false)).Descriptor.Digest, null);
        }
        catch (Exception e) when (ImageReader.Problem(image.Name.ToString(), e) is { } problem)
        {
            return (null, problem);
        }
    }
}
