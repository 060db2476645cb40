using System.Text;

namespace Slipway.Fuzz.Tests;

/// <summary>One to five edits of a text of the corpus. The same seed and number give the same bytes.</summary>
internal static class Mutation
{
    private delegate string Edit(Random random, string text, Corpus corpus);

    private static readonly Edit[] Edits =
    [
        InsertPiece, InsertPiece, DeletePart, RepeatPart, Truncate, DuplicateLine, DeleteLine, SwapLines, Indent, Indent, TabIndent, SwapWords, ChangeCase, OtherKey, OtherValue, OtherValue, OtherValue,
        Splice, Splice, Anchor, Comment, Comment, CarriageReturns, Flow, Block, Deep, Long,
    ];

    public static byte[] Make(int seed, long number, Corpus corpus)
    {
        var random = new Random(unchecked((int)((seed * 1_000_003L) ^ (number * 2_654_435_761L) ^ (number >> 31))));
        var text = corpus.Texts[random.Next(corpus.Texts.Count)];
        for (var edits = 1 + random.Next(5); edits > 0; edits--)
            text = Edits[random.Next(Edits.Length)](random, text, corpus);
        const int longest = 64 * 1024;
        var bytes = Encoding.UTF8.GetBytes(text.Length > longest ? text[..longest] : text);
        return random.Next(25) == 0 ? Bytes(random, bytes) : bytes;
    }

    private static byte[] Bytes(Random random, byte[] bytes)
    {
        if (random.Next(6) == 0)
            return [.. Encoding.Unicode.GetPreamble(), .. Encoding.Unicode.GetBytes(Encoding.UTF8.GetString(bytes)).Take(random.Next(2) == 0 ? int.MaxValue : random.Next(bytes.Length + 1))];
        var list = bytes.ToList();
        for (var edits = 1 + random.Next(4); edits > 0 && list.Count > 0; edits--)
        {
            var at = random.Next(list.Count);
            switch (random.Next(3))
            {
                case 0: list[at] ^= (byte)(1 << random.Next(8)); break;
                case 1: list.Insert(at, (byte)random.Next(256)); break;
                default: list.RemoveAt(at); break;
            }
        }
        return [.. list];
    }

    private static string InsertPiece(Random random, string text, Corpus corpus) => text.Insert(random.Next(text.Length + 1), One(random, Nasty.Pieces));

    private static string DeletePart(Random random, string text, Corpus corpus)
    {
        var (start, length) = Part(random, text, 40);
        return text.Remove(start, length);
    }

    private static string RepeatPart(Random random, string text, Corpus corpus)
    {
        var (start, length) = Part(random, text, 60);
        return text.Insert(random.Next(text.Length + 1), text.Substring(start, length));
    }

    private static string Truncate(Random random, string text, Corpus corpus) => random.Next(3) > 0 ? text : text[..random.Next(text.Length + 1)];

    private static string DuplicateLine(Random random, string text, Corpus corpus) => Lines(text, lines => lines.Insert(random.Next(lines.Count), One(random, lines)));

    private static string DeleteLine(Random random, string text, Corpus corpus) => Lines(text, lines => lines.RemoveAt(random.Next(lines.Count)));

    private static string SwapLines(Random random, string text, Corpus corpus) => Lines(text, lines =>
    {
        var (a, b) = (random.Next(lines.Count), random.Next(lines.Count));
        (lines[a], lines[b]) = (lines[b], lines[a]);
    });

    private static string Indent(Random random, string text, Corpus corpus) => Lines(text, lines =>
    {
        var change = random.Next(-4, 5);
        var first = random.Next(lines.Count);
        for (var i = first; i < Math.Min(lines.Count, first + 1 + random.Next(6)); i++)
            lines[i] = change >= 0 ? new string(' ', change) + lines[i] : lines[i][Math.Min(-change, lines[i].Length - lines[i].TrimStart(' ').Length)..];
    });

    private static string TabIndent(Random random, string text, Corpus corpus) => Lines(text, lines =>
    {
        var first = random.Next(lines.Count);
        var one = random.Next(2) == 0 ? "  " : "    ";
        for (var i = first; i < Math.Min(lines.Count, first + 1 + random.Next(20)); i++)
            lines[i] = lines[i].Replace(one, "\t", StringComparison.Ordinal);
    });

    private static string SwapWords(Random random, string text, Corpus corpus) => Lines(text, lines =>
    {
        var (a, b) = (random.Next(lines.Count), random.Next(lines.Count));
        var (left, right) = (lines[a].Split(' '), lines[b].Split(' '));
        var (i, j) = (random.Next(left.Length), random.Next(right.Length));
        (left[i], right[j]) = (right[j], left[i]);
        (lines[a], lines[b]) = (string.Join(' ', left), string.Join(' ', right));
    });

