using Slipway.Yaml;

namespace Slipway.Packages;

/// <summary>A name in parts: <c>{registry, repository, tag, digest}</c> and how else people call them.</summary>
internal static class ImageParts
{
    private static readonly string[] Versions = ["tag", "digest", "sha", "version"];

    /// <summary>As one name; null for a map that is none.</summary>
    /// <param name="isSaid">What holds the map says that it is an image: then less has to be in it.</param>
    public static string? Whole(MapNode map, bool isSaid)
    {
        var repository = Scalar(map, "repository") ?? (isSaid ? Scalar(map, "repo") ?? Scalar(map, "name") : null);
        var named = Versions.Any(version => map.Entry(version) is not null and { Value: ScalarNode });
        var hosted = Scalar(map, "registry") is not null;
        if (repository is not { Length: > 0 } || !(named || hosted || (isSaid && Scalar(map, "repository") is not null && ImageWords.Named(repository) is not null)))
            return null;
        // `version` alone says as often which program is meant as which image.
        if (!isSaid && !hosted && map.Entry("tag") is null && map.Entry("digest") is null && map.Entry("sha") is null)
            return null;
        var registry = Scalar(map, "registry") is { Length: > 0 } host ? host + "/" : "";
        var tag = Scalar(map, "tag") ?? Scalar(map, "version");
        var digest = Scalar(map, "digest") ?? Scalar(map, "sha");
        var whole = registry + repository + (tag is { Length: > 0 } ? ":" + tag : "") + (digest is { Length: > 0 } ? "@" + (digest.Contains(':', StringComparison.Ordinal) ? digest : "sha256:" + digest) : "");
        return CarriedName.Parse(whole) is null ? null : whole;
    }

    /// <summary>The field of such a map that holds the path.</summary>
    public static string RepositoryField(MapNode map)
        => Scalar(map, "repository") is not null ? "repository" : Scalar(map, "repo") is not null ? "repo" : "name";

    private static string? Scalar(MapNode map, string key) => map[key] is ScalarNode { Kind: not ScalarKind.Null } scalar ? scalar.Text : null;
}
