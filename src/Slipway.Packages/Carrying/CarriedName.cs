namespace Slipway.Packages;

/// <summary>An image's name as an application has it, apart from any site: whole, or completed by the site's registry.</summary>
/// <param name="Reference">With a tag or a digest. Without a registry (empty) where the site's completes it.</param>
public sealed record CarriedName(ImageReference Reference)
{
    /// <summary>Stands in for a site's registry while rendering, so that names which it completes are told apart. No registry can have this name (RFC 2606).</summary>
    internal const string SiteHost = "site.invalid";

    /// <summary>It is written with a leading slash.</summary>
    public bool IsOfSite => Reference.Registry.Length == 0;

    /// <summary>Null for a text that no registry would take. Without tag and digest it is <c>latest</c>, as everywhere.</summary>
    /// <param name="text">As a pod names it, or with a leading slash.</param>
    public static CarriedName? Parse(string text)
    {
        if (ImageReference.Parse(text.StartsWith('/') ? SiteHost + text : text) is not { } reference)
            return null;
        var tagged = reference is { Tag: null, Digest: null } ? reference with { Tag = "latest" } : reference;
        return new CarriedName(tagged.Registry == SiteHost ? tagged with { Registry = "" } : tagged);
    }

    /// <summary>As a node reads it where nobody relocates: what names no registry lies at Docker Hub.</summary>
    /// <param name="registry">The site's, host and perhaps a path; completes a name with a leading slash.</param>
    public ImageReference At(string? registry)
        => !IsOfSite ? Reference
            : registry is not null ? Relocated(registry)
            : Reference with { Registry = ImageReference.DockerHub, Repository = Reference.Repository.Contains('/', StringComparison.Ordinal) ? Reference.Repository : $"library/{Reference.Repository}" };

    /// <summary>Its place at another registry: host and port make way for the prefix, the repository keeps its whole path, tag and digest stay.</summary>
    /// <param name="prefix">Host, perhaps a port, perhaps a path.</param>
    public ImageReference Relocated(string prefix) => prefix.TrimEnd('/').Split('/', 2) switch
    {
        [var host] => Reference with { Registry = host },
        [var host, var path, ..] => Reference with { Registry = host, Repository = $"{path}/{Reference.Repository}" },
        _ => Reference,
    };

    /// <summary>With a leading slash where the site's registry completes it.</summary>
    public override string ToString() => Reference.ToString();
}
