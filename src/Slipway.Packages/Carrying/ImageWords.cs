using System.Buffers;

namespace Slipway.Packages;

/// <summary>Image names in running text: arguments, scripts, files in ConfigMaps. What looks like one is never sure.</summary>
internal static class ImageWords
{
    private const int Longest = 512;

    private static readonly SearchValues<char> Between = SearchValues.Create(" \t\r\n\"'`,;()[]{}<>|=&\\$");

    /// <summary>What ends a value that stands behind a colon, in YAML and JSON; anything else goes on as prose.</summary>
    private static readonly SearchValues<char> Ends = SearchValues.Create("\r\n\"',}");

    /// <summary>What stands before a word that a template or a shell fills in.</summary>
    private static readonly SearchValues<char> Filled = SearchValues.Create("$`(<\\");

    /// <summary>Words of names that speak of an image, and hold something else.</summary>
    private static readonly string[] OtherThings = ["pull", "policy", "secret", "registry", "tag", "format", "type", "size"];

    /// <summary>What fields and flags hold that speak of an image and name none.</summary>
    private static readonly HashSet<string> NoNames = new(StringComparer.Ordinal)
    {
        "true", "false", "yes", "no", "on", "off", "null", "nil", "none", "auto", "default", "latest", "stable", "always", "never", "enabled", "disabled", "string", "object",
    };

    /// <summary>Whether what stands under a name (of a field, a variable, a flag) is said to be an image.</summary>
    public static bool Says(string name)
        => (name.Contains("image", StringComparison.OrdinalIgnoreCase) || name is "img" || name.EndsWith("Img", StringComparison.Ordinal))
            && !OtherThings.Any(other => name.Contains(other, StringComparison.OrdinalIgnoreCase));

    /// <summary>Whether a field itself is one: <c>image</c>, <c>sidecarImage</c>, <c>agent_image</c>, and not <c>imageName</c>.</summary>
    public static bool IsField(string name) => name.EndsWith("image", StringComparison.OrdinalIgnoreCase) && Says(name);

    /// <summary>Whether the names below a field are those of images: <c>images: {agent: …}</c>.</summary>
    public static bool IsFieldOfSeveral(string name) => name.EndsWith("images", StringComparison.OrdinalIgnoreCase) && Says(name);

    /// <summary>What can be the value of a field that says it: more than a bare word, which could be anything.</summary>
    public static CarriedName? Named(string text)
        => text.Length <= Longest && (text.Contains('/', StringComparison.Ordinal) || text.Contains(':', StringComparison.Ordinal) || text.Contains('@', StringComparison.Ordinal))
            && !text.StartsWith("image/", StringComparison.Ordinal) && text.Any(char.IsAsciiLetter) && !text.StartsWith('/') ? CarriedName.Parse(text) : null;

    /// <summary>A bare word that can be an image of Docker Hub, where something says that it is one.</summary>
    public static CarriedName? Bare(string text)
        => text.Length is >= 2 and <= 128 && char.IsAsciiLetterLower(text[0]) && !text.AsSpan().ContainsAny("/:@.") && !NoNames.Contains(text) ? CarriedName.Parse(text) : null;

