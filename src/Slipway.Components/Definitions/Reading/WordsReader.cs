using Slipway.Yaml;

namespace Slipway.Components;

/// <summary>Commands and arguments: a text is one word, a list is its items; numbers and booleans are the text that was written.</summary>
internal static class WordsReader
{
    private static readonly char[] Blanks = [' ', '\t', '\n', '\r'];

    /// <param name="blanksAreMeant">Whether a text with blanks is plainly one word, as after <c>sh -c</c>.</param>
    public static IReadOnlyList<Placed<string>> Read(Node value, Place place, List<Diagnostic> findings, bool blanksAreMeant = false)
    {
        if (value is not ListNode list)
            return One(value, place, findings, blanksAreMeant);
        var words = new List<Placed<string>>(list.Items.Count);
        foreach (var item in list.Items)
            if (item is ScalarNode { Kind: not ScalarKind.Null } word)
                words.Add(new Placed<string>(word.Text, word));
            else
                findings.Add(Diagnostic.Of(ContainerRules.NotWords, Place.Start(item), place.Path, Place.Shown(item)));
        return words;
    }

    /// <summary>Whether what follows is a script for a shell.</summary>
    public static bool EndsInShell(IReadOnlyList<Placed<string>> command)
        => command.Count > 1 && command[^1].Value.StartsWith('-') && command[^1].Value.EndsWith('c');

    private static Placed<string>[] One(Node value, Place place, List<Diagnostic> findings, bool blanksAreMeant)
    {
        if (value is not ScalarNode word)
        {
            findings.Add(Diagnostic.Of(ContainerRules.NotWords, Place.Start(value), place.Path, Place.Shown(value)));
            return [];
        }
        if (!blanksAreMeant && word.Text.AsSpan().IndexOfAny(Blanks) >= 0)
        {
            var several = List(place, word.Text.Split(Blanks, StringSplitOptions.RemoveEmptyEntries));
            findings.Add(Diagnostic.Of(ContainerRules.BlankInWord, word, place.Path, several, List(place, [word.Text])));
        }
        return [new Placed<string>(word.Text, word)];
    }

    private static string List(Place place, IEnumerable<string> words)
    {
        const int shown = 20;
        var few = words.Take(shown + 1).Select(word => JsonText.Write(Node.Of(Place.Cut(word)))).ToList();
        return $"{place.Path[(place.Path.LastIndexOf('.') + 1)..]}: [{string.Join(", ", few.Take(shown))}{(few.Count > shown ? ", …" : "")}]";
    }
}
