namespace Slipway.Packages;

/// <summary>What a manifest says of a content that lies elsewhere.</summary>
/// <param name="Size">Bytes.</param>
public sealed record Descriptor(string MediaType, Digest Digest, long Size)
{
    /// <summary>Of an image in an index; null where the index names none.</summary>
    public ImagePlatform? Platform { get; init; }

    public IReadOnlyDictionary<string, string> Annotations { get; init; } = new Dictionary<string, string>();
}

/// <summary>A manifest or an index as it is stored, unread.</summary>
/// <param name="Content">Digest and size have been checked where they were known beforehand.</param>
public sealed record StoredManifest(Descriptor Descriptor, byte[] Content);

/// <summary>An image of one platform.</summary>
/// <param name="Layers">The lowest first.</param>
public sealed record ImageManifest(Descriptor Self, Descriptor Config, IReadOnlyList<Descriptor> Layers);
