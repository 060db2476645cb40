namespace Slipway.Packages;

/// <summary>How much an image may ask of us. Ordinary images stay far below all of these.</summary>
public sealed record ImageLimits
{
    public static ImageLimits Default { get; } = new();

    /// <summary>Bytes of a manifest, index or config: what registries themselves take at most.</summary>
    public int Document { get; init; } = 4 << 20;

    public int Layers { get; init; } = 1_000;

    /// <summary>Files, folders and links of all layers together.</summary>
    public int Entries { get; init; } = 1_000_000;

    /// <summary>Characters of all their names and link targets together.</summary>
    public long NameCharacters { get; init; } = 128L << 20;

    /// <summary>Bytes of all layers unpacked.</summary>
    public long Unpacked { get; init; } = 32L << 30;

    /// <summary>How many times larger than packed a layer may become once it is past <see cref="RatioFrom"/> bytes.</summary>
    public int Ratio { get; init; } = 500;

    public long RatioFrom { get; init; } = 1L << 30;

    /// <summary>
    /// How many times its packed size an archive that is packed as a whole may give in all, or four times <see cref="RatioFrom"/> where that is more: for each of its files it is unpacked
    /// from the front again.
    /// </summary>
    public int Rereading { get; init; } = 1_000;

    /// <summary>Bytes of what a tar says about one file beside its content (long names, pax records).</summary>
    public int TarHeader { get; init; } = 1 << 20;
}
