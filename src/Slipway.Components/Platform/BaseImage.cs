using System.Text.RegularExpressions;
using Slipway.Yaml;

namespace Slipway.Components;

/// <summary>An image that a platform offers for <c>build.base</c>, pinned by its digest.</summary>
/// <param name="Name">As <c>build.base</c> names it; never <c>scratch</c>, which is built in.</param>
/// <param name="Layout">An image layout's folder or archive, relative to the platform's folder; null where it lies in a registry alone.</param>
/// <param name="Image">In a registry; null where it comes from a layout alone. It pins the same digest.</param>
/// <param name="Digest">Of its manifest, or of its index where it is made for several platforms: <c>sha256:…</c>.</param>
/// <param name="Summary">What it is good for.</param>
/// <param name="Key">The place of its name.</param>
public sealed partial record BaseImage(string Name, Placed<string>? Layout, Placed<string>? Image, string Digest, LocalText? Summary, ScalarNode Key)
{
    /// <summary>The empty image, which every platform offers.</summary>
    public const string Scratch = "scratch";

    /// <summary>Of a <c>platform.yaml</c> that its schema has nothing against.</summary>
    internal static IReadOnlyList<BaseImage> Read(MapNode? images, List<Diagnostic> findings)
        => [.. (images?.Entries ?? []).Select(entry => Read(entry, (MapNode)entry.Value, findings)).OfType<BaseImage>()];

    private static BaseImage? Read(MapEntry entry, MapNode fields, List<Diagnostic> findings)
    {
        var before = findings.Count;
        var (layout, image, digest) = (Text(fields, "layout"), Text(fields, "image"), Text(fields, "digest"));
        if (entry.Name == Scratch)
            findings.Add(Diagnostic.Of(PlatformRules.ScratchTaken, entry.Key));
        if (layout is null && image is null)
            findings.Add(Diagnostic.Of(PlatformRules.BaseNowhere, entry.Key, entry.Name));
        if (layout is { } path && (path.Value.Contains('\\', StringComparison.Ordinal) || path.Value.StartsWith('/') || path.Value.Split('/').Contains("..")))
            findings.Add(Diagnostic.Of(PlatformRules.BaseOutside, path.At, entry.Name, path.Value));
        var pinned = image is { } name && name.Value.LastIndexOf('@') is >= 0 and var at ? name.Value[(at + 1)..] : null;
        if ((digest?.Value ?? pinned) is not { } known || !IsDigest(known))
            findings.Add(Unpinned(entry, digest, digest?.Value ?? pinned));
        else if (pinned is not null && digest is { } said && said.Value != pinned)
            findings.Add(Diagnostic.Of(PlatformRules.BaseDigests, said.At, entry.Name, said.Value, pinned));
        else if (findings.Count == before)
            return new BaseImage(entry.Name, layout, image, known, Summary(fields), entry.Key);
        return null;

        static Diagnostic Unpinned(MapEntry entry, Placed<string>? digest, string? written)
            => Diagnostic.Of(PlatformRules.BaseUnpinned, digest?.At ?? entry.Key.At, entry.Name, written is null ? "" : $": `{written}`") with
            {
                ChineseArguments = [entry.Name, written is null ? "" : $"：`{written}`"],
            };

        static LocalText? Summary(MapNode fields)
            => fields["summary"] is MapNode summary ? new(summary["en"]?.ToString() ?? "", summary["zh"]?.ToString() ?? "") : null;
    }

    private static Placed<string>? Text(MapNode fields, string key) => fields[key] is ScalarNode text ? new Placed<string>(text.Text, text) : null;

    private static bool IsDigest(string text) => Digests().IsMatch(text);

    [GeneratedRegex("^(sha256:[0-9a-f]{64}|sha512:[0-9a-f]{128})$", RegexOptions.NonBacktracking)]
    private static partial Regex Digests();
}
