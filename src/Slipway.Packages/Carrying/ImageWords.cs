using System.Buffers;

namespace Slipway.Packages;

/// <summary>Image names in running text: arguments, scripts, files in ConfigMaps. What looks like one is never sure.</summary>
internal static class ImageWords
{
    private const int Longest = 512;

    private static readonly SearchValues<char> Between = SearchValues.Create(" \t\r\n\"'`,;()[]{}<>|=&\\$");

    /// <summary>Words of names that speak of an image, and hold something else.</summary>
    private static readonly string[] OtherThings = ["pull", "policy", "secret", "registry", "tag", "format", "type", "size"];

    /// <summary>Whether what stands under a name (of a field, a variable, a flag) is said to be an image.</summary>
    public static bool Says(string name)
        => name.Contains("image", StringComparison.OrdinalIgnoreCase) && !OtherThings.Any(other => name.Contains(other, StringComparison.OrdinalIgnoreCase));

    /// <summary>What can be the value of a field that says it: more than a bare word, which could be anything.</summary>
    public static CarriedName? Named(string text)
        => text.Length <= Longest && (text.Contains('/', StringComparison.Ordinal) || text.Contains(':', StringComparison.Ordinal) || text.Contains('@', StringComparison.Ordinal))
            && !text.StartsWith("image/", StringComparison.Ordinal) && text.Any(char.IsAsciiLetter) && !text.StartsWith('/') ? CarriedName.Parse(text) : null;

    /// <summary>All names in a text: whole ones (registry, path, and a tag or digest), and others only behind a word that speaks of an image.</summary>
    public static IEnumerable<(int At, string Text, CarriedName Name)> In(string text)
    {
        var said = false;
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
                continue;
            }
            var cut = word.TrimEnd('.', ':', '!', '?');
            if ((Whole(cut) ?? (said ? Named(cut) : null)) is { } name)
                yield return (begin, cut, name);
            said = (word.EndsWith(':') || separator is '=' or ' ' or '"' or '\'') && Says(word);
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

    private static bool IsHost(ReadOnlySpan<char> text) => text is "localhost" || text.ContainsAny('.', ':');

    private static bool IsPort(string? tag) => tag is { Length: <= 5 } && tag.All(char.IsAsciiDigit) && tag.Length >= 2;
}
