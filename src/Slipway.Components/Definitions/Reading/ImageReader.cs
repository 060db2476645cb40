using System.Buffers;
using Slipway.Yaml;

namespace Slipway.Components;

/// <summary>Image names by the grammar of the distribution reference, and tags.</summary>
internal static class ImageReader
{
    private static readonly SearchValues<char> RepositoryCharacters = SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789._-/");
    private static readonly SearchValues<char> TagCharacters = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_.-");

    private static readonly LocalText NameOnly = new(
        "write `imagesName: {2}`; without imagesTag the service's version is the tag",
        "请写 `imagesName: {2}`；省略 imagesTag 时以服务版本作为标签");

    /// <summary>The distribution reference's limit for a whole name.</summary>
    public const int Longest = 255;

    public static ImageName? Read(ScalarNode scalar, List<Diagnostic> findings)
    {
        var text = scalar.Text;
        if (text.Length > Longest)
        {
            findings.Add(Diagnostic.Of(ContainerRules.ImageLong, scalar, text.Length.ToString()));
            return null;
        }
        var before = findings.Count;
        var (rest, digest) = CutDigest(scalar, findings);
        var site = rest.StartsWith('/');
        var registry = site ? null : CutRegistry(scalar, ref rest, findings);
        var start = site ? 1 : registry is null ? 0 : registry.Length + 1;
        var repository = CutTag(scalar, site ? rest[1..] : rest, start, findings.Count == before ? digest : null, findings);
        if (findings.Count == before || findings[^1].Rule == ContainerRules.ImageTag)
            CheckRepository(scalar, repository, start, findings);
        return findings.Count == before ? new ImageName(registry, repository, digest, site) : null;
    }

    public static bool IsTag(string text)
        => text.Length is > 0 and <= 128 && !text.AsSpan().ContainsAnyExcept(TagCharacters) && text[0] is not '.' and not '-';

    /// <summary>The nearest tag: <c>3.0.1+build.7</c> gives <c>3.0.1_build.7</c>.</summary>
    public static string TagFrom(string text)
    {
        var tag = string.Concat(text.Select(c => TagCharacters.Contains(c) ? c : '_')).TrimStart('.', '-');
        return tag.Length == 0 || tag.Trim('_').Length == 0 ? "3.0.1" : tag.Length <= 128 ? tag : tag[..128];
    }

    private static (string Name, string? Digest) CutDigest(ScalarNode scalar, List<Diagnostic> findings)
    {
        var at = scalar.Text.IndexOf('@', StringComparison.Ordinal);
        if (at < 0)
            return (scalar.Text, null);
        var digest = scalar.Text[(at + 1)..];
        var colon = digest.IndexOf(':', StringComparison.Ordinal);
        var (algorithm, hex) = colon > 0 ? (digest[..colon], digest[(colon + 1)..]) : ("", digest);
        var length = algorithm switch { "sha256" => 64, "sha512" => 128, _ => -1 };
        if (hex.Length != length || hex.Any(c => !char.IsAsciiHexDigitLower(c)))
            findings.Add(Diagnostic.Of(ContainerRules.ImageDigest, Place.Within(scalar, at, scalar.Text.Length - at), scalar.Text, digest));
        return (scalar.Text[..at], digest);
    }

    /// <summary>A first part with a dot or colon, or <c>localhost</c>, is a registry; any other belongs to the repository.</summary>
    private static string? CutRegistry(ScalarNode scalar, ref string rest, List<Diagnostic> findings)
    {
        var slash = rest.IndexOf('/', StringComparison.Ordinal);
        if (slash <= 0 || (rest[..slash] is var first && first != "localhost" && first.AsSpan().IndexOfAny('.', ':') < 0))
            return null;
        if (!IsRegistry(first))
            findings.Add(Diagnostic.Of(ContainerRules.ImageRegistry, Place.Within(scalar, 0, slash), scalar.Text, first));
        rest = rest[(slash + 1)..];
        return first;
    }

    public static bool IsRegistry(string text)
    {
        var colon = text.LastIndexOf(':');
        var host = colon < 0 || text.EndsWith(']') ? text : text[..colon];
        var port = colon < 0 || text.EndsWith(']') ? "443" : text[(colon + 1)..];
        return host.Length > 0 && int.TryParse(port, out var number) && number is > 0 and <= 65535
            && (host.StartsWith('[') ? Uri.CheckHostName(host) == UriHostNameType.IPv6 : host.Split('.').All(part => Texts.IsLabel(part.ToLowerInvariant())));
    }

    private static string CutTag(ScalarNode scalar, string repository, int start, string? digest, List<Diagnostic> findings)
    {
        var colon = repository.IndexOf(':', repository.LastIndexOf('/') + 1);
        if (colon < 0)
            return repository;
        var tag = repository[(colon + 1)..];
        var (from, length) = (start + colon, tag.Length + 1);
        var name = ImageSuggestion.Name(scalar.Text[..start], repository[..colon], digest);
        findings.Add(tag.Length == 0
            ? Diagnostic.Of(ContainerRules.ImageTag, Place.Within(scalar, from, length), scalar.Text, "", name) with { SpecialHelp = NameOnly }
            : Diagnostic.Of(ContainerRules.ImageTag, Place.Within(scalar, from, length), scalar.Text, tag, name, TagFrom(tag)));
        return repository[..colon];
    }

    private static void CheckRepository(ScalarNode scalar, string repository, int start, List<Diagnostic> findings)
    {
        if (repository.AsSpan().IndexOfAnyExcept(RepositoryCharacters) is var wrong and >= 0)
        {
            findings.Add(WrongCharacter(scalar, repository, start, wrong));
            return;
        }
        var offset = start;
        foreach (var part in repository.Split('/'))
        {
            if (!IsPart(part))
                findings.Add(Diagnostic.Of(ContainerRules.ImagePart, Place.Within(scalar, Math.Min(offset, scalar.Text.Length - 1), Math.Max(1, part.Length)), scalar.Text, part));
            offset += part.Length + 1;
        }
    }

    private static Diagnostic WrongCharacter(ScalarNode scalar, string repository, int start, int wrong)
    {
        var character = repository.Substring(wrong, char.IsSurrogatePair(repository, wrong) ? 2 : 1);
        var better = ImageSuggestion.Repository(repository);
        var whole = ImageSuggestion.Name(scalar.Text[..start], repository, null);
        return Diagnostic.Of(ContainerRules.ImageCharacter, Place.Within(scalar, start + wrong, character.Length), scalar.Text, character, whole) with
        {
            Edits = Place.Exactly(scalar, start, repository.Length) is { } at ? [new Edit(at, better, Safe: false)] : [],
        };
    }

    /// <summary><c>[a-z0-9]+((\.|_|__|-+)[a-z0-9]+)*</c></summary>
    public static bool IsPart(string part)
    {
        if (part.Length == 0 || !char.IsAsciiLetterOrDigit(part[0]) || !char.IsAsciiLetterOrDigit(part[^1]))
            return false;
        for (var i = 0; i < part.Length; i++)
        {
            var from = i;
            while (!char.IsAsciiLetterOrDigit(part[i]))
                i++;
            if (part[from..i] is not ("" or "." or "_" or "__") && part[from..i].Trim('-').Length > 0)
                return false;
        }
        return true;
    }
}