    private static string ChangeCase(Random random, string text, Corpus corpus) => AtColon(random, text, (line, colon)
        => (random.Next(3) switch { 0 => line[..colon].ToUpperInvariant(), 1 => line[..colon].ToLowerInvariant(), _ => Title(line[..colon]) }) + line[colon..]);

    private static string OtherKey(Random random, string text, Corpus corpus) => AtColon(random, text, (line, colon)
        => line[..(colon - line[..colon].TrimStart(' ', '-').Length)] + One(random, corpus.Keys) + line[colon..]);

    private static string OtherValue(Random random, string text, Corpus corpus) => AtColon(random, text, (line, colon)
        => line[..(colon + 1)] + (random.Next(8) == 0 ? "" : " ") + One(random, corpus.Values));

    private static string Splice(Random random, string text, Corpus corpus) => Lines(text, lines =>
    {
        var other = One(random, corpus.Lines);
        var first = random.Next(other.Length);
        var part = other.Skip(first).Take(1 + random.Next(12));
        var blanks = new string(' ', random.Next(4) * random.Next(3));
        lines.InsertRange(random.Next(lines.Count + 1), part.Select(line => blanks + line));
    });

    private static string Anchor(Random random, string text, Corpus corpus)
    {
        text = AtColon(random, text, (line, colon) => line[..(colon + 1)] + " &a" + line[(colon + 1)..]);
        return random.Next(3) switch
        {
            0 => AtColon(random, text, (line, colon) => line[..(colon + 1)] + " *a"),
            1 => Lines(text, lines => lines.Insert(random.Next(lines.Count), new string(' ', 2 * random.Next(4)) + "<<: *a")),
            _ => text,
        };
    }

    private static string Comment(Random random, string text, Corpus corpus) => Lines(text, lines =>
    {
        var at = random.Next(lines.Count);
        if (random.Next(2) == 0)
            lines[at] += random.Next(2) == 0 ? " # comment" : "   #x: [y";
        else
            lines.Insert(at, new string(' ', random.Next(8)) + "# own line " + at);
    });

    private static string CarriageReturns(Random random, string text, Corpus corpus)
        => random.Next(3) == 0 ? text.Replace("\n", "\r\n", StringComparison.Ordinal) : Lines(text, lines => lines[random.Next(lines.Count)] += "\r");

    private static string Flow(Random random, string text, Corpus corpus) => AtColon(random, text, (line, colon)
        => line[..(colon + 1)] + " " + (random.Next(3) switch { 0 => "{", 1 => "[", _ => "{x: " }) + line[(colon + 1)..] + One(random, ["}", "]", "", ", a: 1}", " , \n b ]", " # c\n  }"]));

    private static string Block(Random random, string text, Corpus corpus) => AtColon(random, text, (line, colon)
        => line[..(colon + 1)] + " " + One(random, ["|", ">", "|-", ">+", "|2", "|+ # c", ">1-"]) + "\n" + new string(' ', random.Next(10)) + line[(colon + 1)..] + "\n" + new string(' ', random.Next(10)) + "more");

    private static string Deep(Random random, string text, Corpus corpus)
        => random.Next(4) > 0 ? text : text.Insert(random.Next(text.Length + 1), string.Concat(Enumerable.Repeat(One(random, ["[", "{a: ", "- ", "? ", "{", "&a [*a, "]), random.Next(1, 220))));

    private static string Long(Random random, string text, Corpus corpus)
        => random.Next(4) > 0 ? text : AtColon(random, text, (line, colon) => line[..(colon + 1)] + " " + new string(One(random, ['a', ' ', '$', '"', '0', '中']), random.Next(5000)));

    private static string Lines(string text, Action<List<string>> edit)
    {
        var lines = text.Split('\n').ToList();
        edit(lines);
        return string.Join('\n', lines);
    }

    /// <summary>Edits a line that has a key.</summary>
    private static string AtColon(Random random, string text, Func<string, int, string> edit) => Lines(text, lines =>
    {
        for (var tries = 0; tries < 5; tries++)
        {
            var at = random.Next(lines.Count);
            if (lines[at].IndexOf(':') is var colon and > 0)
            {
                lines[at] = edit(lines[at], colon);
                return;
            }
        }
    });

    private static (int Start, int Length) Part(Random random, string text, int most)
    {
        var start = random.Next(text.Length + 1);
        return (start, random.Next(Math.Min(most, text.Length - start) + 1));
    }

    private static string Title(string text)
    {
        var at = text.Length - text.TrimStart(' ', '-').Length;
        return at < text.Length ? text[..at] + char.ToUpperInvariant(text[at]) + text[(at + 1)..] : text;
    }

    private static T One<T>(Random random, IReadOnlyList<T> all) => all[random.Next(all.Count)];
}
