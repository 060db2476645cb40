namespace Slipway.Packages;

/// <summary>Where images lie: a registry on the network, or a folder or archive that holds them. Every failure is an <see cref="ImageException"/>.</summary>
internal interface IRegistry : IDisposable
{
    /// <summary>An image's name here, for messages. It never holds a credential.</summary>
    string Shown(ImageReference image);

    /// <summary>What an image is called here.</summary>
    IReadOnlyList<string> Names(ImageReference image, Digest manifest);

    /// <summary>The manifest or index under a tag, or one that an index names by its digest.</summary>
    Task<StoredManifest> Manifest(ImageReference image, CancellationToken cancellation);

    /// <summary>Content as it is stored, unchecked. Whoever reads it compares size and digest (<see cref="VerifiedStream"/>).</summary>
    Task<Stream> Blob(ImageReference image, Descriptor blob, CancellationToken cancellation);
}
