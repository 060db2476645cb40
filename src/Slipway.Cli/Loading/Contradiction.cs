using Slipway.Components;
using Slipway.Yaml;

namespace Slipway.Cli;

/// <summary>Words of one option that give one name two values: whichever counted, somebody would not get what was asked for.</summary>
internal static class Contradiction
{
    /// <param name="option">Such as <c>--config</c>.</param>
    /// <param name="words">Each <c>NAME=VALUE</c>; said twice alike is no contradiction, and a malformed word is told elsewhere.</param>
    /// <param name="bare">What a word without <c>=</c> means after its name; null where that is nothing.</param>
    public static Diagnostic? Of(string option, IEnumerable<string> words, string? bare = null)
    {
        var said = new Dictionary<string, (string Value, string Word)>(StringComparer.Ordinal);
        foreach (var word in words)
        {
            var whole = word.Contains('=', StringComparison.Ordinal) || bare is null ? word : word + bare;
            if (whole.Split('=', 2) is not [var name, var value])
                continue;
            var key = KeyPath.Parse(name) is { } path ? KeyPath.Write(path) : name;
            if (said.TryAdd(key, (value, word)) || said[key].Value == value)
                continue;
            return Diagnostic.Of(UsageRules.Exclude, (Location?)null, $"{option} {said[key].Word}", $"{option} {word}");
        }
        return null;
    }

    /// <summary>After <c>--trait</c>, where a bare name switches the trait on.</summary>
    public static Diagnostic? OfTraits(IEnumerable<string> words) => Of("--trait", words, ".enabled=true");
}
