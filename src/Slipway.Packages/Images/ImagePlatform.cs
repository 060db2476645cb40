namespace Slipway.Packages;

/// <summary>What an image runs on, in Go's words: <c>linux/arm64/v8</c>.</summary>
/// <param name="Variant">Such as <c>v7</c>; null when none is named.</param>
public sealed record ImagePlatform(string Os, string Architecture, string? Variant = null)
{
    public static ImagePlatform LinuxAmd64 { get; } = new("linux", "amd64");

    /// <summary>Null for anything but <c>OS/ARCHITECTURE</c> or <c>OS/ARCHITECTURE/VARIANT</c>.</summary>
    public static ImagePlatform? Parse(string text) => text.Split('/') switch
    {
        [{ Length: > 0 } os, { Length: > 0 } architecture] when Words(os, architecture) => new(os, architecture),
        [{ Length: > 0 } os, { Length: > 0 } architecture, { Length: > 0 } variant] when Words(os, architecture, variant) => new(os, architecture, variant),
        _ => null,
    };

    /// <summary>Whether something made for <paramref name="other"/> may be taken where this is asked for. A variant that either side leaves open fits.</summary>
    public bool Fits(ImagePlatform other)
        => Os == other.Os && Architecture == other.Architecture && (Variant is null || other.Variant is null || Variant == other.Variant);

    public override string ToString() => Variant is null ? $"{Os}/{Architecture}" : $"{Os}/{Architecture}/{Variant}";

    private static bool Words(params ReadOnlySpan<string> words)
    {
        foreach (var word in words)
            if (!word.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '_' or '-'))
                return false;
        return true;
    }
}
