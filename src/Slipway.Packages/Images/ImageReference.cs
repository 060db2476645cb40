using System.Text.RegularExpressions;
using Slipway.Components;

namespace Slipway.Packages;

/// <summary>An image in a registry. A digest wins over a tag.</summary>
/// <param name="Registry">Host and perhaps port, never null: Docker Hub where a name has none, as every container runtime reads it.</param>
public sealed partial record ImageReference(string Registry, string Repository, string? Tag, Digest? Digest)
{
    public const string DockerHub = "docker.io";

    /// <summary>What a registry is asked for: the digest, else the tag.</summary>
    public string Asked => Digest?.ToString() ?? Tag ?? "latest";

    /// <summary>Of a definition's image.</summary>
    /// <param name="siteRegistry">Put in front of a name that begins with a slash; a path behind the host belongs to the repository.</param>
    /// <returns>Null for a name with a leading slash where there is no site registry.</returns>
    public static ImageReference? Of(ImageName name, string tag, string? siteRegistry)
    {
        var digest = Digest.Parse(name.Digest);
        if (!name.SiteRegistry)
            return Complete(name.Registry, name.Repository, tag, digest);
        return siteRegistry?.TrimEnd('/').Split('/', 2) switch
        {
            null => null,
            [var host] => new ImageReference(host, name.Repository, tag, digest),
            [var host, var prefix, ..] => new ImageReference(host, $"{prefix}/{name.Repository}", tag, digest),
            _ => null,
        };
    }

    /// <summary>Null for a text that no registry would take.</summary>
    public static ImageReference? Parse(string text)
    {
        if (text.Length > 512 || Grammar().Match(text) is not { Success: true } match)
            return null;
        var (digest, tag, name) = (match.Groups["digest"], match.Groups["tag"], match.Groups["name"].Value);
        var known = Digest.Parse(digest.Value);
        if (digest.Success && known is null)
            return null;
        var slash = name.IndexOf('/', StringComparison.Ordinal);
        var hasRegistry = slash > 0 && (name[..slash] is "localhost" || name.AsSpan(0, slash).IndexOfAny('.', ':') >= 0);
        var (registry, repository) = hasRegistry ? (name[..slash], name[(slash + 1)..]) : (null, name);
        return Repositories().IsMatch(repository) && (registry is null || Registries().IsMatch(registry))
            ? Complete(registry, repository, tag.Success ? tag.Value : null, known)
            : null;
    }

    private static ImageReference Complete(string? registry, string repository, string? tag, Digest? digest)
        => registry is null or DockerHub or "index.docker.io"
            ? new ImageReference(DockerHub, repository.Contains('/', StringComparison.Ordinal) ? repository : $"library/{repository}", tag, digest)
            : new ImageReference(registry, repository, tag, digest);

    public override string ToString()
        => $"{Registry}/{Repository}{(Tag is null ? "" : ":" + Tag)}{(Digest is null ? "" : "@" + Digest)}";

    [GeneratedRegex(@"^(?<name>[^@\s]+?)(:(?<tag>\w[\w.-]{0,127}))?(@(?<digest>[a-z0-9]+:[0-9a-f]+))?$", RegexOptions.ExplicitCapture)]
    private static partial Regex Grammar();

    [GeneratedRegex(@"^[a-z0-9]+((\.|_|__|-+)[a-z0-9]+)*(/[a-z0-9]+((\.|_|__|-+)[a-z0-9]+)*)*$", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Repositories();

    [GeneratedRegex(@"^([A-Za-z0-9]([A-Za-z0-9.-]*[A-Za-z0-9])?|\[[0-9a-fA-F:]+\])(:[0-9]{1,5})?$", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Registries();
}
