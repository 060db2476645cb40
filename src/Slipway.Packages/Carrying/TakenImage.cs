namespace Slipway.Packages;

/// <summary>An image that goes into a package, and where its layers are read from.</summary>
/// <param name="From">For messages.</param>
internal sealed record TakenImage(PackedImage Packed, string From, Func<Descriptor, CancellationToken, Task<Stream>> Open)
{
    public IEnumerable<SlipSource> Sources => Packed.Layers.Select(layer => new SlipSource(layer, From, cancellation => Open(layer, cancellation)));
}

/// <summary>The images of one package; what they are read from is open until it is written.</summary>
public sealed class TakenImages : IDisposable
{
    private readonly List<IDisposable> open = [];

    internal List<TakenImage> Images { get; } = [];

    /// <summary>In the order of their names.</summary>
    public IReadOnlyList<PackedImage> Packed => [.. Images.Select(image => image.Packed).OrderBy(image => image.Name.ToString(), StringComparer.Ordinal)];

    internal void Keep(IDisposable one) => open.Add(one);

    public void Dispose()
    {
        foreach (var one in open)
            one.Dispose();
        open.Clear();
    }
}