    /// <summary>
    /// All names in a text: whole ones (registry, path, and a tag or digest), and others behind a word that speaks of an image. What only has the shape of one
    /// (<c>team/app:1.2</c>, <c>quay.io/team/app</c>, and <c>redis:7.2</c> where the text is nothing else), or is a bare word that is said to be one, is a guess.
    /// </summary>
    public static IEnumerable<(int At, string Text, CarriedName Name, bool IsGuess)> In(string text)
    {
        var isOneWord = !text.AsSpan().ContainsAny(" \t\r\n");
        var (said, firmly) = (false, false);
        for (var at = 0; at < text.Length;)
        {
            var length = text.AsSpan(at).IndexOfAny(Between) is var end and >= 0 ? end : text.Length - at;
            var separator = at + length < text.Length ? text[at + length] : '\n';
            var word = length <= Longest ? text.Substring(at, length) : "";
            var begin = at;
            at += length + 1;
            if (word is "" or ":" or "-")
            {
                said &= separator is not '\n';
                firmly = (firmly || (said && word is ":")) && !Filled.Contains(separator);
                continue;
            }
            var cut = word.TrimEnd('.', ':', '!', '?');
            if ((Whole(cut) ?? (said ? Named(cut) : null)) is { } name)
                yield return (begin, cut, name, false);
            else if ((said && firmly && Ends.Contains(separator) ? Bare(cut) : null) is { } bare)
                yield return (begin, cut, bare, true);
            else if (Shaped(cut, isOneWord) is { } shaped)
                yield return (begin, cut, shaped, true);
            said = (word.EndsWith(':') || separator is '=' or ' ' or '"' or '\'') && Says(word);
            firmly = said && (word.EndsWith(':') || separator is '=');
        }
    }

    /// <summary>Registry, path, and a tag or digest: nothing else is written so, but for an address without its scheme.</summary>
    private static CarriedName? Whole(string word)
    {
        var slash = word.IndexOf('/', StringComparison.Ordinal);
        if (slash <= 0 || word.Contains("://", StringComparison.Ordinal) || !IsHost(word.AsSpan(0, slash)))
            return null;
        return word.AsSpan(slash).ContainsAny(':', '@') && CarriedName.Parse(word) is { } name && (word.Contains('@', StringComparison.Ordinal) || !IsPort(name.Reference.Tag)) ? name : null;
    }

    /// <summary>Has the shape of a name, which other things have too: a path with a version for its tag, or a path at what is known as a registry.</summary>
    private static CarriedName? Shaped(string word, bool isOneWord)
    {
        if (word.Length < 4 || !char.IsAsciiLetterLower(word[0]) || word.Contains("://", StringComparison.Ordinal) || CarriedName.Parse(word) is not { } name)
            return null;
        var (slash, colon) = (word.IndexOf('/', StringComparison.Ordinal), word.LastIndexOf(':'));
        if (slash > 0)
            return colon > slash ? (IsHost(word.AsSpan(0, slash)) ? null : IsVersion(word.AsSpan(colon + 1)) ? name : null) : IsRegistry(word[..slash]) ? name : null;
        return isOneWord && colon > 1 && !word.AsSpan(0, colon).Contains('.') && IsVersion(word.AsSpan(colon + 1)) ? name : null;
    }

    private static bool IsVersion(ReadOnlySpan<char> tag)
    {
        if (tag is "latest" or "stable" or "alpine")
            return true;
        var digits = tag.Length > 1 && tag[0] is 'v' ? tag[1..] : tag;
        return digits.Length > 0 && char.IsAsciiDigit(digits[0]) && (tag.Length == 1 || tag[0] is 'v' || tag.ContainsAny('.', '-'));
    }

    private static bool IsRegistry(string host)
        => host.StartsWith("registry.", StringComparison.Ordinal) || host.StartsWith("docker.", StringComparison.Ordinal) || host.StartsWith("harbor.", StringComparison.Ordinal) || host.StartsWith("cr.", StringComparison.Ordinal)
            || host is "quay.io" or "ghcr.io" or "gcr.io" or "nvcr.io" or "mcr.microsoft.com" or "public.ecr.aws" || host.EndsWith(".gcr.io", StringComparison.Ordinal)
            || host.EndsWith(".azurecr.io", StringComparison.Ordinal) || host.EndsWith(".pkg.dev", StringComparison.Ordinal) || host.EndsWith(".aliyuncs.com", StringComparison.Ordinal)
            || host.Contains(".dkr.ecr.", StringComparison.Ordinal);

    private static bool IsHost(ReadOnlySpan<char> text) => text is "localhost" || text.ContainsAny('.', ':');

    private static bool IsPort(string? tag) => tag is { Length: <= 5 } && tag.All(char.IsAsciiDigit) && tag.Length >= 2;
}
