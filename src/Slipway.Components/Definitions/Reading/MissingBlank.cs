using System.Text.RegularExpressions;
using Slipway.Yaml;

namespace Slipway.Components;

/// <summary>Where a map is wanted, lines such as <c>http:8080</c> were meant as <c>http: 8080</c>; to YAML they are one text.</summary>
internal static partial class MissingBlank
{
    /// <returns>A blank for each line; none where a line is anything else.</returns>
    public static IReadOnlyList<Edit> Edits(Node value)
    {
        if (value is not ScalarNode { Style: ScalarStyle.Plain, At: { } at } || at.Span.Length > 64 * 1024)
            return [];
        var edits = new List<Edit>();
        var start = at.Span.Start;
        foreach (var line in at.Source.Text[start..at.Span.End].Split('\n'))
        {
            if (Pair().Match(line) is not { Success: true } pair)
                return [];
            var behind = start + pair.Groups["key"].Index + pair.Groups["key"].Length + 1;
            edits.Add(new Edit(new Location(at.Source, new Span(behind, behind)), " ", Safe: true));
            start += line.Length + 1;
        }
        return edits;
    }

    // An address (http://…) is no key.
    [GeneratedRegex(@"^[ \t]*(?<key>[A-Za-z_][A-Za-z0-9_.-]*):(?!//)[^\s:][^\r]*\r?\z")]
    private static partial Regex Pair();
}
