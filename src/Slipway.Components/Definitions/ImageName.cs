namespace Slipway.Components;

/// <summary>An image's name without its tag.</summary>
/// <param name="Registry">Host and perhaps port; null when none was written.</param>
/// <param name="Repository">Without a leading slash.</param>
/// <param name="Digest">Such as <c>sha256:…</c>; null when none was written.</param>
/// <param name="SiteRegistry">Written with a leading slash: the site's registry is put in front.</param>
public sealed record ImageName(string? Registry, string Repository, string? Digest, bool SiteRegistry)
{
    /// <summary>As it would be written again.</summary>
    public override string ToString()
        => (SiteRegistry ? "/" : Registry is null ? "" : Registry + "/") + Repository + (Digest is null ? "" : "@" + Digest);
}
