using System.Text;
using Slipway.Yaml;

namespace Slipway.Components;

/// <summary>
/// Where a shell script plainly writes to: <c>&gt;</c>, <c>&gt;&gt;</c>, <c>&gt;|</c> and <c>&amp;&gt;</c> before an absolute path without variables.
/// Quotes, escapes, comments and here-documents are followed as a POSIX shell does.
/// </summary>
internal static class Redirections
{
    /// <summary>Not meant to stay, or no files at all.</summary>
    private static readonly string[] Passing = ["/dev", "/proc", "/tmp", "/var/tmp"];

    /// <summary>Warns of files that nothing keeps when the script's container ends.</summary>
    public static void Check(ScriptContent content, IReadOnlyList<StorageDefinition> storage, List<Diagnostic> findings)
    {
        if (content.Inline is not { Node: ScalarNode script })
            return;
        foreach (var (path, start, length) in In(script.Text))
            if (!Passing.Any(folder => StoragePath.IsWithin(path, folder)) && !storage.Any(one => one.Holds(path)))
                findings.Add(Diagnostic.Of(UpdateRules.Redirection, At(script, start, length), Place.Cut(path)));
    }

    /// <summary>The paths, and where they stand in the script as they are written there.</summary>
    public static IEnumerable<(string Path, int Start, int Length)> In(string script)
    {
        var endings = new Queue<string>();
        for (var i = 0; i < script.Length; i++)
            switch (script[i])
            {
                case '\\':
                    i++;
                    break;
                case '\'' or '"':
                    i = Skip(script, i);
                    break;
                case '#' when i == 0 || char.IsWhiteSpace(script[i - 1]) || script[i - 1] is ';' or '&' or '|' or '(':
                    i = LineEnd(script, i) - 1;
                    break;
                case '<' when script.AsSpan(i).StartsWith("<<") && !script.AsSpan(i).StartsWith("<<<"):
                    var (ending, _, after) = Word(script, i + (script.AsSpan(i).StartsWith("<<-") ? 3 : 2));
                    endings.Enqueue(ending);
                    i = after - 1;
                    break;
                case '\n' when endings.Count > 0:
                    i = SkipDocuments(script, i, endings);
                    break;
                case '>':
                    while (i + 1 < script.Length && script[i + 1] is '>' or '|' or '&')
                        i++;
                    var (path, start, end) = Word(script, i + 1);
                    if (path.StartsWith('/') && !script.AsSpan(start, end - start).ContainsAny("$`*?"))
                        yield return (path, start, end - start);
                    i = Math.Max(i, end - 1);
                    break;
            }
    }

    /// <summary>The word that follows after blanks, without its quotes, and where it begins and ends.</summary>
    private static (string Text, int Start, int End) Word(string script, int at)
    {
        while (at < script.Length && script[at] is ' ' or '\t')
            at++;
        var (text, start) = (new StringBuilder(), at);
        while (at < script.Length && !char.IsWhiteSpace(script[at]) && script[at] is not (';' or '&' or '|' or '<' or '>' or '(' or ')'))
            if (script[at] is '\'' or '"')
            {
                var end = Skip(script, at);
                text.Append(script, at + 1, Math.Max(0, end - at - 1));
                at = end + 1;
            }
            else
            {
                at += script[at] == '\\' && at + 1 < script.Length ? 1 : 0;
                text.Append(script[at++]);
            }
        return (text.ToString(), start, Math.Min(at, script.Length));
    }

    /// <summary>From an opening quote to its closing one, or to the end.</summary>
    private static int Skip(string script, int open)
    {
        var at = open + 1;
        while (at < script.Length && script[at] != script[open])
            at += script[at] == '\\' && script[open] == '"' ? 2 : 1;
        return Math.Min(at, script.Length);
    }

    private static int LineEnd(string script, int at)
    {
        var end = script.IndexOf('\n', at);
        return end < 0 ? script.Length : end;
    }

    /// <summary>From the line break before here-documents to the last character of their last line.</summary>
    private static int SkipDocuments(string script, int at, Queue<string> endings)
    {
        while (endings.Count > 0 && at < script.Length)
        {
            var end = LineEnd(script, at + 1);
            var line = script[Math.Min(at + 1, script.Length)..end];
            if (line == endings.Peek() || line.TrimStart('\t') == endings.Peek())
                endings.Dequeue();
            at = end;
        }
        return at - 1;
    }

    /// <summary>Also inside a block, whose lines stand deeper in the file than in the text: there the word is found by counting its occurrences.</summary>
    private static Location? At(ScalarNode script, int start, int length)
    {
        if (Place.Exactly(script, start, length) is not null || script.At is not { } at)
            return Place.Within(script, start, length);
        var (word, source) = (script.Text.Substring(start, length), at.Source.Text);
        var found = at.Span.Start - 1;
        for (var from = 0; from >= 0 && from <= start; from++)
        {
            from = script.Text.IndexOf(word, from, StringComparison.Ordinal);
            found = source.IndexOf(word, found + 1, at.Span.End - found - 1, StringComparison.Ordinal);
            if (found < 0)
                return at;
        }
        return at with { Span = new Span(found, found + length) };
    }
}
